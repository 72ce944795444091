# METADATA
# title: No long range of ports is open to public addresses
# description: |
#   Whoever opens thousands of ports in a row does not know which of them is needed, and the next program that listens
#   there is public at once. Judged is the longest row of neighbouring ports that rules open by naming ports, to the
#   internet or to some public addresses. Where everything is open,
#   firewall.exposure.all_ports_not_open or the rules about the default policy tell it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/41/r1/final
# custom:
#   severity: medium
#   subject: protocol
#   remediation: |
#     Name the ports that programs listen on. Media servers and FTP in passive mode can be told a short range. In a
#     cloud or a plan, remove the rule told here, or narrow its ports.
#   aliases: [port-range-bounded]
#   parameters:
#     max_ports:
#       default: 1000
#       description: The most ports that may be open in a row.
package policies.firewall.exposure.port_range_bounded

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[span.id] := span.doubt if some span in input.firewall.port_spans.data.spans

passed[span.id] := verdict.proof(_closed(span), [span.doubt]) if {
	some span in input.firewall.port_spans.data.spans
	span.at_most <= _max_ports
}

failed[span.id] := verdict.proof(_open(span), span.decided_by) if {
	some span in input.firewall.port_spans.data.spans
	span.at_least > _max_ports
}

_open(span) := $"{span.at_least} ports in a row are open to public addresses: {span.text}"

_closed(span) := "no rule opens a row of ports to public addresses" if span.at_most == 0

_closed(span) := $"at most {span.at_most} ports in a row are open to public addresses" if span.at_most > 0

_max_ports := data.parameters["firewall.exposure.port_range_bounded"].max_ports
