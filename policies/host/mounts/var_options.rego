# METADATA
# title: /var is mounted nodev and nosuid
# description: |
#   Nothing in /var needs to be a device or SUID. noexec is not asked: package managers start scripts from
#   /var/lib/dpkg/info. Judged where the folder is a mount of its own. Judged as it is mounted now and as it is
#   mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/mount.8.html
#     description: mount(8)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Add nodev, nosuid to the options of /var in /etc/fstab (or Options= of its mount unit), then run `mount -o
#     remount /var`.
#   aliases: [fs-var-options]
package policies.host.mounts.var_options

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.options(_paths, _options)

not_applicable := mounts.not_mounted(_paths, _options)

passed := mounts.held(_paths, _options)

failed := mounts.lacking(_paths, _options)

_paths := {"/var"}

_options := {"nodev", "nosuid"}
