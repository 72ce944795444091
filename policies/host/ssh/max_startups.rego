# METADATA
# title: The SSH server drops connections early when many wait for a login
# description: |
#   MaxStartups start:rate:full refuses a share of new connections once `start` wait, and all once `full`
#   wait. Higher numbers let one attacker hold all places; each of the three must be as strict as asked. `n`
#   alone means n:30:n.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#MaxStartups
#     description: sshd_config(5)
# custom:
#   severity: low
#   subject: ssh-server
#   remediation: >-
#     Set `MaxStartups 10:30:60` and reload sshd. Hosts that automation logs into many times at once need more,
#     or connections that are shared.
#   aliases: [ssh-max-startups]
#   parameters:
#     accepted:
#       default: "10:30:60"
#       description: The loosest start:rate:full that is accepted; a lower start, a higher rate and a lower full are stricter.
package policies.host.ssh.max_startups

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.max_startups if some server in input.host.sshd.data.servers

_accepted := [to_number(part) | some part in split(data.parameters["host.ssh.max_startups"].accepted, ":")]

_numbers(fact) := [to_number(part) | some part in split(fact.value, ":")]

_weak[id] contains part if {
	some id, fact in subjects
	numbers := _numbers(fact)
	parts := {
		$"begins to refuse at {numbers[0]} waiting": numbers[0] > _accepted[0],
		$"refuses only {numbers[1]} % of them": numbers[1] < _accepted[1],
		$"refuses all only at {numbers[2]}": numbers[2] > _accepted[2],
	}
	some part, true in parts
}

failed[id] := verdict.proof($"MaxStartups is {subjects[id].value}: it {concat(", ", sort(reasons))}", [subjects[id]]) if {
	some id, reasons in _weak
}

passed[id] := verdict.proof($"MaxStartups is {fact.value}", [fact]) if {
	some id, fact in subjects
	numbers := _numbers(fact)
	numbers[0] <= _accepted[0]
	numbers[1] >= _accepted[1]
	numbers[2] <= _accepted[2]
}
