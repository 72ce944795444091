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
