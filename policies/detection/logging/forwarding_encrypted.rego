# METADATA
# title: Logs that leave the host go over TLS
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
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["host"] := [_all, _encrypted]

not_applicable["host"] := verdict.proof("no log service sends anything to another host", [_all]) if _all.value == 0

passed["host"] := verdict.proof($"outputs over TLS: {_encrypted.value}", [_encrypted]) if {
	_all.value > 0
	_encrypted.value == _all.value
}

failed["host"] := verdict.proof($"outputs in the clear: {_all.value - _encrypted.value} of {_all.value}", [_all]) if {
	_encrypted.value < _all.value
}

_all := input.host.logging.data.remote_outputs

_encrypted := input.host.logging.data.remote_outputs_encrypted
