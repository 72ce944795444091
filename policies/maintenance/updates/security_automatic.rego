# METADATA
# title: Security updates install themselves
# description: |
#   All of these together: the program is installed, apt's periodic jobs refresh the lists and run it (not 0, and
#   not switched off by `APT::Periodic::Enable "0"`), its timers start, and its allowed origins take in the
#   security archive of this release. One missing link and nothing is installed, without any message.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://wiki.debian.org/UnattendedUpgrades
#   - ref: https://manpages.debian.org/stable/unattended-upgrades/unattended-upgrade.8.en.html
# custom:
#   severity: medium
#   subject: host
#   remediation: >-
#     `apt-get install unattended-upgrades && dpkg-reconfigure -plow unattended-upgrades`; keep the line with the
#     label Debian-Security in 50unattended-upgrades; `systemctl enable --now apt-daily.timer
#     apt-daily-upgrade.timer`.
#   aliases: [unattended-security-updates-on, pkg-updates-auto]
package policies.maintenance.updates.security_automatic

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := facts if {
	facts := [fact | some fact in _facts]
	count(facts) > 0
}

passed["host"] := verdict.proof("all links of the chain are on", [fact | some fact in _facts]) if {
	count([name | some name, fact in _facts; fact.value == true]) == count(_facts)
}

failed["host"] := verdict.proof(concat("; ", sort(_reasons)), _broken) if count(_reasons) > 0

_automatic := input.host.updates.data.automatic

_facts := {
	"installed": _automatic.installed,
	"lists": _automatic.lists_refreshed,
	"upgrades": _automatic.upgrades,
	"origin": _automatic.security_origin,
	"timers": _automatic.timers_enabled,
}

_words := {
	"installed": "no program that installs updates by itself is there",
	"lists": "the package lists are not refreshed by schedule",
	"upgrades": "updates are not installed by schedule",
	"origin": "the allowed origins hold no security archive",
	"timers": "a timer of it does not start at boot",
}

_reasons contains _words[name] if {
	some name in _judged
	_facts[name].value == false
}

_broken := [fact | some name in _judged; fact := _facts[name]; fact.value == false]

# A program that is not there has no settings: the other links say nothing more.
_judged := {"installed"} if _automatic.installed.value == false

else := object.keys(_facts)
