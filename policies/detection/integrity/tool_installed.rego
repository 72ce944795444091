# METADATA
# title: A tool that notices changed files is installed
# description: |
#   Who has taken a machine changes programs and start files. AIDE, Tripwire or the Wazuh agent keep a record of
#   what was there and notice. Tools that are none of these are not known here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://aide.github.io/
# custom:
#   severity: low
#   subject: host
#   remediation: |
#     `apt-get install aide && aideinit`, then keep a copy of the database on another machine.
#   aliases: [ids-integrity-installed]
package policies.detection.integrity.tool_installed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["host"] := input.host.integrity.data.installed

passed[id] := verdict.proof("a tool is installed", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("neither AIDE nor Tripwire nor the Wazuh agent is installed", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
