import { type IpFamily, parseAddress, parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallCondition } from '../../../model/generated/model.ts';
import { icmpType, portNumber, protocolNumber } from '../iptables-save/names.ts';
import { both, doubt, type Match, on } from './chain-builder.ts';
import type { FirewalldConfig, RichPeer } from './objects.ts';

type Side = 'src' | 'dst';

/** `22`, `8000-8010` or a service name, of a protocol. */
export function portMatch(side: 'sport' | 'dport', port: string, protocol: string): Match {
  const range = portRange(port);
  const number = protocolNumber(protocol);
  if (number === undefined || number === 'all') return doubt(`the protocol ${protocol} cannot be told`);
  if (range === undefined) return both(on('protocol', [`${number}`]), doubt(`the port ${port} cannot be told`));
  return both(on('protocol', [`${number}`]), on(side, [range]));
}

/** A port as the model writes it. */
export function portRange(text: string): string | undefined {
  const [low = '', high] = text.split(/[-:]/);
  const from = portNumber(low.trim());
  const to = high === undefined ? from : portNumber(high.trim());
  if (from === undefined || to === undefined || from > to) return undefined;
  return from === to ? `${from}` : `${from}-${to}`;
}

/** A protocol by name or number. */
export function protocolMatch(name: string): Match {
  const number = protocolNumber(name);
  if (number === undefined) return doubt(`the protocol ${name} cannot be told`);
  return number === 'all' ? { conditions: [] } : on('protocol', [`${number}`]);
}

/** Every ICMP message of a family. */
export function anyIcmp(family: IpFamily): Match {
  return on('protocol', [family === 'ipv4' ? '1' : '58']);
}

/** firewalld's nftables backend asks for type 12, code 1 where iptables asks for code 0. */
const NFT_ICMP: Readonly<Record<string, string>> = { 'ip-header-bad': '12/1' };

/** An ICMP type by firewalld's name; undefined where the family has none of that name. */
export function icmpMatch(name: string, family: IpFamily, backend: 'nftables' | 'iptables'): Match | undefined {
  const nft = family === 'ipv4' && backend === 'nftables' ? NFT_ICMP[name] : undefined;
  const type = nft ?? icmpType(name, family);
  if (type === undefined) {
    const other = icmpType(name, family === 'ipv4' ? 'ipv6' : 'ipv4');
    return other === undefined ? both(anyIcmp(family), doubt(`the ICMP type ${name} cannot be told`)) : undefined;
  }
  return type === 'any' ? anyIcmp(family) : both(anyIcmp(family), on('icmp', [type]));
}

/** A peer of a rich rule; undefined where no packet of the family can have it. */
export function peerMatch(
  peer: RichPeer | undefined,
  side: Side,
  family: IpFamily,
  config: FirewalldConfig,
): Match | undefined {
  if (peer === undefined) return { conditions: [] };
  if (peer.kind === 'mac') return doubt(`the sender's hardware address ${peer.value}`);
  if (peer.kind === 'ipset') return setMatch(peer.value, side, peer.inverted, family, config);
  return addressMatch(peer.value, side, peer.inverted, family);
}

/** An address or network, undefined for one of the other family. */
export function addressMatch(text: string, side: Side, inverted: boolean, family: IpFamily): Match | undefined {
  const range = parseIpRange(text);
  if (range === undefined) return doubt(`the address ${text} cannot be told`);
  return range.family === family ? on(side, [text], inverted) : undefined;
}

/** A source or interface that a zone is bound to: an address, a hardware address or `ipset:NAME`. */
export function sourceMatch(text: string, side: Side, family: IpFamily, config: FirewalldConfig): Match | undefined {
  if (text.startsWith('ipset:')) return setMatch(text.slice(6), side, false, family, config);
  if (/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text)) return doubt(`the hardware address ${text}`);
  return addressMatch(text, side, false, family);
}

/** The members of an ipset; undefined for a set of the other family. */
function setMatch(
  name: string,
  side: Side,
  inverted: boolean,
  family: IpFamily,
  config: FirewalldConfig,
): Match | undefined {
  const set = config.ipsets.get(name);
  if (set === undefined) return doubt(`the ipset ${name} is not in what was given`);
  if (set.type === 'hash:mac') return doubt(`the ipset ${name} holds hardware addresses`);
  if (set.family !== family) return undefined;
  if (set.changing) return doubt(`the entries of the ipset ${name} come and go while the machine runs`);
  const formats = set.type.replace(/^hash:/, '').split(',');
  if (formats.some((format) => !['ip', 'net', 'port'].includes(format)))
    return doubt(`the ipset ${name} of type ${set.type} cannot be told from the packet alone`);
  const entries = set.entries.map((entry) => entryConditions(entry, formats, side));
  if (entries.includes(undefined)) return doubt(`an entry of the ipset ${name} cannot be read`);
  const known = entries.filter((entry) => entry !== undefined);
  if (formats.length === 1)
    return on(
      side,
      known.flatMap((entry) => entry.flatMap(({ values }) => values)),
      inverted,
    );
  if (!inverted) return { conditions: [], anyOf: known };
  return { conditions: [], noneOf: known };
}

function entryConditions(
  entry: string,
  formats: readonly string[],
  side: Side,
): readonly FirewallCondition[] | undefined {
  const parts = entry.split(',');
  if (parts.length !== formats.length) return undefined;
  const out: FirewallCondition[] = [];
  for (const [index, format] of formats.entries()) {
    const part = (parts[index] ?? '').trim();
    if (format === 'port') {
      // Without a protocol, ipset takes TCP (ipset(8)).
      const [protocol = '', port = ''] = part.includes(':') ? part.split(':') : ['tcp', part];
      const match = portMatch(side === 'src' ? 'sport' : 'dport', port, protocol);
      if ((match.uncertain ?? []).length > 0) return undefined;
      out.push(...match.conditions);
    } else if (parseIpRange(part) === undefined) return undefined;
    else out.push({ on: side, values: [part] });
  }
  return out;
}

/** True for one address, without a network. */
export function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}
