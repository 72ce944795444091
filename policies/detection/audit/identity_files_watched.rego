# METADATA
# title: Changes of accounts and groups are audited
# description: |
#   New accounts are how an intruder stays. Watches in either notation count (`-w` or `-F path=` and `-F dir=`),
#   and a watch on the folder.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: medium
#   subject: audit-rules
#   remediation: |
#     Add `-w PATH -p wa -k KEY` for each of /etc/passwd, /etc/shadow, /etc/group, /etc/gshadow to a file in
#     /etc/audit/rules.d.
#   aliases: [audit-identity]
package policies.detection.audit.identity_files_watched

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[path] := _rules if {
	input.host.auditd.data.installed.value == true
	some path in _paths
}

passed[path] := verdict.proof("writes and changes of attributes are recorded", [watch | some watch in _watches(path)]) if {
	some path, _ in subjects
	count(_watches(path)) > 0
}

failed[path] := verdict.proof("no audit rule records writes to it", [fact]) if {
	some path, fact in subjects
	fact.value >= 0
	count(_watches(path)) == 0
}

_paths := ["/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow"]

_rules := input.host.auditd.data.rules

# A watch on the folder covers the file.
_watches(path) := [watch |
	some watch in input.host.auditd.data.watches
	watch.path in {path, concat("/", array.slice(split(path, "/"), 0, count(split(path, "/")) - 1))}
	contains(watch.permissions, "w")
	contains(watch.permissions, "a")
]
