import type { Diagnostic } from '../../../core/diagnostic.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { isStrange, type KubeObject, type LostObject } from './objects.ts';
import { type NetworkPolicy, readPolicy } from './policy.ts';
import { lostService, readService, type Service } from './services.ts';
import { isWorkloadKind, type Workload, workloadsOf } from './workloads.ts';

/** A policy of another kind, whose effect is not read. */
export interface ForeignPolicy {
  /** `CiliumNetworkPolicy prod/web` */
  readonly name: string;
  /** The namespace it is limited to; absent: the whole cluster. */
  readonly namespace: string | undefined;
  readonly at: KubeObject['at'];
}

/** What the objects of one cluster tell of its network. */
export interface Cluster {
  readonly objects: readonly KubeObject[];
  readonly policies: readonly NetworkPolicy[];
  readonly foreign: readonly ForeignPolicy[];
  /** Undefined: none was given, which does not say that there are none. */
  readonly workloads: readonly Workload[] | undefined;
  readonly services: readonly Service[] | undefined;
  /** False where an export was made without asking for policies, as far as can be told. */
  readonly policiesTold: boolean;
  /** The objects were printed by a running cluster. */
  readonly live: boolean;
  /** Objects that stand there and cannot be read, a sentence each. */
  readonly missing: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Policies that other engines read beside NetworkPolicy, by API group; `*`: every kind that ends with Policy. */
const FOREIGN: ReadonlyMap<string, readonly string[]> = new Map([
  ['policy.networking.k8s.io', ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy']],
  ['cilium.io', ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy']],
  [
    'crd.projectcalico.org',
    ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'],
  ],
  ['projectcalico.org', ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy']],
  ['crd.antrea.io', ['NetworkPolicy', 'ClusterNetworkPolicy']],
]);
const CLUSTER_WIDE =
  /^(?:Baseline)?AdminNetworkPolicy$|Clusterwide|^ClusterNetworkPolicy$|^(?:Staged)?GlobalNetworkPolicy$/;

/** What is known of a source beside its objects. */
export interface SourceScope {
  /** Policies were asked for, also where none was found. */
  readonly policiesAsked: boolean;
  /** The source tells all that there is to judge: what it does not hold is not missing. */
  readonly whole: boolean;
  /** Objects that cannot be read. */
  readonly lost?: readonly LostObject[];
}

/** Sorts the objects of one cluster. */
export function clusterOf(objects: readonly KubeObject[], { policiesAsked, whole, lost = [] }: SourceScope): Cluster {
  const sorted = [...objects].sort(
    (a, b) =>
      compareCodePoints(a.namespace, b.namespace) ||
      compareCodePoints(a.name, b.name) ||
      compareCodePoints(a.kind, b.kind),
  );
  const own = sorted.filter(isNetworkPolicy);
  const told = own.filter(({ body }) => !isStrange(body['spec'], 'mapping'));
  const read = told.map(readPolicy);
  // A policy that cannot be read may do anything, like one of another engine.
  const unread: readonly LostObject[] = own
    .filter((object) => !told.includes(object))
    .map(({ namespace, name, at }) => ({
      kind: 'NetworkPolicy',
      namespace,
      why: `The spec of NetworkPolicy ${namespace}/${name} cannot be read.`,
      at,
    }));
  const unreadable = [...lost, ...unread].filter(({ kind }) => kind === undefined || isRead(kind));
  const foreignObjects = sorted.flatMap((object): readonly ForeignPolicy[] => {
    // Staged policies of Calico are not enforced.
    if (FOREIGN.get(object.group)?.includes(object.kind) !== true || object.kind.startsWith('Staged')) return [];
    const wide = CLUSTER_WIDE.test(object.kind);
    return [
      {
        name: wide
          ? `${object.kind} ${object.name}`
          : `${object.kind} ${object.namespace}/${object.name} (${object.group})`,
        namespace: wide ? undefined : object.namespace,
        at: object.at,
      },
    ];
  });
  const foreign: readonly ForeignPolicy[] = [
    ...foreignObjects,
    ...unreadable
      .filter(({ kind }) => kind === undefined || isPolicyKind(kind))
      .map(({ kind = 'an object', namespace, at }) => ({
        name: `${kind} at ${at.file}${at.line === undefined ? (at.pointer ?? '') : `:${at.line}`}, which cannot be read,`,
        namespace,
        at,
      })),
  ];
  const live = sorted.some((object) => object.live);
  const workloads = workloadsOf(sorted);
  const services = [
    ...sorted.filter(({ kind, group }) => kind === 'Service' && group === '').map(readService),
    ...unreadable.filter(({ kind }) => kind === undefined || kind === 'Service').map(lostService),
  ];
  return {
    objects: sorted,
    policies: read.map(({ policy }) => policy),
    foreign,
    workloads: workloads.length === 0 && !whole ? undefined : workloads,
    // Manifests of workloads without a Service tell that there is none; an export may not have asked.
    services: services.length === 0 && !whole && (live || workloads.length === 0) ? undefined : services,
    policiesTold: read.length > 0 || foreign.length > 0 || policiesAsked || !live,
    live,
    missing: unreadable.map(({ why }) => why),
    diagnostics: [
      ...unread.map(({ why, at }): Diagnostic => ({ level: 'warning', code: 'unread-object', message: why, at })),
      ...read.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

function isPolicyKind(kind: string): boolean {
  return kind.endsWith('NetworkPolicy') && !kind.startsWith('Staged');
}

/** Kinds that tell of the network of a cluster. */
function isRead(kind: string): boolean {
  return kind === 'Service' || kind === 'Namespace' || isPolicyKind(kind) || isWorkloadKind(kind);
}

function isNetworkPolicy({ kind, group }: KubeObject): boolean {
  return kind === 'NetworkPolicy' && (group === 'networking.k8s.io' || group === 'extensions');
}

/** Policies of other kinds that may decide over the pods of a namespace. */
export function foreignIn(cluster: Cluster, namespace: string): readonly ForeignPolicy[] {
  return cluster.foreign.filter((policy) => policy.namespace === undefined || policy.namespace === namespace);
}

/** Namespaces that belong to the cluster itself, or to the provider that runs it. */
export function isSystemNamespace(name: string): boolean {
  return (
    /^kube-(?:system|public|node-lease)$/.test(name) ||
    /^(?:openshift|gke-managed|gmp)-/.test(name) ||
    /^(?:calico-system|calico-apiserver|tigera-operator|cilium|cilium-secrets|kube-flannel|aks-command|gatekeeper-system)$/.test(
      name,
    )
  );
}
