import type { Place } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { isStrange, type KubeObject, listAt, recordAt, textMap, textOf } from './objects.ts';
import type { KubeProtocol } from './policy.ts';

/** A port that a container declares. */
export interface ContainerPort {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: KubeProtocol;
  /** The port of the node that leads to it. */
  readonly hostPort: number | undefined;
}

/** A row of equal pods: what a controller makes, or a pod by itself. */
export interface Workload {
  /** namespace/name, with the kind between them where two share it. */
  readonly id: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Some of them cannot be read: others may be there. */
  readonly labelsUntold: boolean;
  readonly ports: readonly ContainerPort[];
  readonly portsUntold: boolean;
  readonly hostNetwork: boolean;
  readonly hostNetworkUntold: boolean;
  /** Its labels are those of living pods, none is added later. */
  readonly running: boolean;
  readonly at: Place;
  placeOf(path: readonly (string | number)[]): Place;
}

/** Where the pods of a kind are described. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** True for the kinds that run pods. */
export function isWorkloadKind(kind: string): boolean {
  return Object.hasOwn(TEMPLATES, kind);
}

/**
 * The workloads among the objects. What a controller made (the pods of a ReplicaSet, the ReplicaSet of a Deployment)
 * is left out when the controller is there too; pods of a controller that is not told stand for it together.
 */
export function workloadsOf(objects: readonly KubeObject[]): readonly Workload[] {
  const candidates = objects.filter(({ kind }) => isWorkloadKind(kind));
  const present = new Set(candidates.map(keyOf));
  const made = new Set<string>();
  const found: Workload[] = [];
  for (const object of candidates) {
    const owner = ownerOf(object);
    if (owner !== undefined && present.has(`${owner.kind} ${object.namespace}/${owner.name}`)) continue;
    // A finished pod sends and receives nothing.
    const phase = recordAt(object.body, 'status')['phase'];
    if (object.kind === 'Pod' && (phase === 'Succeeded' || phase === 'Failed')) continue;
    const workload = workloadOf(object, owner);
    const key = `${workload.kind} ${workload.namespace}/${workload.name} ${labelText(workload)} ${workload.hostNetwork}`;
    if (made.has(key)) continue;
    made.add(key);
    found.push(workload);
  }
  const named = new Map<string, Workload[]>();
  for (const workload of found) named.set(workload.id, [...(named.get(workload.id) ?? []), workload]);
  return found.map((workload) => {
    const { namespace, name, kind } = workload;
    const same = named.get(workload.id) ?? [];
    if (same.length < 2) return workload;
    const ofKind = same.filter((other) => other.kind === kind);
    const id = `${namespace}/${kind}/${name}`;
    return { ...workload, id: ofKind.length < 2 ? id : `${id} ${ofKind.indexOf(workload) + 1}` };
  });
}

function keyOf({ kind, namespace, name }: KubeObject): string {
  return `${kind} ${namespace}/${name}`;
}

interface Owner {
  readonly kind: string;
  readonly name: string;
}

function ownerOf(object: KubeObject): Owner | undefined {
  for (const reference of listAt(recordAt(object.body, 'metadata'), 'ownerReferences')) {
    const kind = isRecord(reference) ? textOf(reference['kind']) : undefined;
    const name = isRecord(reference) ? textOf(reference['name']) : undefined;
    // The pods of a node's own files (static pods) belong to the node.
    if (kind !== undefined && name !== undefined && isWorkloadKind(kind)) return { kind, name };
  }
  return undefined;
}

function workloadOf(object: KubeObject, owner: Owner | undefined): Workload {
  const path = TEMPLATES[object.kind] ?? [];
  const template = path.reduce<Readonly<Record<string, unknown>>>(recordAt, object.body);
  const isLost = path.some((_, index) => {
    const [last = '', ...others] = path.slice(0, index + 1).reverse();
    return isStrange(
      others.reverse().reduce<Readonly<Record<string, unknown>>>(recordAt, object.body)[last],
      'mapping',
    );
  });
  const specLost = isLost || isStrange(template['spec'], 'mapping');
  const spec = recordAt(template, 'spec');
  const containers = [
    ...listAt(spec, 'containers'),
    ...listAt(spec, 'initContainers').filter((one) => isRecord(one) && one['restartPolicy'] === 'Always'),
  ];
  const { kind, name } = owner ?? object;
  const written = recordAt(template, 'metadata')['labels'];
  const labels = textMap(written);
  const hostNetwork = spec['hostNetwork'] ?? false;
  return {
    id: `${object.namespace}/${name}`,
    kind,
    namespace: object.namespace,
    name,
    // What the controllers add to one pod of many says nothing of the others.
    labels: owner === undefined ? labels : new Map([...labels].filter(([key]) => !isAddedLabel(key))),
    labelsUntold: isLost || isStrange(template['metadata'], 'mapping') || isStrange(written, 'words'),
    ports: containers.flatMap((container) => listAt(container, 'ports').flatMap(portOf)),
    portsUntold:
      specLost ||
      ['containers', 'initContainers'].some((key) => isStrange(spec[key], 'list')) ||
      [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')].some(
        (one) =>
          !isRecord(one) ||
          isStrange(one['ports'], 'list') ||
          listAt(one, 'ports').some((port) => portOf(port).length === 0),
      ),
    hostNetwork: hostNetwork === true,
    hostNetworkUntold: specLost || typeof hostNetwork !== 'boolean',
    running: object.kind === 'Pod' && object.live && owner === undefined,
    at: object.at,
    placeOf: (inner) => object.placeOf([...path, ...inner]),
  };
}

/** Labels that controllers give to their pods beside those of the template. */
export function isAddedLabel(key: string): boolean {
  return (
    /^(?:pod-template-hash|pod-template-generation|controller-revision-hash|controller-uid|job-name)$/.test(key) ||
    /^(?:statefulset\.kubernetes\.io|apps\.kubernetes\.io|batch\.kubernetes\.io)\//.test(key)
  );
}

/** True for a label that may be there beside those that are told. */
export function mayHaveLabel({ running, labelsUntold }: Workload, key: string): boolean {
  return labelsUntold || (!running && isAddedLabel(key));
}

function portOf(value: unknown): readonly ContainerPort[] {
  if (!isRecord(value)) return [];
  const words = ['containerPort', 'protocol', 'hostPort', 'name'];
  if (words.some((key) => isStrange(value[key], 'word') || typeof value[key] === 'boolean')) return [];
  const number = Number(value['containerPort'] ?? Number.NaN);
  const protocol = textOf(value['protocol']) ?? 'TCP';
  const hostPort = Number(value['hostPort'] ?? 0);
  if (!Number.isInteger(number) || (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP')) return [];
  if (!Number.isInteger(hostPort)) return [];
  return [
    {
      name: textOf(value['name']),
      number,
      protocol,
      hostPort: hostPort > 0 ? hostPort : undefined,
    },
  ];
}

function labelText({ labels }: Workload): string {
  return [...labels].map(([key, value]) => `${key}=${value}`).join(',');
}
