# METADATA
# title: The SSH server refuses a direct root login
# description: |
#   People log in under their own name and raise their rights afterwards, so that each privileged act has an author.
#   `prohibit-password` still admits the holder of a key as root, and so does not meet this rule. A Match block that
#   sets PermitRootLogin is judged by itself: it overrides the global part.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#PermitRootLogin
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     First make sure that an administrator can log in by name and become root by sudo, in a second session. Then set
#     `PermitRootLogin no` in sshd_config (and in every Match block that sets it) and reload sshd. Where a program
#     must log in as root, `forced-commands-only` narrows it; waive the rule with that reason.
#   aliases: [ssh-root-login]
package policies.host.ssh.root_login_refused

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.permit_root_login if some server in input.host.sshd.data.servers

subjects[$"{server.id} {block.id}"] := setting.value if {
	some server in input.host.sshd.data.servers
	some block in server.match_blocks
	some setting in block.settings
	setting.id == "permit_root_login"
}

passed[id] := verdict.proof("root cannot log in", [fact]) if {
	some id, fact in subjects
	fact.value == "no"
}

failed[id] := verdict.proof($"PermitRootLogin is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value != "no"
}
