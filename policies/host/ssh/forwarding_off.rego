# METADATA
# title: The SSH server forwards nothing
# description: |
#   Forwarding turns a login into a way around the packet filter, and a forwarded agent lends its keys to
#   root of this host. DisableForwarding covers all kinds since OpenSSH 7.4. A bastion forwards by trade: set
#   the parameter there, and limit it with PermitOpen. Each kind is judged by itself.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#DisableForwarding
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Set `DisableForwarding yes` and reload sshd; allow it in a Match block for those who need it.
#   aliases: [ssh-forwarding]
#   parameters:
#     allowed:
#       default: []
#       description: "Kinds that are in use on this host: x11, agent, tcp, streamlocal."
package policies.host.ssh.forwarding_off

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

_kinds := {"x11": "x11_forwarding", "agent": "allow_agent_forwarding", "tcp": "allow_tcp_forwarding", "streamlocal": "allow_stream_local_forwarding"}

_allowed := {kind | some kind in data.parameters["host.ssh.forwarding_off"].allowed}

subjects[$"{server.id} {kind}"] := {"kind": kind, "own": server[field], "all": server.disable_forwarding} if {
	some server in input.host.sshd.data.servers
	some kind, field in _kinds
}

passed[id] := verdict.proof("DisableForwarding is yes", [facts.all]) if {
	some id, facts in subjects
	facts.all.value == true
}

passed[id] := verdict.proof($"forwarding of this kind is {facts.own.value}", [facts.own]) if {
	some id, facts in subjects
	facts.all.value == false
	facts.own.value in {"no", false}
}

passed[id] := verdict.proof("it forwards, as declared", [facts.own]) if {
	some id, facts in subjects
	facts.all.value == false
	facts.kind in _allowed
	count({facts.own.value} - {"no", false}) == 1
}

failed[id] := verdict.proof("it is allowed, and DisableForwarding is no", [facts.own, facts.all]) if {
	some id, facts in subjects
	facts.all.value == false
	count({facts.kind} - _allowed) == 1
	count({facts.own.value} - {"no", false}) == 1
}
