# METADATA
# title: Guessing of passwords that reaches a host from the internet is stopped
# description: |
#   Three things must come together before guessing can succeed: sshd is open to the internet, it takes passwords, and nothing
#   counts the failures. The log shows that it is being tried: fewer failures than the parameter are people who mistype.
#   What locks out is a jail of fail2ban for sshd, CrowdSec with a bouncer, or sshguard, started at boot.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/fail2ban/jail.conf.5.en.html
#     description: jail.conf(5)
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, AC-7 (unsuccessful logon attempts)
# custom:
#   severity: high
#   subject: host
#   remediation: >-
#     Refuse passwords (`PasswordAuthentication no`, `KbdInteractiveAuthentication no`) and let port 22 be reached from the VPN
#     only. Where neither can be done today, enable the jail: `printf '[sshd]\nenabled = true\n' >
#     /etc/fail2ban/jail.d/sshd.local && systemctl enable --now fail2ban`.
#   parameters:
#     failures: {default: 50, description: Failed logins in the log from which on guessing is assumed}
#   aliases: [join-bruteforce-unprotected]
package policies.joins.bruteforce_unprotected

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[host.id] := [host.ssh_from_internet, host.ssh_passwords, host.guessing_stopped, host.failed_logins] if some host in input.estate.hosts.data.hosts

passed[host.id] := verdict.proof(concat(", ", sort(reasons)), [host]) if {
	some host in input.estate.hosts.data.hosts
	reasons := _reasons[host.id]
	count(reasons) > 0
}

failed[host.id] := verdict.proof(message, [host.ssh_from_internet, host.ssh_passwords, host.guessing_stopped, host.failed_logins]) if {
	some host in input.estate.hosts.data.hosts
	host.ssh_from_internet.value == true
	host.ssh_passwords.value == true
	host.guessing_stopped.value == false
	host.failed_logins.value >= _many
	message := $"{host.ssh_detail}, takes passwords, {host.failed_logins.value} logins failed, and nothing locks out who guesses"
}

_reasons[host.id] contains host.ssh_detail if {
	some host in input.estate.hosts.data.hosts
	host.ssh_from_internet.value == false
}

_reasons[host.id] contains "sshd takes no passwords" if {
	some host in input.estate.hosts.data.hosts
	host.ssh_passwords.value == false
}

_reasons[host.id] contains "who guesses is locked out" if {
	some host in input.estate.hosts.data.hosts
	host.guessing_stopped.value == true
}

_reasons[host.id] contains $"only {host.failed_logins.value} logins failed" if {
	some host in input.estate.hosts.data.hosts
	host.failed_logins.value < _many
}

_many := data.parameters["joins.bruteforce_unprotected"].failures
