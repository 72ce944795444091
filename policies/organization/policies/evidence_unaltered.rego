# METADATA
# title: Each sealed file of the organization folder has the bytes that were sealed
# description: |
#   The manifest is what makes the folder evidence: a byte that changed after the sealing means that the report
#   tells of something else than was collected. A file that the manifest does not list is unknown, because nothing
#   vouches for it; a listed file that was not supplied is unknown too.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/fips/180-4/upd1/final
#     description: FIPS 180-4, SHA-256
# custom:
#   severity: critical
#   subject: file
#   remediation: |
#     Restore the file from the sealed copy, or collect and seal the folder again and say why it changed.
#   aliases: [evidence-integrity]
package policies.organization.policies.evidence_unaltered

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[$"file:{file.id}"] := [file.present_sha256, _unsealed[file.id]] if some file in input.organization.manifest.data.files

passed[$"file:{file.id}"] := verdict.proof("the bytes are those that were sealed", [file]) if {
	some file in input.organization.manifest.data.files
	file.sealed_sha256.value != ""
	file.present_sha256.value == file.sealed_sha256.value
}

failed[$"file:{file.id}"] := verdict.proof("the file changed after it was sealed", [file]) if {
	some file in input.organization.manifest.data.files
	file.sealed_sha256.value != ""
	file.present_sha256.value != file.sealed_sha256.value
}

_unsealed[file.id] := {"unknown": $"{file.id} is not in the manifest: seal the folder again", "at": file.at} if {
	some file in input.organization.manifest.data.files
	file.sealed_sha256.value == ""
}

_unsealed[file.id] := file.sealed_sha256 if {
	some file in input.organization.manifest.data.files
	file.sealed_sha256.value != ""
}
