# METADATA
# title: Changes of sudo's own log file are audited
# description: |
#   Where sudo writes a log file of its own (`Defaults logfile`), whoever becomes root by sudo can rewrite it.
#   Where it writes none (it logs to syslog), this rule has no subject.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/#logfile
# custom:
#   severity: low
#   subject: path
#   remediation: |
#     Add `-w /var/log/sudo.log -p wa -k sudo_log_file` with the path that `Defaults logfile` names.
#   aliases: [audit-sudo-log]
package policies.detection.audit.sudo_log_watched

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := fact if {
	some id, fact in audit.facts(_events)
	count(_settings) > 0
}

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "sudo-log")

# Without the rules of sudo nobody knows whether it writes one.
_settings := [setting | some setting in input.host.sudo.data.settings]
