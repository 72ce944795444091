import type { Diagnostic } from '../../../../core/diagnostic.ts';
import { type Fact, known, type Place } from '../../../../core/fact.ts';
import { isObject, type JsonObject, textAt } from '../../../iam/json-value.ts';
import type { AwsGroup, AwsPeer, AwsPermission } from '../aws-network.ts';
import { trafficOf } from '../traffic.ts';
import type { AccountExport } from './account.ts';
import type { AwsRecord } from './documents.ts';
import { nameAt, notGiven, numberAt, objectsAt, oddEntries, textFact } from './fields.ts';

/** Security groups, of describe-security-groups, and of describe-security-group-rules where that alone was given. */
export function readGroups(given: AccountExport): readonly AwsGroup[] {
  const whole = given.records('SecurityGroups').map(readGroup);
  const ids = new Set(whole.map(({ id }) => id));
  const split = new Map<string, AwsRecord[]>();
  for (const record of given.records('SecurityGroupRules')) {
    const id = textAt(record.value, 'GroupId');
    if (id === undefined || ids.has(id)) continue;
    const list = split.get(id) ?? [];
    list.push(record);
    split.set(id, list);
  }
  return [...whole, ...[...split].map(([id, rules]) => groupOfRules(id, rules))];
}

function readGroup(record: AwsRecord): AwsGroup {
  const { value } = record;
  const id = textAt(value, 'GroupId') ?? '';
  const owner = textAt(value, 'OwnerId');
  const name = textFact(record, 'GroupName');
  return {
    id,
    name: textAt(value, 'GroupName') ?? nameAt(value),
    ...('VpcId' in value ? { network: textFact(record, 'VpcId') } : {}),
    // The default group of a VPC alone has this name, and keeps it.
    isDefault: 'value' in name ? known(name.value === 'default', name.at) : name,
    description: known(textAt(value, 'Description') ?? '', record.at()),
    permissions: [
      ...permissionsAt(record, 'IpPermissions', 'in', id, owner),
      ...permissionsAt(record, 'IpPermissionsEgress', 'out', id, owner),
    ],
    untold: ['IpPermissions', 'IpPermissionsEgress']
      .filter((key) => !Array.isArray(value[key]) || oddEntries(value, key).length > 0)
      .map((key) => `${record.file} does not tell all ${key} of ${id}`),
    usedBy: known([], record.at()),
    at: record.at(),
  };
}

const PEER_LISTS = ['IpRanges', 'Ipv6Ranges', 'UserIdGroupPairs', 'PrefixListIds'] as const;

/** The peers of a permission, each a permission of its own, as AWS counts them. */
function permissionsAt(
  record: AwsRecord,
  key: 'IpPermissions' | 'IpPermissionsEgress',
  direction: 'in' | 'out',
  id: string,
  owner: string | undefined,
): readonly AwsPermission[] {
  return objectsAt(record.value, key).flatMap(({ value, index }): readonly AwsPermission[] => {
    const place = record.at(key, index);
    const make = (peer: AwsPeer, from: JsonObject | undefined, at: Place): AwsPermission => ({
      direction,
      ...trafficAt(value, place),
      peer,
      description: known((from === undefined ? undefined : textAt(from, 'Description')) ?? '', at),
      at,
    });
    const peers = (list: string, read: (peer: JsonObject, at: Place) => AwsPeer): readonly AwsPermission[] =>
      objectsAt(value, list).map((peer) => {
        const at = record.at(key, index, list, peer.index);
        return make(read(peer.value, at), peer.value, at);
      });
    const odd = PEER_LISTS.some((list) => oddEntries(value, list).length > 0);
    const found = [
      ...peers('IpRanges', (peer, at) => cidrPeer(textAt(peer, 'CidrIp'), at)),
      ...peers('Ipv6Ranges', (peer, at) => cidrPeer(textAt(peer, 'CidrIpv6'), at)),
      ...peers('UserIdGroupPairs', (peer, at) => groupPeer(peer, id, owner, at)),
      ...peers('PrefixListIds', (peer, at) => listPeer(textAt(peer, 'PrefixListId'), at)),
    ];
    if (found.length > 0 && !odd) return found;
    const why = `${record.file} does not name all peers of a permission of ${id}`;
    return [...found, make({ kind: 'unknown', why }, undefined, place)];
  });
}

