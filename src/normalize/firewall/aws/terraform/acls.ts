import { type Fact, isKnown, known, type Place, unknown } from '../../../../core/fact.ts';
import { sortedBy } from '../../../../core/order.ts';
import { isRecord } from '../../../../core/record.ts';
import type { TfResource, TfState } from '../../../terraform/terraform-state.ts';
import type { AwsAcl, AwsAclEntry } from '../aws-network.ts';
import {
  blocksAt,
  booleanFact,
  isLeftOpen,
  nameOf,
  numberFact,
  textFact,
  unreadableWhy,
  untoldValue,
  valueAt,
} from './facts.ts';
import { ACLS, idFact, linkedTo, SUBNETS, VPCS } from './links.ts';

type Path = readonly (string | number)[];

/** Network ACLs that are managed here, and those of others that get entries from here. */
export function aclsOf(state: TfState): readonly AwsAcl[] {
  const { byAcl: entries, astray } = entriesByAcl(state);
  const earlier = state.before === undefined ? undefined : entriesByAcl(state.before).byAcl;
  const { byAcl: subnets, astray: elsewhere } = subnetsByAcl(state);
  const managed = state.ofType(...ACLS.types).filter(({ mode }) => mode === 'managed');
  const acls = managed.map((resource): AwsAcl => {
    const own = entries.get(resource.address) ?? [];
    const { inline, untold } = inlineEntries(state, resource, own, earlier?.get(resource.address) ?? []);
    const network = leftOpen(resource, 'vpc_id') ? undefined : idFact(state, resource, ['vpc_id'], VPCS);
    return {
      id: resource.address,
      name: nameOf(resource, ''),
      ...(network === undefined ? {} : { network }),
      isDefault: known(resource.type === 'aws_default_network_acl', resource.at),
      entries: [...own, ...inline],
      untold: [...untold, ...astray],
      subnets: subnetsOf(state, resource, subnets.get(resource.address) ?? [], elsewhere),
      at: resource.at,
    };
  });
  const ids = new Set(acls.map(({ id }) => id));
  for (const [id, own] of entries) {
    const at: Place = own[0]?.at ?? { file: id };
    if (ids.has(id)) continue;
    const why = `${id} is not managed here: export it with aws ec2 describe-network-acls`;
    acls.push({
      id,
      name: id,
      isDefault: unknown(why, at),
      entries: own,
      untold: [why],
      subnets: unknown(why, at),
      at,
    });
  }
  return sortedBy(acls, ({ id }) => id);
}

function leftOpen(resource: TfResource, attribute: string): boolean {
  return resource.isUnknown([attribute]) && isLeftOpen(resource, attribute);
}

/** Entries of their own by the ACL they are for; of what is for an ACL that is not told, a sentence each. */
interface EntriesByAcl {
  readonly byAcl: ReadonlyMap<string, readonly AwsAclEntry[]>;
  readonly astray: readonly string[];
}

function entriesByAcl(state: TfState): EntriesByAcl {
  const astray: string[] = [];
  const found = new Map<string, AwsAclEntry[]>();
  for (const rule of state.ofType('aws_network_acl_rule')) {
    const { links } = linkedTo(state, rule, ['network_acl_id'], ACLS);
    const egress = booleanFact(rule, ['egress'], false);
    const names = { number: 'rule_number', action: 'rule_action' };
    const entries = isKnown(egress)
      ? entriesAt(rule, [], egress.value ? 'out' : 'in', names)
      : (['in', 'out'] as const).flatMap((way) =>
          entriesAt(rule, [], way, names).map((entry) => ({ ...entry, uncertain: [egress.unknown] })),
        );
    if (links.length === 0) astray.push(`${rule.address} may be an entry of it: which ACL it is for is not told`);
    // An ACL that is not told is called by its rule.
    const ids = links.length === 0 ? [`the ACL of ${rule.address}`] : links.map(({ id }) => id);
    for (const id of ids) found.set(id, [...(found.get(id) ?? []), ...entries]);
  }
  return { byAcl: found, astray };
}

/** As with security groups: what the configuration leaves open is what was there at the last refresh. */
function inlineEntries(
  state: TfState,
  acl: TfResource,
  own: readonly AwsAclEntry[],
  earlier: readonly AwsAclEntry[],
): { readonly inline: readonly AwsAclEntry[]; readonly untold: readonly string[] } {
  const inline: AwsAclEntry[] = [];
  const untold: string[] = [];
  const taken = new Set(own.map(keyOf));
  const before = state.before?.get(acl.address);
  for (const attribute of ['ingress', 'egress'] as const) {
    const open = isLeftOpen(acl, attribute);
    if (acl.isUnknown([attribute])) {
      if (!open || acl.isStrange?.([attribute]) === true) untold.push(untoldValue(acl, [attribute]));
      continue;
    }
    const blocks = blocksAt(acl, [attribute]);
    if (blocks === undefined) {
      untold.push(unreadableWhy(acl, [attribute], 'list'));
      continue;
    }
    const unchanged = before !== undefined && JSON.stringify(valueAt(before, [attribute])) === JSON.stringify(blocks);
    const gone = new Set(open && unchanged ? earlier.map(keyOf) : []);
    for (const index of blocks.keys()) {
      if (acl.isUnknown([attribute, index])) untold.push(untoldValue(acl, [attribute, index]));
      if (!isRecord(blocks[index])) untold.push(unreadableWhy(acl, [attribute, index], 'entry'));
      const direction = attribute === 'ingress' ? 'in' : 'out';
      for (const entry of entriesAt(acl, [attribute, index], direction, { number: 'rule_no', action: 'action' })) {
        if (!taken.has(keyOf(entry)) && !gone.has(keyOf(entry))) inline.push(entry);
      }
    }
  }
  for (const { type, why } of state.lost ?? [])
    if (type === undefined || type === 'aws_network_acl_rule') untold.push(why);
  return { inline, untold };
}

