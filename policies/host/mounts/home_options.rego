# METADATA
# title: /home is mounted nodev and nosuid
# description: |
#   Homes hold what people bring along: no device and no SUID program should work there. Whether /home must be a
#   mount of its own is a parameter; where it is none, its options are those of the file system around it. Judged as
#   it is mounted now and as it is mounted at boot; an offline tree by its files alone.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/mount.8.html
#     description: mount(8)
# custom:
#   severity: low
#   subject: mount
#   remediation: >-
#     Give /home a file system of its own with the options nodev,nosuid in /etc/fstab, and run `mount -o remount
#     /home`.
#   parameters:
#     own_mount:
#       description: Whether /home must be a mount of its own; false judges the options only where it is one.
#       default: false
#   aliases: [fs-home-options]
package policies.host.mounts.home_options

import data.policies.lib.mounts
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := object.union(mounts.folders(_asked), mounts.options(_paths, _options))

not_applicable := object.union(mounts.absent(_asked), mounts.not_mounted(_paths, _options))

passed := object.union(mounts.separate(_asked), mounts.held(_paths, _options))

failed := object.union(mounts.joined(_asked), mounts.lacking(_paths, _options))

_paths := {"/home"}

# The mount itself is a subject only where the parameter asks for it.
_asked := {path |
	some path in _paths
	data.parameters["host.mounts.home_options"].own_mount == true
}

_options := {"nodev", "nosuid"}
