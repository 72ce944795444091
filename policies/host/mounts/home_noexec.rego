# METADATA
# title: /home is mounted noexec
# description: |
#   A strict opinion: people then start only what the administrator installed, not what they build or download. It
#   hinders no interpreter, and stops whoever develops on the host. Judged where the folder is a mount of its own.
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
#     Add noexec to the options of /home in /etc/fstab (or Options= of its mount unit), then run `mount -o remount
#     /home`.
#   aliases: [fs-home-noexec]
package policies.host.mounts.home_noexec

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.options(_paths, _options)

not_applicable := mounts.not_mounted(_paths, _options)

passed := mounts.held(_paths, _options)

failed := mounts.lacking(_paths, _options)

_paths := {"/home"}

_options := {"noexec"}
