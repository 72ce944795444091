# METADATA
# title: No home is open to others
# description: |
#   Homes hold keys, tokens of programs and drafts. Debian made homes with 0755 until 11, where others may read.
#   A web server that must reach one folder gets it by an ACL or by a folder outside of the home.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: medium
#   subject: home
#   remediation: >-
#     `chmod 0750 /home/NAME`, and set `HOME_MODE 0750` in /etc/login.defs for new ones.
#   aliases: [acct-home-mode]
#   parameters:
#     mode:
#       default: "0750"
#       description: The loosest mode that is accepted, octal.
package policies.host.accounts.home_mode

import data.policies.lib.octal
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

passed[id] := verdict.proof($"{_homes[id].path} is {fact.value.octal}", [fact]) if {
	some id, fact in subjects
	bits.and(fact.value.mode, 511 - octal.parse(data.parameters["host.accounts.home_mode"].mode)) == 0
}

failed[id] := verdict.proof($"{_homes[id].path} is {fact.value.octal}, looser than {data.parameters["host.accounts.home_mode"].mode}", [fact]) if {
	some id, fact in subjects
	bits.and(fact.value.mode, 511 - octal.parse(data.parameters["host.accounts.home_mode"].mode)) != 0
}
