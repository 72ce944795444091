# METADATA
# title: Sessions of administrators end within hours and do not outlive the browser
# description: |
#   A token of an administrator that was stolen works until the session ends. Judged is each account with an administrative
#   role, held for good or after activation: the longest time that the policies together leave it for any application, in
#   browsers and other clients, and whether a session may stay after the browser is closed. A policy for browsers alone leaves
#   the other clients signed in.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-session-lifetime
#     description: Session lifetime for administrators
#   - ref: https://pages.nist.gov/800-63-4/sp800-63b.html
#     description: NIST SP 800-63B, reauthentication
# custom:
#   severity: medium
#   subject: account
#   remediation: |
#     Entra: a policy for the administrative roles and all resources with the session controls Sign-in frequency and Persistent
#     browser session: never.
#   aliases: [ca-session-lifetime]
#   parameters:
#     break_glass:
#       default: []
#       description: Ids or logins of the emergency accounts (`user:breakglass1@example.com`), which may be left out.
#     max_hours:
#       default: 12
#       description: "The longest session, in hours (NIST SP 800-63B: 12 at AAL2)."
package policies.iam.access_policies.admin_session_bounded

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := [session.hours, session.persistent] if some id, session in _sessions

passed[id] := verdict.proof($"signs in again after {session.hours.value} hours, no session is kept", [session]) if {
	some id, session in _judged
	session.hours.value > 0
	session.hours.value <= data.parameters["iam.access_policies.admin_session_bounded"].max_hours
	session.persistent.value == "never"
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [session]) if {
	some id, session in _judged
	reasons := _reasons[id]
	count(reasons) > 0
}

not_applicable[id] := verdict.proof("a declared emergency account", [session]) if {
	some id, session in _sessions
	_declared[id] > 0
}

_reasons[id] contains "no policy ends its sessions" if {
	some id, session in _judged
	session.hours.value == 0
}

_reasons[id] contains $"its sessions last {session.hours.value} hours" if {
	some id, session in _judged
	session.hours.value > data.parameters["iam.access_policies.admin_session_bounded"].max_hours
}

_reasons[id] contains "its sessions may outlive the browser" if {
	some id, session in _judged
	session.persistent.value == "allowed"
}

_judged[id] := session if {
	some id, session in _sessions
	_declared[id] == 0
}

_declared[id] := count({lower(session.id), lower(session.name)} & _names) if some id, session in _sessions

_names := {lower(name) | some name in data.parameters["iam.access_policies.admin_session_bounded"].break_glass}

_sessions[session.id] := session if some session in input.iam.access_coverage.data.sessions
