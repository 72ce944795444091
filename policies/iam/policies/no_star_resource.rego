# METADATA
# title: No statement names the resource star for actions that can be limited
# description: |
#   `Resource: *` reaches what will be made tomorrow by others. Actions that AWS cannot limit to resources need the star and do not
#   count, nor do statements with a condition.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#     description: Service authorization reference
# custom:
#   severity: low
#   subject: policy
#   remediation: Put the actions that can be limited into a statement of their own that names its resources.
#   aliases: [no-star-resource]
package policies.iam.policies.no_star_resource

import data.policies.lib.open_grants
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := grants if some id, grants in open_grants.grants(_policies)

passed[id] := proof if some id, proof in open_grants.without(_policies, "star-resource", "names resources wherever that is possible")

failed[id] := proof if some id, proof in open_grants.holding(_policies, "star-resource")

_policies := open_grants.judged(input.iam.open_grants.data.policies)
