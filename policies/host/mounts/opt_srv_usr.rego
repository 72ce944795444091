# METADATA
# title: /opt and /srv are mounts of their own with nosuid, /usr is a mount of its own
# description: |
#   Software that no package brought (/opt) and data that services offer (/srv) then can neither fill the file
#   system of the system nor hold SUID programs; /usr apart can be read-only. A strict opinion for machines planned
#   that way. Judged as it is mounted now and as it is mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/fstab.5.html
#     description: fstab(5)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Give /opt, /srv and /usr file systems of their own in /etc/fstab, /opt and /srv with nosuid,nodev. /usr must
#     be mounted by the initramfs, which Debian's does.
#   aliases: [fs-opt-srv-usr]
package policies.host.mounts.opt_srv_usr

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := object.union(mounts.folders(_paths), mounts.options(_without_suid, {"nosuid"}))

not_applicable := object.union(mounts.absent(_paths), mounts.not_mounted(_without_suid, {"nosuid"}))

passed := object.union(mounts.separate(_paths), mounts.held(_without_suid, {"nosuid"}))

failed := object.union(mounts.joined(_paths), mounts.lacking(_without_suid, {"nosuid"}))

_paths := {"/opt", "/srv", "/usr"}

_without_suid := {"/opt", "/srv"}
