# METADATA
# title: No service runs that is disabled or masked
# description: |
#   Somebody started it by hand: the next restart of the host ends it, or it was switched off and never stopped.
#   Services that a socket, a timer, another service or a device starts do not count. Told on a running system only.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/systemctl.html
# custom:
#   severity: low
#   subject: service
#   remediation: |
#     `systemctl stop NAME` where it is not meant to run, `systemctl enable NAME` where it is.
#   aliases: []
package policies.host.services.running_as_configured

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["services"] := _services.live if count(_stray) == 0

subjects[id] := unit.state if some id, unit in _stray

passed["services"] := verdict.proof("what runs is enabled, or started by something that is", []) if {
	_services.live.value == true
	every unit in _services.units {
		_explained(unit)
	}
}

failed[id] := verdict.proof($"it runs and is {unit.state.value}", [unit.state]) if some id, unit in _stray

_services := input.host.services.data

_explained(unit) if object.get(unit, ["live", "active"], "inactive") != "active"

_explained(unit) if unit.starts_at_boot.value == true

_explained(unit) if count(unit.activators) > 0

_explained(unit) if count({unit.state.value} & {"disabled", "masked", "masked-runtime"}) == 0

_stray[unit.id] := unit if {
	some unit in _services.units
	unit.live.active == "active"
	unit.state.value in {"disabled", "masked", "masked-runtime"}
	unit.starts_at_boot.value == false
	count(unit.activators) == 0
}
