# METADATA
# title: AIDE compares access lists and extended attributes
# description: |
#   A right that is given by an access list or a capability of a file changes neither mode nor owner nor
#   content. Judged on the files that an intruder changes first; files that no rule takes in are told too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://aide.github.io/doc/
# custom:
#   severity: low
#   subject: file
#   remediation: |
#     Add `acl+xattrs` to the groups of aide.conf (Debian's `X` holds both).
#   aliases: [ids-integrity-acl-xattr]
package policies.detection.integrity.access_lists_watched

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[one.id] := one.attributes if some one in _files

passed[id] := verdict.proof("acl and xattrs are compared", [fact]) if {
	some id, fact in subjects
	count(fact.value) >= 0
	count(_missing(fact)) == 0
}

failed[id] := verdict.proof(concat("", ["not compared: ", concat(", ", sort(_missing(fact)))]), [fact]) if {
	some id, fact in subjects
	count(_missing(fact)) > 0
}

_missing(fact) := {"acl", "xattrs"} - {name | some name in fact.value} if count(fact.value) >= 0

_files := [one |
	some tool in input.host.integrity.data.tools
	tool.id == "aide"
	some one in input.host.integrity.data.aide.watched
	one.id in {"/etc/passwd", "/etc/shadow", "/etc/sudoers", "/usr/bin/passwd"}
]
