import { formatAddress, type IpFamily, parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallCondition } from '../../../model/generated/model.ts';
import { icmpType, portNumber, protocolNumber } from '../iptables-save/names.ts';
import type { IpSet, IpSetElement } from './parse.ts';

/** Which side of a packet each part of an element is compared with. */
export type Side = 'src' | 'dst';

/** Conditions that hold together. */
export type Alternative = readonly FirewallCondition[];

/** Elements as conditions, or why that cannot be done. */
export type SetMeaning =
  | { readonly kind: 'alternatives'; readonly alternatives: readonly Alternative[] }
  | { readonly kind: 'unclear'; readonly reason: string };

/** Parts of an element by the words of the type. */
const PARTS: Readonly<Record<string, 'address' | 'port' | 'interface'>> = {
  ip: 'address',
  net: 'address',
  port: 'port',
  iface: 'interface',
};

/**
 * What packets a set matches when its parts are compared with these sides. The kernel looks for the most specific network
 * that holds an address; `nomatch` makes it a hole.
 */
export function meaningOfSet(set: IpSet, sides: readonly Side[]): SetMeaning {
  const [method = '', words = ''] = set.type.split(':');
  const types = words.split(',');
  const kinds = types.map((word) => PARTS[word]);
  const unclear = (reason: string): SetMeaning => ({ kind: 'unclear', reason });
  if (kinds.includes(undefined)) return unclear(`sets of ${set.type} are not told by addresses and ports alone`);
  if (set.expires || set.elements.some((element) => element.expires))
    return unclear('its elements leave it by themselves (timeout)');
  // Too few sides: the kernel matches nothing (ip_set_test).
  if (sides.length < types.length) return { kind: 'alternatives', alternatives: [] };
  if (set.type === 'bitmap:port') return bitmapPort(set, sides[0] ?? 'src');
  const rows: Row[] = [];
  for (const element of set.elements) {
    const row = readRow(set, element, kinds, sides, method);
    if (typeof row === 'string') return unclear(row);
    rows.push(row);
  }
  return combine(rows, kinds.filter((kind) => kind === 'address').length);
}

interface Row {
  /** Conditions but the addresses. */
  readonly others: Alternative;
  readonly addresses: readonly { readonly on: Side; readonly from: bigint; readonly to: bigint }[];
  readonly family: IpFamily;
  readonly nomatch: boolean;
}

function readRow(
  set: IpSet,
  element: IpSetElement,
  kinds: readonly (string | undefined)[],
  sides: readonly Side[],
  method: string,
): Row | string {
  const texts = splitParts(element.text, kinds.length);
  const others: FirewallCondition[] = [];
  const addresses: Row['addresses'][number][] = [];
  for (const [index, kind] of kinds.entries()) {
    const text = texts[index] ?? '';
    const side = sides[index] ?? 'src';
    if (kind === 'address') {
      const masked =
        set.netmask !== undefined && method !== 'list' && !text.includes('/') ? `${text}/${set.netmask}` : text;
      const range = parseIpRange(masked);
      if (range === undefined || range.family !== set.family) return `its element ${element.text} cannot be read`;
      addresses.push({ on: side, from: range.from, to: range.to });
    } else if (kind === 'port') {
      const read = readPort(text, side);
      if (read === undefined) return `its element ${element.text} cannot be read`;
      others.push(...read);
    } else {
      if (text.startsWith('physdev:')) return `its element ${element.text} names a port of a bridge`;
      others.push({ on: side === 'src' ? 'in' : 'out', values: [element.wildcard ? `${text}+` : text] });
    }
  }
  return { others, addresses, family: set.family, nomatch: element.nomatch };
}

function splitParts(text: string, count: number): readonly string[] {
  const parts = text.split(',');
  return parts.length === count ? parts : [text];
}

