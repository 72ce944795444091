# METADATA
# description: What rules about logins by password share.
# custom:
#   library: true
package policies.lib.ssh

# METADATA
# description: |
#   The lists of AuthenticationMethods that ask for nothing but a password, or for what PAM asks, which usually is the same
#   one. A list with any other method (a key, a ticket) lets nobody in by a password alone.
password_lists(methods) := {list |
	some list in methods
	others := {method |
		some part in split(list, ",")
		method := split(part, ":")[0]
		count({method} & {"any", "password", "keyboard-interactive"}) == 0
	}
	count(others) == 0
}

# METADATA
# description: |
#   The algorithms of each server that are not accepted: those that a pattern refuses, and, where a list of allowed ones
#   is given, all others. `facts` is an object of server to the fact with its list.
weak_algorithms(facts, parameters) := {id: weak |
	some id, fact in facts
	names := {name | some name in fact.value}
	refused := {name | some name in names; some pattern in parameters.refused; glob.match(pattern, [","], name)}
	weak := refused | _not_among(names, parameters.allowed)
}

_not_among(_, allowed) := set() if count(allowed) == 0

_not_among(names, allowed) := names - {name | some name in allowed} if count(allowed) > 0
