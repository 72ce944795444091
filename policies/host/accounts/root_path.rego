# METADATA
# title: Nobody else can put programs where root looks for commands
# description: |
#   Who may write a folder of the PATH of root, or the folder that root happens to stand in where an entry is
#   empty or relative, decides what `ls` does when root types it. Looked at are ENV_SUPATH, /etc/environment and
#   what the start files of root leave; a folder that does not exist counts by the nearest one above it, as
#   whoever may write that can make it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man1/bash.1.html
#     description: bash(1)
#   - ref: https://man7.org/linux/man-pages/man5/login.defs.5.html
#     description: login.defs(5)
# custom:
#   severity: high
#   subject: path-entry
#   remediation: >-
#     Take the entry out of the PATH lines (the places name them), or `chown root:root FOLDER` and `chmod go-w
#     FOLDER`.
#   aliases: [acct-root-path]
package policies.host.accounts.root_path

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"root PATH {entry.id}"] := [entry.exists, entry.status, entry] if some entry in input.host.root_path.data.entries

subjects[$"root PATH of {place.at.file}:{object.get(place.at, "line", 0)}"] := place if some place in input.host.root_path.data.unclear

_wrong[id] contains "it is empty, which means the current folder" if {
	some id, [_, _, entry] in subjects
	entry.form == "empty"
}

_wrong[id] contains "it is relative to the current folder" if {
	some id, [_, _, entry] in subjects
	entry.form == "relative"
}

_wrong[id] contains "it is no folder" if {
	some id, [exists, status, entry] in subjects
	entry.form == "absolute"
	exists.value == true
	status.value.kind != "directory"
}

_wrong[id] contains $"{_what(exists, status)} belongs to {status.value.owner}" if {
	some id, [exists, status, entry] in subjects
	entry.form == "absolute"
	status.value.uid != 0
}

_wrong[id] contains $"{_what(exists, status)} is {status.value.octal}: everybody may write it" if {
	some id, [exists, status, entry] in subjects
	entry.form == "absolute"
	bits.and(status.value.mode, 2) != 0
}

_wrong[id] contains $"{_what(exists, status)} is {status.value.octal}: the group {status.value.group} may write it" if {
	some id, [exists, status, entry] in subjects
	entry.form == "absolute"
	bits.and(status.value.mode, 16) != 0
	status.value.gid != 0
}

_what(exists, _) := "it" if exists.value == true

_what(exists, status) := $"it does not exist, and {status.at.file} above it" if exists.value == false

passed[id] := verdict.proof($"{status.value.octal} {status.value.owner}:{status.value.group}", entry.places) if {
	some id, [exists, status, entry] in subjects
	exists.value == true
	status.value.uid == 0
	count(object.get(_wrong, id, set())) == 0
}

passed[id] := verdict.proof("it does not exist, and only root can make it", entry.places) if {
	some id, [exists, status, entry] in subjects
	exists.value == false
	status.value.uid == 0
	count(object.get(_wrong, id, set())) == 0
}

failed[id] := verdict.proof(concat("; ", sort(_wrong[id])), entry.places) if {
	some id, [_, _, entry] in subjects
	count(_wrong[id]) > 0
}
