# METADATA
# title: Files in homes belong to their user and group, and only the user may write them
# description: |
#   Looked at are the entries of the home itself and of its .ssh, .gnupg, .config, .local/bin and bin, at most
#   400; a home with more is told as unknown once nothing is found. Dot files have a rule of their own. Files of
#   root do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
# custom:
#   severity: low
#   subject: home
#   remediation: >-
#     `chown -h NAME:GROUP FILE` and `chmod go-w FILE`.
#   aliases: [acct-home-files-mode]
package policies.host.accounts.home_files_mode

import data.policies.lib.homes
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := facts if some id, facts in homes.subjects(input.host.homes.data.homes)

passed[id] := proof if some id, proof in homes.passed(input.host.homes.data.homes, _wrong, "the entries looked at belong to the user and only the user may write them")

failed[id] := proof if some id, proof in homes.failed(input.host.homes.data.homes, _wrong)

_wrong[home.id] contains [$"{file.name}: {why}", file] if {
	some home in input.host.homes.data.homes
	some file in home.files
	file.class == "other"
	some why in file.loose.value
}
