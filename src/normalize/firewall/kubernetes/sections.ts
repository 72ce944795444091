import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import { complete, incomplete, notCollected, type Section } from '../../../core/section.ts';
import type {
  FirewallGroup,
  FirewallKubeNamespaces,
  FirewallKubePods,
  FirewallKubePolicies,
  FirewallKubeServices,
  KubeNamespace,
  KubeOpening,
  KubePolicy,
} from '../../../model/generated/model.ts';
import { type Block, holdHalfOfInternet } from '../address-blocks.ts';
import { type Cluster, foreignIn, isSystemNamespace } from './cluster.ts';
import { POLICIES_UNTOLD } from './points.ts';
import type { NetworkPolicy, PolicyAllowance } from './policy.ts';
import { type Direction, entriesOf, textOfAllowance, textOfPorts } from './rules.ts';
import { selects, selectsAll } from './selectors.ts';
import { mayHaveLabel } from './workloads.ts';

const WORKLOAD_COMMAND =
  'kubectl get pods,deployments,statefulsets,daemonsets,jobs,cronjobs -A -o json > workloads.json';
const WORKLOADS_UNTOLD = `What runs in the cluster was not given: ${WORKLOAD_COMMAND}`;

/** What is told of namespaces, policies, Services and workloads, beside the rules. */
export function kubeSections(cluster: Cluster): Readonly<Record<string, Section<unknown>>> {
  const all = {
    kube_namespaces: namespaces(cluster),
    kube_policies: policies(cluster),
    kube_services: services(cluster),
    kube_pods: pods(cluster),
  };
  if (cluster.missing.length === 0) return all;
  const why = cluster.missing.join(' ');
  return Object.fromEntries(
    Object.entries(all).map(([name, section]) => [
      name,
      section.flag === 'complete' ? incomplete(section.data, why) : section,
    ]),
  );
}

/** Policies as groups of rules that somebody keeps. */
export function groupsOf(cluster: Cluster): readonly FirewallGroup[] {
  return cluster.policies.map((policy): FirewallGroup => {
    const workloads = cluster.workloads?.filter(({ namespace }) => namespace === policy.namespace);
    const chosen = workloads?.map((workload) => ({
      id: workload.id,
      selected: selects(policy.pods, workload.labels, (key) => mayHaveLabel(workload, key)),
    }));
    const doubtful = chosen?.find(({ selected }) => selected === 'maybe');
    return {
      id: policy.id,
      name: policy.name,
      provider: 'kubernetes',
      kind: 'network-policy',
      network: policy.namespace,
      is_default: known(false, policy.at),
      description: known(policy.description, policy.at),
      attached_to:
        chosen === undefined
          ? unknown(WORKLOADS_UNTOLD, policy.at)
          : doubtful === undefined
            ? known(
                chosen.filter(({ selected }) => selected === 'yes').map(({ id }) => id),
                policy.at,
              )
            : unknown(`Whether it selects ${doubtful.id} hangs on labels that are not told.`, policy.at),
      entries: [...entriesOf(policy)],
      at: policy.at,
    };
  });
}

function namespaces(cluster: Cluster): Section<FirewallKubeNamespaces> {
  const places = new Map<string, Place>();
  for (const object of cluster.objects) {
    if (object.kind === 'Namespace') places.set(object.name, object.at);
    else if (object.namespace !== '' && !places.has(object.namespace)) places.set(object.namespace, object.at);
  }
  const found = sortedBy(places, ([name]) => name).map(([id, at]): KubeNamespace => {
    const own = cluster.workloads?.filter(({ namespace }) => namespace === id).map((workload) => workload.id);
    return {
      id,
      system: isSystemNamespace(id),
      workloads: own === undefined ? unknown(WORKLOADS_UNTOLD, at) : known([...own].sort(compareCodePoints), at),
      default_deny_ingress: defaultDeny(cluster, id, 'ingress', at),
      default_deny_egress: defaultDeny(cluster, id, 'egress', at),
      at,
    };
  });
  return complete({ namespaces: found });
}

function defaultDeny(cluster: Cluster, namespace: string, direction: Direction, at: Place): Fact<boolean> {
  const isolating = cluster.policies.filter(
    (policy) => policy.namespace === namespace && policy[direction] !== undefined && selectsAll(policy.pods),
  );
  const foreign = foreignIn(cluster, namespace)[0];
  if (foreign !== undefined)
    return unknown(`${foreign.name} may isolate or open the pods of ${namespace}, and is not read.`, foreign.at);
  const [first] = isolating;
  const doubtful = cluster.policies.find(
    (policy) => policy.namespace === namespace && policy[direction] !== undefined && policy.pods.unreadable.length > 0,
  );
  if (first === undefined && doubtful !== undefined)
    return unknown(`Which pods NetworkPolicy ${doubtful.id} selects cannot be read.`, doubtful.at);
  if (first === undefined)
    return cluster.policiesTold ? known(false, at) : unknown(`For ${namespace} ${POLICIES_UNTOLD}`, at);
  const allowances = isolating.flatMap((policy) => policy[direction] ?? []);
  const opening = allowances.find(({ peers, ports }) => peers === 'everyone' && ports === 'all');
  if (opening !== undefined) return known(false, opening.at);
  const unread = allowances.find(isUnread);
  return unread === undefined
    ? known(true, first.at)
    : unknown(`An item of a policy for all pods of ${namespace} cannot be read.`, unread.at);
}

