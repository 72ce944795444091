import type { FirewallCondition, FirewallEntry, FirewallRule } from '../../../model/generated/model.ts';
import { PRIVATE_RANGES } from '../address-blocks.ts';
import { type NetworkPolicy, type PolicyAllowance, type PolicyPeer, type PolicyPort, PROTOCOLS } from './policy.ts';
import { selectsAll } from './selectors.ts';
import type { Workload } from './workloads.ts';

/** Which way a policy speaks of. */
export type Direction = 'ingress' | 'egress';

/** Some of the ports of an allowance as conditions, with how they read. */
interface PortPart {
  readonly conditions: readonly FirewallCondition[];
  readonly uncertain: readonly string[];
  readonly text: string;
}

/** Some of the peers of an allowance. */
interface PeerPart extends PortPart {
  readonly peers: readonly string[];
}

/**
 * What a policy allows in one direction, a rule for each kind of peer and protocol. `workload`: whose containers tell
 * the numbers of named ports. `doubts`: why the policy itself may not hold for the point.
 */
export function rulesOf(
  policy: NetworkPolicy,
  direction: Direction,
  workload: Workload | undefined,
  doubts: readonly string[],
): readonly FirewallRule[] {
  const seen = new Map<string, number>();
  return (policy[direction] ?? []).flatMap((allowance) =>
    peerParts(allowance, direction, policy.namespace).flatMap((peer) =>
      portParts(allowance, direction, workload).map((ports): FirewallRule => {
        const text = `allow ${ports.text} ${direction === 'ingress' ? 'from' : 'to'} ${peer.text}`;
        const base = `${policy.id} ${direction}: ${text}`;
        const count = (seen.get(base) ?? 0) + 1;
        seen.set(base, count);
        return {
          id: count === 1 ? base : `${base} (${count})`,
          action: 'allow',
          conditions: [...ports.conditions, ...peer.conditions],
          uncertain: [...doubts, ...ports.uncertain, ...peer.uncertain],
          text: `NetworkPolicy ${policy.id}: ${text}`,
          ...(peer.peers.length === 0 ? {} : { peers: peer.peers }),
          at: allowance.at,
        };
      }),
    ),
  );
}

/** The allowances as their owner wrote them. */
export function entriesOf(policy: NetworkPolicy): readonly FirewallEntry[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    (policy[direction] ?? []).map((allowance, index) => ({
      id: `${policy.id} ${direction} ${index + 1}`,
      direction: direction === 'ingress' ? 'in' : 'out',
      action: 'allow',
      description: { value: '', at: allowance.at },
      text: textOfAllowance(allowance, direction, policy.namespace),
      at: allowance.at,
    })),
  );
}

/** `allow tcp/443, udp/53 from 10.0.0.0/8, pods app=web` */
export function textOfAllowance(allowance: PolicyAllowance, direction: Direction, namespace: string): string {
  const ports = portParts(allowance, direction, undefined);
  const peers = peerParts(allowance, direction, namespace);
  const told = ports.map(({ text }) => text).join(', ');
  return `allow ${told} ${direction === 'ingress' ? 'from' : 'to'} ${peers.map(({ text }) => text).join(', ')}`;
}

/** The ports of an allowance for people: `all ports`, `tcp/80,443`. */
export function textOfPorts(allowance: PolicyAllowance): string {
  return portParts(allowance, 'ingress', undefined)
    .map(({ text }) => text)
    .join(', ');
}

function peerParts(allowance: PolicyAllowance, direction: Direction, namespace: string): readonly PeerPart[] {
  const on = direction === 'ingress' ? 'src' : 'dst';
  if (allowance.peers === 'everyone')
    return [{ conditions: [], uncertain: [], peers: [], text: direction === 'ingress' ? 'everyone' : 'everywhere' }];
  const plain = allowance.peers.flatMap((peer) =>
    peer.kind === 'block' && peer.except.length === 0 ? [peer.cidr] : [],
  );
  const together: readonly PeerPart[] =
    plain.length === 0
      ? []
      : [{ conditions: [{ on, values: plain }], uncertain: [], peers: [], text: plain.join(',') }];
  return [...together, ...allowance.peers.flatMap((peer) => peerPart(peer, on, namespace))];
}

