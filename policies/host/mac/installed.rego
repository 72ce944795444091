# METADATA
# title: A mandatory access control is installed
# description: |
#   AppArmor (Debian, Ubuntu, SUSE) or SELinux (RHEL and its kin) holds a service that was taken over to what
#   its profile allows. Asked is the one that the distribution comes with, or the one that the arguments of the
#   kernel choose. Found by its programs, whatever package brought them.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://manpages.debian.org/bookworm/apparmor/apparmor.7.en.html
#     description: apparmor(7)
#   - ref: https://man7.org/linux/man-pages/man8/selinux.8.html
#     description: selinux(8)
# custom:
#   severity: medium
#   subject: access-control
#   remediation: >-
#     `apt-get install apparmor` (RHEL: `dnf install selinux-policy-targeted policycoreutils`), and restart.
#   aliases: [mac-installed]
package policies.host.mac.installed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["access-control"] := {
	"system": input.host.mac.data.system,
	"apparmor": input.host.mac.data.apparmor.installed,
	"selinux": input.host.mac.data.selinux.installed,
}

_asked := input.host.mac.data[input.host.mac.data.system.value].installed

passed["access-control"] := verdict.proof($"{input.host.mac.data.system.value} is installed", [_asked]) if _asked.value == true

failed["access-control"] := verdict.proof($"{input.host.mac.data.system.value} is not installed", [_asked]) if _asked.value == false
