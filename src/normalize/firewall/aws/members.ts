import { isKnown } from '../../../core/fact.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { AwsGroup, AwsInterface, AwsNetwork, AwsPeer } from './aws-network.ts';

/** Whom a permission names, as sources (or destinations) and as words. */
export interface ResolvedPeer {
  /** Undefined: nobody can tell, so everybody may be meant. */
  readonly addresses?: readonly string[];
  readonly uncertain: readonly string[];
  readonly text: string;
  /** Groups and lists that stand in place of addresses. */
  readonly names: readonly string[];
}

/** Addresses from which members of a group can come where nothing more is told: private ones, and those of the VPCs. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];

/** Where somebody inside of the networks can stand, as far as it is told. */
export function addressesInside(network: AwsNetwork): readonly string[] {
  const own = (network.vpcs.data ?? []).flatMap(({ cidrs }) => (isKnown(cidrs) ? cidrs.value : []));
  return [...new Set([...PRIVATE, ...own])];
}

/** Resolves the peers of one source, reading its interfaces once. */
export function peerResolver(network: AwsNetwork): (peer: AwsPeer, group: AwsGroup) => ResolvedPeer {
  const members = membersByGroup(network);
  const lists = new Map((network.prefixLists.data ?? []).map((list) => [list.id, list]));
  const inside = addressesInside(network);
  const all = allMembersTold(network);

  const ofGroup = (id: string, text: string): ResolvedPeer => {
    const names = [id];
    const doubtful = (why: string): ResolvedPeer => ({ addresses: inside, uncertain: [why], text, names });
    if (!all) return doubtful(`which addresses the members of ${id} have is not told`);
    const found = members.get(id) ?? [];
    if (found.length === 0) return doubtful(`no interface is a member of ${id} at present`);
    const addresses = new Set<string>();
    for (const { privateAddresses } of found) {
      if (!isKnown(privateAddresses)) return doubtful(privateAddresses.unknown);
      for (const address of privateAddresses.value) addresses.add(address);
    }
    return { addresses: [...addresses].sort(compareCodePoints), uncertain: [], text, names };
  };

  return (peer, group) => {
    switch (peer.kind) {
      case 'cidr':
        if (!isKnown(peer.cidr)) return { uncertain: [peer.cidr.unknown], text: 'addresses not told', names: [] };
        return parseIpRange(peer.cidr.value) === undefined
          ? { uncertain: [`the address ${peer.cidr.value} cannot be read`], text: peer.cidr.value, names: [] }
          : { addresses: [peer.cidr.value], uncertain: [], text: peer.cidr.value, names: [] };
      case 'self':
        return ofGroup(group.id, 'its own members');
      case 'group': {
        const { id, account } = peer;
        if (!isKnown(id))
          return { addresses: inside, uncertain: [id.unknown], text: 'members of a group not told', names: [] };
        if (account === undefined) return ofGroup(id.value, `members of ${id.value}`);
        const text = `members of ${id.value} of account ${account}`;
        const why = `which addresses the members of ${id.value} in account ${account} have is not told`;
        return { addresses: inside, uncertain: [why], text, names: [`${account}/${id.value}`] };
      }
      case 'prefix-list': {
        const { id } = peer;
        if (!isKnown(id)) return { uncertain: [id.unknown], text: 'a prefix list not told', names: [] };
        const list = lists.get(id.value);
        const text = `the prefix list ${id.value}${list === undefined || list.name === '' ? '' : ` ${list.name}`}`;
        if (list === undefined)
          return { uncertain: [`the addresses of the prefix list ${id.value} are not told`], text, names: [id.value] };
        return isKnown(list.cidrs)
          ? { addresses: list.cidrs.value, uncertain: [], text, names: [id.value] }
          : { uncertain: [list.cidrs.unknown], text, names: [id.value] };
      }
      case 'unknown':
        return { uncertain: [peer.why], text: 'peers not told', names: [] };
    }
  };
}

/** Interfaces by the groups they are told to be in. */
export function membersByGroup(network: AwsNetwork): ReadonlyMap<string, readonly AwsInterface[]> {
  const members = new Map<string, AwsInterface[]>();
  for (const one of network.interfaces.data ?? []) {
    for (const id of isKnown(one.groups) ? new Set(one.groups.value) : []) {
      const list = members.get(id) ?? [];
      list.push(one);
      members.set(id, list);
    }
  }
  return members;
}

/** True when every interface is told, with its groups. */
export function allMembersTold({ interfaces }: AwsNetwork): boolean {
  return interfaces.flag === 'complete' && (interfaces.data ?? []).every(({ groups }) => isKnown(groups));
}
