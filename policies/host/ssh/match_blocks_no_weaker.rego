# METADATA
# title: No Match block of the SSH server loosens authentication
# description: |
#   A Match block overrides the global part for whoever it matches, often long after the reason is gone.
#   Judged are PermitRootLogin, PasswordAuthentication, PermitEmptyPasswords, KbdInteractiveAuthentication,
#   HostbasedAuthentication, IgnoreRhosts, MaxAuthTries and AuthenticationMethods, each against the value
#   outside of the block. Forwarding and other conveniences are not.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#Match
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-match-block
#   remediation: >-
#     Remove the setting from the Match block, or narrow the block to the accounts and addresses that need
#     it and record the exception.
#   aliases: [ssh-match-no-weaker]
package policies.host.ssh.match_blocks_no_weaker

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"{server.id} {block.id}"] := array.concat(
	[setting.weakens | some setting in block.settings],
	[{"settings": block.settings, "at": block.at}],
) if {
	some server in input.host.sshd.data.servers
	some block in server.match_blocks
}

_settings[id] := last.settings if {
	some id, facts in subjects
	last := facts[count(facts) - 1]
}

_looser[id] contains $"{setting.keyword} is {setting.value.value} instead of {setting.outside.value}" if {
	some id, settings in _settings
	some setting in settings
	setting.weakens.value == true
}

_unclear[id] contains setting.id if {
	some id, settings in _settings
	some setting in settings
	setting.weakens.unknown
}

passed[id] := verdict.proof("the block loosens no authentication", [facts[count(facts) - 1]]) if {
	some id, facts in subjects
	count(object.get(_looser, id, set())) == 0
	count(object.get(_unclear, id, set())) == 0
}

failed[id] := verdict.proof(concat("; ", sort(_looser[id])), [setting.value | some setting in _settings[id]; setting.weakens.value == true]) if {
	some id, _ in subjects
	count(_looser[id]) > 0
}
