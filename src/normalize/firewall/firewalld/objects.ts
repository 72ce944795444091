import type { Place } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';

/** A name with the line that gives it. */
export interface Named {
  readonly name: string;
  readonly at: Place;
}

/** `22/tcp`, `8000-8010/udp`. */
export interface PortSpec {
  readonly port: string;
  readonly protocol: string;
  readonly at: Place;
}

/** Packets for `port` go to another port or machine. */
export interface ForwardPort extends PortSpec {
  readonly toPort: string;
  readonly toAddress: string;
}

/** A sender or receiver of a rich rule. */
export interface RichPeer {
  readonly kind: 'address' | 'mac' | 'ipset';
  readonly value: string;
  readonly inverted: boolean;
}

/** What a rich rule is about, beside the peers. */
export type RichElement =
  | { readonly kind: 'service' | 'protocol' | 'icmp-block' | 'icmp-type'; readonly name: string }
  | { readonly kind: 'port' | 'source-port'; readonly port: string; readonly protocol: string }
  | { readonly kind: 'forward-port'; readonly forward: ForwardPort }
  | { readonly kind: 'masquerade' | 'tcp-mss-clamp' };

/** A rule in firewalld's rich language (firewalld.richlanguage(5)). */
export interface RichRule {
  readonly text: string;
  readonly at: Place;
  readonly family?: IpFamily;
  readonly priority: number;
  readonly source?: RichPeer;
  readonly destination?: RichPeer;
  readonly element?: RichElement;
  readonly log: boolean;
  readonly action?: { readonly kind: 'accept' | 'reject' | 'drop' | 'mark'; readonly limit?: string };
}

/** What zones and policies have in common. */
export interface Settings {
  readonly name: string;
  readonly at: Place;
  /** default, ACCEPT, DROP, %%REJECT%%, REJECT or CONTINUE. */
  readonly target: string;
  readonly targetAt: Place;
  readonly services: readonly Named[];
  readonly ports: readonly PortSpec[];
  readonly sourcePorts: readonly PortSpec[];
  readonly protocols: readonly Named[];
  readonly icmpBlocks: readonly Named[];
  readonly icmpBlockInversion: boolean;
  readonly masquerade?: Place;
  readonly forwardPorts: readonly ForwardPort[];
  readonly rules: readonly RichRule[];
}

/** A zone (firewalld.zone(5)). */
export interface Zone extends Settings {
  readonly interfaces: readonly Named[];
  readonly sources: readonly Named[];
  /** Packets may go from an interface or source of the zone to another one of it. */
  readonly forward?: Place;
  /** firewalld 2.0: zones of a lower one are asked first. */
  readonly priority: number;
}

/** A policy between zones (firewalld.policy(5)). */
export interface Policy extends Settings {
  readonly priority: number;
  readonly ingressZones: readonly Named[];
  readonly egressZones: readonly Named[];
}

/** A service (firewalld.service(5)). */
export interface Service {
  readonly name: string;
  readonly ports: readonly Omit<PortSpec, 'at'>[];
  readonly sourcePorts: readonly Omit<PortSpec, 'at'>[];
  readonly protocols: readonly string[];
  readonly includes: readonly string[];
  readonly destinations: Readonly<Partial<Record<IpFamily, string>>>;
}

/** A set of addresses (firewalld.ipset(5)). */
export interface IpSet {
  readonly name: string;
  readonly type: string;
  readonly family: IpFamily;
  /** Why the entries are not those that hold: a timeout. */
  readonly changing: boolean;
  readonly entries: readonly string[];
}

/** A rule handed to iptables as it is (firewalld.direct(5)). */
export interface DirectLine {
  readonly family: IpFamily;
  readonly table: string;
  /** What would stand in a file for iptables-restore. */
  readonly chain: string;
  readonly kind: 'chain' | 'rule' | 'passthrough';
  readonly priority: number;
  readonly text: string;
  readonly at: Place;
}

/** firewalld.conf(5), as far as packets are concerned. */
export interface Conf {
  readonly defaultZone: string;
  /** Why the default zone may be another one. */
  readonly defaultDoubt?: string;
  readonly backend: 'nftables' | 'iptables';
  readonly rpfilter: 'strict' | 'loose' | 'no';
  readonly logDenied: boolean;
  readonly rfc3964: boolean;
  readonly at: Place;
}

/** A whole permanent configuration. */
export interface FirewalldConfig {
  readonly conf: Conf;
  readonly zones: readonly Zone[];
  readonly policies: readonly Policy[];
  readonly services: ReadonlyMap<string, Service>;
  readonly ipsets: ReadonlyMap<string, IpSet>;
  readonly direct: readonly DirectLine[];
}

/** A file of firewalld, by its path. */
export interface GivenFile {
  readonly file: string;
  readonly text: string;
}
