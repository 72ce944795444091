import { formatAddress, parseIpRange } from '../../../src/core/ip-range.ts';
import { complete } from '../../../src/core/section.ts';
import { makeDecider, type Packet } from '../../../src/derive/firewall/decide.ts';
import { exposure } from '../../../src/derive/firewall/exposure.ts';
import { savedDifference } from '../../../src/derive/firewall/saved-difference.ts';
import type { FirewallExposure, FirewallRuleset } from '../../../src/model/generated/model.ts';

const STATES = ['NEW', 'NEW', 'NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'] as const;

/** What is compared: `sure regions` leaves out what either of the two leaves in doubt. */
export type Parts = 'packets and exposure' | 'packets' | 'sure regions';

/** How two readings of one packet filter differ: packets with two verdicts, and parts of the derived exposure. */
export function disagreements(
  ours: FirewallRuleset,
  theirs: FirewallRuleset,
  random: () => number,
  packets: number,
  parts: Parts = 'packets and exposure',
): readonly object[] {
  if (parts === 'sure regions') return regionsApart(ours, theirs, parts);
  const found: object[] = [];
  const [one, other] = [makeDecider(deciding(ours)), makeDecider(deciding(theirs))];
  for (const packet of randomPackets([ours, theirs], random, packets)) {
    const [a, b] = [one(packet).verdict, other(packet).verdict];
    if (a !== b) found.push({ packet, ours: a, theirs: b, path: one(packet).path.map((rule) => rule.text) });
    if (found.length > 3) return found;
  }
  found.push(...regionsApart(ours, theirs, parts));
  if (parts === 'packets') return found;
  const [left, right] = [exposureOf(deciding(ours)), exposureOf(deciding(theirs))];
  for (const key of Object.keys(left)) {
    if (JSON.stringify(left[key]) !== JSON.stringify(right[key]))
      found.push({ key, ours: left[key], theirs: right[key] });
  }
  return found;
}

/** Without rules that only log: the rate of a log in one of several tables leaves a doubt over all that the table drops. */
function deciding(ruleset: FirewallRuleset): FirewallRuleset {
  const filters = ruleset.filters.map((filter) => ({
    ...filter,
    chains: filter.chains.map((chain) => ({
      ...chain,
      rules: chain.rules.filter(({ action }) => action !== 'continue'),
    })),
  }));
  return { filters };
}

/** Regions that the rules of the files and those of the kernel do not agree on, and what could not be compared. */
function regionsApart(ours: FirewallRuleset, theirs: FirewallRuleset, parts: Parts): readonly object[] {
  const ruleset = complete(theirs);
  const saved = complete({ tools: [], filters: ours.filters });
  const derived = savedDifference.derive({ firewall: { ruleset, saved } }, { nowMs: 0 });
  const comparisons = derived.firewall?.saved_difference?.data?.comparisons;
  if (comparisons === undefined || comparisons.length === 0) return [{ comparisons }];
  return comparisons.filter(({ only_now, only_at_boot }) =>
    [only_now, only_at_boot].some((fact) => ('value' in fact ? fact.value.length > 0 : parts !== 'sure regions')),
  );
}

/** What the exposure says, without places and texts. */
function exposureOf(ruleset: FirewallRuleset): Readonly<Record<string, unknown>> {
  const derived = exposure.derive({ firewall: { ruleset: complete(ruleset) } }, { nowMs: 0 });
  const data: FirewallExposure | undefined = derived.firewall?.exposure?.data;
  if (data === undefined) return {};
  return {
    families: data.families.map((one) => [one.id, bare(one.active)]),
    policies: data.policies.map((one) => [one.id, bare(one.default)]),
    ranges: data.ranges
      .flatMap((one) => [
        `${one.family} ${one.protocol} ${one.from_port} ${one.at_least} ${one.at_most} ${one.percent} ${one.split}`,
      ])
      .filter((line, index, all) => line.replace(/ \d+ /, ' ') !== all[index - 1]?.replace(/ \d+ /, ' ')),
    protocols: data.protocols.map((one) => [one.id, bare(one.every_port)]),
    parity: data.parity.map((one) => [one.id, bare(one.wider)]),
    states: data.connection_states.map((one) => [one.id, bare(one.established), bare(one.invalid)]),
    loopback: data.loopback.map((one) => [one.id, bare(one.accepted), bare(one.spoofed)]),
  };
}

