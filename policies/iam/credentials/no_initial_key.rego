# METADATA
# title: No unused access key lies about since its console user was made
# description: |
#   Ticking "programmatic access" for a person who only needs the console leaves a key that nobody knows of. Keys of users
#   without a console password are out of scope, and so are keys that were made later or that were used.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#     description: Managing access keys
# custom:
#   severity: low
#   subject: access-key
#   remediation: Delete the key (`aws iam delete-access-key`); the user asks for one when a program needs it.
#   aliases: [no-initial-key]
package policies.iam.credentials.no_initial_key

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [key.active, key.made_with_user, key.used, password.enabled] if {
	some id, key in _keys
	password := _passwords[key.principal]
}

passed[id] := verdict.proof(reason, [key]) if {
	some id, key in _keys
	_passwords[key.principal].enabled.value == true
	key.active.value == true
	reason := concat("; ", sort(_harmless[id]))
}

failed[id] := verdict.proof("made together with its console user and never used", [key.made_with_user]) if {
	some id, key in _keys
	_passwords[key.principal].enabled.value == true
	key.active.value == true
	key.made_with_user.value == true
	key.used.value == false
}

not_applicable[id] := verdict.proof("the key is deactivated", [key.active]) if {
	some id, key in _keys
	key.active.value == false
}

not_applicable[id] := verdict.proof("its user has no console password", [_passwords[key.principal].enabled]) if {
	some id, key in _keys
	key.active.value == true
	_passwords[key.principal].enabled.value == false
}

_harmless[id] contains "the key was used" if {
	some id, key in _keys
	key.used.value == true
}

_harmless[id] contains "the key was made after its user" if {
	some id, key in _keys
	key.made_with_user.value == false
}

_keys[key.id] := key if {
	some key in input.iam.credential_ages.data.keys
	key.kind == "access-key"
}

_passwords[password.principal] := password if some password in input.iam.credential_ages.data.passwords
