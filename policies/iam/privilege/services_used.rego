# METADATA
# title: Principals use the services that they are granted
# description: |
#   What nobody uses can be taken away without loss, and is what an intruder would use. AWS lists for each principal the services
#   that its policies grant, and when each was last used; it looks 400 days back. A service never used counts from the day the
#   principal was made. Data events of some services are not tracked: see the list before removing.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
#     description: "Refine permissions using last accessed information"
# custom:
#   severity: medium
#   subject: principal
#   remediation: |
#     Narrow the policies to the services that are used: IAM console, "Last Accessed", or
#     `aws accessanalyzer start-policy-generation`. Begin with those that `vauban` names.
#   aliases: [unused-permissions]
#   parameters:
#     max_days:
#       default: 90
#       description: "How long a granted service may be unused."
#     exempt:
#       default: []
#       description: "Ids of principals for emergencies, such as `role:break-glass`."
package policies.iam.privilege.services_used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := [service.idle_days | some service in one.services] if some one in _principals

passed[one.id] := verdict.proof($"uses all {count(one.services)} services that it is granted", [one]) if {
	some one in _principals
	every service in one.services { service.idle_days.value <= _parameters.max_days }
}

failed[one.id] := verdict.proof(
	$"{count(unused)} of {count(one.services)} services not used for {_parameters.max_days} days: {concat(", ", array.slice(sort(unused), 0, 8))}{_more(unused)}",
	[one],
) if {
	some one in _principals
	unused := _unused(one)
	count(unused) > 0
}

_unused(one) := {service.namespace |
	some service in one.services
	service.idle_days.value > _parameters.max_days
}

_more(unused) := "" if count(unused) <= 8

_more(unused) := " …" if count(unused) > 8

_principals contains one if {
	some one in input.iam.unused_services.data.principals
	every id in _parameters.exempt { id != one.id }
}

_parameters := data.parameters["iam.privilege.services_used"]
