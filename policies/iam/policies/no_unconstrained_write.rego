# METADATA
# title: Actions that write name the resources they write to
# description: |
#   What may change or delete every resource of a kind does so by mistake, or for whoever takes the session. Actions that AWS cannot
#   limit to resources do not count, nor do statements with a condition (a tag, a region, an organization).
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#     description: Service authorization reference
# custom:
#   severity: medium
#   subject: policy
#   remediation: Name the resources in Resource, or limit the statement by a tag.
#   aliases: [no-unconstrained-write]
package policies.iam.policies.no_unconstrained_write

import data.policies.lib.open_grants
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := grants if some id, grants in open_grants.grants(_policies)

passed[id] := proof if some id, proof in open_grants.without(_policies, "write", "writes only to what it names")

failed[id] := proof if some id, proof in open_grants.holding(_policies, "write")

_policies := open_grants.judged(input.iam.open_grants.data.policies)
