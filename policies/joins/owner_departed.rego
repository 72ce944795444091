# METADATA
# title: Every policy, store of data, risk, asset and backup has an owner who is still here
# description: |
#   What nobody answers for is nobody's work. The owner is looked up in the roster by date. A record without an owner is
#   judged elsewhere; an owner who is not in the roster (a shared mailbox) is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, PM-2, CM-8(4) (accountability)
# custom:
#   severity: low
#   subject: owner
#   remediation: >-
#     Name a new owner in the register, and hand the duties over as a part of every leaving.
#   aliases: [join-owner-departed]
package policies.joins.owner_departed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[owner.id] := owner.departed if some owner in input.estate.owners.data.owners

passed[owner.id] := verdict.proof(owner.detail, [owner.departed]) if {
	some owner in input.estate.owners.data.owners
	owner.departed.value == false
}

failed[owner.id] := verdict.proof($"its owner {owner.detail}", [owner.departed]) if {
	some owner in input.estate.owners.data.owners
	owner.departed.value == true
}