function bare(fact: { readonly value?: unknown; readonly unknown?: string }): unknown {
  return 'value' in fact ? fact.value : 'unknown';
}

/** Packets whose addresses, ports and interfaces stand at the edges of what the rules speak of. */
function randomPackets(rulesets: readonly FirewallRuleset[], random: () => number, count: number): readonly Packet[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const packets: Packet[] = [];
  for (const family of ['ipv4', 'ipv6'] as const) {
    const conditions = rulesets
      .flatMap(({ filters }) => filters)
      .filter((filter) => filter.family === family || filter.family === 'inet')
      .flatMap(({ chains }) => chains)
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => [rule.conditions, ...(rule.any_of ?? []), ...(rule.none_of ?? [])].flat());
    const values = (...names: readonly string[]) =>
      conditions.filter(({ on }) => names.includes(on)).flatMap((one) => one.values);
    const edges = (texts: readonly string[], extra: readonly string[]): readonly string[] => {
      const all = new Set<string>(extra);
      for (const text of texts) {
        const range = parseIpRange(text);
        if (range?.family !== family) continue;
        for (const value of [range.from, range.to, range.from + 1n]) all.add(formatAddress(family, value));
      }
      return [...all];
    };
    const usual = family === 'ipv4' ? ['8.8.8.8', '10.77.0.1', '192.168.3.4'] : ['2600::1', 'fd77::1', 'fe80::1'];
    const sources = edges(values('src'), usual);
    const destinations = edges(values('dst'), usual);
    const ports = (names: readonly string[]) => {
      const all = new Set<number>([1, 22, 40_000]);
      for (const text of values(...names))
        for (const word of text.split('-'))
          for (const port of [Number(word), Number(word) + 1, Number(word) - 1]) all.add(port);
      return [...all].filter((port) => port >= 0 && port < 65_536);
    };
    const [sports, dports] = [ports(['sport', 'port']), ports(['dport', 'port'])];
    const protocols = [...new Set([6, 17, 6, 17, family === 'ipv4' ? 1 : 58, 47, ...values('protocol').map(Number)])];
    const icmp = [...new Set(['8', '0', '3/4', '128', '129', '134', '136', ...values('icmp')])];
    const links = [
      ...new Set(['eth0', 'eth1', 'wan9', ...values('in', 'out').map((name) => name.replace(/\+$/, '7'))]),
    ];
    for (let i = 0; i < count; i++) {
      const protocol = pick(protocols);
      const hook = pick(['input', 'input', 'forward', 'output'] as const);
      const [type = 0, code = 0] = pick(icmp).split('/').map(Number);
      packets.push({
        family,
        hook,
        src: pick(sources),
        dst: pick(destinations),
        protocol,
        ...(protocol === 6 || protocol === 17 ? { sport: pick(sports), dport: pick(dports) } : {}),
        ...(protocol === 1 || protocol === 58 ? { icmp: { type, code } } : {}),
        ...(protocol === 6 ? { tcpFlags: pick([2, 2, 16, 18]) } : {}),
        ...(hook === 'output' ? {} : { in: pick([...links, 'lo']) }),
        ...(hook === 'input' ? {} : { out: pick(links) }),
        state: pick(STATES),
        dstType: hook === 'input' ? pick(['LOCAL', 'LOCAL', 'LOCAL', 'BROADCAST', 'MULTICAST']) : 'UNICAST',
      });
    }
  }
  return packets;
}
