# METADATA
# title: USB storage cannot be loaded
# description: |
#   Whoever can plug in a stick carries data away and programs in. Workstations need it: say so by the
#   parameter. `install … /bin/false` keeps modprobe from loading it by its name and by its aliases; `blacklist`
#   alone stops the aliases only, and root may still load the file itself. A module that no installed kernel
#   ships passes; one that is built in cannot be kept out. A tree without a kernel (the image of a container)
#   lies outside.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/modprobe.d.5.html
#     description: modprobe.d(5)
# custom:
#   severity: low
#   subject: kernel-module
#   remediation: >-
#     Put `install usb-storage /bin/false` and `blacklist usb-storage` into /etc/modprobe.d/usb-storage.conf,
#     and unload it with `modprobe -r usb-storage`.
#   aliases: [mod-usb-storage]
#   parameters:
#     blacklist:
#       default: false
#       description: Ask for a blacklist line too, as some guides do; modprobe does not need it.
#     needed:
#       default: false
#       description: The host needs the module; it then lies outside of the rule.
package policies.host.modules.usb_storage

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := kernel.module_subjects("usb_storage")

not_applicable := {id: verdict.proof("the host needs it by the profile", []) |
	some id, _ in subjects
	data.parameters["host.modules.usb_storage"].needed == true
}

_judged := {id: module |
	some id, module in subjects
	data.parameters["host.modules.usb_storage"].needed == false
}

passed := kernel.modules_passed(_judged, _blacklist)

failed := kernel.modules_failed(_judged, _blacklist)

_blacklist := data.parameters["host.modules.usb_storage"].blacklist
