# METADATA
# title: /var/log is mounted nodev, nosuid and noexec
# description: |
#   Logs hold text that others send; none of it is to be started. Judged where the folder is a mount of its own.
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
#     Add nodev, nosuid, noexec to the options of /var/log in /etc/fstab (or Options= of its mount unit), then run
#     `mount -o remount /var/log`.
#   aliases: [fs-var-log-options]
package policies.host.mounts.var_log_options

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.options(_paths, _options)

not_applicable := mounts.not_mounted(_paths, _options)

passed := mounts.held(_paths, _options)

failed := mounts.lacking(_paths, _options)

_paths := {"/var/log"}

_options := {"nodev", "nosuid", "noexec"}
