import type { Place } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { FirewallFilter } from '../../../model/generated/model.ts';
import {
  addForwardPorts,
  addIcmpDefault,
  addMasquerade,
  addOpenings,
  addRichRules,
  addTarget,
  layOut,
  type Making,
} from './body.ts';
import { both, chainBuilder, doubt, type Match, on } from './chain-builder.ts';
import { addDirect, type DirectPlace, directFilter } from './direct.ts';
import { sourceMatch } from './matches.ts';
import type { FirewalldConfig, Zone } from './objects.ts';
import { addPolicies } from './policies.ts';

/** IPv6 destinations that stand for IPv4 addresses nobody may use (RFC 3964, section 5.1). */
const RFC3964 = [
  '::/96',
  '::ffff:0:0/96',
  '2002::/24',
  '2002:a00::/24',
  '2002:7f00::/24',
  '2002:ac10::/28',
  '2002:c0a8::/32',
  '2002:a9fe::/32',
  '2002:e000::/19',
];

const BASES = [
  ['filter', 'input', 0],
  ['filter', 'forward', 0],
  ['filter', 'output', 0],
  ['nat', 'prerouting', -100],
  ['nat', 'postrouting', 100],
  ['nat', 'output', -100],
] as const;

/** What firewalld loads for a permanent configuration: the filter of each family, and what direct rules add beside it. */
export function firewalldFilters(config: FirewalldConfig, loaded: FirewallFilter['loaded']): readonly FirewallFilter[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family) => {
    const beside = config.conf.backend === 'nftables' ? directFilter(config, family, loaded) : undefined;
    return [filterOf(config, family, loaded), ...(beside === undefined ? [] : [beside])];
  });
}

function filterOf(config: FirewalldConfig, family: IpFamily, loaded: FirewallFilter['loaded']): FirewallFilter {
  const builder = chainBuilder(family);
  const making: Making = { family, config, builder, translated: [] };
  const { at, backend } = config.conf;
  // The nftables backend stands ten behind iptables on every hook.
  const offset = backend === 'nftables' ? 10 : 0;
  for (const [table, hook, priority] of BASES) {
    const name = hook.toUpperCase();
    builder.chain(table, name, at, { hook, priority: priority + offset, at });
    for (const part of ['POLICIES_pre', 'ZONES', 'POLICIES_post']) builder.chain(table, `${name}_${part}`, at);
  }
  reversePath(making, backend === 'nftables' ? ['filter', offset] : ['mangle', -150]);
  // Zones and policies first: what they translate is let through by the first rules of the base chains.
  const zones = addZones(making);
  addPolicies(making, zones);
  baseChains(making);
  return {
    id: `firewalld:${family}`,
    engine: 'firewalld',
    family,
    semantics: 'first-match',
    stateful: true,
    loaded,
    chains: [...builder.chains()],
    at,
  };
}

const STATE = (...states: readonly string[]): Match => on('state', states);

function baseChains(making: Making): void {
  const { builder, config, family, translated } = making;
  const { at, backend, logDenied, rfc3964 } = config.conf;
  const rule = (
    chain: string,
    action: 'allow' | 'deny' | 'reject',
    match: Match | undefined,
    text: string,
    where: Place = at,
  ) =>
    builder.rule('filter', chain, {
      action,
      target: { allow: 'ACCEPT', deny: 'DROP', reject: 'REJECT' }[action],
      ...(match === undefined ? {} : { match }),
      text,
      at: where,
    });
  const jump = (table: string, chain: string, target: string) =>
    builder.rule(table, chain, { action: 'jump', target, text: `jump ${target}`, at });
  const log = (chain: string) => {
    if (logDenied) builder.rule('filter', chain, { action: 'continue', target: 'LOG', text: 'log what is denied', at });
  };
  const direct = (table: string, chain: string, where: DirectPlace) => {
    if (backend === 'iptables') addDirect(making, table, chain, where);
  };
  const martians = (chain: string) => {
    if (family === 'ipv6' && rfc3964) rule(chain, 'reject', on('dst', RFC3964), 'RFC3964_IPv4 reject');
  };
  const targets = new Set(
    builder
      .chains()
      .filter(({ table }) => table === 'nat')
      .flatMap(({ rules }) => rules.map(({ target }) => target)),
  );
  for (const [chain, local] of [
    ['INPUT', true],
    ['FORWARD', false],
  ] as const) {
    direct('filter', chain, 'inserted');
    rule(chain, 'allow', STATE('ESTABLISHED', 'RELATED'), 'ct state established,related accept');
    for (const one of translated.filter((each) => each.local === local && targets.has(each.chain))) {
      // A packet that arrives with this port by itself is not let in; nothing in the packet tells the two apart.
      const unsure = local ? doubt('only packets whose destination was changed') : undefined;
      rule(
        chain,
        'allow',
        both(STATE('NEW', 'ESTABLISHED', 'RELATED'), one.after, unsure),
        `accept after ${one.text}`,
        one.at,
      );
    }
    rule(chain, 'allow', on('in', ['lo']), 'iifname lo accept');
    rule(chain, 'deny', STATE('INVALID'), 'ct state invalid drop');
    direct('filter', chain, 'direct');
    if (chain === 'FORWARD') martians(chain);
    jump('filter', chain, `${chain}_ZONES`);
    log(chain);
    rule(chain, 'reject', undefined, 'reject');
  }
  direct('filter', 'OUTPUT', 'inserted');
  rule('OUTPUT', 'allow', STATE('ESTABLISHED', 'RELATED'), 'ct state established,related accept');
  rule('OUTPUT', 'allow', on('out', ['lo']), 'oifname lo accept');
  direct('filter', 'OUTPUT', 'direct');
  martians('OUTPUT');
  for (const stage of ['pre', 'post']) jump('filter', 'OUTPUT', `OUTPUT_POLICIES_${stage}`);
  direct('filter', 'OUTPUT', 'appended');
  for (const chain of ['PREROUTING', 'POSTROUTING', 'OUTPUT']) {
    direct('nat', chain, 'inserted');
    direct('nat', chain, 'direct');
    if (chain !== 'OUTPUT') jump('nat', chain, `${chain}_ZONES`);
    else for (const stage of ['pre', 'post']) jump('nat', chain, `OUTPUT_POLICIES_${stage}`);
    direct('nat', chain, 'appended');
  }
}

