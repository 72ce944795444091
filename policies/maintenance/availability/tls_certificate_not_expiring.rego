# METADATA
# title: Certificates of probed websites last for weeks
# description: |
#   A certificate that ends takes the service with it. Judged are assets in service that are probed over https, by the
#   earliest end in the chain that the probe saw. A short-lived certificate that renews itself fails here until the
#   renewal is shown by a later end: lower min_days where lifetimes are short. Without a reading of the certificate the
#   result is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://github.com/prometheus/blackbox_exporter
#     description: Prometheus blackbox exporter
#   - ref: https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5
#     description: RFC 5280, validity of certificates
# custom:
#   severity: medium
#   subject: asset
#   remediation: |
#     Renew the certificate and reload the service; let an ACME client renew it and check that its timer runs.
#   aliases: [tls-certificate-not-expiring]
#   parameters:
#     min_days:
#       default: 21
#       description: Days that have to be left, and one more.
package policies.maintenance.availability.tls_certificate_not_expiring

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := asset.certificate_days_left if some id, asset in _assets

passed[id] := verdict.proof(
	$"ends {asset.certificate_not_after.value}, {asset.certificate_days_left.value} days left",
	[asset.certificate_not_after],
) if {
	some id, asset in _assets
	asset.certificate_days_left.value > _min
}

failed[id] := verdict.proof(
	$"ends {asset.certificate_not_after.value}, {asset.certificate_days_left.value} days left, more than {_min} asked",
	[asset.certificate_not_after],
) if {
	some id, asset in _assets
	asset.certificate_days_left.value <= _min
}

_assets[$"asset:{asset.id}"] := asset if {
	some asset in input.organization.probe_state.data.assets
	asset.https == true
}

_min := data.parameters["maintenance.availability.tls_certificate_not_expiring"].min_days