function peerPart(peer: PolicyPeer, on: 'src' | 'dst', namespace: string): readonly PeerPart[] {
  switch (peer.kind) {
    case 'block':
      return peer.except.length === 0
        ? []
        : [
            {
              conditions: [
                { on, values: [peer.cidr] },
                { on, values: peer.except, negated: true },
              ],
              uncertain: [],
              peers: [],
              text: `${peer.cidr} except ${peer.except.join(',')}`,
            },
          ];
    case 'pods': {
      const text = textOfPods(peer, namespace);
      // Pods have addresses of their cluster, never of the internet.
      return [
        {
          conditions: [{ on, values: PRIVATE_RANGES }],
          uncertain: [`which addresses belong to ${text} is told by the cluster alone`],
          peers: [text],
          text,
        },
      ];
    }
    case 'unreadable':
      return [{ conditions: [], uncertain: [peer.why], peers: [], text: 'a peer that cannot be read' }];
  }
}

/** A selector of pods for people: `pods app=web in namespaces env=prod`. */
export function textOfPods(peer: PolicyPeer & { readonly kind: 'pods' }, namespace: string): string {
  const pods = selectsAll(peer.pods) ? 'all pods' : `pods ${peer.pods.text}`;
  if (peer.namespaces === undefined) return `${pods} in namespace ${namespace}`;
  return selectsAll(peer.namespaces) ? `${pods} in all namespaces` : `${pods} in namespaces ${peer.namespaces.text}`;
}

function portParts(
  { ports }: PolicyAllowance,
  direction: Direction,
  workload: Workload | undefined,
): readonly PortPart[] {
  if (ports === 'all') return [{ conditions: [], uncertain: [], text: 'everything' }];
  const byProtocol = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol): readonly PortPart[] => {
    const named = namedNumbers(ports, protocol, direction, workload);
    const numbered = ports.filter((port) => port.kind === 'numbers').filter((port) => port.protocol === protocol);
    const on: FirewallCondition = { on: 'protocol', values: [PROTOCOLS[protocol]] };
    const word = protocol.toLowerCase();
    if (numbered.some(({ from }) => from === undefined))
      return [{ conditions: [on], uncertain: [], text: `${word}` }, ...named.doubtful];
    const values = [
      ...numbered.map(({ from, to }) => (from === to ? String(from) : `${String(from)}-${String(to)}`)),
      ...named.numbers,
    ];
    const certain: readonly PortPart[] =
      values.length === 0
        ? []
        : [{ conditions: [on, { on: 'dport', values }], uncertain: [], text: `${word}/${values.join(',')}` }];
    return [...certain, ...named.doubtful];
  });
  const unread = ports.flatMap((port): readonly PortPart[] =>
    port.kind === 'unreadable' ? [{ conditions: [], uncertain: [port.why], text: 'ports that cannot be read' }] : [],
  );
  return [...byProtocol, ...unread];
}

/**
 * The numbers of named ports: the containers of the selected pods tell those of incoming traffic, and a name that none of
 * them declares stands for no port. Of outgoing traffic other pods decide, which differ.
 */
function namedNumbers(
  ports: readonly PolicyPort[],
  protocol: keyof typeof PROTOCOLS,
  direction: Direction,
  workload: Workload | undefined,
): { readonly numbers: readonly string[]; readonly doubtful: readonly PortPart[] } {
  const named = ports.filter((port) => port.kind === 'name').filter((port) => port.protocol === protocol);
  if (direction === 'ingress' && workload !== undefined && !workload.portsUntold) {
    const numbers = named.flatMap(({ name }) =>
      workload.ports.flatMap((port) => (port.name === name && port.protocol === protocol ? [String(port.number)] : [])),
    );
    return { numbers: [...new Set(numbers)], doubtful: [] };
  }
  const doubtful = named.map(
    ({ name }): PortPart => ({
      conditions: [{ on: 'protocol', values: [PROTOCOLS[protocol]] }],
      uncertain: [`the number of the port named ${name} is told by the pods' containers`],
      text: `${protocol.toLowerCase()}/${name}`,
    }),
  );
  return { numbers: [], doubtful };
}
