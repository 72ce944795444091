# METADATA
# title: Nobody else can change the dot files of a person
# description: |
#   Start files, .ssh and the like run or decide at each login: who may write them is that person.
#   Group-writable counts, as people are in each other's groups more often than known. What belongs to root does
#   not count, links only by their owner.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: medium
#   subject: home
#   remediation: >-
#     `chown NAME FILE` and `chmod go-w FILE`.
#   aliases: [acct-dotfile-mode]
package policies.host.accounts.dotfile_mode

import data.policies.lib.homes
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := facts if some id, facts in homes.subjects(input.host.homes.data.homes)

passed[id] := proof if some id, proof in homes.passed(input.host.homes.data.homes, _wrong, "the dot files belong to the user and only the user may write them")

failed[id] := proof if some id, proof in homes.failed(input.host.homes.data.homes, _wrong)

_wrong[home.id] contains [$"{file.name}: {why}", file] if {
	some home in input.host.homes.data.homes
	some file in home.files
	file.class in {"dot", "history", "trust"}
	some why in file.loose.value
	why in {"owner", "group-writable", "world-writable"}
}
