import { isKnown } from '../../../core/fact.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallChain, FirewallCondition, FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import type { AwsAcl, AwsAclEntry, AwsSubnet } from './aws-network.ts';
import { uniqueIds } from './rule-ids.ts';
import { trafficOf } from './traffic.ts';

/** The entry that AWS puts last in every list and that nobody can remove: the denial of what nothing decides. */
const LAST_ENTRY = 32_767;
/** TCP alone needs a way back: a datagram has arrived before any answer. */
export const NO_ANSWER = 'aws-nacl:no answer needed';

/** The id of the filter of an ACL. */
export function aclFilterId(acl: AwsAcl): string {
  return `aws-nacl:${acl.id}`;
}

/** The id of the filter that stands for the way back through an ACL. */
export function answersFilterId(acl: AwsAcl): string {
  return `${aclFilterId(acl)} answers`;
}

const BASE = {
  engine: 'aws-nacl',
  family: 'inet',
  semantics: 'first-match',
  stateful: false,
  loaded: 'configured',
} as const;

/** An ACL as a filter: the first entry by number decides, in each direction. */
export function aclFilter(acl: AwsAcl): FirewallFilter {
  return { id: aclFilterId(acl), ...BASE, chains: [chain(acl, 'in'), chain(acl, 'out')], at: acl.at };
}

/**
 * The way back through an ACL, which keeps no state: what comes in by source and source port must be let out to that
 * address and port, and the other way round. So the outgoing entries, mirrored, decide on incoming packets too.
 */
export function answersFilter(acl: AwsAcl): FirewallFilter {
  const mirrored = (one: FirewallChain, hook: 'input' | 'output'): FirewallChain => ({
    ...one,
    id: `${one.id} answers`,
    name: `${one.name} answers`,
    hook,
    rules: one.rules.map((rule) => ({ ...rule, conditions: rule.conditions.map(mirror) })),
  });
  return {
    id: answersFilterId(acl),
    ...BASE,
    chains: [mirrored(chain(acl, 'out'), 'input'), mirrored(chain(acl, 'in'), 'output')],
    at: acl.at,
  };
}

/** Before the answers of any ACL: whatever is not TCP. */
export function noAnswerFilter(acl: AwsAcl): FirewallFilter {
  const rule: Omit<FirewallRule, 'id'> = {
    action: 'allow',
    conditions: [{ on: 'protocol', values: ['6'], negated: true }],
    uncertain: [],
    text: 'what needs no answer to arrive',
    at: acl.at,
  };
  return bothWays(NO_ANSWER, acl, () => [rule]);
}

/** A subnet as far as it was told: the id stands in its interfaces, the addresses elsewhere. */
export type NamedSubnet = Pick<AwsSubnet, 'id'> & Partial<Pick<AwsSubnet, 'cidrs'>>;

/** The id of the filter for traffic that does not leave its subnet. */
export function withinFilterId(subnets: readonly NamedSubnet[]): string {
  return `aws-nacl:within ${subnets.map(({ id }) => id).join(' ')}`;
}

/**
 * Before an ACL: traffic within a subnet never meets it. Of several subnets nothing tells which one a packet is in. Where
 * the addresses of one are not told, whoever may stand `inside` the network may be in it.
 */
export function withinFilter(subnets: readonly NamedSubnet[], acl: AwsAcl, inside: readonly string[]): FirewallFilter {
  const ids = subnets.map(({ id }) => id).join(', ');
  const uncertain = [
    ...subnets.flatMap(({ id, cidrs }) =>
      cidrs === undefined
        ? [`which addresses ${id} has is not told: \`aws ec2 describe-subnets --output json > subnets.json\``]
        : isKnown(cidrs)
          ? []
          : [cidrs.unknown],
    ),
    ...(subnets.length > 1 ? [`between ${ids} the network ACL decides, within each of them it does not`] : []),
  ];
  const values = new Set(
    subnets.flatMap(({ cidrs }) => (cidrs !== undefined && isKnown(cidrs) ? cidrs.value : inside)),
  );
  const text = 'traffic that does not leave its subnet';
  return bothWays(withinFilterId(subnets), acl, (side) => [
    { action: 'allow', conditions: [{ on: side, values: [...values] }], uncertain, text, at: acl.at },
  ]);
}

