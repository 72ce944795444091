# METADATA
# title: The packages of PAM are installed and up to date
# description: |
#   PAM decides about every login, so that a fault in it is a fault in all of them. Pending updates are told
#   by the lists the machine holds; how old these are is another rule's matter. Hosts without dpkg are not
#   judged.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/libpam-runtime/PAM.7.en.html
# custom:
#   severity: medium
#   subject: packages
#   remediation: >-
#     `apt-get update && apt-get install PACKAGE` for each one named; this installs what is missing and upgrades
#     what is old.
#   aliases: [pam-packages-current]
#   parameters:
#     packages:
#       default: ["libpam-runtime", "libpam-modules"]
#       description: Packages that must be installed and current (dpkg).
#     when_installed:
#       default: ["libpam-pwquality", "libpam0g"]
#       description: Packages that must be current where they are installed (dpkg).
package policies.host.pam.modules_current

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

_packages := {one.name: one | some one in input.host.packages.data.packages}

_pending := {one.package: one | some one in input.host.updates.data.pending}

_names := {name | some name in data.parameters["host.pam.modules_current"].packages}

_optional := {name | some name in data.parameters["host.pam.modules_current"].when_installed}

subjects[name] := [input.host.updates.data.pending_count] if {
	input.host.packages.data.manager == "dpkg"
	some name in (_names | (_optional & object.keys(_packages)))
}

passed[name] := verdict.proof($"{_packages[name].version} is installed, and nothing newer is known", [_packages[name]]) if {
	some name, facts in subjects
	_packages[name]
	facts[0].value >= 0
	count({name} & object.keys(_pending)) == 0
}

failed[name] := verdict.proof($"{_packages[name].version} is installed, and {_pending[name].candidate} is there", [_packages[name]]) if {
	some name, _ in subjects
	_packages[name]
	_pending[name]
}

failed[name] := verdict.proof("it is not installed", []) if {
	some name, _ in subjects
	count({name} & object.keys(_packages)) == 0
}
