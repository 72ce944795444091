# METADATA
# title: Logs go to another host
# description: |
#   Logs that stay on the machine are the intruder's to rewrite. An output of rsyslog to another host, or the
#   upload of the journal, of a service that starts. Loopback does not count. Other shippers (vector, fluent-bit,
#   filebeat) are not known here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rsyslog.com/doc/configuration/modules/omfwd.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     `apt-get install rsyslog-gnutls`, then in a file of /etc/rsyslog.d first
#     `global(DefaultNetstreamDriverCAFile="/etc/ssl/certs/ca-certificates.crt")` with the authority of the log
#     host, then `*.* action(type="omfwd" target="LOGHOST" port="6514" protocol="tcp" StreamDriver="gtls"
#     StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="LOGHOST")`. Check with
#     `rsyslogd -N1` and restart rsyslog.
#   aliases: [log-remote-any]
package policies.detection.logging.forwarding_configured

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.logging.data.remote_outputs

passed[id] := verdict.proof($"outputs to other hosts: {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value > 0
}

failed[id] := verdict.proof("no log service sends anything to another host", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}
