# METADATA
# title: Nobody becomes root by one factor
# description: |
#   sudo and su must ask for a second factor themselves, or every way in by SSH must have asked for two
#   already. NOPASSWD lets sudo skip PAM; that is told by the rules on sudoers. Who stands at the console
#   passes by SSH.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
# custom:
#   severity: low
#   subject: privileges
#   remediation: >-
#     Ask two factors of every SSH login (see host.mfa.ssh_two_factors), or add `auth required pam_u2f.so`
#     (pam_google_authenticator, pam_oath) to /etc/pam.d/sudo and su.
#   aliases: [mfa-privileged]
package policies.host.mfa.privileged_two_factors

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [one.token_asked, one.every_login_has_two_factors] if {
	some one in input.host.login_factors.data.escalations
}

passed[id] := verdict.proof("it asks for a second factor, or every login by SSH did", [fact | some fact in facts; fact.value == true]) if {
	some id, facts in subjects
	some fact in facts
	fact.value == true
}

failed[id] := verdict.proof("neither it nor every login by SSH asks for a second factor", facts) if {
	some id, facts in subjects
	every fact in facts {
		fact.value == false
	}
}
