# METADATA
# title: Each package source is checked by signature
# description: |
#   `trusted=yes`, `allow-insecure=yes`, `gpgcheck=0`, `APT::Get::AllowUnauthenticated` and
#   `Acquire::AllowInsecureRepositories` let anybody on the way put programs on the machine, as root. https does
#   not replace a signature; http with one is another matter. A gpgcheck that is not set is off by the default of
#   dnf.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/sources.list.5.en.html
#   - ref: https://manpages.debian.org/stable/apt/apt-secure.8.en.html
# custom:
#   severity: critical
#   subject: package-source
#   remediation: |
#     Remove `trusted=yes` and `allow-insecure=yes`, put the key of the archive into /usr/share/keyrings and name
#     it by `Signed-By`; set `gpgcheck=1`.
#   aliases: [package-sources-authenticated, pkg-signed-repos]
package policies.maintenance.repositories.signatures_checked

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[repo.id] := [repo.signature_checked, _all] if some repo in input.host.repositories.data.repositories

passed[repo.id] := verdict.proof("its signature is checked", [repo.signature_checked]) if {
	some repo in input.host.repositories.data.repositories
	repo.signature_checked.value == true
	_all.value == false
}

failed[repo.id] := verdict.proof("its signature is not checked", [repo.signature_checked]) if {
	some repo in input.host.repositories.data.repositories
	repo.signature_checked.value == false
}

failed[repo.id] := verdict.proof("a setting for all sources lets unsigned packages in", [_all]) if {
	some repo in input.host.repositories.data.repositories
	repo.signature_checked.value == true
	_all.value == true
}

_all := input.host.repositories.data.unauthenticated_allowed
