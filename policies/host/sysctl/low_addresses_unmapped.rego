# METADATA
# title: Programs cannot map the lowest addresses
# description: |
#   A null pointer in the kernel leads to the lowest addresses; whoever may map them puts code there. On arm64
#   the limit is 32768: set the parameter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/sysctl/
#     description: Kernel parameters
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: low
#   subject: kernel-parameter
#   remediation: >-
#     Put `vm.mmap_min_addr = 65536` into /etc/sysctl.d/99-zz-hardening.conf and run `sysctl --system`.
#   aliases: [sysctl-mmap-min-addr]
#   parameters:
#     minimum:
#       default: 65536
#       description: The least accepted address.
package policies.host.sysctl.low_addresses_unmapped

import data.policies.lib.sysctl
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_wanted := {"vm.mmap_min_addr": {"minimum": data.parameters["host.sysctl.low_addresses_unmapped"].minimum}}

subjects := sysctl.subjects(_wanted)

not_applicable := sysctl.not_applicable(subjects)

passed := sysctl.passed(subjects)

failed := sysctl.failed(subjects)
