# METADATA
# title: The message of the day tells nothing of the system
# description: |
#   Escapes such as \r and \v, the name of the distribution, and the scripts of /etc/update-motd.d that print
#   the kernel tell a person who got in which holes to try. Debian ships both.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/motd.5.html
#     description: motd(5)
#   - ref: https://man7.org/linux/man-pages/man8/agetty.8.html
#     description: agetty(8)
# custom:
#   severity: low
#   subject: banner
#   remediation: >-
#     Write a text of your own to /etc/motd, and `chmod -x /etc/update-motd.d/10-uname`.
#   aliases: [banner-motd]
package policies.host.banners.motd

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"{banner.id} details"] := banner.tells if {
	some banner in input.host.banners.data.banners
	banner.use == "motd"
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
