import { isKnown } from '../../core/fact.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type {
  FirewallChange,
  FirewallDeclared,
  FirewallPoint,
  FirewallRuleset,
  FirewallRulesetBefore,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { type DeclaredScope, declaredFor, holdsPorts, peersAsAddresses } from './declared-services.ts';
import { type ChangedRegion, differenceOf } from './difference.ts';
import { addressesOf, intersectAddresses, subtractAddresses, uniteAddresses } from './sources-intervals.ts';
import { type Scope, scopesOf } from './sources-scopes.ts';

type Changed = FirewallChange['opened'][number];

const SHOWN_SOURCES = 5;

/** What the rules let in that they did not before, and what they no longer do. Only where both states were given. */
export const change: Derivation = {
  id: 'change',
  domain: 'firewall',
  derive: ({ firewall }, { nowMs }) => {
    const before = firewall?.ruleset_before;
    if (before === undefined) return {};
    const compared = deriveSection<readonly [FirewallRuleset, FirewallRulesetBefore], Compared>(
      [firewall?.ruleset, before],
      (after, { ruleset }) => compare(ruleset, after, firewall?.declared?.data, nowMs),
    );
    return { firewall: { change: told(compared) } };
  },
};

interface Compared {
  readonly change: FirewallChange;
  readonly unknown: readonly string[];
}

/** What could not be compared makes the section incomplete. */
function told({ data, ...section }: Section<Compared>): Section<FirewallChange> {
  if (data === undefined) return section;
  if (data.unknown.length === 0) return { ...section, data: data.change };
  const reason = [section.reason ?? [], ...data.unknown].flat().join(' ');
  return { ...section, flag: 'incomplete', reason, data: data.change };
}

function compare(
  before: FirewallRuleset | undefined,
  after: FirewallRuleset,
  declared: FirewallDeclared | undefined,
  nowMs: number,
): Compared {
  const { opened, closed, unknown } = differenceOf(before, after, { hooks: ['input', 'forward'] });
  const scopes = new Map(scopesOf(after).map((scope) => [scope.point?.id, scope]));
  const points = after.points ?? [];
  const alone = new Set(points.filter(({ kind }) => kind === 'network-acl').map(({ id }) => id));
  const own = ({ point }: { readonly point?: string }): boolean => point === undefined || !alone.has(point);
  const contexts = new Map<Scope, DeclaredScope>();
  const contextOf = (region: ChangedRegion): DeclaredScope | undefined => {
    const scope = scopes.get(region.point);
    if (scope === undefined || declared === undefined) return undefined;
    const context = contexts.get(scope) ?? declaredFor(declared, scope, points, nowMs);
    contexts.set(scope, context);
    return context;
  };
  const read = (regions: readonly ChangedRegion[]) =>
    withUniqueIds(
      regions
        .filter(own)
        .filter((region) => arrives(region, scopes.get(region.point)?.point))
        .flatMap((region) => changedOf(region, contextOf(region))),
    );
  return {
    change: { opened: read(opened), closed: read(closed) },
    unknown: [...new Set(unknown.filter(own).map((one) => one.unknown))],
  };
}

/** Nothing arrives from public addresses where none leads there; what else the rules let in counts. */
function arrives({ sources, family }: ChangedRegion, point: FirewallPoint | undefined): boolean {
  if (point?.public === undefined || !isKnown(point.public) || point.public.value) return true;
  const inner = addressesOf(family, PRIVATE[family]);
  return intersectAddresses(inner, addressesOf(family, sources)).length > 0;
}

/** Sources that need no way from the internet (RFC 1918, 6598, 4193). */
const PRIVATE = {
  ipv4: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  ipv6: ['fc00::/7'],
} as const;

/** One entry for each range of ports. */
function changedOf(region: ChangedRegion, context: DeclaredScope | undefined): readonly Changed[] {
  const { family, protocol, certainty, sources, sourcesExcept, because, point = '' } = region;
  const first = because[0];
  const from = [...sources.slice(0, SHOWN_SOURCES), ...(sources.length > SHOWN_SOURCES ? ['…'] : [])].join(', ');
  const but = sourcesExcept === undefined ? '' : ` but ${sourcesExcept.slice(0, SHOWN_SOURCES).join(', ')}`;
  return (region.ports ?? region.icmp ?? ['all']).map((ports) => {
    const service = ports === 'all' ? (protocol === 'any' ? 'everything' : protocol) : `${protocol}/${ports}`;
    return {
      id: `${point === '' ? '' : `${point} `}${region.hook === 'forward' ? 'forward ' : ''}${family}:${service}`,
      point,
      family,
      protocol,
      ports,
      sources: sources.slice(0, SHOWN_SOURCES),
      public: subtractAddresses(addressesOf(family, sources), addressesOf(family, PRIVATE[family])).length > 0,
      certain: certainty === 'must',
      declared_by: context === undefined ? [] : declaring(region, ports, context),
      text: `${service} from ${from}${but}${first === undefined ? '' : ` by ${first.text}`}`,
      at: first?.at ?? { file: 'the packet filter' },
    };
  });
}

/** The services that together cover all of a region's sources at these ports; none where they do not. */
function declaring(region: ChangedRegion, ports: string, { current, declared }: DeclaredScope): readonly string[] {
  const { protocol, family } = region;
  if (protocol !== 'tcp' && protocol !== 'udp') return [];
  const [from, to] = ports === 'all' ? [0, 65_535] : portsOf(ports);
  const sources = subtractAddresses(
    addressesOf(family, region.sources),
    addressesOf(family, region.sourcesExcept ?? []),
  );
  const holding = current.filter((service) => holdsPorts(service.ports, protocol, from, to));
  const addresses = holding.map(({ from: peers }) => peersAsAddresses(peers, declared.zones, family));
  if (subtractAddresses(sources, uniteAddresses(addresses)).length > 0) return [];
  return holding.filter((_, at) => intersectAddresses(sources, addresses[at] ?? []).length > 0).map(({ name }) => name);
}

function portsOf(text: string): readonly [number, number] {
  const [from = '0', to = from] = text.split('-');
  return [Number(from), Number(to)];
}

/** Regions of one service by different rules are numbered. */
function withUniqueIds(list: readonly Changed[]): readonly Changed[] {
  const seen = new Map<string, number>();
  return list.map((one) => {
    const count = (seen.get(one.id) ?? 0) + 1;
    seen.set(one.id, count);
    return count === 1 ? one : { ...one, id: `${one.id} (${count})` };
  });
}
