# METADATA
# title: Nobody who left can still become root with a password from the internet
# description: |
#   Four controls may each look acceptable: an account, a sudo rule, an SSH server, a packet filter. Together they are an
#   unbroken way from outside to root for a person who has nothing to do here any more, with a password that nobody else
#   can watch over. Who left is told by the dates of the roster, not by its status column: a contractor whose end date is
#   past is gone even where the roster still says active, and somebody whose last day is today is not.
#   The way is broken by a locked password, an account that has expired or has no shell, sudo that does not give root,
#   sshd that refuses passwords or the user, or a packet filter that keeps the internet out. A key that is left behind is
#   judged by departed_key_still_authorized.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PS-4 (personnel termination)
#   - ref: https://man.openbsd.org/sshd_config#PasswordAuthentication
#     description: sshd_config(5)
# custom:
#   severity: critical
#   subject: account of somebody who left
#   remediation: >-
#     Lock the account and its keys at once: `usermod --lock --expiredate 1 LOGIN`, and take it out of sudo (`gpasswd --delete
#     LOGIN sudo`). Then close the door for everybody: `PasswordAuthentication no` in sshd_config, port 22 only from the VPN.
#     Look through the logins since the last day of the person.
#   aliases: [join-departed-sudo-exposed-password]
package policies.joins.departed_sudo_exposed_password

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := [link.fact | some link in links] if some id, links in _ways

passed[id] := verdict.proof(message, [link.fact | some link in broken]) if {
	some id, links in _ways
	broken := [link | some link in links; link.fact.value == false]
	count(broken) > 0
	message := $"the way is broken: {concat(", ", [link.broken | some link in broken])}"
}

failed[id] := verdict.proof(message, [link.fact | some link in links]) if {
	some id, links in _ways
	every link in links {
		link.fact.value == true
	}
	account := _candidates[id].account
	host := _hosts[account.system]
	message := $"{_candidates[id].who}, and {account.name} on {host.name} still becomes root ({account.privilege}): {host.ssh_detail} and takes the password{_guess(account)}"
}

# From outside to root, one link after the other.
_ways[id] := [
	{"fact": candidate.departed, "broken": candidate.who},
	{"fact": host.ssh_from_internet, "broken": host.ssh_detail},
	{"fact": account.ssh_password_login, "broken": "sshd takes no password from this user"},
	{"fact": account.password_usable, "broken": "no password opens the account"},
	{"fact": account.privileged, "broken": "sudo does not make it root"},
] if {
	some id, candidate in _candidates
	account := candidate.account
	host := _hosts[account.system]
}

_hosts[host.id] := host if some host in input.estate.hosts.data.hosts

# Accounts of people who left, and those of whom it cannot be told whose they are or whether the person is still here.
_candidates[account.id] := {"account": account, "departed": person.departed, "who": person.detail} if {
	some account in input.estate.accounts.data.accounts
	account.kind == "host"
	person := _people[account.person.value]
	_may_be_gone(person)
}

_candidates[account.id] := {"account": account, "departed": account.person, "who": account.person.unknown} if {
	some account in input.estate.accounts.data.accounts
	account.kind == "host"
	account.person.unknown
}

_people[person.id] := person if some person in input.estate.people.data.people

_may_be_gone(person) if person.departed.value == true

_may_be_gone(person) if person.departed.unknown

_guess(account) := "" if account.confidence != "heuristic"

_guess(account) := " (the person is guessed from the login name: declare it in identities.csv)" if account.confidence == "heuristic"
