import type { Capture } from '../../core/capture.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import { complete, incomplete, notCollected, type Section } from '../../core/section.ts';
import type { FirewallRuleset, FirewallSaved } from '../../model/generated/model.ts';
import type { CaptureSet } from '../capture-set.ts';
import { setsOfHost } from './ipset/beside-dumps.ts';
import { type DumpReading, readDump, rulesetSection } from './iptables-save/reading.ts';
import { shareTables } from './nft/beside-iptables.ts';
import { configuredNft, NFT_JSON, NFT_TEXT, refusedNft, runningNft } from './nft/host-nft.ts';
import { nftFilters, openHooks } from './nft/reading.ts';
import { bootRules } from './saved/boot-rules.ts';
import { rulesetOfBoot, savedRules } from './saved/saved.ts';

/** What a machine's captures tell of its packet filter. */
export interface HostFirewall {
  /** `saved` stands beside rules that run. */
  readonly sections: { readonly ruleset: Section<FirewallRuleset>; readonly saved?: Section<FirewallSaved> };
  readonly diagnostics: readonly Diagnostic[];
}

interface RulesetReading {
  readonly section: Section<FirewallRuleset>;
  readonly diagnostics: readonly Diagnostic[];
}

/** One way to learn the rules of a machine; undefined where its captures are not there. */
interface HostFirewallSource {
  readonly id: string;
  read(captures: CaptureSet): RulesetReading | undefined;
}

const DUMPS: readonly {
  readonly family: IpFamily;
  /** Origins of the running filter, by the way a collector may write the command. */
  readonly live: readonly string[];
  /** Files that netfilter-persistent or iptables.service load at boot. */
  readonly configured: readonly string[];
}[] = [
  {
    family: 'ipv4',
    live: ['iptables-save', 'iptables-save -c'],
    configured: ['/etc/iptables/rules.v4', '/etc/sysconfig/iptables'],
  },
  {
    family: 'ipv6',
    live: ['ip6tables-save', 'ip6tables-save -c'],
    configured: ['/etc/iptables/rules.v6', '/etc/sysconfig/ip6tables'],
  },
];

const HINT =
  'Scan the running machine as root, so that nft, iptables-save and ip6tables-save can be run, or give their output as files (`nft list ruleset > rules.nft`, or `iptables-save > rules.v4; ip6tables-save > rules.v6`).';

/** The kernel's rules as nft shows them, with what iptables-save shows beside them. */
const runningRules: HostFirewallSource = {
  id: 'the running rules of nft',
  read: (captures) => {
    const reading = runningNft(captures);
    if (reading === undefined) return undefined;
    const dumps = DUMPS.flatMap(({ family, live }) => {
      const capture = firstRead(captures, live);
      return capture === undefined ? [] : [readDump(capture, 'live', family, setsOfHost(captures))];
    });
    const shares = shareTables(
      reading.raw,
      dumps.map((dump) => dump.filter),
    );
    const changing = shares.iptables.flatMap((filter) => filter.chains.flatMap((chain) => chain.rules));
    const { filters, diagnostics, gaps } = nftFilters({ ...reading, raw: shares.nft }, 'live', changing);
    const at = { file: reading.file };
    const all = [...filters, ...shares.iptables];
    const data: FirewallRuleset = { filters: [...all, ...openHooks(all, 'live', at)] };
    const missing = [...gaps, ...dumps.flatMap((dump) => dump.gaps.filter(() => shares.iptables.length > 0))];
    const { fromIptables, legacy } = shares;
    const beside =
      fromIptables.length > 0
        ? ` The tables ${fromIptables.join(', ')} are taken from iptables-save, since nft cannot tell the extensions of iptables in them.`
        : dumps.length > 0
          ? ' It shows the tables of iptables-nft as well, so that iptables-save adds nothing.'
          : '';
    const older = legacy.length > 0 ? ` The tables ${legacy.join(', ')} of iptables-legacy run beside it.` : '';
    const chosen: Diagnostic = {
      level: 'note',
      code: 'firewall-source',
      message: `the running rules are judged as nft shows them.${beside}${older}`,
      at,
    };
    return {
      section: missing.length === 0 ? complete(data) : incomplete(data, missing.join(' '), HINT),
      diagnostics: [
        chosen,
        ...diagnostics,
        ...(shares.iptables.length > 0 ? dumps.flatMap((one) => one.diagnostics) : []),
      ],
    };
  },
};

/** The kernel's rules as iptables-save shows them, where nft is not there; and its saved files for a family without. */
const iptablesDumps: HostFirewallSource = {
  id: 'iptables-save',
  read: (captures) => {
    if (DUMPS.every(({ live }) => firstRead(captures, live) === undefined)) return undefined;
    const refused = refusedNft(captures);
    return dumpsOf(captures, refused === undefined ? [] : [`Tables of nftables may stand beside: ${refused}`]);
  },
};

/** What the tools that are switched on load at boot. */
const bootFiles: HostFirewallSource = { id: 'what is loaded at boot', read: rulesetOfBoot };

