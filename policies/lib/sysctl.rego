# METADATA
# description: |
#   What rules about kernel parameters share. A rule gives what it wants by key: a list of accepted values, or
#   `{"minimum": number}`. The key `net.ipv4.conf.*.NAME` stands for the interfaces that follow conf.all and
#   conf.default, joined as the kernel joins them; `net.ipv4.conf.IFACE.NAME` for each that stands apart.
# custom:
#   library: true
package policies.lib.sysctl

import data.policies.lib.verdict

# METADATA
# description: One subject for each wanted key, with its facts and what is wanted.
subjects(wanted) := subjects_unless("", wanted)

# METADATA
# description: As subjects; a reason that is not empty takes them all out of the scope.
subjects_unless(excuse, wanted) := {entry.id: subject |
	some entry in _entries
	want := wanted[object.get(entry, "name", entry.id)]
	subject := {
		"boot": entry.at_boot,
		"live": entry.live,
		"supported": entry.supported,
		"want": want,
		"excuse": _excuse(excuse, entry.id),
	}
}

_entries contains key if some key in input.host.sysctl.data.keys

_entries contains one if some one in input.host.sysctl.data.interfaces

# METADATA
# description: The wants of a parameter of interfaces, for conf.all, conf.default and each interface that stands apart.
everywhere(prefix, name, want) := {
	$"{prefix}.all.{name}": want,
	$"{prefix}.default.{name}": want,
	$"{prefix}.IFACE.{name}": want,
}

# METADATA
# description: The wants of a parameter that conf.all or conf.default can give alone (the kernel takes the highest).
joined(prefix, name, want) := {
	$"{prefix}.*.{name}": want,
	$"{prefix}.IFACE.{name}": want,
}

# METADATA
# description: Numbers of a profile as the texts they are in the kernel.
texts(values) := [text |
	some value in values
	text := $"{value}"
]

# METADATA
# description: The subjects that lie outside the scope, each with why.
not_applicable(subjects) := {id: verdict.proof(why, []) |
	some id, facts in subjects
	why := _outside(facts)
	why != ""
}

# METADATA
# description: The subjects that have a wanted value, now and at boot.
passed(subjects) := {id: proof |
	some id, facts in subjects
	_outside(facts) == ""
	proof := _passed(facts)
}

# METADATA
# description: The subjects that have another value, now or at boot.
failed(subjects) := {id: proof |
	some id, facts in subjects
	_outside(facts) == ""
	wrong := [part |
		some part in [{"fact": facts.live, "when": "now"}, {"fact": facts.boot, "when": "at boot"}]
		_misses(part.fact.value, facts.want)
	]
	count(wrong) > 0
	reasons := {reason |
		some part in wrong
		reason := $"{part.fact.value} {part.when}"
	}
	message := $"{concat(" and ", sort(reasons))}, asked is {_asked(facts.want)}"
	proof := verdict.proof(message, [part.fact | some part in wrong])
}

# IPv6 keys mean nothing where IPv6 is off.
_excuse(excuse, _) := excuse if excuse != ""

_excuse("", id) := "IPv6 is off" if {
	startswith(id, "net.ipv6.")
	input.host.sysctl.data.ipv6_off.value == true
} else := ""

_outside(facts) := facts.excuse if facts.excuse != ""

_outside(facts) := "the running kernel has no such parameter" if {
	facts.excuse == ""
	facts.supported == false
}

_outside(facts) := "" if {
	facts.excuse == ""
	facts.supported == true
}

_passed(facts) := verdict.proof($"{facts.live.value} now and at boot", [facts.live, facts.boot]) if {
	_meets(facts.live.value, facts.want)
	_meets(facts.boot.value, facts.want)
}

# An offline tree has no running kernel: what its files set at boot is all there is to judge.
_passed(facts) := verdict.proof($"{facts.boot.value} at boot", [facts.boot]) if {
	input.host.sysctl.data.live == false
	_meets(facts.boot.value, facts.want)
}

_meets(value, want) if value in want

_meets(value, want) if _number(value) >= want.minimum

_misses(value, want) if {
	is_array(want)
	every accepted in want {
		accepted != value
	}
}

_misses(value, want) if _number(value) < want.minimum

_misses(value, want) if {
	is_number(want.minimum)
	not regex.match(`^-?[0-9]{1,15}$`, value)
}

_number(value) := to_number(value) if regex.match(`^-?[0-9]{1,15}$`, value)

_asked(want) := concat(" or ", want) if is_array(want)

_asked(want) := $"{want.minimum} or more" if is_number(want.minimum)
