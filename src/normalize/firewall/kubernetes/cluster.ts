import type { Diagnostic } from '../../../core/diagnostic.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { KubeObject } from './objects.ts';
import { type NetworkPolicy, readPolicy } from './policy.ts';
import { readService, type Service } from './services.ts';
import { type Workload, workloadsOf } from './workloads.ts';

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
}

/** Sorts the objects of one cluster. */
export function clusterOf(objects: readonly KubeObject[], { policiesAsked, whole }: SourceScope): Cluster {
  const sorted = [...objects].sort(
    (a, b) =>
      compareCodePoints(a.namespace, b.namespace) ||
      compareCodePoints(a.name, b.name) ||
      compareCodePoints(a.kind, b.kind),
  );
  const read = sorted.filter(isNetworkPolicy).map(readPolicy);
  const foreign = sorted.flatMap((object): readonly ForeignPolicy[] => {
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
  const live = sorted.some((object) => object.live);
  const workloads = workloadsOf(sorted);
  const services = sorted.filter(({ kind, group }) => kind === 'Service' && group === '').map(readService);
  return {
    objects: sorted,
    policies: read.map(({ policy }) => policy),
    foreign,
    workloads: workloads.length === 0 && !whole ? undefined : workloads,
    // Manifests of workloads without a Service tell that there is none; an export may not have asked.
    services: services.length === 0 && !whole && (live || workloads.length === 0) ? undefined : services,
    policiesTold: read.length > 0 || foreign.length > 0 || policiesAsked || !live,
    live,
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
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
