# METADATA
# title: /boot is a mount of its own, nosuid and noexec
# description: |
#   Kernels and the configuration of the boot loader lie in /boot; nothing in it is started by the running system.
#   Judged as it is mounted now and as it is mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/mount.8.html
#     description: mount(8)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Give /boot a file system of its own with the options nosuid,noexec,nodev in /etc/fstab, and run `mount -o
#     remount /boot`.
#   aliases: [fs-boot-mount]
package policies.host.mounts.boot_mount

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := object.union(mounts.folders(_paths), mounts.options(_paths, _options))

not_applicable := object.union(mounts.absent(_paths), mounts.not_mounted(_paths, _options))

passed := object.union(mounts.separate(_paths), mounts.held(_paths, _options))

failed := object.union(mounts.joined(_paths), mounts.lacking(_paths, _options))

_paths := {"/boot"}

_options := {"nosuid", "noexec"}
