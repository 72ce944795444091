# METADATA
# title: Nothing on removable media is started by itself
# description: |
#   What is started when a stick is plugged in was written by whoever filled the stick. What is set nowhere has the
#   default of GNOME. Key files count only once `dconf update` has made a database of them, and only when a profile
#   names it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://help.gnome.org/admin/system-admin-guide/stable/dconf.html.en
# custom:
#   severity: low
#   subject: setting
#   remediation: |
#     In /etc/dconf/db/local.d write `[org/gnome/desktop/media-handling]` with `autorun-never=true`. Then run `dconf
#     update`.
#   aliases: [gui-autorun-never]
package policies.host.desktop.autorun_never

import data.policies.lib.desktop
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[name] := setting.value if some name, setting in _settings

passed[name] := proof if some name, proof in desktop.right(_settings, "true")

failed[name] := proof if some name, proof in desktop.wrong(_settings, "true")

_settings := desktop.settings(input.host.desktop.data.settings, {"user/org/gnome/desktop/media-handling/autorun-never"})
