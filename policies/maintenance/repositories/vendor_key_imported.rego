# METADATA
# title: The key of the distribution is among those that rpm trusts
# description: |
#   Signatures are checked with the keys in rpm's database. Where none of them is a key that the maker of this
#   system publishes, packages of the system cannot be checked, or were signed by somebody else. The keys are
#   compared by their last eight digits, as rpm names them; systems that are not in the list are not judged.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://access.redhat.com/security/team/key
#   - ref: https://rockylinux.org/keys
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Compare the fingerprint with the one that the maker publishes, then `rpm --import
#     /etc/pki/rpm-gpg/RPM-GPG-KEY-…`. Remove keys that nobody knows: `rpm -e gpg-pubkey-…`.
#   aliases: [pkg-local-signed]
#   parameters:
#     keys:
#       default:
#         rhel: [fd431d51, 5a6340b3, d4082792]
#         centos: [8483c65d]
#         rocky: [350d275d, 6d745a60]
#         almalinux: [b86b3716, 3abb34f8, ced7258b]
#         ol: [8d8b756f, ad986da3]
#       description: "By ID of os-release, the keys of which one must be there: last eight hex digits, lower case."
package policies.maintenance.repositories.vendor_key_imported

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["keys of rpm"] := [_rpm.imported_keys, _rpm.system] if not _other

passed["keys of rpm"] := verdict.proof($"the key {concat(" and ", sort(_found))} of {_rpm.system.value} is there", [_rpm.imported_keys]) if {
	count(_found) > 0
}

failed["keys of rpm"] := verdict.proof($"no key of {_rpm.system.value} is among the {count(_rpm.imported_keys.value)} that are there", [_rpm.imported_keys]) if {
	count(_found) == 0
}

_rpm := input.host.repositories.data.rpm

_keys := data.parameters["maintenance.repositories.vendor_key_imported"].keys

# Undefined unless both are known and the system is in the list.
_found := {key | some key in wanted; key in imported} if {
	wanted := _keys[_rpm.system.value]
	imported := _rpm.imported_keys.value
}

# A system whose keys are not listed.
_other if {
	system := _rpm.system.value
	not _keys[system]
}