/** A warning for each permission whose protocol or ports cannot be read. */
export function unreadTraffic(groups: readonly AwsGroup[]): readonly Diagnostic[] {
  return groups.flatMap(({ id, permissions }) =>
    permissions.flatMap((permission): readonly Diagnostic[] => {
      const { uncertain } = trafficOf(permission);
      if (uncertain.length === 0) return [];
      const message = `a rule of ${id} may match or not: ${uncertain.join('; ')}`;
      return [{ level: 'warning', code: 'uncertain-rule', message, at: permission.at }];
    }),
  );
}

/** One answer of describe-security-group-rules tells rules, and of their groups the id alone. */
function groupOfRules(id: string, rules: readonly AwsRecord[]): AwsGroup {
  const at = rules[0]?.at() ?? { file: '' };
  const elsewhere = notGiven('SecurityGroups', at);
  return {
    id,
    name: '',
    isDefault: elsewhere,
    description: elsewhere,
    permissions: rules.flatMap((record): readonly AwsPermission[] => {
      const { value } = record;
      const place = record.at();
      const egress = value['IsEgress'];
      // A rule that does not tell its direction may stand in either.
      const directions = typeof egress === 'boolean' ? ([egress ? 'out' : 'in'] as const) : (['in', 'out'] as const);
      return directions.map((direction) => ({
        direction,
        ...(typeof egress === 'boolean' ? {} : { uncertain: [`a rule of ${id} tells no IsEgress`] }),
        ...trafficAt(value, place),
        peer: rulePeer(value, id, place),
        description: known(textAt(value, 'Description') ?? '', place),
        at: place,
      }));
    }),
    untold: [],
    usedBy: known([], at),
    at,
  };
}

function rulePeer(value: JsonObject, id: string, at: Place): AwsPeer {
  const cidr = textAt(value, 'CidrIpv4') ?? textAt(value, 'CidrIpv6');
  if (cidr !== undefined) return cidrPeer(cidr, at);
  const list = textAt(value, 'PrefixListId');
  if (list !== undefined) return listPeer(list, at);
  const group = value['ReferencedGroupInfo'];
  if (isObject(group)) return groupPeer(group, id, textAt(value, 'GroupOwnerId'), at);
  return { kind: 'unknown', why: `a rule of ${id} names no peer` };
}

function cidrPeer(cidr: string | undefined, at: Place): AwsPeer {
  return cidr === undefined
    ? { kind: 'unknown', why: 'an address range without an address' }
    : { kind: 'cidr', cidr: known(cidr, at) };
}

function listPeer(id: string | undefined, at: Place): AwsPeer {
  return id === undefined
    ? { kind: 'unknown', why: 'a prefix list without an id' }
    : { kind: 'prefix-list', id: known(id, at) };
}

function groupPeer(peer: JsonObject, own: string, owner: string | undefined, at: Place): AwsPeer {
  const id = textAt(peer, 'GroupId');
  if (id === undefined) return { kind: 'unknown', why: 'a group without an id' };
  const account = textAt(peer, 'UserId');
  const foreign = account !== undefined && owner !== undefined && account !== owner;
  if (id === own && !foreign) return { kind: 'self' };
  return { kind: 'group', id: known(id, at), ...(foreign ? { account } : {}) };
}

function trafficAt(value: JsonObject, at: Place): Pick<AwsPermission, 'protocol' | 'from' | 'to'> {
  const protocol = textAt(value, 'IpProtocol') ?? numberAt(value, 'IpProtocol')?.toString();
  const from = numberAt(value, 'FromPort');
  const to = numberAt(value, 'ToPort');
  const told: Fact<string> =
    protocol === undefined ? { unknown: 'The permission tells no protocol.', at } : known(protocol, at);
  // AWS always tells the ports of TCP and UDP, and the type of ICMP; for ICMP and all ports it tells -1.
  const isPorted = protocol !== undefined && /^(?:tcp|udp|icmp|icmpv6|6|17|1|58)$/i.test(protocol);
  const port = (key: 'from' | 'to', value: number | undefined, name: string) =>
    value !== undefined
      ? { [key]: known(value, at) }
      : isPorted
        ? { [key]: { unknown: `The permission tells no ${name}.`, at } }
        : {};
  return { protocol: told, ...port('from', from, 'FromPort'), ...port('to', to, 'ToPort') };
}
