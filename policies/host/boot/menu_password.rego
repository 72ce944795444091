# METADATA
# title: Nobody changes what boots without a password
# description: |
#   Whoever edits an entry at the console adds `init=/bin/sh` and is root. A superuser with a password (as a
#   PBKDF2 hash) stops that; `--unrestricted` entries still boot without it, which is wanted on servers. A
#   password in clear text can be read by who reads grub.cfg. A machine whose loader is not GRUB lies outside:
#   systemd-boot has `editor no`, a virtual machine may have no loader.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.gnu.org/software/grub/manual/grub/html_node/Authentication-and-authorisation.html
#     description: "GRUB: authentication and authorisation"
# custom:
#   severity: low
#   subject: boot-loader
#   remediation: >-
#     Make a hash with `grub-mkpasswd-pbkdf2`, put `set superusers="root"` and `password_pbkdf2 root HASH` into
#     /etc/grub.d/40_custom, add --unrestricted to CLASS in /etc/grub.d/10_linux, and run `update-grub` (RHEL:
#     `grub2-setpassword`).
#   aliases: [boot-password]
package policies.host.boot.menu_password

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects["boot-loader"] := {"loader": input.host.boot.data.loader, "password": input.host.boot.data.menu_password}

not_applicable[id] := verdict.proof($"the boot loader is {facts.loader.value}", [facts.loader]) if {
	some id, facts in subjects
	facts.loader.value != "grub"
}

passed[id] := verdict.proof("a superuser with a hashed password", [facts.password]) if {
	some id, facts in subjects
	facts.loader.value == "grub"
	facts.password.value == "hashed"
}

failed[id] := verdict.proof(_told[facts.password.value], [facts.password]) if {
	some id, facts in subjects
	facts.loader.value == "grub"
}

_told := {
	"none": "no superuser has a password: anybody at the console edits the entries",
	"plain": "the password stands in clear text",
}
