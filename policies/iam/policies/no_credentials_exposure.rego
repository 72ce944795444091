# METADATA
# title: No policy hands out the credentials of anybody
# description: |
#   An action whose answer signs in as somebody else (a new access key, the password of a database or of an instance), allowed on
#   every resource and under no condition, is every one of those identities. What only renews the own session, or fetches
#   images, does not count; sts:AssumeRole and full stars have rules of their own.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#     description: Security best practices in IAM
# custom:
#   severity: high
#   subject: policy
#   remediation: Name the identities that it is for, such as `arn:aws:iam::*:user/${aws:username}`, or take the action out.
#   aliases: [no-credentials-exposure]
package policies.iam.policies.no_credentials_exposure

import data.policies.lib.open_grants
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := grants if some id, grants in open_grants.grants(_policies)

passed[id] := proof if some id, proof in open_grants.without(_policies, "credentials", "hands out no credentials but of what it names")

failed[id] := proof if some id, proof in open_grants.holding(_policies, "credentials")

_policies := open_grants.judged(input.iam.open_grants.data.policies)
