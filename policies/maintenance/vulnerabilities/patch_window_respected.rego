# METADATA
# title: Packages in production change inside approved windows or as an emergency
# description: |
#   Changes that are declared prove nothing about what was done: that is in the package logs of the hosts. So this
#   folder alone leaves it unknown, with the hint to scan the hosts beside it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/40/r4/final
#     description: NIST SP 800-40r4, enterprise patch management
# custom:
#   severity: low
#   subject: organization
#   remediation: |
#     Let updates run inside the windows of change-windows.yaml, or record an emergency change; scan the hosts beside
#     this folder.
#   aliases: [patch-window-respected]
package policies.maintenance.vulnerabilities.patch_window_respected

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["organization"] := _record.package_history if _record

passed["organization"] := verdict.proof(
	"every change of packages lies in a window or an emergency change",
	[_record.package_history],
) if _record.package_history.value == true

failed["organization"] := verdict.proof(
	"packages changed outside windows and emergency changes",
	[_record.package_history],
) if _record.package_history.value == false

_record := input.organization.change_record.data
