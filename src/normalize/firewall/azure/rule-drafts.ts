import type { Place } from '../../../core/fact.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallCondition, FirewallRule } from '../../../model/generated/model.ts';

/** Addresses of private networks: what a platform guarantees of peers that it names by tag or group. */
export const PRIVATE_RANGES: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
];

/** Private and link-local addresses: all that is not the internet. */
export const NOT_INTERNET: readonly string[] = [...PRIVATE_RANGES, '169.254.0.0/16', 'fe80::/10'];

/** One way in which a part of a rule matches. */
export interface Alternative {
  readonly conditions: readonly FirewallCondition[];
  /** Why it may match or not. */
  readonly uncertain: readonly string[];
  /** Groups, tags and accounts that stand in place of addresses. */
  readonly peers: readonly string[];
}

/** Matches everything. */
export const ANY: Alternative = { conditions: [], uncertain: [], peers: [] };

/** An alternative of one condition. */
export function only(condition: FirewallCondition): Alternative {
  return { ...ANY, conditions: [condition] };
}

/** An alternative that may hold, for the reasons given. */
export function perhaps(uncertain: readonly string[], ...conditions: readonly FirewallCondition[]): Alternative {
  return { ...ANY, conditions, uncertain };
}

/** A rule whose parts each match in one of several ways. */
export interface RuleDraft {
  readonly id: string;
  readonly action: FirewallRule['action'];
  readonly target?: string;
  readonly text: string;
  readonly comment?: string;
  readonly at: Place;
  /** Doubts about the whole rule. */
  readonly uncertain: readonly string[];
  /** In each part one alternative has to hold; a part without any never does. */
  readonly parts: readonly (readonly Alternative[])[];
}

/** One rule for each choice of alternatives: together they match what the draft does. */
export function rulesOfDraft(draft: RuleDraft): readonly FirewallRule[] {
  let choices: readonly Alternative[] = [ANY];
  for (const part of draft.parts) {
    const simple = part.find((one) => one.conditions.length === 0 && one.uncertain.length === 0);
    const alternatives = simple === undefined ? part : [simple];
    choices = choices.flatMap((choice) => alternatives.map((one) => both(choice, one)));
  }
  return choices.map((choice, i): FirewallRule => {
    const peers = [...new Set(choice.peers)];
    return {
      id: i === 0 ? draft.id : `${draft.id} (${i + 1})`,
      action: draft.action,
      ...(draft.target === undefined ? {} : { target: draft.target }),
      conditions: choice.conditions,
      uncertain: [...new Set([...draft.uncertain, ...choice.uncertain])],
      ...(draft.comment === undefined || draft.comment === '' ? {} : { comment: draft.comment }),
      text: draft.text,
      ...(peers.length === 0 ? {} : { peers }),
      at: draft.at,
    };
  });
}

function both(a: Alternative, b: Alternative): Alternative {
  return {
    conditions: [...a.conditions, ...b.conditions],
    uncertain: [...a.uncertain, ...b.uncertain],
    peers: [...a.peers, ...b.peers],
  };
}

/** Addresses that can be read, and words that are none. */
export function sortAddresses(words: readonly string[]): {
  readonly cidrs: readonly string[];
  readonly others: readonly string[];
} {
  const cidrs = words.filter((word) => parseIpRange(word) !== undefined);
  return { cidrs, others: words.filter((word) => !cidrs.includes(word)) };
}

/** Ports as written, read as one part: `*` and no ports at all match every port. */
export function portsPart(
  on: 'sport' | 'dport',
  words: readonly string[],
  doubts: readonly string[],
): readonly Alternative[] {
  const ports = words.flatMap((word) => word.split(',')).map((word) => word.replaceAll(' ', ''));
  const isAll = (port: string) => port === '*' || port === '0-65535';
  if (doubts.length === 0 && (ports.length === 0 || ports.some(isAll))) return [ANY];
  const readable = ports.filter((port) => isAll(port) || isPortRange(port));
  const unread = ports.filter((port) => !readable.includes(port)).map((port) => `the port ${port} cannot be read`);
  const sure = readable.some(isAll) ? [ANY] : readable.length === 0 ? [] : [only({ on, values: readable })];
  const reasons = [...doubts, ...unread];
  return reasons.length === 0 ? sure : [...sure, perhaps(reasons)];
}

function isPortRange(text: string): boolean {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (match === null) return false;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from <= to && to <= 65_535;
}

/** Protocol numbers by the names that clouds use (IANA). */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  icmp: ['1'],
  ipip: ['4'],
  tcp: ['6'],
  udp: ['17'],
  gre: ['47'],
  esp: ['50'],
  ah: ['51'],
  icmpv6: ['58'],
  'ipv6-icmp': ['58'],
  sctp: ['132'],
};

/** The numbers of a protocol; undefined when it cannot be read. */
export function protocolNumbers(word: string): readonly string[] | undefined {
  return /^\d{1,3}$/.test(word) && Number(word) <= 255 ? [String(Number(word))] : PROTOCOLS[word.toLowerCase()];
}
