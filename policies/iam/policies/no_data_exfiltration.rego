# METADATA
# title: No policy reads every object, secret or parameter
# description: |
#   Reading of all buckets, all secrets, all parameters or all snapshots at once, under no condition, makes one stolen session a
#   copy of everything. Listing does not count, and a bucket that is named with a star behind it is named.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#     description: Apply least-privilege permissions
# custom:
#   severity: high
#   subject: policy
#   remediation: Name the buckets, secrets and parameter paths that the task needs.
#   aliases: [no-data-exfiltration]
package policies.iam.policies.no_data_exfiltration

import data.policies.lib.open_grants
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := grants if some id, grants in open_grants.grants(_policies)

passed[id] := proof if some id, proof in open_grants.without(_policies, "data", "reads only what it names")

failed[id] := proof if some id, proof in open_grants.holding(_policies, "data")

_policies := open_grants.judged(input.iam.open_grants.data.policies)
