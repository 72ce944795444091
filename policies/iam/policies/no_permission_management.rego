# METADATA
# title: No policy changes the permissions of every resource
# description: |
#   Who may change the policy of any bucket, key, queue or identity can open it to anybody, themselves included. Only actions that
#   can be limited to resources count; conditions count as a limit.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
#     description: Access levels in policy summaries
# custom:
#   severity: high
#   subject: policy
#   remediation: Name the resources, or leave changes of permissions to a role that deploys.
#   aliases: [no-permission-management]
package policies.iam.policies.no_permission_management

import data.policies.lib.open_grants
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := grants if some id, grants in open_grants.grants(_policies)

passed[id] := proof if some id, proof in open_grants.without(_policies, "permissions", "changes no permissions but of what it names")

failed[id] := proof if some id, proof in open_grants.holding(_policies, "permissions")

_policies := open_grants.judged(input.iam.open_grants.data.policies)
