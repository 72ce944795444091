# METADATA
# title: The running SSH server holds the configuration of its files
# description: |
#   A file that was changed and not loaded protects nobody, and the next restart brings a surprise. sshd
#   writes its pid file whenever it reads its files: an older one means that a change waits. Only a running
#   machine tells this; a server that is started for each connection holds nothing.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#SIGHUP
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Check with `sshd -t`, then `systemctl reload ssh` (`sshd` on RHEL), and try a second login before you
#     close this one.
#   aliases: [ssh-configuration-loaded]
package policies.host.ssh.configuration_loaded

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.loaded if some server in input.host.sshd.data.servers

passed[id] := verdict.proof("the files were read after their last change", [fact]) if {
	some id, fact in subjects
	fact.value == "current"
}

passed[id] := verdict.proof("no server runs that could hold something else", [fact]) if {
	some id, fact in subjects
	fact.value == "not-running"
}

failed[id] := verdict.proof("a file changed after the server read its configuration", [fact]) if {
	some id, fact in subjects
	fact.value == "stale"
}
