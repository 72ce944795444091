# METADATA
# title: A change opens nothing to the internet that is not declared
# description: |
#   A review of rules sees lines; this one sees what they open: the packets that are let in after the change and were
#   not before. What exposure.yaml covers whole, for the ports and all the new sources, may be opened: its entry belongs
#   to the same change. What is opened to private addresses only is told and passes, unless the parameter asks for it.
#   Where something is in doubt, the opening is unknown. Services that are dangerous by themselves have rules of their
#   own, which judge the change as well: hence not critical.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/128/upd1/final
# custom:
#   severity: high
#   subject: opened-region
#   remediation: |
#     Narrow the change, or declare in the same pull request what it is meant to open:
#     `- {name: api, ports: [tcp/8443], from: [internet], owner: team-api}` in exposure.yaml.
#   aliases: [no-new-exposure-in-change]
#   parameters:
#     private_too:
#       default: false
#       description: What is opened to private addresses has to be declared as well.
package policies.firewall.declared.no_new_exposure_in_change

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["change"] := [] if input.firewall.change.data.opened == []

subjects[region.id] := [doubt | region.certain == false; doubt := _doubt(region)] if {
	some region in input.firewall.change.data.opened
}

passed["change"] := verdict.proof("it opens nothing", []) if input.firewall.change.data.opened == []

passed[region.id] := verdict.proof(concat("", [region.text, ": declared by ", concat(", ", region.declared_by)]), [region]) if {
	some region in input.firewall.change.data.opened
	count(region.declared_by) > 0
}

passed[region.id] := verdict.proof($"it is opened to private addresses only: {region.text}", [region]) if {
	some region in input.firewall.change.data.opened
	region.declared_by == []
	_is_of_no_matter(region)
}

failed[region.id] := verdict.proof($"the change opens {region.text}", [region]) if {
	some region in input.firewall.change.data.opened
	region.declared_by == []
	region.certain == true
	_matters(region)
}

_matters(region) if region.public == true

_matters(_) if _private_too == true

_is_of_no_matter(region) if {
	region.public == false
	_private_too == false
}

_private_too := data.parameters["firewall.declared.no_new_exposure_in_change"].private_too

_doubt(region) := {"unknown": $"the change may open {region.text}, which hangs on what the rules do not tell", "at": region.at}
