import { isRecord } from '../../../core/record.ts';
import type { Section } from '../../../core/section.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import type { CloudNetwork } from '../cloud/cloud-network.ts';
import { type Cluster, clusterOf } from './cluster.ts';
import { sectionsOf } from './cluster-sections.ts';
import { type KubeObject, kubeObject, recordAt } from './objects.ts';

/** Resources of the Kubernetes provider by the kind that they make; v1 and older names alike. */
const KINDS: ReadonlyMap<string, readonly [kind: string, apiVersion: string]> = new Map(
  (
    [
      ['network_policy', 'NetworkPolicy', 'networking.k8s.io/v1'],
      ['namespace', 'Namespace', 'v1'],
      ['service', 'Service', 'v1'],
      ['pod', 'Pod', 'v1'],
      ['deployment', 'Deployment', 'apps/v1'],
      ['stateful_set', 'StatefulSet', 'apps/v1'],
      ['daemonset', 'DaemonSet', 'apps/v1'],
      ['daemon_set', 'DaemonSet', 'apps/v1'],
      ['replication_controller', 'ReplicationController', 'v1'],
      ['job', 'Job', 'batch/v1'],
      ['cron_job', 'CronJob', 'batch/v1'],
    ] as const
  ).flatMap(([name, kind, apiVersion]) =>
    [`kubernetes_${name}`, `kubernetes_${name}_v1`].map((type) => [type, [kind, apiVersion]] as const),
  ),
);

/** The Kubernetes network of a state; undefined when it makes no object that tells of one. */
export function kubernetesOfTerraform(state: TfState): CloudNetwork | undefined {
  const cluster = clusterOfState(state);
  return cluster === undefined ? undefined : sectionsOf(cluster, []).network;
}

/** The sections about Kubernetes beside those of networks; none when the state makes no such object. */
export function kubernetesSectionsOfTerraform(state: TfState): Readonly<Record<string, Section<unknown>>> {
  const cluster = clusterOfState(state);
  return cluster === undefined ? {} : sectionsOf(cluster, []).sections;
}

function clusterOfState(state: TfState): Cluster | undefined {
  const objects = state.resources
    .filter(({ mode }) => mode === 'managed')
    .map((resource) => objectOf(resource, state))
    .filter((object) => object !== undefined);
  return objects.length === 0 ? undefined : clusterOf(objects, { policiesAsked: true, whole: true });
}

function objectOf(resource: TfResource, state: TfState): KubeObject | undefined {
  const known = KINDS.get(resource.type);
  if (known !== undefined) {
    const [kind, apiVersion] = known;
    const body = toManifest(resource, resource.values, []);
    return made(resource, state, body, kind, apiVersion, (path) => resource.placeOf(tfPath(path)));
  }
  if (resource.type !== 'kubernetes_manifest') return undefined;
  const manifest = resource.values['manifest'];
  if (!isRecord(manifest) || typeof manifest['kind'] !== 'string') return undefined;
  return made(resource, state, manifest, manifest['kind'], String(manifest['apiVersion'] ?? ''), (path) =>
    resource.placeOf(['manifest', ...path]),
  );
}

/** What is known only after apply is no manifest yet: a name stands in for it, and the rest is read. */
function made(
  resource: TfResource,
  state: TfState,
  body: Readonly<Record<string, unknown>>,
  kind: string,
  apiVersion: string,
  placeOf: KubeObject['placeOf'],
): KubeObject | undefined {
  const metadata = isRecord(body['metadata']) ? body['metadata'] : {};
  const name = metadata['name'] ?? metadata['generateName'] ?? resource.address;
  const namespace = metadata['namespace'] ?? namespaceOf(resource, state);
  const whole = { ...body, metadata: { ...metadata, name, ...(namespace === undefined ? {} : { namespace }) } };
  return kubeObject(whole, kind, apiVersion, resource.at.file, (path) =>
    path.length === 0 ? resource.at : placeOf(path),
  );
}

