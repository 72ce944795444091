# METADATA
# title: Every home belongs to its user's group
# description: |
#   The group of a home decides who the middle digit of its mode is for.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: low
#   subject: home
#   remediation: >-
#     `chgrp GROUP /home/NAME`, with the primary group that `id -gn NAME` tells.
#   aliases: [acct-home-group]
package policies.host.accounts.home_group

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

passed[id] := verdict.proof($"{_homes[id].path} has the group {fact.value.group}", [fact]) if {
	some id, fact in subjects
	fact.value.gid == _homes[id].gid
}

failed[id] := verdict.proof($"{_homes[id].path} has the group {fact.value.group}, which is not the primary group of {_homes[id].user}", [fact]) if {
	some id, fact in subjects
	fact.value.gid != _homes[id].gid
}
