# METADATA
# title: /dev/shm is a mount of its own
# description: |
#   Everybody may write to /dev/shm. systemd mounts a tmpfs there without any file asking for it, with nosuid and
#   nodev. Judged as it is mounted now and as it is mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/fstab.5.html
#     description: fstab(5)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Add `tmpfs /dev/shm tmpfs rw,nosuid,nodev,noexec 0 0` to /etc/fstab and run `mount /dev/shm`.
#   aliases: [fs-shm-separate]
package policies.host.mounts.shm_separate

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.folders(_paths)

not_applicable := mounts.absent(_paths)

passed := mounts.separate(_paths)

failed := mounts.joined(_paths)

_paths := {"/dev/shm"}
