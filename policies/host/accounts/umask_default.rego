# METADATA
# title: New files and homes are closed to others by login.defs
# description: |
#   UMASK of login.defs is what pam_umask gives to each session where PAM has it, and what useradd makes homes
#   with where HOME_MODE is not set. With 022 everybody on the host reads what people write. shadow takes the
#   last line of the key, pam_umask the first.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/login.defs.5.html
#     description: login.defs(5)
#   - ref: https://man7.org/linux/man-pages/man8/pam_umask.8.html
#     description: pam_umask(8)
# custom:
#   severity: low
#   subject: login.defs
#   remediation: >-
#     Set `UMASK 027` in /etc/login.defs, and on Debian see that /etc/pam.d/common-session has `session optional
#     pam_umask.so`.
#   aliases: [acct-umask-login-defs]
#   parameters:
#     umask:
#       default: "027"
#       description: The loosest mask that is accepted, octal.
package policies.host.accounts.umask_default

import data.policies.lib.octal
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["login.defs"] := input.host.login_defs.data.umask

_wanted := octal.parse(data.parameters["host.accounts.umask_default"].umask)

passed[id] := verdict.proof($"UMASK is {umask.value}", [umask]) if {
	some id, umask in subjects
	bits.and(octal.parse(umask.value), _wanted) == _wanted
}

failed[id] := verdict.proof($"UMASK is {umask.value}, looser than {data.parameters["host.accounts.umask_default"].umask}", [umask]) if {
	some id, umask in subjects
	bits.and(octal.parse(umask.value), _wanted) != _wanted
}
