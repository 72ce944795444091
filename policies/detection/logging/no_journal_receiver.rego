# METADATA
# title: The machine takes no journals from others
# description: |
#   systemd-journal-remote listens for journals; whoever reaches it fills the disk, and over http writes any
#   line. For a log host choose a profile without this rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/systemd-journal-remote.service.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `systemctl disable --now systemd-journal-remote.socket systemd-journal-remote.service`.
#   aliases: [log-journal-remote-off]
package policies.detection.logging.no_journal_receiver

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["journal-remote"] := [_logging.receiver_installed, _logging.receiver_enabled]

passed["journal-remote"] := verdict.proof("it is not installed", [_logging.receiver_installed]) if _logging.receiver_installed.value == false

passed["journal-remote"] := verdict.proof("nothing starts it", [_logging.receiver_enabled]) if {
	_logging.receiver_installed.value == true
	_logging.receiver_enabled.value == false
}

failed["journal-remote"] := verdict.proof("it starts at boot", [_logging.receiver_enabled]) if {
	_logging.receiver_installed.value == true
	_logging.receiver_enabled.value == true
}

_logging := input.host.logging.data
