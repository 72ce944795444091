import { captureCommand, captureFile } from '../capture-file.ts';
import type { HostSource } from './source.ts';

/** The packet filter: what is loaded and what is loaded at boot. */
export const firewallSource: HostSource = {
  id: 'firewall',
  title:
    'Packet filter: nft list ruleset, iptables-save, ip6tables-save and ipset save of the running machine (root), /etc/iptables/rules.v4 and rules.v6',
  collect: (access, context) => [
    ...(access.live
      ? [
          // Beside the JSON, which has no lines (firewall-tools.ts).
          captureCommand(access, ['/usr/sbin/nft', 'list', 'ruleset'], 'nft list ruleset (text)', context),
          ...(['iptables-save', 'ip6tables-save'] as const).map((program) =>
            captureCommand(access, [`/usr/sbin/${program}`], program, context),
          ),
          captureCommand(access, ['/usr/sbin/ipset', 'save'], 'ipset save', context),
        ]
      : []),
    captureFile(access, '/etc/iptables/rules.v4', context),
    captureFile(access, '/etc/iptables/rules.v6', context),
  ],
};
