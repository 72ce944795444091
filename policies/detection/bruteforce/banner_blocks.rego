# METADATA
# title: CrowdSec has a bouncer that carries its decisions to the firewall
# description: |
#   CrowdSec by itself detects and decides, and blocks nothing. The unit of the firewall bouncer must start; other
#   bouncers (of a web server, of a remote firewall) are not seen here. sshguard blocks by itself.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://docs.crowdsec.net/u/bouncers/intro/
# custom:
#   severity: medium
#   subject: banner
#   remediation: |
#     `apt-get install crowdsec-firewall-bouncer-nftables && systemctl enable --now crowdsec-firewall-bouncer`.
#   aliases: [crowdsec-acquisition-and-bouncer]
package policies.detection.bruteforce.banner_blocks

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[banner.id] := [banner.enabled, banner.blocks] if some banner in input.host.ids.data.banners

passed[banner.id] := verdict.proof("it starts at boot, and blocks", [banner.blocks]) if {
	some banner in input.host.ids.data.banners
	banner.enabled.value == true
	banner.blocks.value == true
}

failed[banner.id] := verdict.proof("it does not start at boot", [banner.enabled]) if {
	some banner in input.host.ids.data.banners
	banner.enabled.value == false
}

failed[banner.id] := verdict.proof("it starts at boot, but nothing carries its decisions to the firewall", [banner.blocks]) if {
	some banner in input.host.ids.data.banners
	banner.enabled.value == true
	banner.blocks.value == false
}
