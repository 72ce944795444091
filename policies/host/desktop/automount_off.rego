# METADATA
# title: Removable media are not mounted by themselves
# description: |
#   Mounting a foreign file system runs much code of the kernel over data from strangers. What is set nowhere has the
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
#     In /etc/dconf/db/local.d write `[org/gnome/desktop/media-handling]` with `automount=false` and
#     `automount-open=false`. Then run `dconf update`.
#   aliases: [gui-automount-off]
package policies.host.desktop.automount_off

import data.policies.lib.desktop
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[name] := setting.value if some name, setting in _settings

passed[name] := proof if some name, proof in desktop.right(_settings, "false")

failed[name] := proof if some name, proof in desktop.wrong(_settings, "false")

_settings := desktop.settings(input.host.desktop.data.settings, {"user/org/gnome/desktop/media-handling/automount", "user/org/gnome/desktop/media-handling/automount-open"})
