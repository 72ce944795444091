import { type Fact, isKnown } from '../../../core/fact.ts';
import type { FirewallCondition } from '../../../model/generated/model.ts';

/** Which packets a permission or an entry speaks of, whoever sends them. */
export interface TrafficSpec {
  readonly protocol: Fact<string>;
  /** Ports; of a security group's ICMP permission its type and code. */
  readonly from?: Fact<number>;
  readonly to?: Fact<number>;
  /** Of an ACL's ICMP entry. */
  readonly icmpType?: Fact<number>;
  readonly icmpCode?: Fact<number>;
}

/** The same as conditions, with what cannot be told, and in words. */
export interface Traffic {
  readonly conditions: readonly FirewallCondition[];
  readonly uncertain: readonly string[];
  /** `tcp/22`, `icmp type 8`, `all traffic`. */
  readonly text: string;
}

/** Names that the API and its tools take for protocol numbers (IANA). */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['icmp', 1],
  ['igmp', 2],
  ['tcp', 6],
  ['udp', 17],
  ['gre', 47],
  ['esp', 50],
  ['ah', 51],
  ['icmpv6', 58],
  ['ipv6-icmp', 58],
  ['sctp', 132],
]);
const NAMES: ReadonlyMap<number, string> = new Map([...NUMBERS].reverse().map(([name, number]) => [number, name]));
const ANY = -1;
const LAST_PORT = 65_535;

/** Reads protocol and ports. What is not told is left open and said. */
export function trafficOf(spec: TrafficSpec): Traffic {
  const { protocol } = spec;
  if (!isKnown(protocol)) return { conditions: [], uncertain: [protocol.unknown], text: 'traffic not told' };
  const number = protocolNumber(protocol.value);
  if (number === undefined)
    return {
      conditions: [],
      uncertain: [`the protocol ${protocol.value} is not known`],
      text: `protocol ${protocol.value}`,
    };
  if (number === ANY) return { conditions: [], uncertain: [], text: 'all traffic' };
  const name = NAMES.get(number) ?? `protocol ${number}`;
  const only: FirewallCondition = { on: 'protocol', values: [String(number)] };
  if (number === 1 || number === 58) return icmpTraffic(spec, only, name);
  // Ports mean something for TCP and UDP alone; other protocols are taken whole.
  if (number !== 6 && number !== 17) return { conditions: [only], uncertain: [], text: name };
  return portTraffic(spec, only, name);
}

function protocolNumber(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  if (word === '-1' || word === 'all') return ANY;
  if (/^\d{1,3}$/.test(word) && Number(word) <= 255) return Number(word);
  return NUMBERS.get(word);
}

function portTraffic(spec: TrafficSpec, only: FirewallCondition, name: string): Traffic {
  const { from, to } = spec;
  const doubts = [from, to]
    .filter((fact) => fact !== undefined)
    .flatMap((fact) => (isKnown(fact) ? [] : [fact.unknown]));
  if (doubts.length > 0)
    return { conditions: [only], uncertain: [...new Set(doubts)], text: `${name}, ports not told` };
  if ((from === undefined) !== (to === undefined))
    return { conditions: [only], uncertain: ['one end of its ports is not told'], text: `${name}, ports not told` };
  const low = told(from) ?? ANY;
  const high = told(to) ?? low;
  if ((low === ANY && high === ANY) || (low === 0 && high === LAST_PORT))
    return { conditions: [only], uncertain: [], text: `${name} on all ports` };
  const ports = low === high ? String(low) : `${low}-${high}`;
  if (low < 0 || low > high || high > LAST_PORT)
    return { conditions: [only], uncertain: [`the ports ${ports} cannot be read`], text: `${name}/${ports}` };
  return { conditions: [only, { on: 'dport', values: [ports] }], uncertain: [], text: `${name}/${ports}` };
}

function icmpTraffic(spec: TrafficSpec, only: FirewallCondition, name: string): Traffic {
  const type = spec.icmpType ?? spec.from;
  const code = spec.icmpCode ?? spec.to;
  const doubts = [type, code]
    .filter((fact) => fact !== undefined)
    .flatMap((fact) => (isKnown(fact) ? [] : [fact.unknown]));
  if (doubts.length > 0) return { conditions: [only], uncertain: [...new Set(doubts)], text: `${name}, type not told` };
  const [kind, detail] = [told(type) ?? ANY, told(code) ?? ANY];
  if (kind === ANY) return { conditions: [only], uncertain: [], text: name };
  if (kind < 0 || kind > 255 || detail > 255)
    return { conditions: [only], uncertain: [`the ${name} type ${kind} cannot be read`], text: `${name} type ${kind}` };
  const value = detail === ANY ? String(kind) : `${kind}/${detail}`;
  return { conditions: [only, { on: 'icmp', values: [value] }], uncertain: [], text: `${name} type ${value}` };
}

function told(fact: Fact<number> | undefined): number | undefined {
  return fact !== undefined && isKnown(fact) ? fact.value : undefined;
}
