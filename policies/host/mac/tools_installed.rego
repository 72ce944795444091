# METADATA
# title: The tools to manage AppArmor profiles are installed
# description: |
#   Without aa-enforce, aa-complain and aa-logprof a profile that gets in the way is switched off for good.
#   Where another machine builds the profiles, leave the rule out.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/apparmor/apparmor.7.en.html
#     description: apparmor(7)
# custom:
#   severity: low
#   subject: packages
#   remediation: >-
#     `apt-get install apparmor-utils`
#   aliases: [mac-tools-installed]
#   parameters:
#     packages:
#       default: ["apparmor-utils"]
#       description: Names of the package; one of them is enough.
package policies.host.mac.tools_installed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["packages"] := {"system": input.host.mac.data.system, "manager": input.host.packages.data.manager}

not_applicable["packages"] := verdict.proof($"the access control is {input.host.mac.data.system.value}", [input.host.mac.data.system]) if {
	input.host.mac.data.system.value != "apparmor"
}

_asked := {one | some one in data.parameters["host.mac.tools_installed"].packages}

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