/** `tcp:80`, `udp:1000-2000`, `80` (TCP), `icmp:8/0`, `vrrp:0` (ipset(8)). */
function readPort(text: string, side: Side): readonly FirewallCondition[] | undefined {
  const colon = text.lastIndexOf(':');
  const protocol = protocolNumber(colon < 0 ? 'tcp' : text.slice(0, colon));
  if (typeof protocol !== 'number') return undefined;
  const value = text.slice(colon + 1);
  const own: FirewallCondition = { on: 'protocol', values: [`${protocol}`] };
  if (protocol === 1 || protocol === 58) {
    // A name stands for one type and code.
    const type = icmpType(value, protocol === 1 ? 'ipv4' : 'ipv6');
    if (type === undefined || type === 'any') return undefined;
    return [own, { on: 'icmp', values: [type.includes('/') ? type : `${type}/0`] }];
  }
  if (![6, 17, 132, 136].includes(protocol)) return value === '0' ? [own] : undefined;
  const [from, to] = value.split('-').map((word) => portNumber(word));
  if (from === undefined || (value.includes('-') && to === undefined)) return undefined;
  return [
    own,
    { on: side === 'src' ? 'sport' : 'dport', values: [to === undefined || to === from ? `${from}` : `${from}-${to}`] },
  ];
}

/** A bitmap of ports holds them for TCP and UDP alike (net/netfilter/ipset/ip_set_getport.c). */
function bitmapPort(set: IpSet, side: Side): SetMeaning {
  const values = set.elements.map((element) => element.text);
  if (values.some((text) => !/^\d+(?:-\d+)?$/.test(text)))
    return { kind: 'unclear', reason: 'its elements cannot be read' };
  if (values.length === 0) return { kind: 'alternatives', alternatives: [] };
  return {
    kind: 'alternatives',
    alternatives: [
      [
        { on: 'protocol', values: ['6', '17'] },
        { on: side === 'src' ? 'sport' : 'dport', values },
      ],
    ],
  };
}

/** Rows that differ in one address only become one alternative; the most specific network decides among them. */
function combine(rows: readonly Row[], addresses: number): SetMeaning {
  if (addresses > 1) {
    if (rows.some((row) => row.nomatch))
      return { kind: 'unclear', reason: 'it has exceptions (nomatch) in two dimensions' };
    return {
      kind: 'alternatives',
      alternatives: rows.map((row) => [
        ...row.others,
        ...row.addresses.map((one): FirewallCondition => ({ on: one.on, values: [rangeText(row.family, one)] })),
      ]),
    };
  }
  const wildcards = rows.some((row) =>
    row.others.some(({ on, values }) => (on === 'in' || on === 'out') && values[0]?.endsWith('+') === true),
  );
  if (wildcards && rows.some((row) => row.nomatch))
    return { kind: 'unclear', reason: 'it has exceptions (nomatch) beside interfaces of a prefix' };
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.others);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const alternatives = [...groups.values()].flatMap((group): readonly Alternative[] => {
    const [first] = group;
    const values = specific(group);
    if (first === undefined || values.length === 0) return [];
    return [[{ on: first.addresses[0]?.on ?? 'src', values }, ...first.others]];
  });
  return { kind: 'alternatives', alternatives };
}

/** Networks from the widest to the narrowest: each adds what it covers, or takes it out. */
function specific(rows: readonly Row[]): readonly string[] {
  const sorted = rows
    .map((row) => ({ from: row.addresses[0]?.from ?? 0n, to: row.addresses[0]?.to ?? 0n, row }))
    .sort((a, b) =>
      a.to - a.from > b.to - b.from ? -1 : a.to - a.from < b.to - b.from ? 1 : a.from < b.from ? -1 : 1,
    );
  const family = rows[0]?.family ?? 'ipv4';
  if (!rows.some((row) => row.nomatch)) return sorted.map((one) => rangeText(family, one));
  let ranges: { readonly from: bigint; readonly to: bigint }[] = [];
  for (const one of sorted) {
    ranges = ranges.flatMap((range) => {
      if (range.to < one.from || one.to < range.from) return [range];
      const parts: { readonly from: bigint; readonly to: bigint }[] = [];
      if (range.from < one.from) parts.push({ from: range.from, to: one.from - 1n });
      if (one.to < range.to) parts.push({ from: one.to + 1n, to: range.to });
      return parts;
    });
    if (!one.row.nomatch) ranges.push({ from: one.from, to: one.to });
  }
  return ranges.sort((a, b) => (a.from < b.from ? -1 : 1)).map((one) => rangeText(family, one));
}

function rangeText(family: IpFamily, { from, to }: { readonly from: bigint; readonly to: bigint }): string {
  return from === to ? formatAddress(family, from) : `${formatAddress(family, from)}-${formatAddress(family, to)}`;
}
