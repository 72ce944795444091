# METADATA
# title: The journal outlives a restart
# description: |
#   `Storage=auto`, the default, keeps the journal only where /var/log/journal exists; otherwise a restart clears
#   the traces. Drop-ins are merged by name, the last one wins.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `mkdir -p /var/log/journal && systemctl restart systemd-journald`, or `Storage=persistent`.
#   aliases: [log-journald-persistent]
package policies.detection.logging.journal_persistent

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.logging.data.journal_persistent

passed[id] := verdict.proof("the journal is kept on disk", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("the journal is lost at a restart", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
