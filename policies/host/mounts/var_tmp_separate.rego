# METADATA
# title: /var/tmp is a mount of its own
# description: |
#   Everybody may write to /var/tmp, and it survives a reboot. A bind mount of /tmp counts. Judged as it is mounted
#   now and as it is mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/fstab.5.html
#     description: fstab(5)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Give /var/tmp a file system of its own: make it, copy what is there, and add a line to /etc/fstab. On a small
#     machine that a lost partition cannot hurt, accept the finding.
#   aliases: [fs-var-tmp-separate]
package policies.host.mounts.var_tmp_separate

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.folders(_paths)

not_applicable := mounts.absent(_paths)

passed := mounts.separate(_paths)

failed := mounts.joined(_paths)

_paths := {"/var/tmp"}
