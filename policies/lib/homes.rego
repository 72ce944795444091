# METADATA
# description: What rules about the files in homes share.
# custom:
#   library: true
package policies.lib.homes

import data.policies.lib.verdict

# METADATA
# description: The homes that exist, or may, each with the facts that decide whether all of it was seen.
subjects(homes) := {$"home:{home.id}": facts |
	some home in homes
	_may_exist(home.exists)
	facts := array.concat([home.exists, home.listed], [file.status | some file in home.files])
}

_may_exist(exists) if exists.value == true

_may_exist(exists) if exists.unknown

# METADATA
# description: |
#   Homes without findings, of which all was listed and the status of every file was read. `wrong` has the findings by
#   home id, each a text and the file.
passed(homes, wrong, told) := {$"home:{home.id}": proof |
	some home in homes
	home.exists.value == true
	home.listed.value >= 0
	count([file | some file in home.files; file.status.unknown]) == 0
	count(object.get(wrong, home.id, set())) == 0
	proof := verdict.proof(told, [home.exists])
}

# METADATA
# description: Homes with findings.
failed(homes, wrong) := {$"home:{home.id}": proof |
	some home in homes
	found := wrong[home.id]
	count(found) > 0
	proof := verdict.proof(_message(found), [file.status | some [_, file] in found])
}

_message(found) := concat("; ", sort({text | some [text, _] in found})) if count(found) <= 5

_message(found) := concat("", [concat("; ", array.slice(sort({text | some [text, _] in found}), 0, 5)), $"; and {count(found) - 5} more"]) if count(found) > 5
