# METADATA
# title: pam_unix keeps no old passwords of its own
# description: |
#   remember= of pam_unix keeps old passwords as MD5 hashes; pam_pwhistory keeps them as they were hashed. A
#   policy that asks for the old way has a rule of its own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_unix.8.en.html
# custom:
#   severity: low
#   subject: password-change
#   remediation: >-
#     Remove `remember=` from the line of pam_unix and use pam_pwhistory.
#   aliases: [pam-unix-no-remember]
package policies.host.pam.no_unix_history

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := check.remember if some check in input.host.pam.data.password_setters

passed[id] := verdict.proof($"remember is not set", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}

failed[id] := verdict.proof($"pam_unix remembers {fact.value} passwords", [fact]) if {
	some id, fact in subjects
	fact.value > 0
}