/** Files of rules, where nothing tells whether they are loaded. nftables.conf is there on machines that never load it. */
const savedFiles: HostFirewallSource = {
  id: 'files of rules',
  read: (captures) => {
    const saved = DUMPS.some(({ configured }) => firstRead(captures, configured) !== undefined);
    const dumps = saved ? dumpsOf(captures, []) : undefined;
    const nft = bootRules(captures).kind === 'nothing' ? undefined : configuredNft(captures);
    const [first] = nft?.filters ?? [];
    if (nft === undefined || first === undefined) return dumps;
    const data: FirewallRuleset = { filters: [...(dumps?.section.data?.filters ?? []), ...nft.filters] };
    const gaps = [...(dumps?.section.reason === undefined ? [] : [dumps.section.reason]), ...nft.gaps];
    return {
      section: gaps.length === 0 ? complete(data) : incomplete(data, gaps.join(' '), dumps?.section.hint ?? HINT),
      diagnostics: [...(dumps?.diagnostics ?? []), configuredNote(first.at.file), ...nft.diagnostics],
    };
  },
};

/** Every source, the best first; a new one is one line here. What runs is better than what is to run. */
const SOURCES: readonly HostFirewallSource[] = [runningRules, iptablesDumps, bootFiles, savedFiles];

/** The packet filter of a machine: what runs, or where that was not read, what is loaded at boot. */
export function normalizeHostFirewall(captures: CaptureSet): HostFirewall {
  const refused = refusals(captures);
  for (const { read } of SOURCES) {
    // Files tell nothing of a machine that runs and would not show its rules.
    if (refused.length > 0 && read !== runningRules.read && read !== iptablesDumps.read) break;
    const found = read(captures);
    if (found === undefined) continue;
    const ruleset = found.section;
    if (ruleset.data?.filters.some(({ loaded }) => loaded === 'live') !== true)
      return { sections: { ruleset }, diagnostics: found.diagnostics };
    const saved = savedRules(captures);
    return {
      sections: { ruleset, saved: saved.section },
      diagnostics: [...found.diagnostics, ...saved.diagnostics],
    };
  }
  const files = DUMPS.flatMap(({ configured }) => configured.flatMap((origin) => refusal(captures.get(origin))));
  const boot = bootRules(captures);
  const idle = boot.kind === 'nothing' ? [boot.reason.replace(/\.$/, '')] : [];
  const reasons = refused.length > 0 ? refused : [...files, ...idle];
  const why = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
  return { sections: { ruleset: notCollected(`The packet filter was not read${why}.`, HINT) }, diagnostics: [] };
}

/** Programs that would not show what runs. */
function refusals(captures: CaptureSet): readonly string[] {
  const nft = [NFT_TEXT, NFT_JSON].some((origin) => captures.get(origin)?.outcome.kind === 'denied')
    ? refusedNft(captures)
    : undefined;
  const dumps = DUMPS.flatMap(({ live }) =>
    live.flatMap((origin) => {
      const capture = captures.get(origin);
      return capture?.outcome.kind === 'denied' ? refusal(capture) : [];
    }),
  );
  return [...(nft === undefined ? [] : [nft]), ...dumps];
}

function dumpsOf(captures: CaptureSet, gaps: readonly string[]): RulesetReading {
  const readings: DumpReading[] = [];
  const diagnostics: Diagnostic[] = [];
  const reasons: string[] = [...gaps];
  for (const source of DUMPS) {
    const live = firstRead(captures, source.live);
    const chosen = live ?? firstRead(captures, source.configured);
    if (chosen === undefined) {
      for (const origin of [...source.live, ...source.configured]) reasons.push(...refusal(captures.get(origin)));
      continue;
    }
    const reading = readDump(
      chosen,
      live === undefined ? 'configured' : 'live',
      source.family,
      live === undefined ? undefined : setsOfHost(captures),
    );
    readings.push(reading);
    diagnostics.push(...reading.diagnostics);
    if (live === undefined) diagnostics.push(configuredNote(chosen.origin));
  }
  return {
    section: rulesetSection(
      readings,
      reasons.map((reason) => `${reason}.`),
    ),
    diagnostics,
  };
}

function configuredNote(file: string): Diagnostic {
  return {
    level: 'note',
    code: 'configured-not-live',
    message: 'the running packet filter was not read; the rules that are loaded at boot are judged in its place',
    at: { file },
    hint: HINT,
  };
}

function firstRead(captures: CaptureSet, origins: readonly string[]): Capture | undefined {
  return origins.map((origin) => captures.get(origin)).find((capture) => capture?.outcome.kind === 'read');
}

function refusal(capture: Capture | undefined): readonly string[] {
  if (capture === undefined || capture.outcome.kind === 'read' || capture.outcome.kind === 'absent') return [];
  const { outcome } = capture;
  return [`${capture.origin}: ${outcome.kind === 'too-large' ? `larger than ${outcome.limit} bytes` : outcome.reason}`];
}
