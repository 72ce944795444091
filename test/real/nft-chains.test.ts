import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { firewallToolsNormalizer } from '../../src/normalize/host/firewall-tools/firewall-tools.ts';

const NFT = '/usr/sbin/nft';
const present =
  existsSync(NFT) && process.getuid?.() === 0 && spawnSync('unshare', ['-n', NFT, 'list', 'ruleset']).status === 0;
if (!present) console.warn('skipped: needs root, a network namespace and nft (apt-get install nftables)');

const work = mkdtempSync(path.join(tmpdir(), 'vauban-nft-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Loads the file in a network namespace of its own and lists what the kernel then has. */
function load(text: string): string {
  const file = path.join(work, 'nftables.conf');
  writeFileSync(file, text);
  const result = spawnSync('unshare', ['-n', 'sh', '-ec', `${NFT} -f "$1" && ${NFT} -j list ruleset`, 'sh', file], {
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return result.stdout;
}

interface Loaded {
  readonly chain?: { readonly family: string; readonly table: string; readonly name: string; readonly hook?: string };
}

/** The base chains that the kernel has. */
function baseChains(json: string): readonly string[] {
  const { nftables }: { readonly nftables: readonly Loaded[] } = JSON.parse(json);
  return nftables
    .flatMap(({ chain }) =>
      chain?.hook === undefined ? [] : [`${chain.family} ${chain.table} ${chain.name} ${chain.hook}`],
    )
    .sort();
}

function capture(origin: string, text: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: { kind: 'read', bytes: Buffer.from(text) },
  };
}

const HEAD = '#!/usr/sbin/nft -f\nflush ruleset\n';
const CASES: readonly (readonly [string, string])[] = [
  [
    "Debian's own file",
    'table inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter;\n\t}\n\tchain forward {\n\t\ttype filter hook forward priority filter;\n\t}\n\tchain output {\n\t\ttype filter hook output priority filter;\n\t}\n}\n',
  ],
  [
    'sets, maps, quoted braces and comments',
    'define ports = { 22, 80 }\ntable ip t {\n set s { type ipv4_addr; flags interval; elements = { 192.0.2.0/24 } }\n map m { type inet_service : verdict; elements = { 25 : drop } }\n chain a { # } {\n  type filter hook input priority 10; policy drop;\n  tcp dport $ports accept comment "} chain x { type filter hook output priority 0; }"\n  ip saddr @s tcp dport vmap @m\n  meta l4proto { icmp, igmp } accept\n }\n chain c {\n  counter\n }\n chain b {\n  jump c;\n }\n}\n',
  ],
  [
    'flat statements and a chain on one line',
    'add table ip6 x\nadd chain ip6 x in { type filter hook input priority 0; policy drop; }\ntable inet y { chain f { type filter hook forward priority -5; policy accept; ct state { established, related } accept; }; }\nadd rule ip6 x in tcp dport 22 accept\n',
  ],
  [
    'types and hooks',
    'table ip nat { chain pre { type nat hook prerouting priority dstnat; };\n chain post { type nat hook postrouting priority srcnat; policy accept; };\n}\ntable ip raw { chain pre { type filter hook prerouting priority raw; policy accept; };\n}\n',
  ],
  [
    'a line that goes on',
    'table inet z {\n chain in {\n  type filter \\\n   hook input priority 0; policy \\\n   drop;\n }\n}\n',
  ],
];

describe.skipIf(!present)('base chains in files of nftables, beside the kernel', () => {
  it.each(CASES)('%s', (_name, text) => {
    const fact = firewallToolsNormalizer.normalize(captureSet([capture('/etc/nftables.conf', HEAD + text)])).section
      .data?.nft_chains;
    const told = fact !== undefined && 'value' in fact ? [...fact.value].sort() : [];
    expect(told).toEqual(baseChains(load(HEAD + text)));
    expect(told).not.toEqual([]);
  });
});
