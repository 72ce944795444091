# METADATA
# title: Only root can read the symbol tables of the kernels
# description: |
#   System.map tells where the functions of the kernel lie before it is moved at boot; an attack on the kernel needs
#   them. Debian ships placeholders with 0600.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/sysctl/kernel.html
#     description: Kernel parameters, kptr_restrict
# custom:
#   severity: low
#   subject: file
#   remediation: >-
#     Run `chown root:root /boot/System.map-*` and `chmod 0600 /boot/System.map-*`.
#   aliases: [boot-systemmap-mode]
package policies.host.files.system_map_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_asked := {
	"system-map": {"owner": ["root"], "group": ["root"], "mode": "0600"},
}
