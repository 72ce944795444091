# METADATA
# title: Every home belongs to its user
# description: |
#   Who owns a home can put start files and SSH keys into it, and so becomes the person at the next login.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: high
#   subject: home
#   remediation: >-
#     `chown NAME /home/NAME`. See what else in it belongs to the other one: `find /home/NAME ! -user NAME`.
#   aliases: [acct-home-owned]
package policies.host.accounts.home_owned

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"home:{home.id}"] := home.status if {
	some home in input.host.homes.data.homes
	home.exists.value == true
}

subjects[$"home:{home.id}"] := home.exists if {
	some home in input.host.homes.data.homes
	home.exists.unknown
}

_homes[$"home:{home.id}"] := home if some home in input.host.homes.data.homes

passed[id] := verdict.proof($"{_homes[id].path} belongs to {fact.value.owner}", [fact]) if {
	some id, fact in subjects
	fact.value.uid == _homes[id].uid
}

failed[id] := verdict.proof($"{_homes[id].path} belongs to {fact.value.owner}, not to {_homes[id].user}", [fact]) if {
	some id, fact in subjects
	fact.value.uid != _homes[id].uid
}
