# METADATA
# title: No person can sign in with an account of a program
# description: |
#   What is done with it then has no author, and it has no second factor. Judged are identities that their directory calls service
#   accounts. Programs on hosts have accounts without a shell, which other rules judge.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-2, IA-9 (service identification)
# custom:
#   severity: medium
#   subject: service account
#   remediation: >-
#     Take its password or its right to sign in interactively away (`DenyInteractiveLogon`, a client without the browser flow), and give
#     who needs its rights a role of their own.
#   aliases: [svc-account-not-interactive]
package policies.joins.svc_account_not_interactive

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [one.interactive, one.enabled] if some one in _services

passed[one.id] := verdict.proof("nobody can sign in with it", [one.interactive]) if {
	some one in _services
	one.interactive.value == false
}

failed[one.id] := verdict.proof($"a person can sign in with service account {one.name} of {one.system}", [one.interactive]) if {
	some one in _services
	one.interactive.value == true
	one.enabled.value == true
}

_services[one.id] := one if {
	some one in input.estate.owned.data.identities
	one.kind == "service"
	_not_excluded(one.enabled)
}

_not_excluded(fact) if fact.value == true

_not_excluded(fact) if fact.unknown
