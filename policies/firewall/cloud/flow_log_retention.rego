# METADATA
# title: Flow logs are kept long enough
# description: |
#   An intrusion is often noticed after months, and by then its traces are gone. 0 days stand for ever, as does a log
#   without a retention policy. A log that is switched off records nothing and does not pass.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview
# custom:
#   severity: low
#   subject: flow-log
#   remediation: |
#     `az network watcher flow-log update --location REGION --name LOG --retention 90 --enabled true`; 0 keeps for ever.
#   aliases: [azure-flow-log-retention]
#   parameters:
#     min_days:
#       default: 90
#       description: Days that records have to be kept.
package policies.firewall.cloud.flow_log_retention

import data.policies.lib.cloud
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[cloud.label(log)] := [log.enabled, log.days] if some log in input.firewall.flow_logs.data.flow_logs

passed[cloud.label(log)] := verdict.proof("records are kept for ever", [log.days]) if {
	some log in input.firewall.flow_logs.data.flow_logs
	log.enabled.value == true
	log.days.value == 0
}

passed[cloud.label(log)] := verdict.proof($"records are kept for {log.days.value} days", [log.days]) if {
	some log in input.firewall.flow_logs.data.flow_logs
	log.enabled.value == true
	log.days.value >= _min_days
}

failed[id] := verdict.proof(concat("; ", sort(reasons)), subjects[id]) if some id, reasons in _reasons

_reasons[cloud.label(log)] contains "it is switched off" if {
	some log in input.firewall.flow_logs.data.flow_logs
	log.enabled.value == false
}

_reasons[cloud.label(log)] contains $"records are kept for {log.days.value} days, not for {_min_days}" if {
	some log in input.firewall.flow_logs.data.flow_logs
	log.days.value > 0
	log.days.value < _min_days
}

_min_days := data.parameters["firewall.cloud.flow_log_retention"].min_days
