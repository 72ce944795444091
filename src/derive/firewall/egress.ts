import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import type { FirewallDeclared, FirewallEgress } from '../../model/generated/model.ts';
import { analyzeHook, DEFAULT_WORK, type HookResult, packetsOf } from './analysis.ts';
import { holdsPorts, isExpired, peersAsAddresses } from './declared-services.ts';
import { NO_INTERFACE } from './dimension.ts';
import { acceptedWithin, type FamilyView, openingPackets, part } from './family-view.ts';
import { single, subtract, union } from './index-set.ts';
import {
  type Addresses,
  addressesOfAtoms,
  countAddresses,
  intersectAddresses,
  namesOfAddresses,
  subtractAddresses,
  uniteAddresses,
} from './sources-intervals.ts';
import { type Decider, portsOf, type Segment, segmentsOf } from './sources-openings.ts';
import { isNamedBy, type Scope } from './sources-scopes.ts';
import type { Verdict } from './walk.ts';

type EgressScope = FirewallEgress['scopes'][number];
type Protocol = 'tcp' | 'udp';

/** More public addresses than this are the internet and no longer somebody, as for incoming packets. */
const INTERNET_FROM: Readonly<Record<IpFamily, bigint>> = { ipv4: 1n << 16n, ipv6: 1n << 96n };
const PROTOCOLS = ['tcp', 'udp'] as const;
const SPENT =
  'The rules are too intricate to be followed within the limit of work: split the ruleset, or remove rules that overlap.';

/** Public addresses that some ports lead to. */
interface Exit {
  readonly ports: ReturnType<typeof portsOf>;
  readonly destinations: Addresses;
  readonly sure: boolean;
  readonly verdict: Verdict;
}

/** What new connections of one family reach from a scope. */
export function egressOf(
  view: FamilyView,
  scope: Scope,
  declared: FirewallDeclared | undefined,
  nowMs: number,
): EgressScope {
  const { rules } = view;
  const { family, universe } = rules;
  const result = analyzeHook(rules, 'output', packetsOf(universe, 'output'), { left: DEFAULT_WORK });
  const id = `${scope.prefix}${family}`;
  const at = placeOf(view, result);
  const base = { id, kind: scope.kind, family };
  if (result === undefined) return { ...base, every_port: unknown(SPENT, at), internet_ports: [], decided_by: [] };
  const cuts = (declared?.egress ?? []).flatMap(({ ports }) => ports);
  const open: string[] = [];
  let every = false;
  let maybe = false;
  let guilty: readonly Exit[] = [];
  const segments: { readonly protocol: Protocol; readonly segment: Segment<Exit> }[] = [];
  for (const protocol of PROTOCOLS) {
    const parts = segmentsOf(
      exitsOf(view, result, protocol),
      cuts.filter((range) => range.protocol === protocol),
    );
    segments.push(...parts.map((segment) => ({ protocol, segment })));
    const reaching = (sure: boolean) =>
      parts.filter(({ openings }) => countAddresses(destinationsOf(openings, sure)) > INTERNET_FROM[family]);
    const certain = reaching(true);
    open.push(...joined(certain).map(([from, to]) => `${protocol}/${from === to ? from : `${from}-${to}`}`));
    if (coversAll(certain)) {
      every = true;
      guilty = [...guilty, ...(certain.at(-1)?.openings ?? [])];
    }
    if (coversAll(reaching(false))) maybe = true;
  }
  const everyPort: Fact<boolean> =
    every || !maybe ? known(every, decidersOfExits(result, guilty)[0]?.at ?? at) : unknown(doubt(segments), at);
  const undeclared = undeclaredEgress(view, scope, declared, segments, nowMs);
  return {
    ...base,
    every_port: everyPort,
    internet_ports: open.slice(0, 20),
    ...(undeclared === undefined ? {} : { undeclared }),
    decided_by: decidersOfExits(result, guilty),
  };
}

