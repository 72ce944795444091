# METADATA
# title: At least one backup goes to another machine
# description: |
#   A copy on the disks of the host burns, is stolen and is encrypted with it. A repository that is reached by
#   ssh, by the tool's own protocol or as an object store counts, and a path on a network file system of fstab;
#   a path on the host's own disks does not. That the copy cannot be deleted from here is another matter.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://restic.readthedocs.io/en/stable/030_preparing_a_new_repo.html
# custom:
#   severity: high
#   subject: host
#   remediation: |
#     Add a repository on another machine or an object store; for borgmatic a second entry under `repositories`.
#   aliases: [backup-off-host]
package policies.maintenance.backup.copy_leaves_host

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := array.concat([_backup.installed], [tool.remote | some tool in _backup.tools])

passed["host"] := verdict.proof(concat("; ", sort({_said(tool) | some tool in _away})), [tool.remote | some tool in _away]) if count(_away) > 0

failed["host"] := verdict.proof(concat("; ", sort({_said(tool) | some tool in _backup.tools})), [tool.remote | some tool in _backup.tools]) if {
	count(_backup.tools) > 0
	every tool in _backup.tools {
		tool.remote.value == false
	}
}

# One cause, one finding: that there is no tool is told by the rule on the tool.
not_applicable["host"] := verdict.proof("no backup tool is installed, which another rule tells", [_backup.installed]) if _backup.installed.value == false

_away := [tool | some tool in _backup.tools; tool.remote.value == true]

_said(tool) := concat(" ", [tool.id, "to", concat(", ", sort({target.id | some target in tool.targets}))]) if count(tool.targets) > 0

_said(tool) := $"{tool.id} to its server" if count(tool.targets) == 0

_backup := input.host.backup.data