/** A namespace that is made by the same plan is found by the reference to it. */
function namespaceOf(resource: TfResource, state: TfState): string | undefined {
  const block = resource.type === 'kubernetes_manifest' ? ['manifest', 'metadata'] : ['metadata', 0];
  if (!resource.isUnknown([...block, 'namespace'])) return undefined;
  for (const address of resource.referencesOf(String(block[0]))) {
    const target = state.get(address);
    if (target === undefined || KINDS.get(target.type)?.[0] !== 'Namespace') continue;
    const name = recordAt(toManifest(target, target.values, []), 'metadata')['name'];
    if (typeof name === 'string') return name;
  }
  return `namespace of ${resource.address}, known after apply`;
}

/** Parts whose absence says something: what is known only after apply must not look absent. */
const TELLING = [
  'match_labels',
  'match_expressions',
  'pod_selector',
  'policy_types',
  'ingress',
  'egress',
  'from',
  'to',
  'ports',
] as const;
const AFTER_APPLY = 'known only after apply';

/** Blocks that stand for one object; the provider writes each as a list of one. */
const SINGLE: ReadonlySet<string> = new Set([
  'metadata',
  'spec',
  'template',
  'job_template',
  'pod_selector',
  'namespace_selector',
  'ip_block',
]);
/** Blocks whose name is that of one of many. */
const PLURAL: Readonly<Record<string, string>> = {
  container: 'containers',
  init_container: 'initContainers',
  port: 'ports',
  match_expressions: 'matchExpressions',
  external_ips: 'externalIPs',
};

/** The values of a resource as the API writes them: lists of one opened, names in camel case. */
function toManifest(
  resource: TfResource,
  value: Readonly<Record<string, unknown>>,
  path: readonly (string | number)[],
): Readonly<Record<string, unknown>> {
  const told = Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, unknown])[] => {
    const own = [...path, key];
    if (inner === null) return [];
    if (key === 'labels' || key === 'annotations' || key === 'match_labels' || key === 'selector')
      return [[camel(key), inner]];
    if (SINGLE.has(key) && Array.isArray(inner)) {
      const [only]: readonly unknown[] = inner;
      // An empty block is written as null: it selects everything.
      return inner.length === 0 ? [] : [[camel(key), opened(resource, only, [...own, 0])]];
    }
    if (Array.isArray(inner)) {
      const items = inner.map((one: unknown, index) =>
        isRecord(one) ? toManifest(resource, one, [...own, index]) : (one ?? {}),
      );
      return [[PLURAL[key] ?? camel(key), items]];
    }
    return [[camel(key), isRecord(inner) ? toManifest(resource, inner, own) : emptyWord(key, inner)]];
  });
  const untold = TELLING.filter((key) => (value[key] ?? undefined) === undefined && resource.isUnknown([...path, key]));
  return { ...Object.fromEntries(told), ...Object.fromEntries(untold.map((key) => [camel(key), AFTER_APPLY])) };
}

function opened(resource: TfResource, block: unknown, path: readonly (string | number)[]): unknown {
  if (isRecord(block)) return toManifest(resource, block, path);
  // What is no block at all stays what it is, and is found unreadable.
  return block === null || block === undefined ? {} : block;
}

/** Words that the provider leaves empty are not set; a port of 0 neither. */
function emptyWord(key: string, value: unknown): unknown {
  if (value === '') return undefined;
  if ((key === 'end_port' || key === 'node_port' || key === 'host_port') && (value === 0 || value === '0'))
    return undefined;
  return (key === 'container_port' || key === 'host_port') && typeof value === 'string' ? Number(value) : value;
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A path of a manifest as one of the resource. */
function tfPath(path: readonly (string | number)[]): readonly (string | number)[] {
  const singular = new Map(Object.entries(PLURAL).map(([one, many]) => [many, one]));
  return path.flatMap((step) => {
    if (typeof step === 'number') return [step];
    const name = singular.get(step) ?? step.replace(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`);
    return SINGLE.has(name) ? [name, 0] : [name];
  });
}
