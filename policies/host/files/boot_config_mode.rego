# METADATA
# title: Only root can read and change the configuration of the boot loader
# description: |
#   Who can write grub.cfg decides what the machine starts with. It may hold the hash of the boot password, though
#   grub-mkconfig closes it only then: without one Debian leaves it 0444, and this asks for more. On an EFI partition
#   (vfat) the mode comes from the mount options.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.gnu.org/software/grub/manual/grub/html_node/Security.html
#     description: GRUB manual, security
# custom:
#   severity: medium
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod 0600 FILE`. update-grub opens a file without a password again: run it
#     from a hook, or set a boot password.
#   aliases: [boot-config-mode]
package policies.host.files.boot_config_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"boot-config": {"owner": ["root"], "group": ["root"], "mode": "0600"},
}
