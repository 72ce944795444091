# METADATA
# title: /dev/shm is mounted nodev, nosuid and noexec
# description: |
#   Programs that live in memory alone leave no file on a disk to find. systemd mounts /dev/shm with nosuid and
#   nodev; noexec must be asked for in fstab. Judged where the folder is a mount of its own. Judged as it is mounted
#   now and as it is mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/mount.8.html
#     description: mount(8)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Add `tmpfs /dev/shm tmpfs rw,nosuid,nodev,noexec 0 0` to /etc/fstab and run `mount -o remount /dev/shm`.
#   aliases: [fs-shm-options]
package policies.host.mounts.shm_options

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.options(_paths, _options)

not_applicable := mounts.not_mounted(_paths, _options)

passed := mounts.held(_paths, _options)

failed := mounts.lacking(_paths, _options)

_paths := {"/dev/shm"}

_options := {"nodev", "nosuid", "noexec"}
