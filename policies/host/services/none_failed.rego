# METADATA
# title: No service has failed
# description: |
#   A service that failed does not do its work, and nobody may have noticed: a backup, an update, a log. Told on a
#   running system only.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/systemctl.html
# custom:
#   severity: low
#   subject: service
#   remediation: |
#     `systemctl status NAME` and `journalctl -u NAME -b` tell why; mend it, or disable what is not needed and
#     `systemctl reset-failed NAME`.
#   aliases: []
package policies.host.services.none_failed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["services"] := _services.live if count(_broken) == 0

subjects[id] := unit.state if some id, unit in _broken

passed["services"] := verdict.proof("none has failed", []) if {
	_services.live.value == true
	every unit in _services.units {
		object.get(unit, ["live", "active"], "inactive") != "failed"
	}
}

failed[id] := verdict.proof("it has failed", [unit]) if some id, unit in _broken

_services := input.host.services.data

_broken[unit.id] := unit if {
	some unit in _services.units
	unit.live.active == "failed"
}
