# METADATA
# title: Links in shared folders cannot mislead other users
# description: |
#   With these two the kernel does not follow a symbolic link in /tmp that another user laid, and makes no
#   hard link to a file one may not write: the way of most races in shared folders. The kernel itself has
#   them off; distributions set them in sysctl.d.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/sysctl/
#     description: Kernel parameters
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: medium
#   subject: kernel-parameter
#   remediation: >-
#     Put `fs.protected_symlinks = 1` and `fs.protected_hardlinks = 1` into /etc/sysctl.d/99-zz-hardening.conf
#     and run `sysctl --system`.
#   aliases: [sysctl-protected-symlinks, sysctl-protected-hardlinks]
package policies.host.sysctl.protected_links

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"fs.protected_symlinks": ["1"], "fs.protected_hardlinks": ["1"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
