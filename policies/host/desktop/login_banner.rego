# METADATA
# title: The GDM login screen shows a banner
# description: |
#   Who logs in is told who may. The text must be there and switched on. What is set nowhere has the default of GNOME.
#   Key files count only once `dconf update` has made a database of them, and only when a profile names it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://help.gnome.org/admin/system-admin-guide/stable/dconf.html.en
# custom:
#   severity: low
#   subject: setting
#   remediation: |
#     In the folder of the database that /etc/dconf/profile/gdm names, such as /etc/dconf/db/gdm.d, write
#     `[org/gnome/login-screen]` with `banner-message-enable=true` and `banner-message-text='…'`. Then run `dconf
#     update`.
#   aliases: [gui-login-banner]
package policies.host.desktop.login_banner

import data.policies.lib.desktop
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["banner"] := [setting.value | some setting in _settings] if is_array(input.host.desktop.data.settings)

passed["banner"] := verdict.proof("the banner is on", subjects.banner) if {
	_settings["banner-message-enable"].value.value == "true"
	_settings["banner-message-text"].value.value != ""
}

failed["banner"] := verdict.proof("the banner is off", [fact]) if {
	fact := _settings["banner-message-enable"].value
	fact.value != "true"
}

failed["banner"] := verdict.proof("the banner has no text", [fact]) if {
	_settings["banner-message-enable"].value.value == "true"
	fact := _settings["banner-message-text"].value
	fact.value == ""
}

_settings := desktop.settings(input.host.desktop.data.settings, {"gdm/org/gnome/login-screen/banner-message-enable", "gdm/org/gnome/login-screen/banner-message-text"})