function exitsOf(view: FamilyView, result: HookResult, protocol: Protocol): readonly Exit[] {
  const { universe } = view.rules;
  const { words, addresses } = universe;
  const out = words.out;
  const within = openingPackets(universe, protocol, {
    in: single(words.in.locate(NO_INTERFACE)),
    out: subtract(out.full, union(single(out.locate(NO_INTERFACE)), single(out.locate('lo')))),
    state: words.state.encode(['NEW']),
    src_type: words.src_type.encode(['LOCAL']),
    dst_type: words.dst_type.encode(['UNICAST']),
  });
  const everywhere = addressesOfAtoms(addresses.src, view.classes.public);
  return acceptedWithin(universe, result, within).flatMap(({ verdict, box, sure }): readonly Exit[] => {
    const atoms = part(universe, box, 'dst', addresses.dst.full);
    const destinations = intersectAddresses(addressesOfAtoms(addresses.dst, atoms), everywhere);
    return destinations.length === 0 ? [] : [{ ports: portsOf(view, box), destinations, sure, verdict }];
  });
}

function destinationsOf(exits: readonly Exit[], sure: boolean): Addresses {
  return uniteAddresses(exits.filter((exit) => exit.sure || !sure).map(({ destinations }) => destinations));
}

/** Nothing waits on port 0. */
function coversAll(parts: readonly Segment<Exit>[]): boolean {
  const [first, second] = joined(parts);
  return first !== undefined && second === undefined && first[0] <= 1 && first[1] === 65_535;
}

function joined(parts: readonly Segment<Exit>[]): readonly (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (const { from, to } of parts) {
    const last = out.at(-1);
    if (last !== undefined && last[1] + 1 === from) last[1] = to;
    else out.push([from, to]);
  }
  return out;
}

/** What leaves for public addresses beside the egress that exposure.yaml declares for the scope. */
function undeclaredEgress(
  view: FamilyView,
  scope: Scope,
  declared: FirewallDeclared | undefined,
  segments: readonly { readonly protocol: Protocol; readonly segment: Segment<Exit> }[],
  nowMs: number,
): Fact<readonly string[]> | undefined {
  const own = (declared?.egress ?? []).filter(
    ({ on }) => on.length === 0 || isNamedBy(on, declared?.target ?? '', scope.point),
  );
  if (declared === undefined || own.length === 0) return undefined;
  const { family } = view.rules;
  const current = own.filter(({ until }) => !isExpired(until, nowMs));
  const whole = {
    name: 'every public address',
    all: addressesOfAtoms(view.rules.universe.addresses.src, view.classes.public),
  };
  const open: string[] = [];
  let possible = false;
  for (const { protocol, segment } of segments) {
    const to = current
      .filter(({ ports }) => holdsPorts(ports, protocol, segment.from, segment.to))
      .flatMap((entry) => entry.to);
    const allowed = peersAsAddresses(to, declared.zones, family);
    const names = namesOfAddresses(family, subtractAddresses(destinationsOf(segment.openings, true), allowed), whole);
    const port = `${protocol}/${segment.from === segment.to ? segment.from : `${segment.from}-${segment.to}`}`;
    if (names.length > 0) open.push(`${port} to ${names.join(', ')}`);
    else if (subtractAddresses(destinationsOf(segment.openings, false), allowed).length > 0) possible = true;
  }
  const at: Place = own[0]?.at ?? declared.at;
  if (open.length > 0 || !possible) return known(open.slice(0, 20), at);
  return unknown(doubt(segments), at);
}

function doubt(segments: readonly { readonly segment: Segment<Exit> }[]): string {
  const exits = segments.flatMap(({ segment }) => segment.openings).filter(({ sure }) => !sure);
  const doubts = new Set(exits.flatMap(({ verdict }) => verdict.path.flatMap((rule) => rule.doubts)));
  return `What may leave depends on: ${[...doubts].slice(0, 3).join('; ') || 'rules that are in doubt'}.`;
}

function decidersOfExits(result: HookResult, exits: readonly Exit[]): readonly Decider[] {
  const found = new Map<string, Decider>();
  for (const { verdict } of exits) {
    const rule = verdict.byPolicy ? undefined : verdict.path.at(-1)?.rule;
    const chain = result.primary?.chain;
    const at = rule?.at ?? chain?.policy?.at ?? chain?.at;
    if (at === undefined) continue;
    found.set(`${at.file}:${at.line ?? ''}:${at.pointer ?? ''}`, {
      at,
      text: rule?.text ?? `policy of ${chain?.name ?? 'OUTPUT'}`,
    });
    if (found.size > 2) break;
  }
  return [...found.values()];
}

function placeOf({ rules }: FamilyView, result: HookResult | undefined): Place {
  const chain = result?.primary?.chain ?? rules.chains[0]?.chain;
  return chain?.policy?.at ?? chain?.at ?? { file: 'the packet filter' };
}
