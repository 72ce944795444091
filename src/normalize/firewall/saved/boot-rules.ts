import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, known } from '../../../core/fact.ts';
import type { FirewallFilter } from '../../../model/generated/model.ts';
import { type CaptureSet, oncePerSet } from '../../capture-set.ts';
import { whyUnread } from '../../host/look-ups.ts';
import { unitEnabled } from '../../host/unit-state.ts';
import { hostFirewalld } from '../firewalld/host-firewalld.ts';
import { readDump } from '../iptables-save/reading.ts';
import { configuredNft } from '../nft/host-nft.ts';
import { hostUfw } from '../ufw/host-ufw.ts';

/** What one tool loads at boot. */
export interface ToolRules {
  readonly filters: readonly FirewallFilter[];
  readonly diagnostics: readonly Diagnostic[];
  /** Why a part is missing, a sentence each. */
  readonly gaps: readonly string[];
  /** Files that are not there: of their family this tool loads nothing, and what runs may come from elsewhere. */
  readonly absent?: readonly string[];
}

/** A program that loads rules at boot from files. */
export interface BootTool {
  readonly id: string;
  /** Where its rules stand in the kernel: two tools for the same tables overwrite each other. */
  readonly tables: 'iptables' | 'nft';
  /** It starts at boot and is switched on. */
  enabled(captures: CaptureSet): Fact<boolean>;
  /** Undefined when there is nothing to load. */
  read(captures: CaptureSet): ToolRules | undefined;
}

/** What a machine loads at boot: rules, or nothing, or what cannot be told. */
export type BootRules =
  | ({ readonly kind: 'rules'; readonly tools: readonly string[] } & ToolRules)
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'unclear'; readonly reason: string; readonly hint?: string };

const ufw: BootTool = {
  id: 'ufw',
  tables: 'iptables',
  enabled: (captures) => {
    const unit = unitEnabled(captures, ['ufw.service']);
    if (!isKnown(unit) || !unit.value) return unit;
    return hostUfw(captures)?.settings.enabled ?? known(false, { file: '/etc/ufw/ufw.conf' });
  },
  read: (captures) => {
    const reading = hostUfw(captures);
    if (reading === undefined) return undefined;
    return {
      filters: reading.readings.map(({ filter }) => filter),
      diagnostics: reading.diagnostics,
      gaps: reading.readings.flatMap(({ gaps }) => gaps),
    };
  },
};

const firewalld: BootTool = {
  id: 'firewalld',
  tables: 'nft',
  enabled: (captures) => unitEnabled(captures, ['firewalld.service']),
  read: hostFirewalld,
};

const FILES = [
  ['ipv4', ['/etc/iptables/rules.v4', '/etc/sysconfig/iptables']],
  ['ipv6', ['/etc/iptables/rules.v6', '/etc/sysconfig/ip6tables']],
] as const;

const iptables: BootTool = {
  id: 'iptables',
  tables: 'iptables',
  enabled: (captures) => unitEnabled(captures, ['netfilter-persistent.service', 'iptables.service']),
  read: (captures) => {
    const gaps: string[] = [];
    const absent: string[] = [];
    const readings = FILES.flatMap(([family, files]) => {
      const found = files.map((file) => captures.get(file)).find((capture) => capture?.outcome.kind === 'read');
      if (found !== undefined) return [readDump(found, 'configured', family)];
      const [file] = files;
      const reason = `${whyUnread(captures.get(file), file) ?? file}.`;
      (isAbsent(captures, files) ? absent : gaps).push(reason);
      return [];
    });
    if (readings.length + absent.length === 0) return undefined;
    return {
      filters: readings.map(({ filter }) => filter),
      diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
      gaps: [...readings.flatMap((reading) => reading.gaps), ...gaps],
      absent,
    };
  },
};

function isAbsent(captures: CaptureSet, files: readonly string[]): boolean {
  const kinds = files.flatMap((file) => captures.get(file)?.outcome.kind ?? []);
  return kinds.length > 0 && kinds.every((kind) => kind === 'absent');
}

const nftables: BootTool = {
  id: 'nftables',
  tables: 'nft',
  enabled: (captures) => unitEnabled(captures, ['nftables.service']),
  read: configuredNft,
};

/** Every program that loads rules at boot; a new one is one line here. */
const TOOLS: readonly BootTool[] = [ufw, firewalld, iptables, nftables];

/** Puts together what the tools that are switched on load. */
export const bootRules: (captures: CaptureSet) => BootRules = oncePerSet((captures) => {
  const states = TOOLS.map((tool) => ({ tool, enabled: tool.enabled(captures) }));
  const on = states.filter(({ enabled }) => isKnown(enabled) && enabled.value).map(({ tool }) => tool);
  const doubtful = states.find(({ enabled }) => !isKnown(enabled));
  if (on.length === 0 && doubtful !== undefined && 'unknown' in doubtful.enabled)
    return {
      kind: 'unclear',
      reason: `Whether ${doubtful.tool.id} loads rules at boot is not told: ${doubtful.enabled.unknown}`,
    };
  const rules = on.flatMap((tool) => {
    const read = tool.read(captures);
    return read === undefined ? [] : [{ tool, ...read }];
  });
  if (rules.length === 0) return { kind: 'nothing', reason: 'No firewall tool loads rules at boot.' };
  const rivals = rules.filter(({ tool }) => tool.tables === 'iptables').map(({ tool }) => tool.id);
  if (rivals.length > 1)
    return {
      kind: 'unclear',
      reason: `${rivals.join(' and ')} load rules into the same tables at boot: which of them hold is told by the order in which they start.`,
      hint: 'Let one of them load the rules.',
    };
  return {
    kind: 'rules',
    tools: rules.map(({ tool }) => tool.id),
    filters: rules.flatMap(({ filters }) => filters),
    diagnostics: rules.flatMap(({ diagnostics }) => diagnostics),
    gaps: rules.flatMap(({ gaps }) => gaps),
    absent: rules.flatMap(({ absent = [] }) => absent),
  };
});
