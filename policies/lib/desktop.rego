# METADATA
# description: What rules about settings of the desktop share.
# custom:
#   library: true
package policies.lib.desktop

import data.policies.lib.verdict

# METADATA
# description: The settings of these ids, by the last part of the id.
settings(all, ids) := {name: setting |
	some setting in all
	setting.id in ids
	parts := split(setting.id, "/")
	name := parts[count(parts) - 1]
}

# METADATA
# description: Settings with the value that is wanted.
right(chosen, wanted) := {name: verdict.proof($"{name} is {wanted}", [setting.value]) |
	some name, setting in chosen
	setting.value.value == wanted
}

# METADATA
# description: Settings with another value.
wrong(chosen, wanted) := {name: proof |
	some name, setting in chosen
	fact := setting.value
	fact.value != wanted
	proof := verdict.proof($"{name} is {fact.value}", [fact])
}

# METADATA
# description: Settings that users cannot change.
locked(chosen) := {name: verdict.proof($"{name} is locked", [setting.locked]) |
	some name, setting in chosen
	setting.locked.value == true
}

# METADATA
# description: Settings that every user may change for himself.
unlocked(chosen) := {name: verdict.proof($"{name} is not locked: each user may change it", [setting.locked]) |
	some name, setting in chosen
	setting.locked.value == false
}
