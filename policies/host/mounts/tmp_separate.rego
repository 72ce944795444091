# METADATA
# title: /tmp is a mount of its own
# description: |
#   Everybody may write to /tmp. On a file system of its own it can neither fill the disk of the system nor lend its
#   files to hard links, and it can be mounted with restrictions. fstab, tmp.mount and what is mounted now count:
#   Debian 12 leaves tmp.mount off, Debian 13 has it on. Judged as it is mounted now and as it is mounted at boot;
#   an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/fstab.5.html
#     description: fstab(5)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Run `systemctl enable tmp.mount` (on Debian 12 first `cp /usr/share/systemd/tmp.mount /etc/systemd/system/`),
#     or add /tmp to /etc/fstab; then reboot.
#   aliases: [fs-tmp-separate]
package policies.host.mounts.tmp_separate

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.folders(_paths)

not_applicable := mounts.absent(_paths)

passed := mounts.separate(_paths)

failed := mounts.joined(_paths)

_paths := {"/tmp"}
