# METADATA
# description: |
#   What rules about owner, group and mode share. `asked` tells by class of file what is allowed: `owner` and `group` are
#   lists of names, `mode` is the loosest mode in octal text (`0640`), `readers` asks that nobody else may read or start
#   it. A part that is not named is not judged. Each part is a subject of its own: `/etc/passwd mode`. A mode fits when it
#   has no bit outside the asked one; on folders the SGID and sticky bits take no right from anybody and are left alone.
# custom:
#   library: true
package policies.lib.files

# METADATA
# description: The parts of the files of the asked classes, as subjects.
parts(asked) := {$"{file.id} {part}": {"part": part, "status": file.status, "asked": asked[file.class]} |
	some file in input.host.files.data.files
	some part, _ in asked[file.class]
}

# METADATA
# description: Parts that are as asked.
kept(asked) := {id: proof |
	some id, subject in parts(asked)
	fits(subject.part, subject.status.value, subject.asked) == true
	proof := _proof(_is(subject.part, subject.status.value), subject.status)
}

# METADATA
# description: Parts that are looser than asked.
broken(asked) := {id: proof |
	some id, subject in parts(asked)
	fits(subject.part, subject.status.value, subject.asked) == false
	message := $"{_is(subject.part, subject.status.value)}, asked is {_wanted(subject.part, subject.asked)}"
	proof := _proof(message, subject.status)
}

# METADATA
# description: Whether one part of a known status is as asked.
fits("owner", status, asked) := _named(status.uid, status.owner, asked.owner)

fits("group", status, asked) := _named(status.gid, status.group, asked.group)

fits("mode", status, asked) := bits.and(bits.and(status.mode, _judged(status.kind)), 4095 - octal(asked.mode)) == 0

# Rights of others to change are not judged here.
fits("readers", status, _) := bits.and(status.mode, 45) == 0

# METADATA
# description: The number that four octal digits stand for.
octal(text) := (((digits[0] * 512) + (digits[1] * 64)) + (digits[2] * 8)) + digits[3] if {
	digits := [to_number(digit) | some digit in split(text, "")]
	count(digits) == 4
}

# The permission bits, and on files SUID and SGID; the sticky bit means nothing there.
_judged(kind) := 3583 if kind != "directory"

_judged(kind) := 511 if kind == "directory"

# root is the number 0, whatever passwd calls it.
_named(0, _, names) := "root" in names

_named(id, name, names) := name in names if id != 0

_is("owner", status) := $"it belongs to {status.owner}"

_is("group", status) := $"its group is {status.group}"

_is("mode", status) := $"the mode is {status.octal}"

_is("readers", status) := $"the mode is {status.octal}"

_wanted("readers", asked) := $"rights to read and start for {concat(" and ", asked.readers)} alone"

_wanted("owner", asked) := concat(" or ", asked.owner)

_wanted("group", asked) := concat(" or ", asked.group)

_wanted("mode", asked) := $"{asked.mode} or stricter"

_proof(message, fact) := {"message": message, "at": [fact.at], "overridden": []}
