# METADATA
# title: Local file systems other than that of the root are mounted nodev
# description: |
#   A device node on a file system gives raw access to disks and memory to whoever may open it; all that are needed
#   lie in /dev. Folders that rules of their own judge (/tmp, /var, /home and the like) are left out here, and so
#   are file systems that hold no device nodes (vfat, ISO 9660) or live in memory. Judged as it is mounted now and
#   as it is mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/mount.8.html
#     description: mount(8)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Add nodev to the options of the mount in /etc/fstab, then run `mount -o remount MOUNTPOINT`. Leave it out only
#     for a chroot that needs its own /dev.
#   aliases: [fs-nodev-local]
package policies.host.mounts.nodev_local

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := mounts.options(_paths, {"nodev"})

not_applicable := mounts.not_mounted(_paths, {"nodev"})

passed := mounts.held(_paths, {"nodev"})

failed := mounts.lacking(_paths, {"nodev"})

_paths := {point.id |
	some point in input.host.mounts.data.points
	point.disk == true
	count({point.id} & _elsewhere) == 0
}

# Those that must have device nodes, and those that other rules judge.
_elsewhere := {"/", "/usr", "/dev/shm", "/home", "/tmp", "/var", "/var/log", "/var/log/audit", "/var/tmp"}
