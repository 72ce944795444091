# METADATA
# title: Every socket that others reach is declared for this host
# description: |
#   What listens without anybody having decided it is found by others first. The list of what is meant comes from the
#   owner of the host: as long as it is empty nothing can be judged. Sockets on loopback addresses do not count. UDP
#   has no listening state: sockets that are not connected are judged, such as the one of a DHCP client (udp/68).
#   Containers with networks of their own are not seen.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/123/final
# custom:
#   severity: high
#   subject: socket
#   remediation: |
#     Stop and disable what is not needed (`systemctl disable --now NAME`), bind what only this host needs to
#     127.0.0.1, and declare the rest in the parameter.
#   aliases: [svc-listen-allowed]
#   parameters:
#     declared:
#       default: []
#       description: >-
#         Protocol and port, or a range of ports, of the sockets that are meant: `tcp/22`, `udp/60000-61000`.
package policies.host.services.listening_declared

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := sockets if {
	some id, sockets in _open
	count(_declared) > 0
}

subjects.sockets := {
	"unknown": "no sockets are declared for this host: give them in the parameter `declared` of this rule",
	"at": {"file": "/proc/net/tcp"},
} if {
	count(_declared) == 0
	count(_open) > 0
}

subjects.sockets := [] if {
	is_array(input.host.listening.data.sockets)
	count(_open) == 0
}

passed[id] := verdict.proof("it is declared", sockets) if {
	some id, sockets in _open
	id in _allowed
}

# Sockets that were not read prove nothing.
passed.sockets := verdict.proof("nothing listens to others", []) if {
	input.host.listening.flag == "complete"
	every socket in input.host.listening.data.sockets {
		socket.loopback == true
	}
}

failed[id] := verdict.proof($"{concat(", ", sort(_words(sockets)))}: not declared", sockets) if {
	count(_declared) > 0
	some id in (object.keys(_open) - _allowed)
	sockets := _open[id]
}

_declared := data.parameters["host.services.listening_declared"].declared

_open[id] contains socket if {
	some socket in input.host.listening.data.sockets
	socket.loopback == false
	id := $"{socket.protocol}/{socket.port}"
}

_allowed contains id if {
	some id, sockets in _open
	some socket in sockets
	some text in _declared
	[socket.protocol, ports] = split(text, "/")
	bounds := split(ports, "-")
	socket.port >= to_number(bounds[0])
	socket.port <= to_number(bounds[count(bounds) - 1])
}

_words(sockets) := {$"{socket.id} ({object.get(socket.process, "value", "program not known")})" | some socket in sockets}
