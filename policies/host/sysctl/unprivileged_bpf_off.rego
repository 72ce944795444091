# METADATA
# title: Users without rights load no BPF programs
# description: |
#   The verifier of BPF has been a steady source of ways to become root. 1 cannot be undone until the next
#   boot, 2 can be by root.
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
#     Put `kernel.unprivileged_bpf_disabled = 2` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl
#     --system`.
#   aliases: [sysctl-bpf]
package policies.host.sysctl.unprivileged_bpf_off

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"kernel.unprivileged_bpf_disabled": ["1", "2"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
