# METADATA
# title: /var/tmp is mounted nodev, nosuid and noexec
# description: |
#   As /tmp, and what lies there outlives a reboot. Judged where the folder is a mount of its own. Judged as it is
#   mounted now and as it is mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/mount.8.html
#     description: mount(8)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Add nodev, nosuid, noexec to the options of /var/tmp in /etc/fstab (or Options= of its mount unit), then run
#     `mount -o remount /var/tmp`.
#   aliases: [fs-var-tmp-options]
package policies.host.mounts.var_tmp_options

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.options(_paths, _options)

not_applicable := mounts.not_mounted(_paths, _options)

passed := mounts.held(_paths, _options)

failed := mounts.lacking(_paths, _options)

_paths := {"/var/tmp"}

_options := {"nodev", "nosuid", "noexec"}
