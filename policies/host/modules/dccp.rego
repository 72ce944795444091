# METADATA
# title: The network protocol dccp cannot be loaded
# description: |
#   A user without rights makes the kernel load a rarely used protocol by opening a socket, and several of these
#   had faults that gave root. `install … /bin/false` keeps modprobe from loading it by its name and by its
#   aliases; `blacklist` alone stops the aliases only, and root may still load the file itself. A module that no
#   installed kernel ships passes; one that is built in cannot be kept out. A tree without a kernel (the image
#   of a container) lies outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/modprobe.d.5.html
#     description: modprobe.d(5)
# custom:
#   severity: low
#   subject: kernel-module
#   remediation: >-
#     Put `install dccp /bin/false` and `blacklist dccp` into /etc/modprobe.d/dccp.conf, and unload it with
#     `modprobe -r dccp`.
#   aliases: [mod-dccp]
#   parameters:
#     blacklist:
#       default: false
#       description: Ask for a blacklist line too, as some guides do; modprobe does not need it.
package policies.host.modules.dccp

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := kernel.module_subjects("dccp")

passed := kernel.modules_passed(subjects, _blacklist)

failed := kernel.modules_failed(subjects, _blacklist)

_blacklist := data.parameters["host.modules.dccp"].blacklist
