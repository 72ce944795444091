# METADATA
# title: Only root can change the configuration of network and kernel protection, and read its secrets
# description: |
#   Files of sysctl, iptables, nftables, IPsec, SELinux and sudo decide what the other protections are worth; keys of
#   chrony and IPsec are to be read by their services alone. Folders may be readable.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/crypttab.5.html
#     description: crypttab(5)
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
# custom:
#   severity: medium
#   subject: file
#   remediation: >-
#     Run `chown root:root FILE` and `chmod go-w FILE`; for keys `chmod 0640 FILE` (chrony.keys: group _chrony or
#     chrony).
#   parameters:
#     crypttab_mode:
#       description: The loosest mode of /etc/crypttab. It names key files, and holds no key itself; 0600 is stricter.
#       default: "0644"
#   aliases: [fs-security-config-mode]
package policies.host.files.security_config_mode

import data.policies.lib.files
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects := files.parts(_asked)

passed := files.kept(_asked)

failed := files.broken(_asked)

_parameters := data.parameters["host.files.security_config_mode"]

_asked := {
	"crypttab": {"owner": ["root"], "group": ["root"], "mode": _parameters.crypttab_mode},
	"secret": {"owner": ["root"], "group": ["root", "_chrony", "chrony"], "mode": "0640"},
	"security-config": {"owner": ["root"], "group": ["root"], "mode": "0755"},
	"security-folder": {"owner": ["root"], "group": ["root"], "mode": "0755"},
	"sudoers-folder": {"owner": ["root"], "group": ["root"], "mode": "0755"},
}
