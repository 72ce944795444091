# METADATA
# title: The clock follows allowed servers only
# description: |
#   Whoever tells the time can make certificates valid, tickets expire and logs lie. Where the organization
#   names its time servers, every server and pool of every daemon that starts must be one of them. Without
#   such a list there is nothing to judge; a reference clock in the machine is no server.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://chrony-project.org/documentation.html
# custom:
#   severity: low
#   subject: time-daemon
#   remediation: >-
#     Replace the servers in chrony.conf or timesyncd.conf by those of your organization; remove files in
#     /etc/chrony/sources.d that DHCP or the cloud put there.
#   aliases: [time-servers-allowed]
#   parameters:
#     allowed:
#       default: []
#       description: "Names and addresses that are allowed; a * stands for any text."
package policies.detection.time.servers_allowed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

_allowed := data.parameters["detection.time.servers_allowed"].allowed

# Whether it starts is not known: then it may have to be judged.
subjects[daemon.id] := daemon.enabled if {
	some daemon in input.host.time_sync.data.daemons
	daemon.enabled.unknown
}

subjects[daemon.id] := daemon.servers if {
	some daemon in input.host.time_sync.data.daemons
	daemon.enabled.value == true
}

not_applicable[id] := verdict.proof("no list of allowed servers is declared", [subjects[id]]) if {
	some id, _ in subjects
	count(_allowed) == 0
}

_named(server) if {
	some pattern in _allowed
	glob.match(pattern, [], server)
}

_reference_clock(server) if server in {"PHC", "PPS", "SHM", "SOCK", "RTC"}

_good[id] contains server if {
	some id, fact in subjects
	some server in fact.value
	_named(server)
}

_good[id] contains server if {
	some id, fact in subjects
	some server in fact.value
	_reference_clock(server)
}

_foreign[id] := {server | some server in fact.value} - object.get(_good, id, set()) if {
	some id, fact in subjects
	fact.value
	count(_allowed) > 0
}

passed[id] := verdict.proof("all its servers are allowed", [subjects[id]]) if {
	some id, servers in _foreign
	count(servers) == 0
}

failed[id] := verdict.proof($"not allowed: {concat(", ", sort(servers))}", [subjects[id]]) if {
	some id, servers in _foreign
	count(servers) > 0
}
