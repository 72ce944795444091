import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import { isRecord } from '../../../core/record.ts';
import { isStrange, type KubeObject, listAt, recordAt, textOf } from './objects.ts';
import { readSelector, type Selector } from './selectors.ts';

/** Whom one item of `from` or `to` names. */
export type PolicyPeer =
  | { readonly kind: 'block'; readonly cidr: string; readonly except: readonly string[] }
  /** No `namespaces`: those of the policy's own. */
  | { readonly kind: 'pods'; readonly pods: Selector; readonly namespaces: Selector | undefined }
  | { readonly kind: 'unreadable'; readonly why: string };

/** One item of `ports`. */
export type PolicyPort =
  /** No `from`: all ports of the protocol. */
  | {
      readonly kind: 'numbers';
      readonly protocol: KubeProtocol;
      readonly from: number | undefined;
      readonly to: number | undefined;
    }
  | { readonly kind: 'name'; readonly protocol: KubeProtocol; readonly name: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The protocols that NetworkPolicy knows, with their numbers. */
export const PROTOCOLS = { TCP: '6', UDP: '17', SCTP: '132' } as const;
export type KubeProtocol = keyof typeof PROTOCOLS;

/** One item of `ingress` or `egress`: any of the peers at any of the ports; a list that is absent: all. */
export interface PolicyAllowance {
  readonly peers: readonly PolicyPeer[] | 'everyone';
  readonly ports: readonly PolicyPort[] | 'all';
  readonly at: Place;
}

/** A NetworkPolicy. A direction that is absent is none of its types: it says nothing of it. */
export interface NetworkPolicy {
  /** namespace/name */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly description: string;
  readonly pods: Selector;
  readonly ingress: readonly PolicyAllowance[] | undefined;
  readonly egress: readonly PolicyAllowance[] | undefined;
  readonly live: boolean;
  readonly at: Place;
}

/** Reads a NetworkPolicy of networking.k8s.io/v1; what the API would refuse is kept as uncertain, and said. */
export function readPolicy(object: KubeObject): {
  readonly policy: NetworkPolicy;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const id = `${object.namespace}/${object.name}`;
  const warn = (why: string, at: Place): string => {
    diagnostics.push({ level: 'warning', code: 'uncertain-rule', message: `NetworkPolicy ${id}: ${why}`, at });
    return why;
  };
  const spec = recordAt(object.body, 'spec');
  const types = listAt(spec, 'policyTypes').flatMap((type) => textOf(type) ?? []);
  // The API fills in: Ingress always, Egress when there is a rule for it.
  const egressByDefault = types.length === 0 && listAt(spec, 'egress').length > 0;
  const pods = readSelector(spec['podSelector']);
  for (const why of pods.unreadable) warn(why, object.placeOf(['spec', 'podSelector']));
  const typesUntold = isStrange(spec['policyTypes'], 'list of words');
  if (typesUntold) warn('policyTypes is no list of words', object.placeOf(['spec', 'policyTypes']));
  for (const type of types)
    if (type !== 'Ingress' && type !== 'Egress')
      warn(`the policy type ${type} is not known`, object.placeOf(['spec', 'policyTypes']));
  return {
    policy: {
      id,
      namespace: object.namespace,
      name: object.name,
      description: object.annotations.get('kubernetes.io/description') ?? '',
      pods,
      ingress:
        types.length === 0 || typesUntold || types.includes('Ingress') ? allowances('ingress', 'from') : undefined,
      egress: egressByDefault || typesUntold || types.includes('Egress') ? allowances('egress', 'to') : undefined,
      live: object.live,
      at: object.at,
    },
    diagnostics,
  };

  function allowances(direction: 'ingress' | 'egress', side: 'from' | 'to'): readonly PolicyAllowance[] {
    if (!isList(spec[direction])) {
      const why = warn(`${direction} is no list`, object.placeOf(['spec', direction]));
      return [{ peers: [{ kind: 'unreadable', why }], ports: 'all', at: object.placeOf(['spec', direction]) }];
    }
    // Whether it isolates at all is open: then everything may be let in.
    const why = 'its policyTypes cannot be read';
    const at = object.placeOf(['spec', 'policyTypes']);
    const open: readonly PolicyAllowance[] = typesUntold
      ? [{ peers: [{ kind: 'unreadable', why }], ports: 'all', at }]
      : [];
    const told = listAt(spec, direction).map((item, index): PolicyAllowance => {
      const path = ['spec', direction, index];
      if (isStrange(item, 'mapping')) {
        const fault = warn(`an item of ${direction} is no mapping`, object.placeOf(path));
        return { peers: [{ kind: 'unreadable', why: fault }], ports: 'all', at: object.placeOf(path) };
      }
      const peers = listOrFault(item, side);
      const ports = listOrFault(item, 'ports');
      return {
        peers:
          peers.length === 0
            ? 'everyone'
            : peers.map((peer, i) => readPeer(peer, (why) => warn(why, object.placeOf([...path, side, i])))),
        ports:
          ports.length === 0
            ? 'all'
            : ports.map((port, i) => readPort(port, (why) => warn(why, object.placeOf([...path, 'ports', i])))),
        at: object.placeOf(path),
      };
    });
    return [...told, ...open];
  }
}

/** A list, or the absence of one. */
function isList(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value);
}

