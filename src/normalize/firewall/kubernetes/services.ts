import type { Fact, Place } from '../../../core/fact.ts';
import { known, unknown } from '../../../core/fact.ts';
import { parseAddress } from '../../../core/ip-range.ts';
import { isRecord } from '../../../core/record.ts';
import { isInternalAddress } from '../address-blocks.ts';
import { isStrange, type KubeObject, type LostObject, listAt, recordAt, textMap, textOf } from './objects.ts';
import type { KubeProtocol } from './policy.ts';
import type { Selected } from './selectors.ts';
import type { Workload } from './workloads.ts';

/** One port of a Service. */
export interface ServicePort {
  readonly protocol: KubeProtocol;
  readonly port: number;
  /** The port of the pods: its number or its name there. */
  readonly target: number | string;
  readonly nodePort: number | undefined;
}

/** A Service of the core group. */
export interface Service {
  /** namespace/name */
  readonly id: string;
  /** Undefined: which one it is in is not told. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly ports: readonly ServicePort[];
  /** No selector: it leads to pods that it does not name. */
  readonly selector: ReadonlyMap<string, string> | undefined;
  readonly externalIps: readonly string[];
  readonly sourceRanges: readonly string[];
  /** Its load balancer has only addresses inside of the network. */
  readonly internal: Fact<boolean>;
  /** The pods see the address of a node in place of the sender's. */
  readonly hidesSender: boolean;
  /** Parts of it that cannot be read: then it may let in anything. */
  readonly unreadable: readonly string[];
  readonly at: Place;
  placeOf(path: readonly (string | number)[]): Place;
}

/** Annotations with which the clouds are asked for an internal load balancer, and the values that ask for it. */
const INTERNAL_ANNOTATIONS: readonly (readonly [key: string, value: RegExp])[] = [
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?:true|0\.0\.0\.0\/0)$/],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
  ['networking.gke.io/load-balancer-type', /^internal$/i],
  ['cloud.google.com/load-balancer-type', /^internal$/i],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', /^true$/],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', /^private$/],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', /^true$/],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', /^intranet$/],
];

/** Reads a Service. */
export function readService(object: KubeObject): Service {
  const spec = recordAt(object.body, 'spec');
  const selector = textMap(spec['selector']);
  const type = textOf(spec['type']) ?? 'ClusterIP';
  const unreadable = unreadableParts(object, spec);
  const hasPath = type === 'LoadBalancer' || type === 'NodePort' || listAt(spec, 'externalIPs').length > 0;
  return {
    id: `${object.namespace}/${object.name}`,
    namespace: object.namespace,
    name: object.name,
    type,
    ports: listAt(spec, 'ports').flatMap(portOf),
    selector: selector.size === 0 ? undefined : selector,
    externalIps: listAt(spec, 'externalIPs').flatMap((one) => textOf(one) ?? []),
    sourceRanges: sourceRangesOf(object, spec),
    internal: internalOf(object, spec, type),
    hidesSender: (hasPath || unreadable.length > 0) && textOf(spec['externalTrafficPolicy']) !== 'Local',
    unreadable,
    at: object.at,
    placeOf: object.placeOf,
  };
}

/** What stands for a Service that cannot be read: it may lead to any pods of its namespace. */
export function lostService({ namespace, why, at }: LostObject): Service {
  const name = `at ${at.file}${at.line === undefined ? (at.pointer ?? '') : `:${at.line}`}`;
  return {
    id: `${namespace ?? 'a Service'} ${name}`,
    namespace,
    name,
    type: 'unknown',
    ports: [],
    selector: undefined,
    externalIps: [],
    sourceRanges: [],
    internal: unknown(why, at),
    hidesSender: true,
    unreadable: [why],
    at,
    placeOf: () => at,
  };
}

const PARTS = [
  ['type', 'word'],
  ['ports', 'list'],
  ['selector', 'words'],
  ['externalIPs', 'list of words'],
  ['loadBalancerSourceRanges', 'list of words'],
] as const;

function unreadableParts(object: KubeObject, spec: Readonly<Record<string, unknown>>): readonly string[] {
  const id = `${object.namespace}/${object.name}`;
  if (isStrange(object.body['spec'], 'mapping')) return [`the spec of Service ${id} cannot be read`];
  const parts = PARTS.filter(([key, kind]) => isStrange(spec[key], kind)).map(([key]) => key);
  const ports = listAt(spec, 'ports').some((port) => portOf(port).length === 0) ? ['an item of ports'] : [];
  return [...parts, ...ports].map((part) => `${part} of Service ${id} cannot be read`);
}

