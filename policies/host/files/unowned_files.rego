# METADATA
# title: Every file belongs to an account and a group that exist
# description: |
#   A file of a number that no account has belongs to whoever is given that number next. Accounts come from the host's own
#   passwd and group; on a running machine getent is asked for the rest, so that accounts of a directory count. Subordinate
#   ids of users (subuid) and ids that systemd hands out to services count as known. A folder stands for everything below
#   it that belongs to the same numbers.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/passwd.5.html
#     description: passwd(5)
#   - ref: https://systemd.io/UIDS-GIDS/
#     description: Users, groups, UIDs and GIDs on systemd systems
# custom:
#   severity: medium
#   subject: file
#   remediation: >-
#     Give the files to somebody (`chown -R USER:GROUP PATH`) or remove them. When an account is deleted, its files
#     go with it: `deluser --remove-all-files` or `userdel -r`.
#   aliases: [fs-unowned]
package policies.host.files.unowned_files

import data.policies.lib.verdict
import data.policies.lib.walk

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[file.id] := {"user": file.user, "group": file.group} if some file in _files

subjects[id] := fact if some id, fact in walk.whole(_files)

passed := walk.nothing(_files, "unowned file")

failed[file.id] := verdict.proof($"{concat(" and ", sort(_reasons[file.id]))}{_extent(file.below)}", [file]) if {
	some file in _files
	count(_reasons[file.id]) > 0
}

_reasons[file.id] contains $"no account has the number {file.uid}" if {
	some file in _files
	file.user.value == false
}

_reasons[file.id] contains $"no group has the number {file.gid}" if {
	some file in _files
	file.group.value == false
}

_extent(below) := "" if below == 0

_extent(below) := $", the same for {below} entries below it" if below > 0

_files := [file | some file in input.host.walk.data.unowned.files]
