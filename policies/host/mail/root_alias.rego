# METADATA
# title: The mail of root reaches a person
# description: |
#   cron, package updates and intrusion detection tell root by mail what went wrong. Nobody reads the mailbox of
#   root. What counts is where root ends after all aliases and ~root/.forward: an address of another host or the
#   account of a person. Without a mail program nothing is sent, and nothing is judged.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/aliases.5.html
#     description: aliases(5)
# custom:
#   severity: low
#   subject: aliases
#   remediation: >-
#     Write `root: you@example.org` to /etc/aliases and run `newaliases`.
#   aliases: [mail-root-alias]
package policies.host.mail.root_alias

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["root"] := [input.host.mail_aliases.data.can_send, input.host.mail_aliases.data.root_reaches_person, input.host.mail_aliases.data.root_targets]

not_applicable[id] := verdict.proof("no mail program is installed", [sends]) if {
	some id, [sends, _, _] in subjects
	sends.value == false
}

passed[id] := verdict.proof($"root goes to {concat(", ", targets.value)}", [targets]) if {
	some id, [sends, person, targets] in subjects
	sends.value == true
	person.value == true
}

failed[id] := verdict.proof($"the mail of root ends at {concat(", ", targets.value)}", [targets]) if {
	some id, [sends, person, targets] in subjects
	sends.value == true
	person.value == false
}
