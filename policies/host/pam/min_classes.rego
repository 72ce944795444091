# METADATA
# title: New passwords mix several classes of characters
# description: |
#   Where the policy asks for classes of characters: minclass, or a credit of -1 or less for each of the
#   four. Public guidance prefers length over classes.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpwquality-common/pwquality.conf.5.en.html
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
# custom:
#   severity: low
#   subject: password-quality
#   remediation: >-
#     Set `minclass = 4` in /etc/security/pwquality.conf.
#   aliases: [pam-minclass]
#   parameters:
#     min_classes:
#       default: 4
#       description: The least number of classes (digits, upper case, lower case, others).
package policies.host.pam.min_classes

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := [check.minclass, check.dcredit, check.ucredit, check.lcredit, check.ocredit] if {
	some check in input.host.password_quality.data.checks
}

_limit := data.parameters["host.pam.min_classes"].min_classes

# Classes that the credits ask for by themselves.
_asked(facts) := count([fact | some fact in array.slice(facts, 1, 5); fact.value < 0])

passed[id] := verdict.proof($"minclass is {facts[0].value}", [facts[0]]) if {
	some id, facts in subjects
	facts[0].value >= _limit
}

passed[id] := verdict.proof($"credits ask for {_asked(facts)} classes", array.slice(facts, 1, 5)) if {
	some id, facts in subjects
	facts[0].value < _limit
	_asked(facts) >= _limit
}

failed[id] := verdict.proof($"minclass is {facts[0].value} and credits ask for {_asked(facts)} classes", facts) if {
	some id, facts in subjects
	every fact in facts {
		is_number(fact.value)
	}
	facts[0].value < _limit
	_asked(facts) < _limit
}
