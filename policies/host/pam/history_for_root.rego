# METADATA
# title: Old passwords are refused to root too
# description: |
#   Without enforce_for_root a password that root sets again for somebody is only warned of.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_pwhistory.8.en.html
# custom:
#   severity: low
#   subject: password-history
#   remediation: >-
#     Add `enforce_for_root` to the line of pam_pwhistory (or to /etc/security/pwhistory.conf where it is
#     read).
#   aliases: [pam-history-root]
package policies.host.pam.history_for_root

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.enforce_for_root if some check in input.host.password_history.data.lines

passed[id] := verdict.proof($"enforce_for_root is set", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof($"enforce_for_root is not set", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
