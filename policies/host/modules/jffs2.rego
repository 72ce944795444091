# METADATA
# title: The flash file system jffs2 cannot be loaded
# description: |
#   Parsers of rare file systems are old code that an image or a USB stick reaches. `install … /bin/false` keeps
#   modprobe from loading it by its name and by its aliases; `blacklist` alone stops the aliases only, and root
#   may still load the file itself. A module that no installed kernel ships passes; one that is built in cannot
#   be kept out. A tree without a kernel (the image of a container) lies outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/modprobe.d.5.html
#     description: modprobe.d(5)
# custom:
#   severity: low
#   subject: kernel-module
#   remediation: >-
#     Put `install jffs2 /bin/false` and `blacklist jffs2` into /etc/modprobe.d/jffs2.conf, and unload it with
#     `modprobe -r jffs2`.
#   aliases: [mod-jffs2]
#   parameters:
#     blacklist:
#       default: false
#       description: Ask for a blacklist line too, as some guides do; modprobe does not need it.
package policies.host.modules.jffs2

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := kernel.module_subjects("jffs2")

passed := kernel.modules_passed(subjects, _blacklist)

failed := kernel.modules_failed(subjects, _blacklist)

_blacklist := data.parameters["host.modules.jffs2"].blacklist
