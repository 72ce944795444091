# METADATA
# title: Users cannot change when the screen locks
# description: |
#   Without a lock in the database each user may switch the screen lock off. What is set nowhere has the default of
#   GNOME. Key files count only once `dconf update` has made a database of them, and only when a profile names it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://help.gnome.org/admin/system-admin-guide/stable/dconf.html.en
# custom:
#   severity: low
#   subject: setting
#   remediation: |
#     Write `/org/gnome/desktop/session/idle-delay`, `/org/gnome/desktop/screensaver/lock-enabled` and
#     `/org/gnome/desktop/screensaver/lock-delay`, one a line, to a file in /etc/dconf/db/local.d/locks. Then run
#     `dconf update`.
#   aliases: [gui-screen-lock-fixed]
package policies.host.desktop.screen_lock_fixed

import data.policies.lib.desktop
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[name] := setting.locked if some name, setting in _settings

passed[name] := proof if some name, proof in desktop.locked(_settings)

failed[name] := proof if some name, proof in desktop.unlocked(_settings)

_settings := desktop.settings(input.host.desktop.data.settings, {"user/org/gnome/desktop/session/idle-delay", "user/org/gnome/desktop/screensaver/lock-enabled", "user/org/gnome/desktop/screensaver/lock-delay"})
