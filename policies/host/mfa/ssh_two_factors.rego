# METADATA
# title: Every way in by SSH asks for two factors
# description: |
#   A way in is one list of AuthenticationMethods, or each method that is on where nothing is listed. A
#   public key skips the auth stack of PAM, so a token module there helps only where keyboard-interactive is
#   listed too. A module with nullok or behind a jump that some users take does not count. A key and a
#   password, a key and a token, a password and a token make two; two keys do not. Only FIDO keys
#   (PubkeyAcceptedAlgorithms with sk- names alone) count as two by themselves. Match blocks that change any
#   of it are judged with their server.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#AuthenticationMethods
#   - ref: https://pages.nist.gov/800-63-3/sp800-63b.html
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Set `AuthenticationMethods publickey,keyboard-interactive:pam`, `KbdInteractiveAuthentication yes`
#     and `UsePAM yes`, and put `auth required pam_google_authenticator.so` (or pam_u2f, pam_oath) into
#     /etc/pam.d/sshd without nullok. Try it in a second session first.
#   aliases: [mfa-ssh]
package policies.host.mfa.ssh_two_factors

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server] := [route.two_factors | some route in routes] if some server, routes in _routes

_routes[server] := [route | some route in input.host.login_factors.data.ssh_routes; route.server == server] if {
	some one in input.host.login_factors.data.ssh_routes
	server := one.server
}

_single[server] := {route.id |
	some route in routes
	route.two_factors.value == false
} if {
	some server, routes in _routes
}

passed[server] := verdict.proof("every list of methods asks for two factors", facts) if {
	some server, facts in subjects
	every fact in facts {
		fact.value == true
	}
}

failed[server] := verdict.proof($"one factor is enough: {concat(", ", sort(_single[server]))}", [fact |
	some fact in facts
	fact.value == false
]) if {
	some server, facts in subjects
	count(_single[server]) > 0
}
