# METADATA
# title: No important system that outsiders reach runs on an operating system without updates
# description: |
#   A system whose maker has stopped to mend it keeps every hole that is found from then on. It is worst where outsiders
#   reach it and the business hangs on it. Importance and exposure come from assets.csv; exposure also from the packet
#   filter. Free long-term support counts as support; support that must be bought may have been, and is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.debian.org/releases/
#     description: Debian releases and their support
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, SA-22 (unsupported system components)
# custom:
#   severity: critical
#   subject: host
#   remediation: >-
#     Move the service to a supported release, or buy extended support until then and take the system off the internet.
#   aliases: [join-eol-host-critical-service]
package policies.joins.eol_host_critical_service

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[host.id] := [host.os_supported, host.critical, host.exposed] if some host in input.estate.hosts.data.hosts

passed[host.id] := verdict.proof(concat(", ", sort(reasons)), [host.os_supported]) if {
	some host in input.estate.hosts.data.hosts
	reasons := _reasons[host.id]
	count(reasons) > 0
}

failed[host.id] := verdict.proof(message, [host.os_supported, host.critical, host.exposed]) if {
	some host in input.estate.hosts.data.hosts
	host.os_supported.value == false
	host.critical.value == true
	host.exposed.value == true
	message := $"{host.os} gets no updates any more, and {host.asset} is important and reached from outside"
}

_reasons[host.id] contains "its system is supported" if {
	some host in input.estate.hosts.data.hosts
	host.os_supported.value == true
}

_reasons[host.id] contains "the asset is not important" if {
	some host in input.estate.hosts.data.hosts
	host.critical.value == false
}

_reasons[host.id] contains "outsiders do not reach it" if {
	some host in input.estate.hosts.data.hosts
	host.exposed.value == false
}
