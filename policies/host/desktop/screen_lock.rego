# METADATA
# title: The screen locks itself when nobody is there
# description: |
#   Who leaves a session open lends it to whoever comes by. The session must become idle in time (0 is never), the
#   lock must be on, and follow soon. What is set nowhere has the default of GNOME. Key files count only once `dconf
#   update` has made a database of them, and only when a profile names it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://help.gnome.org/admin/system-admin-guide/stable/dconf.html.en
# custom:
#   severity: low
#   subject: setting
#   remediation: |
#     In /etc/dconf/db/local.d (named in /etc/dconf/profile/user) write `[org/gnome/desktop/session]` with
#     `idle-delay=uint32 900`, `[org/gnome/desktop/screensaver]` with `lock-enabled=true` and `lock-delay=uint32 5`.
#     Then run `dconf update`.
#   aliases: [gui-screen-lock]
#   parameters:
#     max_idle:
#       default: 900
#       description: >-
#         Seconds without a key or the mouse until the session is idle.
#     max_delay:
#       default: 5
#       description: >-
#         Seconds from idle to locked.
package policies.host.desktop.screen_lock

import data.policies.lib.desktop
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[name] := setting.value if some name, setting in _settings

passed[name] := verdict.proof($"{name} is {setting.value.value}", [setting.value]) if {
	some name, setting in _settings
	_good(name, setting.value.value)
}

failed[name] := verdict.proof($"{name} is {setting.value.value}", [setting.value]) if {
	some name, setting in _settings
	_bad(name, setting.value.value)
}

_parameters := data.parameters["host.desktop.screen_lock"]

# Other text is no number of seconds: neither side is proved.
_seconds(text) := to_number(text) if regex.match(`^[0-9]{1,9}$`, text)

_good("idle-delay", text) if {
	_seconds(text) > 0
	_seconds(text) <= _parameters.max_idle
}

_good("lock-delay", text) if _seconds(text) <= _parameters.max_delay

_good("lock-enabled", "true")

_bad("idle-delay", text) if _seconds(text) == 0

_bad("idle-delay", text) if _seconds(text) > _parameters.max_idle

_bad("lock-delay", text) if _seconds(text) > _parameters.max_delay

_bad("lock-enabled", "false")

_settings := desktop.settings(
	input.host.desktop.data.settings,
	{"user/org/gnome/desktop/session/idle-delay", "user/org/gnome/desktop/screensaver/lock-enabled", "user/org/gnome/desktop/screensaver/lock-delay"},
)
