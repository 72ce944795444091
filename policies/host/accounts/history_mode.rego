# METADATA
# title: Nobody else can read the history of a shell
# description: |
#   Histories hold passwords that were typed at the wrong prompt or on a command line.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: low
#   subject: home
#   remediation: >-
#     `chmod 0600 FILE`.
#   aliases: [acct-history-mode]
package policies.host.accounts.history_mode

import data.policies.lib.homes
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := facts if some id, facts in homes.subjects(input.host.homes.data.homes)

passed[id] := proof if some id, proof in homes.passed(input.host.homes.data.homes, _wrong, "no history file is open to others")

failed[id] := proof if some id, proof in homes.failed(input.host.homes.data.homes, _wrong)

_wrong[home.id] contains [$"{file.name} is {file.status.value.octal}", file] if {
	some home in input.host.homes.data.homes
	some file in home.files
	file.class == "history"
	bits.and(file.status.value.mode, 63) != 0
	file.kind == "file"
}
