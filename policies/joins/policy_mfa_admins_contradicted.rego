# METADATA
# title: Where a policy requires a second factor of administrators, each of them has one
# description: |
#   A promise that the systems contradict is worse than none: it is signed, shown to auditors and customers, and false.
#   Administrators are those who hold or can reach every right of a cloud account and can sign in to its console, its root
#   among them. Hosts do not tell whether a second factor is asked and are not judged here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, IA-2(1)
#   - ref: https://www.cisa.gov/MFA
#     description: CISA, multifactor authentication
# custom:
#   severity: high
#   subject: policy
#   remediation: >-
#     Register a second factor for each account named (a security key where it can be had), or take its administrator rights
#     away. Change the policy only where it asks for something that nobody needs.
#   aliases: [join-policy-mfa-admins-contradicted]
package policies.joins.policy_mfa_admins_contradicted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [fact | some account in _accounts; some fact in [account.privileged, account.password_usable, account.mfa]] if {
	some id, _ in _promises
	count(_accounts) > 0
}

passed[id] := verdict.proof("no administrator of a cloud account signs in without a second factor", [promise]) if {
	some id, promise in _promises
	count(_accounts) > 0
	every account in _accounts {
		_kept(account)
	}
}

failed[id] := verdict.proof(message, array.concat([promise], [account.mfa | some account in culprits])) if {
	some id, promise in _promises
	culprits := [account | some account in _accounts; _contradicts(account)]
	count(culprits) > 0
	message := $"the policy says mfa_admins: {promise.text}, and without a second factor are {concat(", ", sort([account.id | some account in culprits]))}"
}

_promises[$"policy:{promise.policy}"] := promise if {
	some promise in input.estate.promises.data.promises
	promise.parameter == "mfa_admins"
	lower(promise.text) in {"required", "mandatory", "always", "all", "yes", "true"}
}

_accounts := [account | some account in input.estate.accounts.data.accounts; account.kind == "cloud"]

_contradicts(account) if {
	account.privileged.value == true
	account.password_usable.value == true
	account.mfa.value == false
}

_kept(account) if account.privileged.value == false

_kept(account) if account.password_usable.value == false

_kept(account) if account.mfa.value == true
