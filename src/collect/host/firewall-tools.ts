import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureCommand, captureFile } from '../capture-file.ts';
import { captureStat, expandGlob } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

const PROGRAMS = [
  '/usr/sbin/ufw',
  '/usr/sbin/firewalld',
  '/usr/sbin/nft',
  '/sbin/nft',
  '/usr/sbin/netfilter-persistent',
  '/usr/libexec/iptables/iptables.init',
  '/etc/init.d/iptables',
] as const;

const NFT_FILES = ['/etc/nftables.conf', '/etc/sysconfig/nftables.conf', '/etc/nftables.nft'] as const;

/** Files that one configuration may be made of. */
const MAX_INCLUDES = 100;

/** The tools that load a packet filter at boot, and what nftables loads. */
export const firewallToolsSource: HostSource = {
  id: 'firewall-tools',
  title:
    'Firewall tools: ufw, firewalld, nftables, netfilter-persistent; /etc/nftables.conf, the chains that are loaded (root)',
  collect: (access, context) => [
    ...PROGRAMS.map((path) => captureStat(access, path, context)),
    ...NFT_FILES.flatMap((path) => nftFile(access, path, context)),
    ...(access.live
      ? [captureCommand(access, ['/usr/sbin/nft', '-j', 'list', 'ruleset'], 'nft list ruleset', context)]
      : []),
  ],
};

/** A file for nft with what it includes, and what those include. */
function nftFile(access: Access, path: string, context: CollectContext): readonly Capture[] {
  const found = new Map<string, Capture>();
  const open = [path];
  for (const file of open) {
    if (found.has(file) || found.size > MAX_INCLUDES) continue;
    const capture = captureFile(access, file, context);
    found.set(file, capture);
    if (capture.outcome.kind !== 'read') continue;
    const text = Buffer.from(capture.outcome.bytes).toString('utf8');
    for (const [, target = ''] of text.matchAll(/(?:^|[;{}])[ \t]*include[ \t]+"([^"\n]+)"/gm)) {
      // nft(8): a relative path is looked for in the folder of its own configuration.
      const pattern = target.startsWith('/') ? target : `/etc/${target}`;
      const files = expandGlob(access, pattern);
      open.push(...(files.kind === 'read' ? files.value.map((one) => one.path) : [pattern]));
    }
  }
  return [...found.values()];
}
