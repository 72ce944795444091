# METADATA
# title: Logins over the network are warned, and told nothing of the system
# description: |
#   /etc/issue.net is what telnet shows, and what SSH shows where `Banner /etc/issue.net` is set, which a rule
#   on sshd judges.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/issue.5.html
#     description: issue(5)
#   - ref: https://man7.org/linux/man-pages/man8/agetty.8.html
#     description: agetty(8)
# custom:
#   severity: low
#   subject: banner
#   remediation: >-
#     Write the warning of your policy to /etc/issue.net, and set `Banner /etc/issue.net` in sshd_config.
#   aliases: [banner-issue-net]
#   parameters:
#     warning_words:
#       default: ["authori", "unauthori", "prohibited", "monitored", "private", "restricted", "recorded", "autoris", "interdit", "unbefugt", "prohibido", "autoriz"]
#       description: Parts of words, one of which a warning has.
package policies.host.banners.issue_net

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"{banner.id} details"] := banner.tells if {
	some banner in input.host.banners.data.banners
	banner.use == "issue.net"
}

passed[id] := verdict.proof("it tells nothing of the system", [tells]) if {
	some id, tells in subjects
	endswith(id, " details")
	count(tells.value) == 0
}

failed[id] := verdict.proof($"it tells {concat(", ", tells.value)}", [tells]) if {
	some id, tells in subjects
	endswith(id, " details")
	count(tells.value) > 0
}

subjects["/etc/issue.net warning"] := banner.text if {
	some banner in input.host.banners.data.banners
	banner.id == "/etc/issue.net"
}

_words := {lower(word) | some word in data.parameters["host.banners.issue_net"].warning_words}

_found(text) := {word | some word in _words; contains(text, word)}

passed[id] := verdict.proof("it warns", [text]) if {
	some id, text in subjects
	endswith(id, " warning")
	count(_found(text.value)) > 0
}

failed[id] := verdict.proof("it has no warning", [text]) if {
	some id, text in subjects
	endswith(id, " warning")
	count(_found(text.value)) == 0
}
