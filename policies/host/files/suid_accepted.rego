# METADATA
# title: Every SUID and SGID program belongs to a package and is an accepted one
# description: |
#   Whoever starts a SUID program runs it with the rights of its owner: each one is a door, and a forgotten copy of a shell
#   with that bit is how an intruder comes back. Accepted are the programs that Debian, Red Hat and Alpine usually bring
#   (parameter `accepted`), and modes that dpkg-statoverride or the database of apk name. A program in the list that no
#   package owns fails too. On a mount that is nosuid now the bit has no effect.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/inode.7.html
#     description: inode(7), the set-user-ID and set-group-ID bits
#   - ref: https://manpages.debian.org/dpkg-statoverride.1
#     description: dpkg-statoverride(1)
# custom:
#   severity: high
#   subject: program
#   remediation: >-
#     Find out where the program comes from (`dpkg -S FILE`) before touching it. One that nobody needs loses the bit:
#     `dpkg-statoverride --update --add root root 0755 FILE` on Debian, `chmod u-s,g-s FILE` elsewhere. One that is needed
#     goes into the parameter `accepted`.
#   parameters:
#     accepted:
#       description: >-
#         `PATH OWNER` for a SUID program, `PATH :GROUP` for an SGID one, `PATH OWNER:GROUP` for both. `*` in the path stands
#         for any part of one folder name. Paths below /usr may be written without /usr.
#       default:
#         - /bin/bbsuid root
#         - /bin/fusermount root
#         - /bin/mount root
#         - /bin/ping root
#         - /bin/su root
#         - /bin/umount root
#         - /sbin/mount.nfs root
#         - /sbin/pam_timestamp_check root
#         - '/sbin/unix_chkpwd :shadow'
#         - /sbin/unix_chkpwd root
#         - '/usr/bin/at daemon:daemon'
#         - /usr/bin/at root
#         - '/usr/bin/bsd-write :tty'
#         - '/usr/bin/chage :shadow'
#         - /usr/bin/chage root
#         - /usr/bin/chfn root
#         - /usr/bin/chsh root
#         - '/usr/bin/crontab :crontab'
#         - /usr/bin/crontab root
#         - /usr/bin/doas root
#         - '/usr/bin/dotlockfile :mail'
#         - '/usr/bin/expiry :shadow'
#         - /usr/bin/expiry root
#         - /usr/bin/fusermount3 root
#         - /usr/bin/gpasswd root
#         - /usr/bin/ksu root
#         - '/usr/bin/locate :plocate'
#         - '/usr/bin/locate :slocate'
#         - '/usr/bin/mail-lock :mail'
#         - '/usr/bin/mail-touchlock :mail'
#         - '/usr/bin/mail-unlock :mail'
#         - '/usr/bin/mlocate :mlocate'
#         - /usr/bin/mount.cifs root
#         - /usr/bin/newgidmap root
#         - /usr/bin/newgrp root
#         - /usr/bin/newuidmap root
#         - /usr/bin/ntfs-3g root
#         - /usr/bin/passwd root
#         - /usr/bin/pkexec root
#         - '/usr/bin/plocate :plocate'
#         - '/usr/bin/screen :utmp'
#         - /usr/bin/sg root
#         - '/usr/bin/ssh-agent :_ssh'
#         - '/usr/bin/ssh-agent :ssh'
#         - /usr/bin/staprun root
#         - /usr/bin/sudo root
#         - /usr/bin/sudo-rs root
#         - /usr/bin/sudoedit root
#         - '/usr/bin/tmux :utmp'
#         - /usr/bin/traceroute6.iputils root
#         - '/usr/bin/wall :tty'
#         - '/usr/bin/wall.ul :tty'
#         - '/usr/bin/write :tty'
#         - '/usr/bin/write.ul :tty'
#         - '/usr/lib/*/utempter/utempter :utmp'
#         - /usr/lib/cargo/bin/su root
#         - /usr/lib/cargo/bin/sudo root
#         - /usr/lib/dbus-1.0/dbus-daemon-launch-helper root
#         - /usr/lib/eject/dmcrypt-get-device root
#         - /usr/lib/mysql/plugin/auth_pam_tool_dir/auth_pam_tool root
#         - /usr/lib/openssh/ssh-keysign root
#         - /usr/lib/policykit-1/polkit-agent-helper-1 root
#         - /usr/lib/polkit-1/polkit-agent-helper-1 root
#         - /usr/lib/snapd/snap-confine root
#         - /usr/lib/ssh/ssh-keysign root
#         - '/usr/lib/utempter/utempter :utmp'
#         - /usr/lib/xorg/Xorg.wrap root
#         - /usr/libexec/dbus-1/dbus-daemon-launch-helper root
#         - '/usr/libexec/openssh/ssh-keysign :ssh_keys'
#         - /usr/libexec/openssh/ssh-keysign root
#         - /usr/libexec/polkit-agent-helper-1 root
#         - '/usr/libexec/utempter/utempter :utmp'
#         - /usr/sbin/exim4 root
#         - /usr/sbin/grub2-set-bootflag root
#         - /usr/sbin/mount.cifs root
#         - /usr/sbin/mount.nfs root
#         - '/usr/sbin/netreport :root'
#         - '/usr/sbin/pam_extrausers_chkpwd :shadow'
#         - '/usr/sbin/postdrop :postdrop'
#         - '/usr/sbin/postlog :postdrop'
#         - '/usr/sbin/postqueue :postdrop'
#         - /usr/sbin/pppd root
#         - '/usr/sbin/sendmail.sendmail :smmsp'
#         - /usr/sbin/userhelper root
#         - /usr/sbin/usernetctl root
#   aliases: [fs-suid-known]
package policies.host.files.suid_accepted

