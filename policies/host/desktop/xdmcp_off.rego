# METADATA
# title: GDM does not answer XDMCP
# description: |
#   XDMCP carries whole graphical sessions, with the password of the login, over the network in the clear.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://gitlab.gnome.org/GNOME/gdm/-/blob/main/docs/C/index.docbook
# custom:
#   severity: medium
#   subject: host
#   remediation: |
#     Remove `Enable=true` from the section `[xdmcp]` of /etc/gdm3/daemon.conf and /etc/gdm3/custom.conf (RHEL:
#     /etc/gdm/custom.conf).
#   aliases: [gui-xdmcp-off]
package policies.host.desktop.xdmcp_off

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["gdm"] := input.host.desktop.data.xdmcp

passed["gdm"] := verdict.proof("XDMCP is off", [subjects.gdm]) if subjects.gdm.value == false

failed["gdm"] := verdict.proof("XDMCP is on", [subjects.gdm]) if subjects.gdm.value == true
