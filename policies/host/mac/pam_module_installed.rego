# METADATA
# title: Sessions of users can be confined by AppArmor
# description: |
#   The PAM module puts the session of each user into a hat of its own; without it all logins share one profile
#   or none. It must also be named in /etc/pam.d.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/apparmor/apparmor.7.en.html
#     description: apparmor(7)
# custom:
#   severity: low
#   subject: packages
#   remediation: >-
#     `apt-get install libpam-apparmor`, and add `session optional pam_apparmor.so` to the services of
#     /etc/pam.d that are to be confined.
#   aliases: [mac-pam-apparmor]
#   parameters:
#     packages:
#       default: ["libpam-apparmor"]
#       description: Names of the package; one of them is enough.
package policies.host.mac.pam_module_installed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["packages"] := {"system": input.host.mac.data.system, "manager": input.host.packages.data.manager}

not_applicable["packages"] := verdict.proof($"the access control is {input.host.mac.data.system.value}", [input.host.mac.data.system]) if {
	input.host.mac.data.system.value != "apparmor"
}

_asked := {one | some one in data.parameters["host.mac.pam_module_installed"].packages}

_found contains one if {
	some one in input.host.packages.data.packages
	one.name in _asked
}

passed["packages"] := verdict.proof($"{concat(", ", sort([one.name | some one in _found]))} is installed", [one | some one in _found]) if {
	input.host.mac.data.system.value == "apparmor"
	count(_found) > 0
}

failed["packages"] := verdict.proof($"{concat(" or ", sort(_asked))} is not installed", []) if {
	input.host.mac.data.system.value == "apparmor"
	every one in input.host.packages.data.packages {
		count({one.name} & _asked) == 0
	}
}
