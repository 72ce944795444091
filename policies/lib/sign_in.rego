# METADATA
# description: |
#   What the rules about conditional access share: who is left of the gaps and doubts of a question when the declared
#   exceptions are taken away. `options` is `{"declared": [ids or logins], "apps": [accepted applications], "parts": [...]}`.
# custom:
#   library: true
package policies.lib.sign_in

import data.policies.lib.verdict

# METADATA
# description: The options of a question, with the names of exceptions in lower case.
options(declared, apps, parts) := {
	"declared": {lower(name) | some name in declared},
	"apps": {lower(app) | some app in apps},
	"parts": {part | some part in parts},
}

# METADATA
# description: Ids of the entries that no exception covers, for the parts that are asked about.
left(entries, options) := {entry.id |
	some entry in entries
	count({lower(entry.id), lower(entry.name)} & options.declared) == 0
	count({cell | some cell in entry.cells; cell.part in options.parts; count({lower(cell.app)} & options.apps) == 0}) > 0
}

# METADATA
# description: Ids for a message, no more than five of them.
listed(ids) := concat(", ", sort(ids)) if count(ids) <= 5

listed(ids) := $"{concat(", ", array.slice(sort(ids), 0, 5))} and {count(ids) - 5} more" if count(ids) > 5

# METADATA
# description: The proof that a question is answered for everybody, if it is.
covered(question, _) := verdict.proof("the defaults of the directory do it", [question.by_default]) if {
	question.by_default.value == true
}

covered(question, options) := verdict.proof(_by(question), [question]) if {
	question.by_default.value == false
	count(left(question.gaps, options)) == 0
	count(left(question.doubts, options)) == 0
}

# METADATA
# description: The proof that somebody is left out, if one is.
uncovered(question, options) := verdict.proof(concat("; ", array.concat([_for(question, options)], _hints(question))), [question]) if {
	question.by_default.value == false
	count(left(question.gaps, options)) > 0
}

_by(question) := $"covered by {concat(", ", question.policies)}" if count(question.policies) > 0

_by(question) := "only declared exceptions are left out" if count(question.policies) == 0

_for(question, options) := $"no policy that is on covers {listed(left(question.gaps, options))}{_apps(question, options)}"

# Applications are named where a policy covers people for all but these.
_apps(question, options) := "" if count(_open_apps(question, options) & {"all", "action:register-security-information"}) > 0

_apps(question, options) := $" for the applications {listed(_open_apps(question, options))}" if {
	count(_open_apps(question, options) & {"all", "action:register-security-information"}) == 0
}

_open_apps(question, options) := {cell.app |
	some entry in question.gaps
	some cell in entry.cells
	cell.part in options.parts
	count({lower(cell.app)} & options.apps) == 0
}

_hints(question) := array.concat(
	[$"off or only reporting: {concat(", ", question.dormant)}" | count(question.dormant) > 0],
	[$"does not count: {text}" | some text in array.slice(question.weaker, 0, 3)],
)
