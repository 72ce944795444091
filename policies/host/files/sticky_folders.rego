# METADATA
# title: Folders that everybody may write have the sticky bit
# description: |
#   Without the sticky bit everybody may remove and rename the files of others in such a folder, and so put own ones in
#   their place.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/inode.7.html
#     description: inode(7), the sticky bit
# custom:
#   severity: high
#   subject: folder
#   remediation: >-
#     Run `chmod o-w FOLDER`; where everybody must write to it, `chmod +t FOLDER`.
#   aliases: [fs-sticky-dirs]
package policies.host.files.sticky_folders

import data.policies.lib.verdict
import data.policies.lib.walk

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[folder.id] := folder if some folder in _folders

subjects[id] := fact if some id, fact in walk.whole(_folders)

passed[id] := proof if some id, proof in walk.nothing(_folders, "world-writable folder")

passed[folder.id] := verdict.proof($"the mode is {folder.octal}", [folder]) if {
	some folder in _folders
	folder.sticky == true
}

failed[folder.id] := verdict.proof($"the mode is {folder.octal}, without the sticky bit", [folder]) if {
	some folder in _folders
	folder.sticky == false
}

_folders := [folder | some folder in input.host.walk.data.writable_folders.files]
