# METADATA
# title: No line of the SSH configuration says otherwise than what holds
# description: |
#   The first value wins in sshd_config. A later line that says something else does nothing, and deceives
#   whoever reads it: the day the first one goes, it holds. Drop-ins of packages and clouds often come before
#   the line that people edit. Lines in Match blocks and lists that add up do not count.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#Include
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-keyword
#   remediation: >-
#     Remove the line that lost, or the one that holds, whichever was not meant; check the result with `sshd
#     -T`.
#   aliases: [ssh-no-conflicting-lines]
package policies.host.ssh.no_conflicting_lines

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server if {
	some server in input.host.sshd.data.servers
	count(server.conflicts) == 0
}

subjects[$"{server.id} {conflict.id}"] := conflict.holds if {
	some server in input.host.sshd.data.servers
	some conflict in server.conflicts
}

# A line that was not read may contradict.
passed[id] := verdict.proof("no line outside of Match contradicts another", [server]) if {
	input.host.sshd.flag == "complete"
	some id, server in subjects
	count(server.conflicts) == 0
}

failed[id] := verdict.proof($"`{fact.value}` holds, and a later line says otherwise", [fact]) if {
	some id, fact in subjects
	count(fact.overridden) > 0
}
