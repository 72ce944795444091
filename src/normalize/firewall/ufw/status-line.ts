import { type IpFamily, parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallCondition } from '../../../model/generated/model.ts';
import { portNumber, protocolNumber } from '../iptables-save/names.ts';

const ACTIONS = ['ALLOW', 'DENY', 'REJECT', 'LIMIT'] as const;

/** One rule as `ufw status` prints it. */
export interface StatusRule {
  readonly family: IpFamily;
  readonly action: (typeof ACTIONS)[number];
  readonly hook: 'input' | 'output' | 'forward';
  /** The rule is for one of these lists of conditions: a list of ports may be of two protocols. */
  readonly alternatives: readonly (readonly FirewallCondition[])[];
  readonly uncertain: readonly string[];
  readonly comment?: string;
}

const LINE =
  /^\s*(?:\[\s*\d+\]\s+)?(\S.*?)\s+(ALLOW|DENY|REJECT|LIMIT)(?: (IN|OUT|FWD))?\s{2,}(\S.*?)\s*(?:\s\(((?:log(?:-all)?|out)(?:, out)?)\))?\s*(?:# (.*))?$/;

/** One end of a rule. */
interface End {
  readonly family?: IpFamily;
  readonly address?: string;
  /** `22`, `80,443`, `8000:8010`, with the protocol. */
  readonly ports: readonly { readonly ports: readonly string[]; readonly protocol?: string }[];
  readonly protocol?: string;
  readonly link?: string;
  readonly doubt?: string;
}

/** Reads a line of the table; undefined for every other line. */
export function readStatusLine(line: string, profiles: ReadonlyMap<string, string>): StatusRule | undefined {
  const [found, to = '', action = '', way, from = '', , comment] = LINE.exec(line) ?? [];
  if (found === undefined) return undefined;
  const [destination, source] = [readEnd(to, profiles), readEnd(from, profiles)];
  const hook = way === 'FWD' ? 'forward' : way === 'OUT' ? 'output' : 'input';
  const family = destination.family ?? source.family ?? 'ipv4';
  // For the machine itself the way in stands beside it, under To; for forwarded packets under From.
  const [incoming, outgoing] = hook === 'forward' ? [source.link, destination.link] : [destination.link, source.link];
  const fixed: FirewallCondition[] = [
    ...(incoming === undefined ? [] : [{ on: 'in' as const, values: [incoming] }]),
    ...(outgoing === undefined ? [] : [{ on: 'out' as const, values: [outgoing] }]),
    ...(source.address === undefined ? [] : [{ on: 'src' as const, values: [source.address] }]),
    ...(destination.address === undefined ? [] : [{ on: 'dst' as const, values: [destination.address] }]),
  ];
  return {
    family,
    action: ACTIONS.find((one) => one === action) ?? 'DENY', // the expression knows no other word
    hook,
    alternatives: transports(destination, source).map((transport) => [...fixed, ...transport]),
    uncertain: [destination.doubt, source.doubt].filter((doubt) => doubt !== undefined),
    ...(comment === undefined ? {} : { comment }),
  };
}

/** The protocols and ports of both ends together. */
function transports(to: End, from: End): readonly (readonly FirewallCondition[])[] {
  const protocol = to.protocol ?? from.protocol;
  const sides = [
    to.ports.length === 0 ? [undefined] : to.ports,
    from.ports.length === 0 ? [undefined] : from.ports,
  ] as const;
  return sides[0].flatMap((d) =>
    sides[1].flatMap((s) => {
      const name = d?.protocol ?? s?.protocol ?? protocol;
      const ports: FirewallCondition[] = [
        ...(d === undefined ? [] : [{ on: 'dport' as const, values: [...d.ports] }]),
        ...(s === undefined ? [] : [{ on: 'sport' as const, values: [...s.ports] }]),
      ];
      // A port without a protocol is one of TCP and of UDP.
      const names = name === undefined ? (ports.length === 0 ? [undefined] : ['tcp', 'udp']) : [name];
      return names.map((one) => {
        const number = one === undefined ? undefined : protocolNumber(one);
        return [...(number === undefined ? [] : [{ on: 'protocol' as const, values: [`${number}`] }]), ...ports];
      });
    }),
  );
}

function readEnd(text: string, profiles: ReadonlyMap<string, string>): End {
  const link = / on (\S+)$/.exec(text)?.[1];
  const v6 = text.includes('(v6)');
  const plain = text
    .replace(/ on \S+$/, '')
    .replaceAll(' (v6)', '')
    // `status verbose` writes the name of the profile behind its ports.
    .replace(/ \([^()]*\)$/, '')
    .trim();
  const base = { ...(link === undefined ? {} : { link }), ...(v6 ? { family: 'ipv6' as const } : {}) };
  const everywhere = /^Anywhere(?:\/([a-z0-9]+))?(?: (.*))?$/.exec(plain);
  const address = everywhere === null ? addressOf(plain) : undefined;
  const rest = everywhere === null ? (address === undefined ? plain : address.rest) : (everywhere[2] ?? '');
  const range = address === undefined ? undefined : parseIpRange(address.text);
  const family = range?.family ?? base.family;
  const protocol = everywhere?.[1] ?? address?.protocol;
  return {
    ...base,
    ...(family === undefined ? {} : { family }),
    ...(address === undefined ? {} : { address: address.text }),
    ...(protocol === undefined ? {} : { protocol }),
    ...portsOf(rest, profiles),
  };
}

/** `10.0.0.0/8`, `10.0.0.1/tcp`, `10.0.0.1 22/tcp`. */
function addressOf(
  text: string,
): { readonly text: string; readonly protocol?: string; readonly rest: string } | undefined {
  const [first = '', ...others] = text.split(' ');
  const rest = others.join(' ');
  const isAddress = (word: string): boolean => /[.:]/.test(word) && parseIpRange(word) !== undefined;
  if (isAddress(first)) return { text: first, rest };
  const split = /^(.+)\/([a-z][a-z0-9]*)$/.exec(first);
  const [, head = '', protocol = ''] = split ?? [];
  return split !== null && isAddress(head) ? { text: head, protocol, rest } : undefined;
}

function portsOf(text: string, profiles: ReadonlyMap<string, string>): Pick<End, 'ports' | 'doubt'> {
  if (text === '') return { ports: [] };
  const direct = portList(text);
  if (direct !== undefined) return { ports: [direct] };
  const profile = profiles.get(text);
  const lists = profile?.split('|').map(portList);
  if (lists === undefined || lists.includes(undefined))
    return {
      ports: [],
      doubt: `the ports of the application profile ${text} are not told: give /etc/ufw/applications.d or \`ufw status verbose\``,
    };
  return { ports: lists.filter((list) => list !== undefined) };
}

function portList(text: string): End['ports'][number] | undefined {
  const match = /^([\d,:]+)(?:\/([a-z]+))?$/.exec(text.trim());
  if (match === null) return undefined;
  const ports = (match[1] ?? '').split(',').map((word) => {
    const [low = '', high] = word.split(':');
    const [from, to] = [portNumber(low), high === undefined ? portNumber(low) : portNumber(high)];
    return from === undefined || to === undefined ? undefined : from === to ? `${from}` : `${from}-${to}`;
  });
  if (ports.includes(undefined)) return undefined;
  const protocol = match[2];
  return { ports: ports.filter((port) => port !== undefined), ...(protocol === undefined ? {} : { protocol }) };
}
