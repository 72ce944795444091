# METADATA
# title: A backup tool is installed and configured
# description: |
#   Without a copy a mistake or an extortion is the end of the data. Known are Borg, restic, rsnapshot,
#   duplicity, Kopia, tarsnap, bup, Proxmox, and the agents of Bacula, Bareos, UrBackup, Veeam and Amanda.
#   Copies that the hypervisor or the cloud makes are not seen from here: waive the rule with the name of that
#   job.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://borgbackup.readthedocs.io/en/stable/
#   - ref: https://restic.readthedocs.io/en/stable/
# custom:
#   severity: medium
#   subject: backup-tool
#   remediation: |
#     Install one (`apt-get install borgmatic` or restic), give it a repository on another machine, and try a
#     restore.
#   aliases: [backup-tool, backup-scheduled, backup-off-host]
package policies.maintenance.backup.tool_configured

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := _backup.installed if count(_backup.tools) == 0

subjects[tool.id] := tool.configured if some tool in _backup.tools

passed[tool.id] := verdict.proof(concat(", ", sort({_said(target) | some target in _targets(tool)})), [tool.configured]) if {
	some tool in _backup.tools
	tool.configured.value == true
}

failed[tool.id] := verdict.proof("it is installed and has no configuration and no job", [tool.configured]) if {
	some tool in _backup.tools
	tool.configured.value == false
	count(_configured) == 0
}

# One tool is enough: a second one that came as a dependency is not judged.
not_applicable[tool.id] := verdict.proof("it is not configured, and another tool is", [tool.configured]) if {
	some tool in _backup.tools
	tool.configured.value == false
	count(_configured) > 0
}

failed["host"] := verdict.proof("no backup tool that is known here is installed", [_backup.installed]) if _backup.installed.value == false

_configured := {tool.id | some tool in _backup.tools; tool.configured.value == true}

_targets(tool) := tool.targets if count(tool.targets) > 0

_targets(tool) := [{"id": "configured", "kind": "unknown"}] if count(tool.targets) == 0

_said(target) := $"target {target.id}" if target.kind != "unknown"

_said(target) := "configured" if target.kind == "unknown"

_backup := input.host.backup.data
