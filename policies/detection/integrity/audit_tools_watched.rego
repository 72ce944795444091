# METADATA
# title: AIDE watches the audit tools by their content
# description: |
#   Whoever replaces auditctl or ausearch decides what is recorded and what is seen. Asked for is a rule that
#   takes each of them in with a strong hash (SHA-256 or stronger); size and time can be forged. Rules that
#   scripts give out are not run here.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://aide.github.io/doc/
# custom:
#   severity: low
#   subject: file
#   remediation: |
#     Add `/usr/sbin/(auditctl|auditd|ausearch|aureport|autrace|augenrules)$ p+i+n+u+g+s+b+acl+xattrs+sha512` to
#     aide.conf.
#   aliases: [ids-integrity-covers-audit-tools]
package policies.detection.integrity.audit_tools_watched

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := one.attributes if some one in _tools

passed[id] := verdict.proof(concat("", ["hashes: ", concat(", ", sort(_strong(fact)))]), [fact]) if {
	some id, fact in subjects
	count(_strong(fact)) > 0
}

failed[id] := verdict.proof("no rule of AIDE takes it in", [fact]) if {
	some id, fact in subjects
	fact.value == []
}

failed[id] := verdict.proof("its content is not compared by a strong hash", [fact]) if {
	some id, fact in subjects
	count(fact.value) > 0
	count(_strong(fact)) == 0
}

_strong(fact) := {name | some name in fact.value} & {
	"sha256", "sha512", "sha512_256", "sha3_256", "sha3_512", "stribog256", "stribog512", "whirlpool",
}

_tools := [one |
	some tool in input.host.integrity.data.tools
	tool.id == "aide"
	some one in input.host.integrity.data.aide.watched
	one.id in {
		"/usr/sbin/auditctl", "/usr/sbin/auditd", "/usr/sbin/augenrules", "/usr/sbin/aureport", "/usr/sbin/ausearch",
		"/usr/sbin/autrace",
	}
]