function keyOf({ direction, number, cidr }: AwsAclEntry): string {
  const six = isKnown(cidr) && cidr.value.includes(':');
  return `${direction} ${isKnown(number) ? number.value : number.unknown} ${six ? '6' : '4'}`;
}

/** One entry for each address family that is named. */
function entriesAt(
  resource: TfResource,
  path: Path,
  direction: 'in' | 'out',
  names: { readonly number: string; readonly action: string },
): readonly AwsAclEntry[] {
  const at = path.length === 0 ? resource.at : resource.placeOf(path);
  const nothing = (name: string): Fact<never> => unknown(`${name} of ${resource.address} is not told`, at);
  const action = textFact(resource, [...path, names.action]);
  const from = numberFact(resource, [...path, 'from_port']);
  const to = numberFact(resource, [...path, 'to_port']);
  const icmpType = numberFact(resource, [...path, 'icmp_type']);
  const icmpCode = numberFact(resource, [...path, 'icmp_code']);
  const protocol = textFact(resource, [...path, 'protocol']) ?? nothing('protocol');
  const cidrs = (['cidr_block', 'ipv6_cidr_block'] as const).flatMap((name): readonly Fact<string>[] => {
    const cidr = textFact(resource, [...path, name]);
    return cidr === undefined || (isKnown(cidr) && cidr.value === '') ? [] : [cidr];
  });
  return (cidrs.length === 0 ? [nothing('cidr_block')] : cidrs).map(
    (cidr): AwsAclEntry => ({
      number: numberFact(resource, [...path, names.number]) ?? nothing(names.number),
      direction,
      action: actionOf(action, resource, at),
      protocol,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      // Type 0 is what the provider writes where none is set.
      ...(isIcmp(protocol) ? { icmpType: icmpType ?? known(0, at), icmpCode: icmpCode ?? known(0, at) } : {}),
      cidr,
      at,
    }),
  );
}

function isIcmp(protocol: Fact<string>): boolean {
  return isKnown(protocol) && /^(?:icmp|icmpv6|1|58)$/i.test(protocol.value);
}

function actionOf(action: Fact<string> | undefined, resource: TfResource, at: Place): Fact<'allow' | 'deny'> {
  if (action !== undefined && !isKnown(action)) return action;
  const word = action?.value.toLowerCase();
  return word === 'allow' || word === 'deny'
    ? known(word, action?.at ?? at)
    : unknown(`the action of ${resource.address} is not told`, at);
}

function subnetsByAcl(state: TfState): {
  readonly byAcl: ReadonlyMap<string, readonly string[]>;
  readonly astray: string | undefined;
} {
  const found = new Map<string, string[]>();
  let astray: string | undefined;
  for (const association of state.ofType('aws_network_acl_association')) {
    const acls = linkedTo(state, association, ['network_acl_id'], ACLS).links;
    if (acls.length === 0) astray = `Which ACL ${association.address} is for is not told.`;
    const subnets = linkedTo(state, association, ['subnet_id'], SUBNETS).links.map(({ id }) => id);
    for (const { id } of acls) found.set(id, [...(found.get(id) ?? []), ...subnets]);
  }
  return { byAcl: found, astray };
}

/** Subnets by the list of the ACL and by associations of their own. */
function subnetsOf(
  state: TfState,
  acl: TfResource,
  associated: readonly string[],
  astray: string | undefined,
): Fact<readonly string[]> {
  const open = leftOpen(acl, 'subnet_ids');
  const { links, untold, at } = open ? { links: [], at: acl.at } : linkedTo(state, acl, ['subnet_ids'], SUBNETS);
  const subnets = [...new Set([...links.map(({ id }) => id), ...associated])].sort();
  if (untold !== undefined) return unknown(untold, at);
  if (astray !== undefined) return unknown(astray, at);
  if (subnets.length > 0) return known(subnets, at);
  // Associations may be made elsewhere, but hardly of an ACL that is not there yet.
  return state.before !== undefined && state.before.get(acl.address) === undefined
    ? known([], at)
    : unknown(`Nothing here associates ${acl.address} with a subnet; whether something else does is not told.`, at);
}
