# METADATA
# title: No file is writable by everybody
# description: |
#   What everybody may write, everybody may replace: a script that root runs, a configuration, a log. Links, devices,
#   sockets and folders are not meant here. Only local file systems are walked; trees of containers and images are not.
#   Where folders could not be entered the walk proves failures, never that there are none.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/inode.7.html
#     description: inode(7), the file mode
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Find out who needs to write it, then run `chmod o-w FILE`. Look whether its content is still what it was.
#   aliases: [fs-world-writable-files]
package policies.host.files.world_writable_files

import data.policies.lib.verdict
import data.policies.lib.walk

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[file.id] := file if some file in _files

subjects[id] := fact if some id, fact in walk.whole(_files)

passed := walk.nothing(_files, "world-writable file")

failed[file.id] := verdict.proof($"the mode is {file.octal}, it belongs to {file.owner}:{file.group}", [file]) if {
	some file in _files
}

_files := [file | some file in input.host.walk.data.writable_files.files]
