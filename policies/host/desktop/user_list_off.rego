# METADATA
# title: The GDM login screen lists no users
# description: |
#   A list of names is half of what is needed to log in. What is set nowhere has the default of GNOME. Key files count
#   only once `dconf update` has made a database of them, and only when a profile names it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://help.gnome.org/admin/system-admin-guide/stable/dconf.html.en
# custom:
#   severity: low
#   subject: setting
#   remediation: |
#     In /etc/dconf/db/gdm.d (named in /etc/dconf/profile/gdm) write `[org/gnome/login-screen]` with
#     `disable-user-list=true`. Then run `dconf update`.
#   aliases: [gui-user-list-off]
package policies.host.desktop.user_list_off

import data.policies.lib.desktop
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[name] := setting.value if some name, setting in _settings

passed[name] := proof if some name, proof in desktop.right(_settings, "true")

failed[name] := proof if some name, proof in desktop.wrong(_settings, "true")

_settings := desktop.settings(input.host.desktop.data.settings, {"gdm/org/gnome/login-screen/disable-user-list"})
