# METADATA
# title: Where rsyslog sends logs over TLS, it checks the log host and can
# description: |
#   TLS without a file of authorities encrypts to whoever answers. The stream driver is a package of its own
#   (rsyslog-gnutls, rsyslog-openssl, rsyslog-relp); without it rsyslog sends nothing at all. Outputs in the
#   clear are told by another rule.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.rsyslog.com/doc/tutorials/tls.html
# custom:
#   severity: medium
#   subject: output
#   remediation: |
#     Set `DefaultNetstreamDriverCAFile` (or `streamDriver.CAFile` of the action), and `apt-get install
#     rsyslog-gnutls`.
#   aliases: [log-remote-ca]
package policies.detection.logging.log_host_verified

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[output.id] := [output.ca_file, output.encrypted] if some output in _outputs

# Which outputs there are is not known then.
subjects.rsyslog := input.host.logging.data.log_files_read if input.host.logging.data.log_files_read.unknown

passed[output.id] := verdict.proof($"it trusts {output.ca_file.value}", [output.ca_file]) if {
	some output in _outputs
	output.ca_file.value != ""
	count(_missing(output)) == 0
}

failed[output.id] := verdict.proof(concat("; ", sort(_reasons[output.id])), [output, output.ca_file]) if {
	some output in _outputs
	count(_reasons[output.id]) > 0
}

_outputs := [output |
	some output in input.host.logging.data.outputs
	output.service == "rsyslog"
	output.encrypted.value == true
]

_reasons[output.id] contains "no file of authorities is set" if {
	some output in _outputs
	output.ca_file.value == ""
}

_reasons[output.id] contains $"none of {concat(", ", sort(_missing(output)))} is installed" if {
	some output in _outputs
	count(_missing(output)) > 0
}

_packages := {"gtls": {"rsyslog-gnutls"}, "ossl": {"rsyslog-openssl"}, "relp": {"rsyslog-relp"}}

# Some systems have the driver in the main package.
_missing(output) := _packages[output.driver] if {
	input.host.packages.data.manager == "dpkg"
	count(_packages[output.driver] & _installed) == 0
}

_missing(output) := set() if {
	input.host.packages.data.manager == "dpkg"
	count(_packages[output.driver] & _installed) > 0
}

_missing(output) := set() if {
	output.driver
	input.host.packages.data.manager != "dpkg"
}

_installed := {one.name | some one in input.host.packages.data.packages}
