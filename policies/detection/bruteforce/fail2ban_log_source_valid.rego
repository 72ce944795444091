# METADATA
# title: Each jail of fail2ban that is on has a log to read and an action that bans
# description: |
#   A jail without a log that exists watches nothing: on systems that log to the journal only, the default path
#   /var/log/auth.log is missing, and fail2ban refuses to start. An action that only mails or reports (dummy,
#   sendmail, abuseipdb) bans nobody.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/stable/fail2ban/jail.conf.5.en.html
# custom:
#   severity: medium
#   subject: fail2ban-jail
#   remediation: |
#     Set `backend = systemd` for the jail where logs go to the journal only, or correct `logpath`; set
#     `banaction` to the tool of the active firewall (nftables-multiport, iptables-multiport, ufw) and keep
#     `action = %(action_)s` in it.
#   aliases: [fail2ban-log-source-valid]
package policies.detection.bruteforce.fail2ban_log_source_valid

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"jail:{jail.id}"] := [jail.log_source_present, jail.actions] if some jail in _jails

passed[id] := verdict.proof($"it reads a log and acts by {concat(", ", jail.actions.value)}", [jail.log_source_present, jail.actions]) if {
	some jail in _jails
	id := $"jail:{jail.id}"
	jail.log_source_present.value == true
	count(_banning(jail)) > 0
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), [jail.log_source_present, jail.actions]) if {
	some jail in _jails
	id := $"jail:{jail.id}"
	reasons := _reasons[jail.id]
}

_jails contains jail if {
	some jail in input.host.fail2ban.data.jails
	jail.enabled.value == true
}

_reasons[jail.id] contains $"no log exists at {concat(", ", jail.log_files.value)}" if {
	some jail in _jails
	jail.log_source_present.value == false
}

_reasons[jail.id] contains $"no action of it bans: {concat(", ", jail.actions.value)}" if {
	some jail in _jails
	jail.actions.value
	count(_banning(jail)) == 0
}

_reporting := {"dummy", "sendmail", "mail", "abuseipdb", "blocklist_de", "badips", "complain", "dshield", "mynetwatchman", "xarf-login-attack"}

_banning(jail) := {action |
	some action in jail.actions.value
	count([name | some name in _reporting; action == name]) == 0
	count([name | some name in {"sendmail-", "mail-"}; startswith(action, name)]) == 0
}
