import type { IpFamily } from '../../core/ip-range.ts';
import type { Decider } from './accepted-set.ts';
import type { Packet } from './decide.ts';
import type { ConnectionState, Hook } from './packet-services.ts';
import type { NameText } from './region-text.ts';

/**
 * Packets that a hook accepts: all combinations of what is listed. What is not listed is not restricted. Regions of one
 * certainty may overlap; together they are exactly the packets that are accepted.
 */
export interface Region {
  readonly family: IpFamily;
  readonly hook: Hook;
  /** The fewest prefixes; `0.0.0.0/0` or `::/0` alone for everybody. */
  readonly sources: readonly string[];
  /** Prefixes that are taken out of `sources`, where that is shorter. */
  readonly sourcesExcept?: readonly string[];
  /** Absent: every destination. */
  readonly destinations?: readonly string[];
  readonly destinationsExcept?: readonly string[];
  /** A name (`tcp`, `gre`), a number, `any`, or `other` for what is not TCP, UDP or ICMP. */
  readonly protocol: string;
  /** Names and numbers where `protocol` is `other` and not all of them are meant. */
  readonly protocols?: readonly string[];
  /** Destination ports: `22`, `8000-8010`. Absent: every port, or a protocol without ports. */
  readonly ports?: readonly string[];
  /** Absent: every source port. */
  readonly sourcePorts?: readonly string[];
  /** ICMP types: `8`, `3/4`. Absent: every type, or another protocol. */
  readonly icmp?: readonly string[];
  /** Absent: every interface (but the loopback). */
  readonly in?: NameText;
  readonly out?: NameText;
  /** The state of the connection, where it is not NEW. */
  readonly state?: ConnectionState;
  /** must: accepted whatever is in doubt; may: accepted under some answer. */
  readonly certainty: 'must' | 'may';
  /** The rules and policies that accept it, by place. */
  readonly because: readonly Decider[];
  /** One of its packets. */
  readonly witness: Packet;
}
