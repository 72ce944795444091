# METADATA
# title: sudo asks for the password again after some minutes
# description: |
#   Until the time is over, whoever holds the terminal holds the rights; a negative number is for ever. 0 asks
#   each time. A line that sets it for some users or hosts only is judged by itself.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.sudo.ws/docs/man/sudoers.man/
#     description: sudoers(5)
# custom:
#   severity: medium
#   subject: sudoers
#   remediation: >-
#     Take the line out (the default is 5 minutes, on Debian 15), or set `Defaults timestamp_timeout=15` with
#     `visudo`.
#   aliases: [sudo-timestamp]
#   parameters:
#     max_minutes:
#       default: 15
#       description: The greatest number of minutes that is accepted.
package policies.host.sudo.timestamp_timeout

import data.policies.lib.sudo
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["Defaults timestamp_timeout"] := sudo.option(input.host.sudo.data, "timestamp_timeout")

subjects[$"Defaults timestamp_timeout for {concat(", ", one.subjects)} ({one.id})"] := {"value": _value(one), "at": one.at} if {
	some one in input.host.sudo.data.defaults
	one.name == "timestamp_timeout"
	one.scope != "global"
	count(one.subjects) > 0
}

_value(one) := one.value if one.operator == "="

_value(one) := "0" if one.operator != "="

_minutes[id] := to_number(fact.value) if {
	some id, fact in subjects
	regex.match(`^-?[0-9]{1,9}(\.[0-9]{1,9})?$`, fact.value)
}

passed[id] := verdict.proof($"the password is asked again after {minutes} minutes", [subjects[id]]) if {
	some id, minutes in _minutes
	minutes >= 0
	minutes <= data.parameters["host.sudo.timestamp_timeout"].max_minutes
}

failed[id] := verdict.proof("the password is never asked again", [subjects[id]]) if {
	some id, minutes in _minutes
	minutes < 0
}

failed[id] := verdict.proof($"the password is asked again after {minutes} minutes, more than {data.parameters["host.sudo.timestamp_timeout"].max_minutes}", [subjects[id]]) if {
	some id, minutes in _minutes
	minutes > data.parameters["host.sudo.timestamp_timeout"].max_minutes
}
