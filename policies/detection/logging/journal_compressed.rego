# METADATA
# title: The journal compresses large entries
# description: |
#   `Compress=no` fills the space of the journal sooner, and older entries go sooner.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     Remove `Compress=no` from journald.conf and its drop-ins.
#   aliases: [log-journald-compress]
package policies.detection.logging.journal_compressed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.logging.data.journal_compress

passed[id] := verdict.proof("large entries are compressed", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("Compress is off", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
