# METADATA
# title: chronyd gives up its root rights
# description: |
#   chronyd reads packets from the network. As `_chrony` (Debian) or `chrony` (RHEL) it keeps only the right
#   to set the clock; as root a flaw in it is a flaw of the whole host.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://chrony-project.org/doc/4.6/chrony.conf.html
# custom:
#   severity: low
#   subject: time-daemon
#   remediation: >-
#     Remove the `user` line of chrony.conf, or set it to the user of the package, and `systemctl restart
#     chrony`.
#   aliases: [time-chrony-user]
#   parameters:
#     users:
#       default: ["_chrony", "chrony"]
#       description: "Users that are accepted."
package policies.detection.time.chrony_unprivileged

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["chrony"] := daemon.user if {
	some daemon in input.host.time_sync.data.daemons
	daemon.id == "chrony"
}

_accepted := {user | some user in data.parameters["detection.time.chrony_unprivileged"].users}

passed[id] := verdict.proof($"it becomes {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value in _accepted
}

failed[id] := verdict.proof($"it becomes {fact.value}", [fact]) if {
	some id, fact in subjects
	count({fact.value} - _accepted) == 1
}
