package policies.lib.kernel_test

statuses(observations) := {observation.subject: observation.status | some observation in observations}

_at := {"file": "/etc/x", "line": 1}

known(value) := {"value": value, "at": _at}

unread := {"unknown": "permission denied", "at": _at}

offline := {"unknown": "offline", "at": _at}

# A module that a kernel ships and that nothing keeps out.
open_module(id) := {
	"id": id,
	"shipped_by": known(["6.1.0"]),
	"built_into": known([]),
	"install": known(""),
	"blocked": known(false),
	"blacklisted": known(false),
	"loaded": known(false),
}

# The changes stand in place of what was there, not beside it.
changed(module, change) := object.union(object.remove(module, object.keys(change)), change)

with_module(module, live) := {"host": {"modules": {"flag": "complete", "data": {
	"live": live,
	"loading_disabled": known(object.get(module, "off", false)),
	"modules": [object.remove(module, ["off"])],
}}}}

_module_changes := {
	"open": {"change": {}, "want": "fail"},
	"blocked": {"change": {"install": known("/bin/false"), "blocked": known(true)}, "want": "pass"},
	"blocked, but loaded": {
		"change": {"install": known("/bin/false"), "blocked": known(true), "loaded": known(true)},
		"want": "fail",
	},
	"blacklisted only": {"change": {"blacklisted": known(true)}, "want": "fail"},
	"another command": {"change": {"install": known("/sbin/modprobe -i x")}, "want": "fail"},
	"refused by the kernel": {"change": {"blocked": known(true)}, "want": "pass"},
	"not shipped": {"change": {"shipped_by": known([])}, "want": "pass"},
	"built in": {"change": {"built_into": known(["6.1.0"]), "shipped_by": known([])}, "want": "fail"},
	"built in and blocked": {
		"change": {"built_into": known(["6.1.0"]), "install": known("/bin/false"), "blocked": known(true)},
		"want": "fail",
	},
	"built in cannot be told": {
		"change": {"built_into": unread, "install": known("/bin/false"), "blocked": known(true)},
		"want": "unknown",
	},
	"modprobe.d not readable": {"change": {"install": unread, "blocked": unread}, "want": "unknown"},
	"loaded not readable": {
		"change": {"install": known("/bin/false"), "blocked": known(true), "loaded": unread},
		"want": "unknown",
	},
	"nothing is loaded after boot": {"change": {"off": true}, "want": "pass"},
}

module_cases(id) := object.union(
	{note: case |
		some note, one in _module_changes
		case := {"input": with_module(changed(open_module(id), one.change), true), "want": {id: one.want}}
	},
	{
		"offline, blocked": {
			"input": with_module(changed(open_module(id), {"install": known("/bin/true"), "blocked": known(true), "loaded": offline}), false),
			"want": {id: "pass"},
		},
		"offline, open": {
			"input": with_module(changed(open_module(id), {"loaded": offline}), false),
			"want": {id: "fail"},
		},
		"another module": {"input": with_module(open_module("ext4"), true), "want": {}},
	},
)

module_blacklist_cases(id) := {
	"blocked": {
		"input": with_module(changed(open_module(id), {"install": known("/bin/false"), "blocked": known(true)}), true),
		"want": {id: "fail"},
	},
	"blocked and blacklisted": {
		"input": with_module(changed(open_module(id), {"install": known("/bin/false"), "blocked": known(true), "blacklisted": known(true)}), true),
		"want": {id: "pass"},
	},
}

option(id, value, gone) := {"id": id, "value": known(value), "gone": gone}

with_options(options, machine) := {"host": {"kernel_config": {"flag": "complete", "data": {
	"release": known("6.1.0"),
	"machine": known(machine),
	"options": options,
}}}}

option_cases(wanted, machine) := object.union_n([_option_cases(id, want, machine) | some id, want in wanted])

_option_cases(id, want, machine) := object.union(
	{
		$"{id}: as asked": {
			"input": with_options([option(id, want.values[0], "")], machine),
			"want": {id: "pass"},
		},
		$"{id}: otherwise": {
			"input": with_options([option(id, _other(want), "")], machine),
			"want": {id: "fail"},
		},
		$"{id}: not in this version": {
			"input": with_options([option(id, "n", "kernels before 9 have no such option")], machine),
			"want": {id: _when_gone(want)},
		},
		$"{id}: not readable": {
			"input": with_options([{"id": id, "value": unread, "gone": ""}], machine),
			"want": {id: "unknown"},
		},
		$"{id}: another option": {"input": with_options([option("CONFIG_NET", "y", "")], machine), "want": {}},
	},
	_alternative_cases(id, want, machine),
)

_other(want) := "n" if not "n" in want.values

_other(want) := "y" if "n" in want.values

_when_gone(want) := "pass" if "n" in want.values

_when_gone(want) := "not-applicable" if not "n" in want.values

_alternative_cases(id, want, machine) := {$"{id}: done by another": {
	"input": with_options([option(id, "n", "gone"), option(want.or, "y", "")], machine),
	"want": {id: "pass"},
}} if {
	want.or
} else := {}

with_lines(lines) := {"host": {"boot": {"flag": "complete", "data": {
	"machine": known("x86_64"),
	"pae": known(false),
	"loader": known("grub"),
	"lines": lines,
	"menu_password": known("none"),
	"superusers": known([]),
}}}}

line(id, arguments) := {"id": id, "read": known("entry"), "arguments": [argument |
	some name, value in arguments
	argument := {"id": name, "value": value, "at": _at}
]}

closed_line(id) := {"id": id, "read": unread, "arguments": []}

# For each argument: `good` and `bad` values, or `absent` where it must not be given.
argument_cases(arguments) := object.union_n([_argument_cases(name, want, arguments) | some name, want in arguments])

_argument_cases(name, want, all) := object.union(
	{note: case |
		some value in object.get(want, "good", [])
		note := $"{name}={value}"
		case := {
			"input": with_lines([line("running", object.union(_others(name, all), {name: value})), line("next", object.union(_others(name, all), {name: value})), line("default-file", {})]),
			"want": object.union(_wants(all, "now", name, "pass"), _wants(all, "at the next boot", name, "pass")),
		}
	},
	object.union_n([
		{note: case |
			some value in _bad(want)
			note := $"{name}={value} now only"
			case := {
				"input": with_lines([line("running", object.union(_others(name, all), {name: value}))]),
				"want": _wants(all, "now", name, "fail"),
			}
		},
		{$"{name} not given": {
			"input": with_lines([line("next", _others(name, all))]),
			"want": _wants(all, "at the next boot", name, _ungiven(want)),
		}},
		{$"{name} cannot be read": {
			"input": with_lines([closed_line("next")]),
			"want": _wants(all, "at the next boot", "", "unknown"),
		}},
	]),
)

_bad(want) := want.bad

_bad(want) := [""] if want.absent

_ungiven(want) := "pass" if want.absent

_ungiven(want) := "fail" if not want.absent

# The other arguments of the rule, as it wants them.
_others(name, all) := {other: want.good[0] |
	some other, want in all
	other != name
	want.good
}

_wants(all, when, name, status) := {subject: expected |
	some other, _ in all
	subject := $"{other} {when}"
	expected := _expected(other, name, status)
}

_expected(other, name, status) := status if name in {other, ""}

_expected(other, name, _) := "pass" if not name in {other, ""}
