# METADATA
# title: Commands belong to root, and only root can change them
# description: |
#   What everybody starts, root starts too: who can replace a command becomes root. Judged are the folders /bin, /sbin,
#   /usr/bin, /usr/sbin, /usr/libexec, /usr/local/bin and /usr/local/sbin and the files right in them, a link by what it
#   leads to. A folder stands for all commands in it that are as they should be. The parameter names commands that their
#   package ships with another owner, as Debian does with /usr/bin/at.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/hier.7.html
#     description: hier(7)
# custom:
#   severity: high
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod go-w FILE`. Compare it with its package first: `dpkg --verify` or `rpm -V`.
#   parameters:
#     accepted:
#       description: Paths of commands whose other owner is accepted.
#       default:
#         - /usr/bin/at
#   aliases: [fs-system-commands-owner]
package policies.host.files.system_commands_owner

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[folder.id] := folder.status if some folder in _folders

subjects[$"{folder.id}/*"] := folder.seen if some folder in _folders

subjects[command.id] := command.status if {
	some folder in _folders
	some command in folder.loose
}

passed[folder.id] := verdict.proof($"{folder.status.value.octal} root", [folder.status]) if {
	some folder in _folders
	folder.status.value.uid == 0
	count(object.get(_reasons, folder.id, set())) == 0
}

passed[$"{folder.id}/*"] := verdict.proof(_told(folder), [folder.seen]) if {
	some folder in _folders
	folder.seen.value >= 0
}

passed[command.id] := verdict.proof("accepted by the parameter", [command.status]) if {
	some folder in _folders
	some command in folder.loose
	command.status.value.uid >= 0
	command.id in _accepted
}

failed[id] := verdict.proof(concat("; ", sort(_reasons[id])), [subjects[id]]) if {
	some id, _ in _reasons
	count({id} & {path | some path in _accepted}) == 0
}

_told(folder) := $"{folder.seen.value} commands were looked at; those told apart aside, all belong to root, and only root can write them"

_reasons[path.id] contains $"it belongs to {path.status.value.owner}" if {
	some path in _paths
	path.status.value.uid != 0
}

_reasons[path.id] contains $"everybody may write it ({path.status.value.octal})" if {
	some path in _paths
	bits.and(path.status.value.mode, 2) != 0
}

_reasons[path.id] contains $"its group {path.status.value.group} may write it ({path.status.value.octal})" if {
	some path in _paths
	path.status.value.gid != 0
	bits.and(path.status.value.mode, 16) != 0
}

_paths := array.concat([folder | some folder in _folders], [command | some folder in _folders; some command in folder.loose])

_folders := [folder | some folder in input.host.commands.data.folders]

_accepted := data.parameters["host.files.system_commands_owner"].accepted
