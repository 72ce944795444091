# METADATA
# title: pam_unix remembers old passwords where nothing else does
# description: |
#   For policies that ask for remember= of pam_unix. It contradicts host.pam.no_unix_history: choose one.
#   Where pam_pwhistory guards the change, the rule does not apply.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-modules/pam_unix.8.en.html
# custom:
#   severity: low
#   subject: password-change
#   remediation: >-
#     Prefer pam_pwhistory; else add `remember=2` to the password line of pam_unix.
#   aliases: [pam-unix-remember]
#   parameters:
#     min_passwords:
#       default: 2
#       description: The least number of old passwords.
package policies.host.pam.unix_history

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[setter.id] := [setter.remember, setter.history] if some setter in input.host.pam.data.password_setters

passed[id] := verdict.proof($"pam_unix remembers {facts[0].value} passwords", facts) if {
	some id, facts in subjects
	facts[1].value != "guards"
	facts[0].value >= data.parameters["host.pam.unix_history"].min_passwords
}

failed[id] := verdict.proof($"pam_unix remembers {facts[0].value} passwords, and pam_pwhistory guards nothing", facts) if {
	some id, facts in subjects
	facts[1].value != "guards"
	facts[0].value < data.parameters["host.pam.unix_history"].min_passwords
}

not_applicable[id] := verdict.proof("pam_pwhistory remembers", [facts[1]]) if {
	some id, facts in subjects
	facts[1].value == "guards"
}
