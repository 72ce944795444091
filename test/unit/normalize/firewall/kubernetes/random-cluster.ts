/** Random NetworkPolicies and flows, small enough that much of it meets. */

export interface RandomSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}
export interface RandomPeer {
  readonly podSelector?: RandomSelector;
  readonly namespaceSelector?: RandomSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
export interface RandomPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}
export interface RandomAllowance {
  readonly from?: readonly RandomPeer[];
  readonly to?: readonly RandomPeer[];
  readonly ports?: readonly RandomPort[];
}
export interface RandomPolicy {
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: {
    readonly podSelector: RandomSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly RandomAllowance[];
    readonly egress?: readonly RandomAllowance[];
  };
}
export interface RandomWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export const NAMESPACES = ['a', 'b'] as const;
export const PORT_NAMES: Readonly<Record<string, number>> = { web: 80, dns: 53 };
export const WORKLOADS: readonly RandomWorkload[] = NAMESPACES.flatMap((namespace) => [
  { namespace, name: 'w1', labels: { app: 'web', tier: 'front' } },
  { namespace, name: 'w2', labels: { app: 'db' } },
  { namespace, name: 'w3', labels: {} },
]);
export const ADDRESSES = [
  '10.1.2.3',
  '10.9.9.9',
  '192.168.3.4',
  '8.8.8.8',
  '11.0.0.1',
  '203.0.113.9',
  '2600::1',
  'fd00::7',
] as const;
export const PORTS = [53, 80, 81, 443, 8080] as const;
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

const CIDRS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.1.0.0/16',
  '11.0.0.0/8',
  '8.8.8.8/32',
  '203.0.113.0/24',
  '::/0',
  '2600::/16',
  '0.0.0.0/1',
  '128.0.0.0/1',
];
const EXCEPTS: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['10.0.0.0/8', '8.8.8.0/24', '203.0.113.0/24', '11.0.0.0/8'],
  '10.0.0.0/8': ['10.1.0.0/16', '10.9.9.9/32'],
  '::/0': ['2600::/16', 'fc00::/7'],
};

export type Random = (below: number) => number;

/** A small generator of numbers with a seed (mulberry32). */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function pick<T>(random: Random, list: readonly T[]): T {
  const one = list[random(list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

function several<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: random(most + 1) }, make);
}

function randomSelector(random: Random, keys: Readonly<Record<string, readonly string[]>>): RandomSelector {
  const key = pick(random, Object.keys(keys));
  const values = keys[key] ?? [];
  switch (random(6)) {
    case 0:
    case 1:
      return {};
    case 2:
    case 3:
      return { matchLabels: { [key]: pick(random, values) } };
    case 4:
      return {
        matchExpressions: [
          { key, operator: pick(random, ['In', 'NotIn']), values: [pick(random, values), pick(random, values)] },
        ],
      };
    default:
      return { matchExpressions: [{ key, operator: pick(random, ['Exists', 'DoesNotExist']) }] };
  }
}

const POD_KEYS = { app: ['web', 'db'], tier: ['front', 'back'] };
const NAMESPACE_KEYS = { 'kubernetes.io/metadata.name': ['a', 'b'], env: ['prod', 'test'] };

function randomPeer(random: Random): RandomPeer {
  const kind = random(6);
  if (kind < 3) {
    const cidr = pick(random, CIDRS);
    const except = (EXCEPTS[cidr] ?? []).filter(() => random(4) === 0);
    return { ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } };
  }
  const podSelector = randomSelector(random, POD_KEYS);
  const namespaceSelector = randomSelector(random, NAMESPACE_KEYS);
  if (kind === 3) return { podSelector };
  return kind === 4 ? { namespaceSelector } : { podSelector, namespaceSelector };
}

function randomPort(random: Random): RandomPort {
  const protocol = random(3) === 0 ? {} : { protocol: pick(random, PROTOCOLS) };
  switch (random(5)) {
    case 0:
      return protocol;
    case 1:
      return { ...protocol, port: pick(random, Object.keys(PORT_NAMES)) };
    case 2:
      return { ...protocol, port: 80, endPort: pick(random, [80, 81, 443, 9000]) };
    default:
      return { ...protocol, port: pick(random, PORTS) };
  }
}

function randomAllowance(random: Random, side: 'from' | 'to'): RandomAllowance {
  const peers = several(random, 2, () => randomPeer(random));
  const ports = several(random, 2, () => randomPort(random));
  return {
    ...(peers.length === 0 && random(2) === 0 ? {} : { [side]: peers }),
    ...(ports.length === 0 && random(2) === 0 ? {} : { ports }),
  };
}

/** Policies whose types are always written: what the API fills in is tested by itself. */
export function randomPolicies(random: Random): readonly RandomPolicy[] {
  return Array.from({ length: random(5) }, (_, index): RandomPolicy => {
    const policyTypes = pick(random, [['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Ingress']]);
    return {
      metadata: { namespace: pick(random, NAMESPACES), name: `p${index}` },
      spec: {
        podSelector: randomSelector(random, POD_KEYS),
        policyTypes,
        ...(policyTypes.includes('Ingress')
          ? { ingress: several(random, 2, () => randomAllowance(random, 'from')) }
          : {}),
        ...(policyTypes.includes('Egress') ? { egress: several(random, 2, () => randomAllowance(random, 'to')) } : {}),
      },
    };
  });
}

/** A question: may this packet pass in this direction, at this workload? */
export interface Flow {
  readonly workload: RandomWorkload;
  readonly direction: 'ingress' | 'egress';
  readonly peer: string;
  readonly protocol: (typeof PROTOCOLS)[number];
  readonly port: number;
}

export function randomFlow(random: Random): Flow {
  return {
    workload: pick(random, WORKLOADS),
    direction: pick(random, ['ingress', 'egress'] as const),
    peer: pick(random, ADDRESSES),
    protocol: pick(random, PROTOCOLS),
    port: pick(random, PORTS),
  };
}

/** The cluster as manifests: a load balancer that keeps the sender's address leads to every port of every workload. */
export function manifests(policies: readonly RandomPolicy[]): string {
  const objects = [
    ...policies.map((policy) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', ...policy })),
    ...WORKLOADS.flatMap(({ namespace, name, labels }) => [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { namespace, name },
        spec: {
          template: {
            metadata: { labels: { ...labels, id: name } },
            spec: {
              containers: [
                {
                  name: 'c',
                  ports: PROTOCOLS.flatMap((protocol) =>
                    Object.entries(PORT_NAMES).map(([port, containerPort]) => ({
                      name: port,
                      containerPort,
                      protocol,
                    })),
                  ),
                },
              ],
            },
          },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { namespace, name },
        spec: {
          type: 'LoadBalancer',
          externalTrafficPolicy: 'Local',
          selector: { id: name },
          ports: PROTOCOLS.flatMap((protocol) => PORTS.map((port) => ({ protocol, port, targetPort: port }))),
        },
      },
    ]),
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}
