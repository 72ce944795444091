import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../../core/fact.ts';
import { complete } from '../../../core/section.ts';
import type { HostFirewallTool } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { installedFact } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitTable } from '../services/table.ts';
import { captureText, sourceText, unknownReason } from '../source-text.ts';
import { unitEnabled } from '../unit-state.ts';
import { type NftBaseChain, readNftText } from './nft-text.ts';

const NFT_FILES = ['/etc/nftables.conf', '/etc/sysconfig/nftables.conf', '/etc/nftables.nft'] as const;

/** Who loads a packet filter at boot. */
export const firewallToolsNormalizer: HostNormalizer<'firewall_tools'> = {
  section: 'firewall_tools',
  normalize: (captures) => {
    const table = unitTable(captures);
    const configured = nftConfigured(captures);
    const section = complete({
      tools: [...toolsOf(captures)],
      init: 'unread' in table ? unknown(table.unread, { file: '/sbin/init' }) : table.init,
      nft_chains: mapFact(configured, names),
    });
    return { section, diagnostics: [] };
  },
};

function names(chains: readonly NftBaseChain[]): string[] {
  return chains.map(({ family, table, chain, hook }) => `${family} ${table} ${chain} ${hook}`);
}

function toolsOf(captures: CaptureSet): readonly HostFirewallTool[] {
  const ufw = unitEnabled(captures, ['ufw.service']);
  return [
    { id: 'ufw', installed: installedFact(captures, ['/usr/sbin/ufw']), enabled: switchedOn(captures, ufw) },
    {
      id: 'firewalld',
      installed: installedFact(captures, ['/usr/sbin/firewalld']),
      enabled: unitEnabled(captures, ['firewalld.service']),
    },
    {
      id: 'nftables',
      installed: installedFact(captures, ['/usr/sbin/nft', '/sbin/nft']),
      enabled: unitEnabled(captures, ['nftables.service']),
    },
    {
      id: 'iptables',
      installed: installedFact(captures, [
        '/usr/sbin/netfilter-persistent',
        '/usr/libexec/iptables/iptables.init',
        '/etc/init.d/iptables',
      ]),
      enabled: unitEnabled(captures, ['netfilter-persistent.service', 'iptables.service']),
    },
  ];
}

/** ufw's unit does nothing unless ufw.conf says ENABLED=yes (ufw-framework(8)). */
function switchedOn(captures: CaptureSet, unit: Fact<boolean>): Fact<boolean> {
  if (!isKnown(unit) || !unit.value) return unit;
  const file = '/etc/ufw/ufw.conf';
  const source = sourceText(captures, file);
  if (source.kind === 'unreadable') return unknown(unknownReason(source), { file });
  const lines = source.kind === 'text' ? source.lines : [];
  const index = lines.findLastIndex((line) => line.startsWith('ENABLED='));
  const at = index < 0 ? { file } : { file, line: index + 1 };
  return known(/^ENABLED=["']?yes["']?\s*$/i.test(lines[index] ?? ''), at);
}

/** The base chains of the first configuration there is and of what it includes. */
function nftConfigured(captures: CaptureSet): Fact<readonly NftBaseChain[]> {
  const main = NFT_FILES.find((file) => (captures.get(file)?.outcome.kind ?? 'absent') !== 'absent');
  if (main === undefined) {
    const file = NFT_FILES[0];
    return captures.get(file) === undefined ? unknown(`${file} was not collected`, { file }) : known([], { file });
  }
  const chains: NftBaseChain[] = [];
  let at: Place | undefined;
  const files = captures.all.filter(
    ({ origin }) =>
      origin === main || /^\/etc\/(sysconfig\/)?nftables(\.d)?\//.test(origin) || /^\/(etc|usr)\/.*\.nft$/.test(origin),
  );
  for (const capture of files) {
    const source = captureText(capture);
    if (source.kind === 'unreadable') return unknown(unknownReason(source), { file: capture.origin });
    if (source.kind !== 'text') continue;
    const found = readNftText(source.text).chains;
    const [first] = found;
    if (first !== undefined) at ??= { file: source.origin, line: first.line };
    chains.push(...found);
  }
  return known(chains, at ?? { file: main });
}
