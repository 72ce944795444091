# METADATA
# title: The kernel is told to harden its memory allocator
# description: |
#   Poisoned pages, caches that are not merged, checks of freed objects and a shuffled page list make heap
#   faults hard to use; slub_debug costs much speed. Words without a value (slab_nomerge) are given as the empty
#   text. Judged are the arguments of the running kernel and those of the entry that boots by default;
#   /etc/default/grub counts only once grub.cfg was made from it.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: Kernel command-line parameters
# custom:
#   severity: low
#   subject: kernel-argument
#   remediation: >-
#     Add the arguments to GRUB_CMDLINE_LINUX in /etc/default/grub, run `update-grub` (RHEL: `grub2-mkconfig -o
#     /boot/grub2/grub.cfg`, or `grubby --update-kernel=ALL --args=…`), and restart.
#   aliases: [boot-memory-args]
#   parameters:
#     accepted:
#       default: {"page_poison": ["1", "on"], "slab_nomerge": [""], "slub_debug": ["FZP"], "page_alloc.shuffle": ["1", "Y", "y"]}
#       description: Accepted values by argument; an argument that is not listed is not judged.
package policies.host.boot.memory_arguments

import data.policies.lib.kernel
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

_wanted := {name: {"accepted": values} |
	some name, values in data.parameters["host.boot.memory_arguments"].accepted
}

subjects := kernel.argument_subjects(_wanted)

passed := kernel.arguments_passed(subjects)

failed := kernel.arguments_failed(subjects)
