# METADATA
# title: Each package source of apt is bound to its own key
# description: |
#   Without `Signed-By` every key that the machine trusts may sign every source: the key of a small third party
#   can then replace the system's packages. Sources of rpm name their keys in another way and lie outside of this
#   rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/sources.list.5.en.html
#   - ref: https://wiki.debian.org/DebianRepository/UseThirdParty
# custom:
#   severity: low
#   subject: package-source
#   remediation: |
#     Add `Signed-By: /usr/share/keyrings/NAME.gpg` (deb822) or `[signed-by=…]`, and empty /etc/apt/trusted.gpg.d
#     of third parties.
#   aliases: []
package policies.maintenance.repositories.key_bound

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[repo.id] := repo.signed_by if some repo in _apt

passed[repo.id] := verdict.proof($"bound to {repo.signed_by.value}", [repo.signed_by]) if {
	some repo in _apt
	repo.signed_by.value != ""
}

failed[repo.id] := verdict.proof("any trusted key may sign it", [repo.signed_by]) if {
	some repo in _apt
	repo.signed_by.value == ""
}

_apt contains repo if {
	some repo in input.host.repositories.data.repositories
	repo.kind == "apt"
}
