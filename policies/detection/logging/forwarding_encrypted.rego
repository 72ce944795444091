# METADATA
# title: Logs go to another host over TLS
# description: |
#   Authentication logs tell names, addresses and habits; over UDP they can also be forged. TLS of rsyslog (stream
#   driver gtls or ossl with mode 1), RELP with TLS, or the upload of the journal by https. A plain output beside
#   an encrypted one does not fail this.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rsyslog.com/doc/configuration/modules/omfwd.html
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Use TCP with `StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/name"`, and a certificate
#     of the log host.
#   aliases: [log-remote, log-forwarding-configured]
package policies.detection.logging.forwarding_encrypted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.logging.data.remote_outputs_encrypted

passed[id] := verdict.proof($"outputs over TLS: {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value > 0
}

failed[id] := verdict.proof("no output to another host uses TLS", [fact]) if {
	some id, fact in subjects
	fact.value == 0
}
