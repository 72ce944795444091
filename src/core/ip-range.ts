/** IPv4 and IPv6 are apart: an address of one is never compared with an address of the other. */
export type IpFamily = 'ipv4' | 'ipv6';

/** A closed interval of addresses of one family. */
export interface IpRange {
  readonly family: IpFamily;
  readonly from: bigint;
  readonly to: bigint;
}

const BITS = { ipv4: 32, ipv6: 128 } as const;

/** The greatest address of a family. */
export function lastAddress(family: IpFamily): bigint {
  return (1n << BigInt(BITS[family])) - 1n;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return BigInt(value);
}

function groupsOf(text: string): readonly string[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const last = groups.at(-1);
  if (last === undefined || !last.includes('.')) return groups;
  const v4 = parseIpv4(last);
  return v4 === undefined ? undefined : [...groups.slice(0, -1), (v4 >> 16n).toString(16), (v4 & 0xffffn).toString(16)];
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '');
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let value = 0n;
  for (const group of [...head, ...Array.from({ length: missing }, () => '0'), ...tail]) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    value = (value << 16n) | BigInt(Number.parseInt(group, 16));
  }
  return value;
}

/** One address: dotted IPv4, or IPv6 of RFC 4291 section 2.2. */
export function parseAddress(text: string): { readonly family: IpFamily; readonly value: bigint } | undefined {
  const family: IpFamily = text.includes(':') ? 'ipv6' : 'ipv4';
  const value = family === 'ipv6' ? parseIpv6(text) : parseIpv4(text);
  return value === undefined ? undefined : { family, value };
}

/** The prefix length that a mask stands for: a number, or a dotted mask of leading ones. */
function prefixLength(text: string, family: IpFamily): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= BITS[family] ? Number(text) : undefined;
  const mask = parseAddress(text);
  if (mask === undefined || mask.family !== family) return undefined;
  const inverted = lastAddress(family) ^ mask.value;
  if ((inverted & (inverted + 1n)) !== 0n) return undefined;
  return BITS[family] - (inverted === 0n ? 0 : inverted.toString(2).length);
}

/** An address, a CIDR (prefix length or contiguous mask; host bits are cut), or `from-to`. */
export function parseIpRange(text: string): IpRange | undefined {
  const dash = text.indexOf('-');
  if (dash > 0) {
    const from = parseAddress(text.slice(0, dash));
    const to = parseAddress(text.slice(dash + 1));
    if (from === undefined || to === undefined || from.family !== to.family || from.value > to.value) return undefined;
    return { family: from.family, from: from.value, to: to.value };
  }
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const length = slash < 0 ? BITS[address.family] : prefixLength(text.slice(slash + 1), address.family);
  if (length === undefined) return undefined;
  const hosts = (1n << BigInt(BITS[address.family] - length)) - 1n;
  const from = address.value & (lastAddress(address.family) ^ hosts);
  return { family: address.family, from, to: from | hosts };
}

/** An address as people write it: IPv6 with its longest run of zero groups cut (RFC 5952). */
export function formatAddress(family: IpFamily, value: bigint): string {
  if (family === 'ipv4') return [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 255n).toString()).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  let best = { start: 0, length: 0 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}
