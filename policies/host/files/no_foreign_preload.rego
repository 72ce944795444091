# METADATA
# title: No foreign library is loaded into every program
# description: |
#   A library in /etc/ld.so.preload sees every password and can hide files and processes: user-space
#   rootkits live there. Libraries that an installed package owns pass.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/ld.so.8.html
#     description: ld.so(8)
# custom:
#   severity: high
#   subject: library
#   remediation: >-
#     Find out where the library comes from before removing it: treat the host as broken into. Then empty
#     /etc/ld.so.preload.
#   aliases: [malware-no-ld-preload]
package policies.host.files.no_foreign_preload

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[library.id] := library.package if some library in input.host.preload.data.libraries

subjects["/etc/ld.so.preload"] := {"count": count(input.host.preload.data.libraries), "at": input.host.preload.data.at} if {
	count(input.host.preload.data.libraries) == 0
}

passed["/etc/ld.so.preload"] := verdict.proof("nothing is preloaded", [subjects["/etc/ld.so.preload"]]) if {
	subjects["/etc/ld.so.preload"].count == 0
}

passed[id] := verdict.proof($"it belongs to the package {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value != ""
}

failed[id] := verdict.proof("no installed package owns it", [fact]) if {
	some id, fact in subjects
	fact.value == ""
}
