# METADATA
# title: The daemon that keeps the clock runs now
# description: |
#   A daemon that starts at boot and has ended leaves the clock to drift until somebody wonders why logs and
#   tickets disagree. Only a running machine tells this.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://chrony-project.org/documentation.html
# custom:
#   severity: medium
#   subject: time-daemon
#   remediation: >-
#     `systemctl restart chrony` (`systemd-timesyncd`), and read its log for why it ended: `journalctl -u
#     chrony`.
#   aliases: [time-running]
package policies.detection.time.daemon_running

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

# Whether it starts is not known: then it may have to be judged.
subjects[daemon.id] := daemon.enabled if {
	some daemon in input.host.time_sync.data.daemons
	daemon.enabled.unknown
}

subjects[daemon.id] := daemon.running if {
	some daemon in input.host.time_sync.data.daemons
	daemon.enabled.value == true
}

passed[id] := verdict.proof("it runs", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("it starts at boot and does not run now", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
