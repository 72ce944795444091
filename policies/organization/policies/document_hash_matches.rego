# METADATA
# title: Each policy document is byte for byte the one that was approved
# description: |
#   An approval counts for the text that was read. A document that changed after its approval, or one registered
#   without a hash, is not covered by it. A document that was not supplied is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/fips/180-4/upd1/final
#     description: FIPS 180-4, SHA-256
# custom:
#   severity: medium
#   subject: policy
#   remediation: |
#     Restore the approved document, or have the new text approved, raise the version and register its hash
#     (sha256sum).
#   aliases: [policy-document-hash-matches]
package policies.organization.policies.document_hash_matches

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"policy:{policy.id}"] := policy.document_matches if some policy in input.organization.policy_state.data.policies

passed[id] := verdict.proof("the document has the registered hash", [fact]) if {
	some id, fact in subjects
	fact.value == true
}

failed[id] := verdict.proof("the document does not have the registered hash, or none is registered: the approval does not cover what people read", [fact]) if {
	some id, fact in subjects
	fact.value == false
}
