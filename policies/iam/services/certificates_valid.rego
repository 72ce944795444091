# METADATA
# title: No expired server certificate is kept in the identity service
# description: |
#   An expired certificate can be put on a load balancer by mistake, and its visitors learn to click warnings away. Certificates
#   belong to Certificate Manager, which renews them.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html
#     description: "Manage server certificates in IAM"
# custom:
#   severity: low
#   subject: certificate
#   remediation: |
#     `aws iam delete-server-certificate --server-certificate-name NAME`, after a look whether a load balancer or
#     distribution still uses it.
#   aliases: [server-cert-expired]
package policies.iam.services.certificates_valid

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[certificate.id] := certificate.days_to_expiry if some certificate in input.iam.certificate_state.data.certificates

passed[id] := verdict.proof($"holds for {days.value} days", [days]) if {
	some id, days in subjects
	days.value >= 0
}

failed[id] := verdict.proof($"expired {abs(days.value)} days ago", [days]) if {
	some id, days in subjects
	days.value < 0
}
