# METADATA
# title: Exactly one daemon keeps the clock
# description: |
#   Without right time, logs of several machines cannot be put together. Two daemons pull the clock in two
#   directions. A container has the clock of its host and lies outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://chrony-project.org/documentation.html
# custom:
#   severity: medium
#   subject: host
#   remediation: >-
#     Keep one: `apt-get install chrony` (it replaces systemd-timesyncd) or `systemctl enable --now
#     systemd-timesyncd`.
#   aliases: [time-one-daemon]
package policies.detection.time.one_daemon_enabled

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["clock"] := input.host.time_sync.data.enabled_count

passed[id] := verdict.proof("one daemon keeps the clock", [fact]) if {
	some id, fact in subjects
	fact.value == 1
}

failed[id] := verdict.proof($"{fact.value} daemons that keep the clock start at boot", [fact]) if {
	some id, fact in subjects
	fact.value != 1
}
