# METADATA
# title: sudo writes down what it runs
# description: |
#   A log file of its own, the log of inputs and outputs, or syslog, which is on unless `!syslog` turns it off.
#   Benchmarks ask for a log file; set the parameter where syslog shall not do.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: medium
#   subject: sudoers
#   remediation: >-
#     Take `!syslog` out, or put `Defaults logfile=/var/log/sudo.log` into a file of /etc/sudoers.d with `visudo
#     -f`, with a rule for logrotate.
#   aliases: [sudo-logfile]
#   parameters:
#     accept_syslog:
#       default: true
#       description: Whether syslog is enough.
package policies.host.sudo.logged

import data.policies.lib.sudo
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["sudoers"] := {name: fact |
	some name in {"logfile", "log_output", "log_input", "syslog"}
	fact := sudo.option(input.host.sudo.data, name)
} if {
	count(input.host.sudo.data.options) > 0
}

_counted := {"logfile", "log_output", "log_input"} | {name | some name in ["syslog"]; data.parameters["host.sudo.logged"].accept_syslog == true}

_on[name] := fact if {
	some name, fact in subjects.sudoers
	name in _counted
	fact.value != "false"
}

passed["sudoers"] := verdict.proof($"on: {concat(", ", sort(object.keys(_on)))}", [fact | some fact in _on]) if count(_on) > 0

failed["sudoers"] := verdict.proof("nothing that counts writes it down", [subjects.sudoers[name] | some name in _counted]) if {
	count(subjects.sudoers) == 4
	every name in _counted {
		subjects.sudoers[name].value == "false"
	}
}
