# METADATA
# title: The console warns before a login and tells nothing of the system
# description: |
#   A warning that use is for authorised people only, and may be recorded, is what a court asks for. The escapes
#   \m \r \s \v and the name of the distribution are what an intruder asks for.
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
#     Write the warning of your policy to /etc/issue, without escapes.
#   aliases: [banner-issue]
#   parameters:
#     warning_words:
#       default: ["authori", "unauthori", "prohibited", "monitored", "private", "restricted", "recorded", "autoris", "interdit", "unbefugt", "prohibido", "autoriz"]
#       description: Parts of words, one of which a warning has.
package policies.host.banners.issue

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"{banner.id} details"] := banner.tells if {
	some banner in input.host.banners.data.banners
	banner.use == "issue"
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

subjects["/etc/issue warning"] := banner.text if {
	some banner in input.host.banners.data.banners
	banner.id == "/etc/issue"
}

_words := {lower(word) | some word in data.parameters["host.banners.issue"].warning_words}

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
