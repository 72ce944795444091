# METADATA
# title: No container port is published past the machine's own filter
# description: |
#   `docker run -p 8080:80` translates the destination before routing: the packet is forwarded to the container and
#   never meets INPUT, where ufw and most people deny. The port is open although the filter says that it is not. Judged
#   are ports that a container program translates and that public addresses reach, while INPUT would drop the same
#   packet. A port that INPUT allows as well, one that exposure.yaml declares for the internet, and one that DOCKER-USER
#   closes are no surprise and pass; port forwarding that people wrote themselves is not judged here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.docker.com/engine/network/packet-filtering-firewalls/
# custom:
#   severity: high
#   subject: published-port
#   remediation: |
#     Publish on the loopback (`-p 127.0.0.1:8080:80`) and put a proxy before it, or filter where the packets pass:
#     `iptables -I DOCKER-USER -i eth0 ! -s 192.0.2.0/24 -j DROP`. If everybody is meant to reach it, allow it in the filter
#     too (`ufw allow 8080/tcp`) or declare it in exposure.yaml.
#   aliases: [docker-bypass]
package policies.firewall.exposure.docker_bypass

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[port.id] := [port.reach, port.filter] if some port in input.firewall.bypass.data.ports

passed[port.id] := verdict.proof("declared to be open to the internet", port.decided_by) if {
	some port in input.firewall.bypass.data.ports
	port.declared == true
}

passed[port.id] := verdict.proof("public addresses do not reach it", port.decided_by) if {
	some port in input.firewall.bypass.data.ports
	port.declared == false
	port.reach.value in {"internal", "none"}
}

passed[port.id] := verdict.proof("the machine's own filter lets it in as well", [port.filter]) if {
	some port in input.firewall.bypass.data.ports
	port.declared == false
	port.reach.value in {"internet", "partner"}
	port.filter.value == "accepted"
}

failed[port.id] := verdict.proof(_message(port.reach.value), array.concat(port.decided_by, [port.filter])) if {
	some port in input.firewall.bypass.data.ports
	port.declared == false
	port.reach.value in {"internet", "partner"}
	port.filter.value == "dropped"
}

_message(reach) := $"published to {_names[reach]}, while the machine's own filter drops such packets"

_names := {"internet": "the internet", "partner": "some public addresses"}
