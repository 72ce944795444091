# METADATA
# title: No home has files that let others in without a password
# description: |
#   .rhosts and .shosts let whoever holds the named host log in; .netrc holds passwords in the clear; .forward
#   runs programs when mail comes. For mail that must go elsewhere use /etc/aliases, and take .forward out of
#   the parameter where people may have one.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: medium
#   subject: home
#   remediation: >-
#     Look at the file, then delete it. A password that lay in a .netrc should be changed.
#   aliases: [acct-no-trust-files]
#   parameters:
#     names:
#       default: [".rhosts", ".shosts", ".netrc", ".forward"]
#       description: Names that must not be there.
package policies.host.accounts.no_trust_files

import data.policies.lib.homes
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := facts if some id, facts in homes.subjects(input.host.homes.data.homes)

passed[id] := proof if some id, proof in homes.passed(input.host.homes.data.homes, _wrong, "none of the files is there")

failed[id] := proof if some id, proof in homes.failed(input.host.homes.data.homes, _wrong)

_wrong[home.id] contains [$"{file.name}", file] if {
	some home in input.host.homes.data.homes
	some file in home.files
	file.class == "trust"
	file.name in {name | some name in data.parameters["host.accounts.no_trust_files"].names}
}
