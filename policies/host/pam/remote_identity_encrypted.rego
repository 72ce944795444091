# METADATA
# title: Directory servers are asked by TLS with a checked certificate
# description: |
#   Where sssd or nslcd tell who the users are, whoever stands between can make up users and read passwords,
#   unless the link is TLS and a wrong certificate ends it. sssd refuses to send passwords in the clear by
#   itself, but asks for users and groups in the clear without ldaps or ldap_id_use_start_tls. Links by
#   Kerberos, AD and IPA are signed by themselves and not judged. The daemon must start at boot.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/sssd-ldap/sssd-ldap.5.en.html
#   - ref: https://manpages.debian.org/bookworm/nslcd/nslcd.conf.5.en.html
# custom:
#   severity: high
#   subject: remote-identity
#   remediation: >-
#     Use `ldap_uri = ldaps://…` (or `ldap_id_use_start_tls = true`) and `ldap_tls_reqcert = demand` in
#     sssd.conf; `ssl start_tls` and `tls_reqcert demand` in nslcd.conf; then `systemctl enable --now
#     sssd`.
#   aliases: [pam-remote-tls]
package policies.host.pam.remote_identity_encrypted

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"{link.id} encryption"] := link.encrypted if some link in input.host.remote_identity.data.links

subjects[$"{link.id} certificate"] := link.certificate_checked if some link in input.host.remote_identity.data.links

# A daemon that is configured and that nothing asks may be off.
subjects[$"{client.id} at boot"] := client.enabled if {
	input.host.remote_identity.data.used.value == true
	some client in input.host.remote_identity.data.clients
}

passed[id] := verdict.proof(_told[id], [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof(_untold[id], [fact]) if {
	some id, fact in subjects
	fact.value == false
}

_told[id] := "the link is encrypted" if {
	some id, _ in subjects
	endswith(id, " encryption")
}

_told[id] := "a wrong certificate ends the connection" if {
	some id, _ in subjects
	endswith(id, " certificate")
}

_told[id] := "the daemon starts at boot" if {
	some id, _ in subjects
	endswith(id, " at boot")
}

_untold[id] := "users and groups are asked for in the clear" if {
	some id, _ in subjects
	endswith(id, " encryption")
}

_untold[id] := "a wrong certificate is taken" if {
	some id, _ in subjects
	endswith(id, " certificate")
}

_untold[id] := "the daemon does not start at boot" if {
	some id, _ in subjects
	endswith(id, " at boot")
}
