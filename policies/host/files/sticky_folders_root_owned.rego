# METADATA
# title: Folders that everybody may write belong to root
# description: |
#   The sticky bit binds everybody but the owner of the folder, who may still remove and replace the files of others in it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/inode.7.html
#     description: inode(7), the sticky bit
# custom:
#   severity: medium
#   subject: folder
#   remediation: >-
#     Run `chown root FOLDER`, or take the right away from others with `chmod o-w FOLDER`.
#   aliases: [fs-sticky-dirs-root-owned]
package policies.host.files.sticky_folders_root_owned

import data.policies.lib.verdict
import data.policies.lib.walk

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[folder.id] := folder if some folder in _folders

subjects[id] := fact if some id, fact in walk.whole(_folders)

passed[id] := proof if some id, proof in walk.nothing(_folders, "world-writable folder")

passed[folder.id] := verdict.proof("it belongs to root", [folder]) if {
	some folder in _folders
	folder.uid == 0
}

failed[folder.id] := verdict.proof($"it belongs to {folder.owner}", [folder]) if {
	some folder in _folders
	folder.uid != 0
}

_folders := [folder | some folder in input.host.walk.data.writable_folders.files]