function bothWays(
  id: string,
  acl: AwsAcl,
  rules: (side: 'src' | 'dst') => readonly Omit<FirewallRule, 'id'>[],
): FirewallFilter {
  const make = (direction: 'in' | 'out'): FirewallChain => ({
    id: `${id}:${direction}`,
    table: 'filter',
    name: `${id} ${direction}`,
    hook: direction === 'in' ? 'input' : 'output',
    priority: 0,
    policy: { value: 'deny', at: acl.at },
    rules: uniqueIds(`${id}:${direction}`, rules(direction === 'in' ? 'src' : 'dst')),
    at: acl.at,
  });
  return { id, ...BASE, chains: [make('in'), make('out')], at: acl.at };
}

function mirror(condition: FirewallCondition): FirewallCondition {
  const other = { src: 'dst', dst: 'src', sport: 'dport', dport: 'sport' } as const;
  const { on } = condition;
  return on === 'src' || on === 'dst' || on === 'sport' || on === 'dport' ? { ...condition, on: other[on] } : condition;
}

function chain(acl: AwsAcl, direction: 'in' | 'out'): FirewallChain {
  const id = `${aclFilterId(acl)}:${direction}`;
  const own = acl.entries.filter((entry) => entry.direction === direction);
  const last = own.find((entry) => isLast(entry));
  const untold = acl.untold.map(
    (why): Omit<FirewallRule, 'id'> => ({
      action: 'unknown',
      conditions: [],
      uncertain: [why],
      text: 'entries that are not told',
      at: acl.at,
    }),
  );
  return {
    id,
    table: 'filter',
    name: `${acl.id} ${direction}`,
    hook: direction === 'in' ? 'input' : 'output',
    priority: 0,
    policy: { value: 'deny', at: last?.at ?? acl.at },
    rules: uniqueIds(id, [...untold, ...inOrder(own.filter((entry) => !isLast(entry))).map(ruleOf)]),
    at: acl.at,
  };
}

/** True for the denial that AWS adds itself. */
export function isLast(entry: AwsAclEntry): boolean {
  return isKnown(entry.number) && entry.number.value === LAST_ENTRY;
}

/** By number, denials first on equal ones; an entry without a known number may stand anywhere, so it comes first. */
export function inOrder(entries: readonly AwsAclEntry[]): readonly AwsAclEntry[] {
  const number = (entry: AwsAclEntry) => (isKnown(entry.number) ? entry.number.value : -1);
  const rank = (entry: AwsAclEntry) => (isKnown(entry.action) && entry.action.value === 'deny' ? 0 : 1);
  return [...entries].sort((a, b) => number(a) - number(b) || rank(a) - rank(b));
}

/** The text of an entry, as a person would write it. */
export function entryText(entry: AwsAclEntry): string {
  const number = isKnown(entry.number) ? `${entry.number.value}: ` : '';
  const action = isKnown(entry.action) ? entry.action.value : 'allow or deny';
  const cidr = isKnown(entry.cidr) ? entry.cidr.value : 'addresses not told';
  return `${number}${action} ${trafficOf(entry).text} ${entry.direction === 'in' ? 'from' : 'to'} ${cidr}`;
}

function ruleOf(entry: AwsAclEntry): Omit<FirewallRule, 'id'> {
  const traffic = trafficOf(entry);
  const { number, action, cidr } = entry;
  const readable = isKnown(cidr) && parseIpRange(cidr.value) !== undefined;
  const side = entry.direction === 'in' ? 'src' : 'dst';
  return {
    action: isKnown(action) ? action.value : 'unknown',
    conditions: [...traffic.conditions, ...(readable ? [{ on: side, values: [cidr.value] } as const] : [])],
    uncertain: [
      ...traffic.uncertain,
      ...(entry.uncertain ?? []),
      ...[number, action, cidr].flatMap((fact) => ('unknown' in fact ? [fact.unknown] : [])),
      ...(isKnown(cidr) && !readable ? [`the address ${cidr.value} cannot be read`] : []),
    ],
    text: entryText(entry),
    at: entry.at,
  };
}
