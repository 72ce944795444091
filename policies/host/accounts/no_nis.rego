# METADATA
# title: Accounts do not come from NIS
# description: |
#   NIS sends password hashes over the network in the clear to whoever asks, and believes whoever answers.
#   What counts are passwd, group and shadow in nsswitch.conf; LDAP and SSSD are no NIS.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/nsswitch.conf.5.html
#     description: nsswitch.conf(5)
# custom:
#   severity: high
#   subject: nsswitch.conf
#   remediation: >-
#     Take `nis` and `nisplus` out of /etc/nsswitch.conf, and use SSSD with Kerberos or LDAP over TLS.
#   aliases: [acct-nss-no-nis]
package policies.host.accounts.no_nis

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["nsswitch.conf"] := [source |
	some source in input.host.accounts.data.remote_sources
	source.service in {"nis", "nisplus", "yp"}
] if input.host.accounts.data.remote_sources

passed[id] := verdict.proof("no account comes from NIS", []) if {
	some id, sources in subjects
	count(sources) == 0
}

failed[id] := verdict.proof($"from NIS: {concat(", ", sort({source.database | some source in sources}))}", sources) if {
	some id, sources in subjects
	count(sources) > 0
}
