import { known } from '../../core/fact.ts';
import { type IpRange, lastAddress, parseIpRange } from '../../core/ip-range.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type {
  FirewallChain,
  FirewallExposure,
  FirewallPointEngines,
  FirewallPortSpan,
  FirewallPortSpans,
  FirewallRule,
  FirewallRuleset,
  FirewallWideRange,
  FirewallWideSources,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { sourceLandmarks } from './address-classes.ts';

type Range = FirewallExposure['ranges'][number];

/** How wide rules open: ranges of public addresses that they name, and runs of ports that are open to public addresses. */
export const wideOpenings: Derivation = {
  id: 'wide-openings',
  domain: 'firewall',
  derive: ({ firewall }) => ({
    firewall: {
      wide_sources: deriveSection<readonly [FirewallRuleset], FirewallWideSources>([firewall?.ruleset], (ruleset) => ({
        chains: ruleset.filters.flatMap(({ chains }) => chains.filter(isIncoming).map(wideChain)),
      })),
      port_spans: deriveSection<readonly [FirewallExposure], FirewallPortSpans>([firewall?.exposure], (exposure) => ({
        spans: scopes(exposure).flatMap(({ prefix, ranges }) => spansOf(prefix, ranges)),
      })),
      ...(firewall?.ruleset?.data?.points === undefined ? {} : { point_engines: pointEngines(firewall.ruleset) }),
    },
  }),
};

function pointEngines(ruleset: Section<FirewallRuleset>): Section<FirewallPointEngines> {
  return deriveSection<readonly [FirewallRuleset], FirewallPointEngines>([ruleset], ({ filters, points = [] }) => {
    const engines = new Map(filters.map(({ id, engine }) => [id, engine]));
    return {
      points: points.map(({ id, layers }) => ({
        id,
        engine: layers.flatMap((layer) => layer.filters.flatMap((filter) => engines.get(filter) ?? []))[0] ?? '',
      })),
    };
  });
}

/** Chains that are called may lie on any way. Tables that translate or mark let nothing in. */
function isIncoming({ hook, table }: FirewallChain): boolean {
  return hook === undefined
    ? !/^(?:nat|mangle|raw)$/.test(table)
    : (hook === 'input' || hook === 'forward') && table !== 'nat';
}

function wideChain(chain: FirewallChain): FirewallWideSources['chains'][number] {
  const { id, at } = chain;
  const rules = chain.rules.flatMap((rule) => {
    const ranges = opensNew(rule) ? publicRanges(rule) : [];
    return ranges.length === 0 ? [] : [{ id: rule.id, text: rule.text, at: rule.at, ranges }];
  });
  return { id, at, rules };
}

/** Replies are let in from wherever the question went. */
function opensNew({ action, conditions }: FirewallRule): boolean {
  const replies = conditions.some(
    ({ on, values, negated }) => on === 'state' && values.includes('NEW') === (negated === true),
  );
  return action === 'allow' && !replies;
}

function publicRanges(rule: FirewallRule): readonly FirewallWideRange[] {
  const lists = [rule.conditions, ...(rule.any_of ?? [])];
  const texts = lists.flatMap((list) =>
    list.filter(({ on, negated }) => on === 'src' && negated !== true).flatMap(({ values }) => values),
  );
  return [...new Set(texts)].flatMap((text): readonly FirewallWideRange[] => {
    const range = parseIpRange(text);
    if (range === undefined || isEverybody(range) || !isPublic(range)) return [];
    return [{ text, family: range.family, bits: bitsOf(range) }];
  });
}

function isEverybody({ family, from, to }: IpRange): boolean {
  return from === 0n && to === lastAddress(family);
}

/** Some of it is neither private nor reserved. */
function isPublic({ family, from, to }: IpRange): boolean {
  return !sourceLandmarks(family).some(([first, last]) => first <= from && to <= last);
}

function bitsOf({ family, from, to }: IpRange): number {
  return (family === 'ipv4' ? 32 : 128) - ((to - from + 1n).toString(2).length - 1);
}

interface Scope {
  readonly prefix: string;
  readonly ranges: readonly Range[];
}

/** The machine and the points; network ACLs alone are judged by rules about them. */
function scopes({ ranges, points }: FirewallExposure): readonly Scope[] {
  const behind = (points ?? []).filter(({ kind }) => kind !== 'network-acl');
  return [{ prefix: '', ranges }, ...behind.map((point) => ({ prefix: `${point.id} `, ranges: point.ranges }))];
}

function spansOf(prefix: string, ranges: readonly Range[]): readonly FirewallPortSpan[] {
  const groups = new Map<string, Range[]>();
  for (const range of ranges) {
    const id = `${prefix}${range.family}:${range.protocol}`;
    const list = groups.get(id) ?? [];
    groups.set(id, list);
    list.push(range);
  }
  return [...groups].map(([id, list]): FirewallPortSpan => {
    const sure = longestRun(list, ({ at_least: reach }) => reach === 'internet' || reach === 'partner');
    const possible = longestRun(list, ({ at_most: reach }) => reach === 'internet' || reach === 'partner');
    const shown = sure.length > 0 ? sure : possible;
    const first = shown[0];
    const doubtful = possible.find(({ reach }) => 'unknown' in reach);
    const deciders = new Map(
      shown.flatMap((range) => range.decided_by).map((one) => [`${one.at.file}:${one.at.line ?? ''}:${one.text}`, one]),
    );
    return {
      id,
      at_least: portsOf(sure),
      at_most: portsOf(possible),
      doubt: doubtful?.reach ?? first?.reach ?? list[0]?.reach ?? known('none', { file: 'the packet filter' }),
      text: first === undefined ? '' : portText(first.from_port, shown.at(-1)?.to_port ?? first.to_port),
      decided_by: [...deciders.values()].slice(0, 3),
    };
  });
}

/** The longest row of neighbouring ranges that rules open by naming ports. Ranges come in the order of their ports. */
function longestRun(ranges: readonly Range[], isOpen: (range: Range) => boolean): readonly Range[] {
  let best = { start: 0, end: 0, ports: 0 };
  let run = best;
  for (const [i, range] of ranges.entries()) {
    const fits = range.named && isOpen(range);
    const follows = run.end === i && run.ports > 0 && ranges[i - 1]?.to_port === range.from_port - 1;
    const before = follows ? run : { start: i, end: i, ports: 0 };
    run = fits
      ? { start: before.start, end: i + 1, ports: before.ports + portsOf([range]) }
      : { start: i + 1, end: i + 1, ports: 0 };
    if (run.ports > best.ports) best = run;
  }
  return ranges.slice(best.start, best.end);
}

function portsOf(run: readonly Range[]): number {
  return run.reduce((sum, { from_port: from, to_port: to }) => sum + to - from + 1, 0);
}

function portText(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}
