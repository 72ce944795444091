import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureCommand, captureFile, redactLines } from '../capture-file.ts';
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

/** Includes of includes are rare. */
const MAX_INCLUDES = 20;

/** The tools that load a packet filter at boot, and what nftables loads. */
export const firewallToolsSource: HostSource = {
  id: 'firewall-tools',
  title:
    'Firewall tools: ufw, firewalld, nftables, netfilter-persistent; /etc/nftables.conf, the chains that are loaded (root)',
  collect: (access, context) => [
    ...PROGRAMS.map((path) => captureStat(access, path, context)),
    captureFile(access, '/etc/ufw/ufw.conf', context, {
      redact: redactLines((line) => (/^ENABLED=/.test(line) ? line : '')),
    }),
    captureFile(access, '/etc/ufw/user.rules', context),
    captureFile(access, '/etc/ufw/user6.rules', context),
    ...NFT_FILES.flatMap((path) => nftFile(access, path, context)),
    ...(access.live
      ? [captureCommand(access, ['/usr/sbin/nft', '-j', 'list', 'ruleset'], 'nft list ruleset', context)]
      : []),
  ],
};

function nftFile(access: Access, path: string, context: CollectContext): readonly Capture[] {
  const main = captureFile(access, path, context);
  if (main.outcome.kind !== 'read') return [main];
  const text = Buffer.from(main.outcome.bytes).toString('utf8');
  const patterns = [...text.matchAll(/^\s*include\s+"([^"]+)"/gm)]
    .slice(0, MAX_INCLUDES)
    .map(([, target = '']) => (target.startsWith('/') ? target : `/etc/${target}`));
  const found = patterns.flatMap((pattern) => {
    const files = expandGlob(access, pattern);
    return files.kind === 'read' ? files.value.map((file) => file.path) : [pattern];
  });
  return [main, ...[...new Set(found)].map((file) => captureFile(access, file, context))];
}
