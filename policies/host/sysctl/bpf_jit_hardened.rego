# METADATA
# title: Compiled BPF programs are hardened against spraying
# description: |
#   The compiler of BPF turns constants of a program into machine code, which an attacker can choose. 1 blinds
#   the constants of users without rights only, 2 those of everybody; it costs speed where much is filtered by
#   BPF.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/networking/ip-sysctl.html
#     description: IP parameters of the kernel
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: low
#   subject: kernel-parameter
#   remediation: >-
#     Put `net.core.bpf_jit_harden = 2` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-bpf-jit]
package policies.host.sysctl.bpf_jit_hardened

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"net.core.bpf_jit_harden": ["2"]}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
