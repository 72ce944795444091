# METADATA
# title: The SSH server asks PAM about accounts and sessions
# description: |
#   Without UsePAM logins by key skip the account rules: lockout, expiry, access times, limits and session
#   records of PAM do not hold.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man.openbsd.org/sshd_config#UsePAM
#     description: sshd_config(5)
# custom:
#   severity: medium
#   subject: ssh-server
#   remediation: >-
#     Set `UsePAM yes` and reload sshd.
#   aliases: [ssh-use-pam]
package policies.host.ssh.pam_used

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.use_pam if some server in input.host.sshd.data.servers

passed[id] := verdict.proof("UsePAM is yes", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("UsePAM is no", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
