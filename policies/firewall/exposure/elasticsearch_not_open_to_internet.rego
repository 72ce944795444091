# METADATA
# title: Elasticsearch and Kibana are not open to the whole internet
# description: |
#   Open clusters are copied and deleted by robots; many releases ask for no password unless told to. Releases since 8.0
#   do ask, and 5601 (Kibana) and 9300 (the cluster's own traffic) are ports of other programs too, which the rules do
#   not show: hence not critical. What is known to be something else can leave the parameter `ports`. A short list of
#   public addresses (up to as many as a /16, or a /32 of IPv6) may be let in. A port that is open only because
#   everything is, and on which no program was seen, is out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.elastic.co/guide/en/elasticsearch/reference/current/secure-cluster.html
# custom:
#   severity: high
#   subject: port
#   remediation: |
#     Bind the cluster to private addresses and allow 9200, 9300 and 5601 only from the application servers. In a cloud
#     or a plan, name those addresses as the source of the rule told here.
#   aliases: [elasticsearch-not-open-to-internet]
#   parameters:
#     ports:
#       default: ["tcp/9200", "tcp/9300", "tcp/5601"]
#       description: Ports that the service listens on.
package policies.firewall.exposure.elasticsearch_not_open_to_internet

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

_ports := data.parameters["firewall.exposure.elasticsearch_not_open_to_internet"].ports
