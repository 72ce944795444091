# METADATA
# title: Sources that guess SSH passwords are locked out
# description: |
#   An SSH server that takes passwords is guessed at all day. Something must count the failures and lock the
#   source out: a jail of fail2ban with the filter sshd, CrowdSec with a bouncer that carries its decisions to the
#   firewall, or sshguard. A program that is installed and does not start locks nobody out, and a jail that is
#   only in jail.conf is off until a file enables it, and one whose log does not exist keeps fail2ban from
#   starting. Whether a Match block turns passwords on again is looked at; a server that takes none lies outside
#   of this rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/fail2ban/jail.conf.5.en.html
#   - ref: https://docs.crowdsec.net/u/bouncers/intro/
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Install fail2ban and enable the jail, which on Debian 12 and later must read the journal: `printf
#     '[sshd]\nenabled = true\nbackend = systemd\n' > /etc/fail2ban/jail.d/sshd.local`, `apt-get install python3-systemd`
#     and `systemctl enable --now fail2ban`. Better: refuse passwords (`PasswordAuthentication no`,
#     `KbdInteractiveAuthentication no`).
#   aliases: [bruteforce-protection-active, ids-bruteforce]
package policies.detection.bruteforce.protection_active

import data.policies.lib.ssh
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[server.id] := array.concat(
	[
		server.password_authentication, server.kbd_interactive_authentication, server.use_pam,
		input.host.fail2ban.data.installed, input.host.fail2ban.data.enabled,
	],
	array.concat(
		[fact | some jail in input.host.fail2ban.data.jails; some fact in [jail.enabled, jail.log_source_present]],
		[fact | some banner in input.host.ids.data.banners; some fact in [banner.enabled, banner.blocks]],
	),
) if {
	some server in input.host.sshd.data.servers
}

passed[id] := verdict.proof(concat("; ", sort([guard.message | some guard in _guards])), [guard | some guard in _guards]) if {
	some id in _takes_passwords
	count(_guards) > 0
}

failed[id] := verdict.proof($"passwords are accepted and nothing locks out who guesses them: {_lacks}", [subjects[id][0]]) if {
	some id in _takes_passwords
	count(_fail2ban_lacks) > 0
	count(_banners_off) == count(input.host.ids.data.banners)
}

not_applicable[id] := verdict.proof("the server takes no passwords", [subjects[id][0], subjects[id][1]]) if {
	some server in input.host.sshd.data.servers
	id := server.id
	server.password_authentication.value == false
	_asks_no_pam(server)
	count(_matches_with_passwords(server)) == 0
}

not_applicable[server.id] := verdict.proof("every way in asks for more than a password", [server.authentication_methods]) if {
	some server in input.host.sshd.data.servers
	_asks_for_password(server)
	ssh.password_lists(server.authentication_methods.value) == set()
	count(_matches_with_passwords(server)) == 0
}

_asks_for_password(server) if server.password_authentication.value == true

_asks_for_password(server) if {
	server.kbd_interactive_authentication.value == true
	server.use_pam.value == true
}

_asks_no_pam(server) if server.kbd_interactive_authentication.value == false

_asks_no_pam(server) if server.use_pam.value == false

_takes_passwords contains server.id if {
	some server in input.host.sshd.data.servers
	_asks_for_password(server)
	count(ssh.password_lists(server.authentication_methods.value)) > 0
}

_takes_passwords contains server.id if {
	some server in input.host.sshd.data.servers
	count(_matches_with_passwords(server)) > 0
}

# Also where the list of methods of the block or of the server asks for more: the guess is still tried.
_matches_with_passwords(server) := {block.id |
	some block in server.match_blocks
	some setting in block.settings
	lower(setting.keyword) in {"passwordauthentication", "kbdinteractiveauthentication"}
	lower(setting.value.value) == "yes"
}

_guards contains {"message": $"the jail {jail.id} of fail2ban is on", "at": jail.enabled.at} if {
	input.host.fail2ban.data.enabled.value == true
	some jail in _ssh_jails
	jail.enabled.value == true
	jail.log_source_present.value == true
	_not_false(input.host.fail2ban.data.running)
}

_guards contains {"message": $"{banner.id} is on and blocks", "at": banner.enabled.at} if {
	some banner in input.host.ids.data.banners
	banner.enabled.value == true
	banner.blocks.value == true
}

_ssh_jails contains jail if {
	some jail in input.host.fail2ban.data.jails
	jail.id == "sshd"
}

_ssh_jails contains jail if {
	some jail in input.host.fail2ban.data.jails
	jail.filter.value == "sshd"
}

_fail2ban_lacks contains "fail2ban is not installed" if input.host.fail2ban.data.installed.value == false

_fail2ban_lacks contains "fail2ban does not start at boot" if {
	input.host.fail2ban.data.installed.value == true
	input.host.fail2ban.data.enabled.value == false
}

_fail2ban_lacks contains "fail2ban does not run" if {
	input.host.fail2ban.data.enabled.value == true
	input.host.fail2ban.data.running.value == false
}

_fail2ban_lacks contains "no jail of fail2ban watches sshd" if {
	input.host.fail2ban.data.installed.value == true
	every jail in input.host.fail2ban.data.jails {
		jail.id != "sshd"
		jail.filter.value != "sshd"
	}
}

_fail2ban_lacks contains "the jail that watches sshd is off" if {
	input.host.fail2ban.data.installed.value == true
	count(_ssh_jails) > 0
	every jail in _ssh_jails {
		jail.enabled.value == false
	}
}

_fail2ban_lacks contains "the jail that watches sshd has no log to read" if {
	input.host.fail2ban.data.installed.value == true
	count(_ssh_jails) > 0
	every jail in _ssh_jails {
		jail.log_source_present.value == false
	}
}

# Whether a program runs is told on a live machine only: unknown is as good as yes here.
_not_false(fact) if fact.value == true

_not_false(fact) if fact.unknown

_lacks := concat("; ", sort(_fail2ban_lacks))

_banners_off contains banner.id if {
	some banner in input.host.ids.data.banners
	some fact in [banner.enabled, banner.blocks]
	fact.value == false
}
