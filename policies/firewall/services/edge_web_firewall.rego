# METADATA
# title: Public HTTP entry points stand behind a web firewall
# description: |
#   Load balancers and edges that read requests can have a web firewall before them (AWS WAF, Azure WAF, Cloud Armor),
#   which stops known attacks and floods of requests before they get to the application. What passes packets on without
#   reading them is out of scope, and so is what does not face the internet. A plan against floods of packets costs far
#   more and is asked for only when the parameter says so.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html
#   - ref: https://cloud.google.com/armor/docs/cloud-armor-overview
# custom:
#   severity: medium
#   subject: load-balancer
#   remediation: |
#     Associate a web ACL with the balancer (aws_wafv2_web_acl_association, web_acl_id), give the application gateway a
#     firewall policy, or the backend service a security policy. Begin in counting mode and read what it would have stopped.
#   aliases: [ddos-waf-on-public-edge]
#   parameters:
#     ddos_plan:
#       default: false
#       description: Ask for a plan against floods of packets too (Shield Advanced, Azure DDoS Protection).
package policies.firewall.services.edge_web_firewall

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects[id] := {
	"facing": balancer.internet_facing,
	"web_firewall": object.get(balancer, "web_firewall", {}),
	"ddos_plan": _wanted_plan(balancer),
} if {
	some id, balancer in _balancers
}

not_applicable[id] := verdict.proof("it does not face the internet", [balancer.internet_facing]) if {
	some id, balancer in _balancers
	balancer.internet_facing.value == false
}

not_applicable[id] := verdict.proof("it passes packets on without reading them", [balancer.internet_facing]) if {
	some id, balancer in _balancers
	balancer.internet_facing.value == true
	balancer.kind == "packet"
	_wanted_plan(balancer) == {}
}

passed[id] := verdict.proof("what it needs stands before it", facts) if {
	some id, facts in _needs
	every fact in facts {
		fact.value == true
	}
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), _needs[id]) if {
	some id, reasons in _reasons
}

_reasons[id] contains "no web firewall inspects its requests" if {
	some id, _ in _needs
	_balancers[id].kind == "http"
	_balancers[id].web_firewall.value == false
}

_reasons[id] contains "no plan against floods covers it" if {
	some id, _ in _needs
	_wanted_plan(_balancers[id]).value == false
}

# What an internet-facing balancer needs; none for what nothing is asked of.
_needs[id] := facts if {
	some id, balancer in _balancers
	balancer.internet_facing.value == true
	firewall := [balancer.web_firewall | balancer.kind == "http"]
	plan := [_wanted_plan(balancer) | _wanted_plan(balancer) != {}]
	facts := array.concat(firewall, plan)
	count(facts) > 0
}

_wanted_plan(balancer) := object.get(balancer, "ddos_plan", {}) if data.parameters["firewall.services.edge_web_firewall"].ddos_plan == true

_wanted_plan(balancer) := {} if {
	data.parameters["firewall.services.edge_web_firewall"].ddos_plan == false
	balancer.id
}

_balancers[$"balancer:{balancer.id}"] := balancer if some balancer in input.firewall.balancers.data.balancers
