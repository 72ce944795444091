# METADATA
# title: Nothing is reachable from private networks that is not declared
# description: |
#   An intruder moves on from the first machine by ports that only the inside sees. exposure.yaml says what is meant to
#   be reachable; judged are private sources that no declaration covers. Ports that public addresses reach without a
#   declaration are told by the rule about those alone. A declaration for `internet` or `any` covers private addresses
#   too. Who gets that far is inside already: hence the severity.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: medium
#   subject: open-port
#   remediation: |
#     Close the port, name the networks that need it, or declare it in exposure.yaml:
#     `- {name: ssh, ports: [tcp/22], from: [10.1.0.0/24], owner: team-ops}`.
#   aliases: [exposure-within-declared]
package policies.firewall.declared.exposure_within_declared

import data.policies.lib.declared
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := fact if some id, fact in declared.subjects(_state, "private")

passed[id] := proof if some id, proof in declared.covered(_state, "private")

failed[id] := proof if some id, proof in declared.uncovered(_state, "private")

_state := input.firewall.declared_state.data