function sourceRangesOf(object: KubeObject, spec: Readonly<Record<string, unknown>>): readonly string[] {
  const listed = listAt(spec, 'loadBalancerSourceRanges').flatMap((one) => textOf(one)?.trim() ?? []);
  if (listed.length > 0) return listed;
  const noted = object.annotations.get('service.beta.kubernetes.io/load-balancer-source-ranges') ?? '';
  return noted.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}

function internalOf(object: KubeObject, spec: Readonly<Record<string, unknown>>, type: string): Fact<boolean> {
  const at = object.placeOf(['spec', 'type']);
  if (type !== 'LoadBalancer') return known(false, at);
  const notes = recordAt(object.body, 'metadata')['annotations'];
  if (isStrange(notes, 'mapping'))
    return unknown(`The annotations of Service ${object.namespace}/${object.name} cannot be read.`, at);
  for (const [key, wanted] of INTERNAL_ANNOTATIONS) {
    if (isStrange(isRecord(notes) ? notes[key] : undefined, 'word'))
      return unknown(`The annotation ${key} cannot be read.`, object.placeOf(['metadata', 'annotations', key]));
    const value = object.annotations.get(key);
    if (value !== undefined && wanted.test(value)) return known(true, object.placeOf(['metadata', 'annotations', key]));
  }
  const ingress = listAt(recordAt(recordAt(object.body, 'status'), 'loadBalancer'), 'ingress');
  const addresses = ingress.flatMap((one) => (isRecord(one) ? (textOf(one['ip']) ?? []) : []));
  if (addresses.length > 0 && addresses.length === ingress.length && addresses.every((ip) => parseAddress(ip)))
    return known(addresses.every(isInternalAddress), object.placeOf(['status', 'loadBalancer', 'ingress']));
  const scheme = object.annotations.get('service.beta.kubernetes.io/aws-load-balancer-scheme');
  const name = textOf(spec['loadBalancerClass']);
  if (name !== undefined && scheme === undefined)
    return unknown(
      `Whether load balancers of the class ${name} are internal is not in the manifest: scan the Service as the cluster prints it (kubectl get services -A -o json), which tells its address.`,
      object.placeOf(['spec', 'loadBalancerClass']),
    );
  return known(false, at);
}

function portOf(value: unknown): readonly ServicePort[] {
  if (!isRecord(value)) return [];
  const words = ['port', 'protocol', 'targetPort', 'nodePort'];
  if (words.some((key) => isStrange(value[key], 'word') || typeof value[key] === 'boolean')) return [];
  const port = Number(value['port'] ?? Number.NaN);
  const protocol = textOf(value['protocol']) ?? 'TCP';
  if (!Number.isInteger(port) || (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP')) return [];
  const target = value['targetPort'];
  const nodePort = Number(value['nodePort'] ?? 0);
  return [
    {
      protocol,
      port,
      target:
        target === undefined || target === null ? port : /^\d+$/.test(String(target)) ? Number(target) : String(target),
      nodePort: Number.isInteger(nodePort) && nodePort > 0 ? nodePort : undefined,
    },
  ];
}

/** Whether a Service leads to the pods of a workload. */
export function leadsTo(service: Service, workload: Workload): Selected {
  const { selector, unreadable } = service;
  if (service.namespace !== undefined && service.namespace !== workload.namespace) return 'no';
  if (unreadable.length === 0 && (selector === undefined || service.type === 'ExternalName')) return 'no';
  let answer: Selected = unreadable.length === 0 ? 'yes' : 'maybe';
  for (const [key, value] of selector ?? []) {
    const told = workload.labels.get(key);
    if (told === undefined && workload.labelsUntold) answer = 'maybe';
    else if (told !== value) return 'no';
  }
  return answer;
}

/** The ports of a workload's pods that a port of a Service leads to. */
export function targetPorts({ target, protocol }: ServicePort, workload: Workload): readonly number[] {
  if (typeof target === 'number') return [target];
  return workload.ports.flatMap((port) => (port.name === target && port.protocol === protocol ? [port.number] : []));
}