/** The list under a key; what is no list is kept as an item that cannot be read. */
function listOrFault(item: unknown, key: string): readonly unknown[] {
  const value = isRecord(item) ? item[key] : undefined;
  return isList(value) ? listAt(item, key) : ['that cannot be read'];
}

function readPeer(value: unknown, warn: (why: string) => string): PolicyPeer {
  const peer = isRecord(value) ? value : {};
  const unreadable = (why: string): PolicyPeer => ({ kind: 'unreadable', why: warn(why) });
  const block = peer['ipBlock'];
  const isThere = (one: unknown): boolean => one !== undefined && one !== null;
  const selects = isThere(peer['podSelector']) || isThere(peer['namespaceSelector']);
  if (isStrange(block, 'mapping')) return unreadable('an ipBlock is no mapping');
  if (isRecord(block)) {
    if (selects) return unreadable('a peer with an ipBlock and a selector is refused by the API');
    const cidr = textOf(block['cidr']) ?? '';
    if (isStrange(block['except'], 'list of words'))
      return unreadable('the exceptions of an ipBlock are no list of words');
    const except = listAt(block, 'except').flatMap((one) => textOf(one) ?? []);
    const wrong = [cidr, ...except].find((one) => !one.includes('/') || parseIpRange(one) === undefined);
    if (wrong !== undefined) return unreadable(`${wrong === '' ? 'an empty cidr' : wrong} is no range of addresses`);
    return { kind: 'block', cidr, except };
  }
  if (!selects) return unreadable('a peer that names nobody is refused by the API');
  const pods = readSelector(peer['podSelector']);
  const namespaces = isThere(peer['namespaceSelector']) ? readSelector(peer['namespaceSelector']) : undefined;
  const wrong = [...pods.unreadable, ...(namespaces?.unreadable ?? [])];
  return wrong.length > 0 ? unreadable(wrong.join('; ')) : { kind: 'pods', pods, namespaces };
}

function readPort(value: unknown, warn: (why: string) => string): PolicyPort {
  const item = isRecord(value) ? value : {};
  const unreadable = (why: string): PolicyPort => ({ kind: 'unreadable', why: warn(why) });
  const port = item['port'];
  const end = item['endPort'];
  if (isStrange(value, 'mapping') || [item['protocol'], port, end].some((one) => isStrange(one, 'word')))
    return unreadable('an item of ports cannot be read');
  const word = textOf(item['protocol']) ?? 'TCP';
  const protocol = word === 'TCP' || word === 'UDP' || word === 'SCTP' ? word : undefined;
  if (protocol === undefined) return unreadable(`the protocol ${word} is not known to NetworkPolicy`);
  if (port === undefined || port === null)
    return end === undefined || end === null
      ? { kind: 'numbers', protocol, from: undefined, to: undefined }
      : unreadable('an endPort without a port is refused by the API');
  if (typeof port === 'string' && !/^\d+$/.test(port))
    return end === undefined || end === null
      ? { kind: 'name', protocol, name: port }
      : unreadable('an endPort beside a name of a port is refused by the API');
  const from = typeof port === 'boolean' ? Number.NaN : Number(port);
  const to = end === undefined || end === null ? from : typeof end === 'boolean' ? Number.NaN : Number(end);
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1 || to > 65_535 || from > to)
    return unreadable(`the ports ${String(port)} to ${String(end ?? port)} are no range`);
  return { kind: 'numbers', protocol, from, to };
}