function reversePath({ builder, config, family }: Making, [table, priority]: readonly [string, number]): void {
  const { at, rpfilter } = config.conf;
  if (family !== 'ipv6' || rpfilter === 'no') return;
  builder.chain(table, 'PREROUTING', at, { hook: 'prerouting', priority, at });
  builder.rule(table, 'PREROUTING', {
    action: 'allow',
    target: 'ACCEPT',
    match: both(on('protocol', ['58']), on('icmp', ['134', '135'])),
    text: 'icmpv6 type { nd-router-advert, nd-neighbor-solicit } accept',
    at,
  });
  builder.rule(table, 'PREROUTING', {
    action: 'deny',
    target: 'DROP',
    match: both(
      on('reverse_path', ['invalid']),
      rpfilter === 'loose' ? doubt('a route back by any interface is enough') : undefined,
    ),
    text: 'IPv6_rpfilter drop',
    at,
  });
}

/** Lays out the zones in use and the rules that send packets to them; returns those with interfaces or sources. */
function addZones(making: Making): readonly Zone[] {
  const { builder, config, family } = making;
  const { conf } = config;
  const sorted = [...config.zones].sort((a, b) => a.priority - b.priority || compareCodePoints(a.name, b.name));
  const bound = sorted.filter((zone) => zone.interfaces.length > 0 || zone.sources.length > 0);
  const standard = config.zones.find((zone) => zone.name === conf.defaultZone);
  const used = standard === undefined || bound.includes(standard) ? bound : [...bound, standard];
  for (const zone of used) addZone(making, zone);
  for (const { table, chain, prefix, side } of DISPATCHES) {
    const go = (zone: Zone, match: Match, text: string, at: Place) =>
      builder.rule(table, `${chain}_ZONES`, { action: 'goto', target: `${prefix}_${zone.name}`, match, text, at });
    // Zones of one priority: sources by name, then interfaces, the last one bound first.
    for (const priority of [...new Set(used.map((zone) => zone.priority))]) {
      const zones = bound.filter((zone) => zone.priority === priority);
      for (const zone of zones)
        for (const { name, at } of zone.sources) {
          const match = sourceMatch(name, side === 'in' ? 'src' : 'dst', family, config);
          if (match !== undefined) go(zone, match, `source ${name} goto ${zone.name}`, at);
        }
      const interfaces = zones.flatMap((zone) => zone.interfaces.map((one) => ({ zone, one })));
      for (const { zone, one } of [...interfaces].reverse())
        go(zone, on(side, [one.name.replace(/\*$/, '+')]), `interface ${one.name} goto ${zone.name}`, one.at);
    }
    if (standard !== undefined) {
      const match = conf.defaultDoubt === undefined ? { conditions: [] } : doubt(conf.defaultDoubt);
      go(standard, match, `default zone goto ${standard.name}`, conf.at);
    }
  }
  return bound;
}

const DISPATCHES = [
  { table: 'filter', chain: 'INPUT', prefix: 'IN', side: 'in' },
  { table: 'filter', chain: 'FORWARD', prefix: 'FWD', side: 'in' },
  { table: 'nat', chain: 'PREROUTING', prefix: 'PRE', side: 'in' },
  { table: 'nat', chain: 'POSTROUTING', prefix: 'POST', side: 'out' },
] as const;

function addZone(making: Making, zone: Zone): void {
  const { builder, family, config } = making;
  const around = (chain: string) => ({ before: [`${chain}_POLICIES_pre`], after: [`${chain}_POLICIES_post`] });
  const input = `IN_${zone.name}`;
  layOut(making, 'filter', input, zone, around('INPUT'));
  addOpenings(making, input, zone);
  addRichRules(making, input, zone.rules, () => true);
  addIcmpDefault(making, input, zone);
  addTarget(making, input, zone);
  const forward = `FWD_${zone.name}`;
  layOut(making, 'filter', forward, zone, around('FORWARD'));
  if (zone.forward !== undefined) {
    const at = zone.forward;
    const allow = (match: Match | undefined, text: string) => {
      if (match !== undefined)
        builder.rule('filter', `${forward}_allow`, { action: 'allow', target: 'ACCEPT', match, text, at });
    };
    for (const { name } of zone.interfaces) allow(on('out', [name.replace(/\*$/, '+')]), `forward to ${name} accept`);
    for (const { name } of zone.sources) allow(sourceMatch(name, 'dst', family, config), `forward to ${name} accept`);
  }
  addTarget(making, forward, zone);
  layOut(making, 'nat', `PRE_${zone.name}`, zone, around('PREROUTING'));
  addForwardPorts(making, `PRE_${zone.name}`, zone);
  layOut(making, 'nat', `POST_${zone.name}`, zone, around('POSTROUTING'));
  addMasquerade(making, `POST_${zone.name}`, zone);
}
