# METADATA
# title: Packages installed from a file are checked by signature, too
# description: |
#   `localpkg_gpgcheck` is off by the default of yum and dnf: `dnf install ./x.rpm` then takes any package, of
#   whomever, while gpgcheck holds for repositories alone. Debian is not judged: its packages carry no signature,
#   their archive does.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://dnf.readthedocs.io/en/latest/conf_ref.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Set `localpkg_gpgcheck=1` in section [main] of /etc/dnf/dnf.conf.
#   aliases: [pkg-local-signed]
package policies.maintenance.repositories.local_packages_checked

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["local packages"] := [_checked]

passed["local packages"] := verdict.proof("the signature of a package in a file is checked", [_checked]) if {
	_checked.value == true
}

failed["local packages"] := verdict.proof("localpkg_gpgcheck is off: a package in a file is not checked", [_checked]) if {
	_checked.value == false
}

_checked := input.host.repositories.data.rpm.local_packages_checked
