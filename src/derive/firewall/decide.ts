import { type IpFamily, parseAddress } from '../../core/ip-range.ts';
import type { CONNECTION_STATES } from '../../core/packet-words.ts';
import type { FirewallRule, FirewallRuleset } from '../../model/generated/model.ts';
import {
  analyzeHook,
  compileFamily,
  DEFAULT_WORK,
  type FamilyRules,
  type HookResult,
  holds,
  packetsOf,
} from './analysis.ts';
import { NO_INTERFACE } from './dimension.ts';
import { DIMENSION_NAMES } from './universe.ts';

/** One packet at one hook. */
export interface Packet {
  readonly family: IpFamily;
  readonly hook: 'input' | 'forward' | 'output';
  readonly src: string;
  readonly dst: string;
  readonly protocol: number;
  readonly sport?: number;
  readonly dport?: number;
  readonly icmp?: { readonly type: number; readonly code: number };
  /** Bits from FIN (1) to CWR (128). */
  readonly tcpFlags?: number;
  readonly in?: string;
  readonly out?: string;
  readonly state: (typeof CONNECTION_STATES)[number];
  readonly dstType?: string;
}

/** What becomes of a packet: `may` when it hangs on something that the rules do not tell. */
export interface Decision {
  readonly verdict: 'accept' | 'drop' | 'may' | 'unknown';
  /** The jumps and the rule that accept it; empty when the policy does, or when it is dropped. */
  readonly path: readonly FirewallRule[];
}

/** Answers for many packets of one ruleset: the regions of a hook are computed once, at its first packet. */
export function makeDecider(ruleset: FirewallRuleset, work = DEFAULT_WORK): (packet: Packet) => Decision {
  const families = new Map<IpFamily, FamilyRules>();
  const results = new Map<string, HookResult | undefined>();
  return (packet) => {
    let rules = families.get(packet.family);
    if (rules === undefined) {
      rules = compileFamily(ruleset, packet.family, { addresses: [], dstAddresses: [], ports: [] });
      families.set(packet.family, rules);
    }
    const key = `${packet.family} ${packet.hook}`;
    if (!results.has(key))
      results.set(key, analyzeHook(rules, packet.hook, packetsOf(rules.universe, packet.hook), { left: work }));
    const result = results.get(key);
    if (result === undefined) return { verdict: 'unknown', path: [] };
    const atoms = atomsOf(rules, packet);
    const accepted = result.accepted.find((verdict) => holds(verdict.box, atoms));
    if (accepted === undefined) return { verdict: 'drop', path: [] };
    const maybe = result.dropped.some((verdict) => holds(verdict.box, atoms));
    return { verdict: maybe ? 'may' : 'accept', path: accepted.path.map((rule) => rule.rule) };
  };
}

/** The verdict on one packet. */
export function decide(ruleset: FirewallRuleset, packet: Packet): Decision {
  return makeDecider(ruleset)(packet);
}

/** The atom of a packet in each dimension, in the order of the universe. */
export function atomsOf({ universe }: FamilyRules, packet: Packet): readonly number[] {
  const address = (text: string) => parseAddress(text)?.value ?? 0n;
  const icmp = packet.icmp === undefined ? 0 : packet.icmp.type * 256 + packet.icmp.code;
  const { words, numbers, addresses, flags, order } = universe;
  const values: Readonly<Record<(typeof DIMENSION_NAMES)[number], number>> = {
    src: addresses.src.locate(address(packet.src)),
    dst: addresses.dst.locate(address(packet.dst)),
    protocol: numbers.protocol.locate(BigInt(packet.protocol)),
    sport: numbers.sport.locate(BigInt(packet.sport ?? 0)),
    dport: numbers.dport.locate(BigInt(packet.dport ?? 0)),
    icmp: numbers.icmp.locate(BigInt(icmp)),
    in: words.in.locate(packet.in ?? NO_INTERFACE),
    out: words.out.locate(packet.out ?? NO_INTERFACE),
    state: words.state.locate(packet.state),
    tcp_flags: flags.locate(packet.tcpFlags ?? 0),
    fragment: words.fragment.locate('whole'),
    src_type: words.src_type.locate('UNICAST'),
    dst_type: words.dst_type.locate(packet.dstType ?? (packet.hook === 'input' ? 'LOCAL' : 'UNICAST')),
    packet_type: words.packet_type.locate('unicast'),
    reverse_path: words.reverse_path.locate('valid'),
    ipsec: words.ipsec.locate('none'),
  };
  const atoms: number[] = [];
  for (const name of DIMENSION_NAMES) atoms[order[name]] = values[name];
  return atoms;
}
