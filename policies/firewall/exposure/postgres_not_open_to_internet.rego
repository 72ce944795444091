# METADATA
# title: PostgreSQL is not open to the whole internet
# description: |
#   A database is spoken to by its applications. On a public port its passwords are guessed and its flaws are exploited.
#   A short list of public addresses (up to as many as a /16, or a /32 of IPv6) may be let in. A port that is open only
#   because everything is, and on which no program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   severity: high
#   subject: port
#   remediation: |
#     Allow tcp/5432 only from the application servers, or set listen_addresses to a private address. In a cloud or a
#     plan, name those addresses as the source of the rule told here.
#   aliases: [postgres-not-open-to-internet]
#   parameters:
#     ports:
#       default: ["tcp/5432"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.postgres_not_open_to_internet

import data.policies.lib.exposure
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := reaches if some id, reaches in exposure.reaches(_exposed, _ports)

passed[id] := proof if some id, proof in exposure.closed(_exposed, _ports, {"none", "internal", "partner"})

not_applicable[id] := proof if some id, proof in exposure.unserved(_exposed, _ports, {"internet"})

failed[id] := proof if some id, proof in exposure.open(_exposed, _ports, {"internet"})

_exposed := input.firewall.exposure.data

_ports := data.parameters["firewall.exposure.postgres_not_open_to_internet"].ports