import data.policies.lib.verdict
import data.policies.lib.walk

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[file.id] := {"package": file.package} if some file in _files

subjects[id] := fact if some id, fact in walk.whole(_files)

passed[id] := proof if some id, proof in walk.nothing(_files, "SUID or SGID file")

passed[file.id] := verdict.proof("it lies on a mount that is nosuid now, so that the bit has no effect", [file]) if {
	some file in _files
	file.on_nosuid_mount == true
}

passed[file.id] := verdict.proof($"{_bits(file)}, of the package {file.package.value}", [file]) if {
	some file in _files
	file.on_nosuid_mount == false
	file.package.value != ""
	_accepted_by[file.id] != "nothing"
}

failed[file.id] := verdict.proof($"{_bits(file)}, {concat(" and ", sort(_reasons[file.id]))}", [file]) if {
	some file in _files
	file.on_nosuid_mount == false
	count(_reasons[file.id]) > 0
}

_reasons[file.id] contains "no package owns it" if {
	some file in _files
	file.package.value == ""
}

_reasons[file.id] contains "it is not among the accepted programs" if {
	some file in _files
	_accepted_by[file.id] == "nothing"
}

_accepted_by[file.id] := "the package manager" if {
	some file in _files
	file.registered == true
}

_accepted_by[file.id] := "the list" if {
	some file in _files
	file.registered == false
	count(_entries(file)) > 0
}

_accepted_by[file.id] := "nothing" if {
	some file in _files
	file.registered == false
	count(_entries(file)) == 0
}

_entries(file) := {entry |
	some entry in _accepted
	entry.holder == _holder(file)
	glob.match(entry.path, ["/"], trim_prefix(file.id, "/usr"))
}

_accepted := [{"path": trim_prefix(words[0], "/usr"), "holder": words[1]} |
	some written in data.parameters["host.files.suid_accepted"].accepted
	words := split(written, " ")
]

_holder(file) := file.owner if {
	file.suid == true
	file.sgid == false
}

_holder(file) := $":{file.group}" if {
	file.suid == false
	file.sgid == true
}

_holder(file) := $"{file.owner}:{file.group}" if {
	file.suid == true
	file.sgid == true
}

_bits(file) := $"{file.octal} {file.owner}:{file.group}"

_files := [file | some file in input.host.walk.data.privileged.files]
