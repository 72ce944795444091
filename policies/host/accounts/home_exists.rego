# METADATA
# title: The home of every person exists
# description: |
#   Without its home a login ends in /, or is refused; whoever can make the folder above it can make the home,
#   and so choose the start files of that person. Meant are root and accounts from UID_MIN on that may log in.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: low
#   subject: home
#   remediation: >-
#     `mkhomedir_helper NAME`, or `install -d -o NAME -g NAME -m 0750 /home/NAME`; delete accounts that nobody
#     uses.
#   aliases: [acct-home-exists]
package policies.host.accounts.home_exists

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"home:{home.id}"] := home.exists if some home in input.host.homes.data.homes

_paths[$"home:{home.id}"] := home if some home in input.host.homes.data.homes

passed[id] := verdict.proof($"{_paths[id].path} exists", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof($"{_paths[id].path} is no folder", [_paths[id]]) if {
	some id, fact in subjects
	fact.value == false
}
