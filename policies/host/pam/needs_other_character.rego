# METADATA
# title: New passwords need a character that is neither letter nor digit
# description: |
#   Where the policy asks for classes of characters. ocredit of -1 or less asks for that many; a positive
#   one only makes the password shorter. minclass of 4 asks for one of each class and so does the same.
#   Public guidance prefers length over classes.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpwquality-common/pwquality.conf.5.en.html
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
# custom:
#   severity: low
#   subject: password-quality
#   remediation: >-
#     Set `ocredit = -1` in /etc/security/pwquality.conf.
#   aliases: [pam-credit-other]
#   parameters:
#     max_credit:
#       default: -1
#       description: The largest ocredit that is accepted; -1 asks for one such character.
package policies.host.pam.needs_other_character

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[check.id] := [check.ocredit, check.minclass] if some check in input.host.password_quality.data.checks

_limit := data.parameters["host.pam.needs_other_character"].max_credit

passed[id] := verdict.proof($"ocredit is {facts[0].value}", [facts[0]]) if {
	some id, facts in subjects
	facts[0].value <= _limit
}

passed[id] := verdict.proof("minclass is 4, which asks for each class of characters", [facts[1]]) if {
	some id, facts in subjects
	facts[0].value > _limit
	facts[1].value == 4
	_limit == -1
}

failed[id] := verdict.proof($"ocredit is {facts[0].value}", [facts[0]]) if {
	some id, facts in subjects
	facts[0].value > _limit
	_asks_less(facts[1])
}

_asks_less(minclass) if minclass.value < 4

_asks_less(minclass) if {
	minclass.value == 4
	_limit < -1
}
