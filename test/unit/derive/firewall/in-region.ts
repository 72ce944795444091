import { parseAddress, parseIpRange } from '../../../../src/core/ip-range.ts';
import type { Packet } from '../../../../src/derive/firewall/decide.ts';
import type { Region } from '../../../../src/derive/firewall/regions.ts';

const NUMBERS: Readonly<Record<string, number>> = {
  tcp: 6,
  udp: 17,
  icmp: 1,
  icmpv6: 58,
  gre: 47,
  sctp: 132,
  dccp: 33,
  udplite: 136,
  esp: 50,
  ah: 51,
  igmp: 2,
  ipip: 4,
  ipv6: 41,
  ospf: 89,
  pim: 103,
  vrrp: 112,
};

/** Whether a packet lies in a region, read from its words alone as a person would. */
export function inRegion(region: Region, packet: Packet): boolean {
  return (
    region.family === packet.family &&
    region.hook === packet.hook &&
    (region.state ?? 'NEW') === packet.state &&
    inPrefixes(region.sources, region.sourcesExcept, packet.src) &&
    inPrefixes(region.destinations, region.destinationsExcept, packet.dst) &&
    isProtocol(region, packet.protocol) &&
    inNumbers(region.ports, packet.dport) &&
    inNumbers(region.sourcePorts, packet.sport) &&
    isType(region.icmp, packet.icmp) &&
    inNames(region.in, packet.in) &&
    inNames(region.out, packet.out)
  );
}

function inPrefixes(
  prefixes: readonly string[] | undefined,
  except: readonly string[] | undefined,
  text: string,
): boolean {
  if (prefixes === undefined) return true;
  const value = parseAddress(text)?.value ?? -1n;
  const within = (list: readonly string[]) =>
    list.some((one) => {
      const range = parseIpRange(one);
      return range !== undefined && range.from <= value && value <= range.to;
    });
  return within(prefixes) && !within(except ?? []);
}

function isProtocol({ family, protocol, protocols }: Region, number: number): boolean {
  const named = (word: string): boolean => {
    const [from = '', to = from] = word.split('-');
    return NUMBERS[word] === number || (Number(from) <= number && number <= Number(to));
  };
  if (protocol === 'any') return true;
  if (protocol !== 'other') return named(protocol);
  if (protocols !== undefined) return protocols.some(named);
  return ![6, 17, family === 'ipv4' ? 1 : 58].includes(number);
}

function inNumbers(list: readonly string[] | undefined, value: number | undefined): boolean {
  if (list === undefined) return true;
  return list.some((text) => {
    const [from = '', to = from] = text.split('-');
    return value !== undefined && Number(from) <= value && value <= Number(to);
  });
}

function isType(list: readonly string[] | undefined, icmp: Packet['icmp']): boolean {
  if (list === undefined) return true;
  return list.some((text) => {
    const [types = '', codes] = text.split('/');
    return inNumbers([types], icmp?.type) && (codes === undefined || inNumbers([codes], icmp?.code));
  });
}

function inNames(text: Region['in'], name: string | undefined): boolean {
  if (text === undefined) return true;
  let best = -1;
  let within = false;
  for (const [list, value] of [
    [text.names, true],
    [text.except, false],
  ] as const) {
    for (const pattern of list) {
      const fits = pattern.endsWith('+') ? name?.startsWith(pattern.slice(0, -1)) : pattern === name;
      const weight = pattern.endsWith('+') ? pattern.length : 1000;
      if (fits === true && weight > best) {
        best = weight;
        within = value;
      }
    }
  }
  return within;
}
