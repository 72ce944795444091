# METADATA
# title: What is declared is in use
# description: |
#   A declaration that nothing uses any more opens the door to the next rule that happens to match it, and nobody is
#   asked again. Judged are services of exposure.yaml that name this target or a point of it; those for all targets may
#   be in use elsewhere. An expired declaration whose port is still open is told by the rules about what is open.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: low
#   subject: declared-service
#   remediation: |
#     Remove the entry from exposure.yaml, or open what it declares.
package policies.firewall.declared.declaration_current

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[service.id] := service.admitted if some service in input.firewall.declared_state.data.services

passed[service.id] := verdict.proof("something of it is let in", [service]) if {
	some service in input.firewall.declared_state.data.services
	service.admitted.value == true
}

failed[service.id] := verdict.proof(_message(service), [service]) if {
	some service in input.firewall.declared_state.data.services
	service.admitted.value == false
}

_message(service) := "it is declared for this target, and no rule lets any of it in" if service.expired == false

_message(service) := $"it expired on {service.until}, and no rule lets any of it in" if service.expired == true
