# METADATA
# title: No address of a package source holds a user and password
# description: |
#   Source files are readable by everybody. Credentials belong into /etc/apt/auth.conf.d with mode 0600. What was
#   found is not kept.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/apt/apt_auth.conf.5.en.html
# custom:
#   severity: medium
#   subject: package-source
#   remediation: |
#     Move them to a file in /etc/apt/auth.conf.d with mode 0600, and change the password.
#   aliases: []
package policies.maintenance.repositories.no_credentials_in_address

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[repo.id] := repo if some repo in input.host.repositories.data.repositories

passed[repo.id] := verdict.proof("no credentials in its address", [repo]) if {
	some repo in input.host.repositories.data.repositories
	repo.credentials_in_uri == false
}

failed[repo.id] := verdict.proof("user and password stand in its address", [repo]) if {
	some repo in input.host.repositories.data.repositories
	repo.credentials_in_uri == true
}
