# METADATA
# title: Nothing is open to public addresses that is not declared
# description: |
#   A port that nobody asked for stays open because nobody misses it. exposure.yaml says what is meant to be reachable;
#   judged is what the rules do together, port by port and address by address: sources that no declaration covers fail,
#   also when the port is declared for others. A declaration whose last day is past counts as none. Ping and other ICMP
#   need no declaration. Where a rule depends on something that was not told, the port is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: high
#   subject: open-port
#   remediation: |
#     Close the port, narrow its sources, or declare it in exposure.yaml with an owner:
#     `- {name: web, on: [web-*], ports: [tcp/443], from: [internet], owner: team-web}`.
#   aliases: [any-public-port-declared, exposure-within-declared]
package policies.firewall.declared.any_public_port_declared

import data.policies.lib.declared
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := fact if some id, fact in declared.subjects(_state, "public")

passed[id] := proof if some id, proof in declared.covered(_state, "public")

failed[id] := proof if some id, proof in declared.uncovered(_state, "public")

_state := input.firewall.declared_state.data