function policies(cluster: Cluster): Section<FirewallKubePolicies> {
  if (cluster.policies.length === 0 && !cluster.policiesTold)
    return notCollected(
      `The export holds no NetworkPolicy.`,
      'kubectl get networkpolicies -A -o json > networkpolicies.json',
    );
  return complete({ policies: cluster.policies.map(policyOf) });
}

function policyOf(policy: NetworkPolicy): KubePolicy {
  const incoming = opennessOf(policy, 'ingress');
  const outgoing = opennessOf(policy, 'egress');
  return {
    id: policy.id,
    namespace: policy.namespace,
    ...(incoming === undefined ? {} : { open_ingress: incoming.open }),
    ...(outgoing === undefined ? {} : { open_egress: outgoing.open }),
    openings: [...(incoming?.openings ?? []), ...(outgoing?.openings ?? [])],
    at: policy.at,
  };
}

function isUnread({ peers, ports }: PolicyAllowance): boolean {
  return (
    (peers !== 'everyone' && peers.some(({ kind }) => kind === 'unreadable')) ||
    (ports !== 'all' && ports.some(({ kind }) => kind === 'unreadable'))
  );
}

/** Blocks are taken together where they share their ports: two halves of the internet are the internet. */
function opennessOf(
  policy: NetworkPolicy,
  direction: Direction,
): { readonly open: Fact<boolean>; readonly openings: readonly KubeOpening[] } | undefined {
  const allowances = policy[direction];
  if (allowances === undefined) return undefined;
  const blocks = new Map<string, readonly Block[]>();
  for (const allowance of allowances) {
    const key = textOfPorts(allowance);
    const own = allowance.peers === 'everyone' ? [] : allowance.peers.filter((peer) => peer.kind === 'block');
    blocks.set(key, [...(blocks.get(key) ?? []), ...own]);
  }
  const everything = blocks.get('everything') ?? [];
  const open = allowances.filter((allowance) => {
    if (allowance.peers === 'everyone') return true;
    if (!allowance.peers.some(({ kind }) => kind === 'block')) return false;
    return holdHalfOfInternet([...(blocks.get(textOfPorts(allowance)) ?? []), ...everything]);
  });
  const openings = open.map(
    (allowance): KubeOpening => ({
      direction: direction === 'ingress' ? 'in' : 'out',
      text: textOfAllowance(allowance, direction, policy.namespace),
      at: allowance.at,
    }),
  );
  const [first] = openings;
  const unread = allowances.find(
    ({ peers }) => peers !== 'everyone' && peers.some(({ kind }) => kind === 'unreadable'),
  );
  const fact: Fact<boolean> =
    first !== undefined
      ? known(true, first.at)
      : unread === undefined
        ? known(false, policy.at)
        : unknown(`An item of ${policy.id} cannot be read; the API would refuse it.`, unread.at);
  return { open: fact, openings };
}

function services(cluster: Cluster): Section<FirewallKubeServices> {
  if (cluster.services === undefined)
    return notCollected('No Service was given.', 'kubectl get services -A -o json > services.json');
  return complete({
    services: cluster.services.map((service) => {
      // Of one that cannot be read in part, no part is judged.
      const told = <T>(value: T, key: string): Fact<T> =>
        service.unreadable.length === 0
          ? known(value, service.placeOf(['spec', key]))
          : unknown(service.unreadable.join('; '), service.at);
      return {
        id: service.id,
        namespace: service.namespace ?? '',
        type: told(service.type, 'type'),
        internal: service.unreadable.length === 0 ? service.internal : told(false, 'type'),
        external_ips: told([...service.externalIps], 'externalIPs'),
        ports: service.ports.map(({ protocol, port }) => `${protocol.toLowerCase()}/${port}`),
        source_ranges: told([...service.sourceRanges], 'loadBalancerSourceRanges'),
        hides_sender: told(service.hidesSender, 'externalTrafficPolicy'),
        at: service.at,
      };
    }),
  });
}

function pods(cluster: Cluster): Section<FirewallKubePods> {
  if (cluster.workloads === undefined) return notCollected('What runs in the cluster was not given.', WORKLOAD_COMMAND);
  return complete({
    workloads: sortedBy(cluster.workloads, ({ id }) => id).map((workload) => ({
      id: workload.id,
      kind: workload.kind,
      namespace: workload.namespace,
      system: isSystemNamespace(workload.namespace),
      labels: [...workload.labels].map(([key, value]) => `${key}=${value}`),
      host_network: workload.hostNetworkUntold
        ? unknown(`hostNetwork of ${workload.id} cannot be read.`, workload.placeOf(['spec', 'hostNetwork']))
        : known(workload.hostNetwork, workload.placeOf(['spec', 'hostNetwork'])),
      host_ports: workload.portsUntold
        ? unknown(
            `The ports of the containers of ${workload.id} cannot be read.`,
            workload.placeOf(['spec', 'containers']),
          )
        : known(
            workload.hostNetwork
              ? []
              : workload.ports.flatMap(({ hostPort, protocol }) =>
                  hostPort === undefined ? [] : [`${protocol.toLowerCase()}/${hostPort}`],
                ),
            workload.placeOf(['spec', 'containers']),
          ),
      at: workload.at,
    })),
  });
}
