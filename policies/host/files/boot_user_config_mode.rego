# METADATA
# title: Only root can read the boot configuration on the EFI partition and the boot password
# description: |
#   grub.cfg of the EFI partition names what is started; user.cfg holds the hash of the boot password. On vfat modes
#   come from the mount options: Debian mounts /boot/efi with umask=0077.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.gnu.org/software/grub/manual/grub/html_node/Security.html
#     description: GRUB manual, security
# custom:
#   severity: medium
#   subject: file
#   remediation: >-
#     Mount /boot/efi with umask=0077 (in /etc/fstab); elsewhere run `chown root:root FILE` and `chmod 0600 FILE`.
#   aliases: [boot-efi-config-mode]
package policies.host.files.boot_user_config_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"boot-user-config": {"owner": ["root"], "group": ["root"], "mode": "0700"},
}
