import { complete, type Section } from '../../../core/section.ts';
import type { CloudNetwork } from '../cloud/cloud-network.ts';
import { type Cluster, isSystemNamespace } from './cluster.ts';
import { POLICIES_UNTOLD, pointsOf } from './points.ts';
import { groupsOf, kubeSections } from './sections.ts';

/** The network of the objects of one cluster and its own sections; `missing` says what else there may be. */
export function sectionsOf(
  cluster: Cluster,
  missing: readonly string[],
): { readonly network: CloudNetwork; readonly sections: Readonly<Record<string, Section<unknown>>> } {
  const { filters, points } = pointsOf(cluster);
  // Proxies and network plugins share it in every cluster, and are the nodes' to judge.
  const onNodes = (cluster.workloads ?? []).filter((one) => one.hostNetwork && !isSystemNamespace(one.namespace));
  return {
    network: {
      filters,
      points,
      missing: [
        ...missing,
        ...cluster.missing,
        ...(onNodes.length === 0
          ? []
          : [
              `${onNodes.map(({ id }) => id).join(', ')}: in the network of the nodes, whose filters are not told here; scan the nodes.`,
            ]),
        ...(cluster.policiesTold ? [] : [`Of ${cluster.live ? 'the cluster' : 'the files'} ${POLICIES_UNTOLD}.`]),
        ...(cluster.workloads === undefined
          ? [
              'Which pods no policy selects is not told: add kubectl get pods,deployments,statefulsets,daemonsets,services -A -o json.',
            ]
          : []),
      ],
      groups: complete(groupsOf(cluster)),
    },
    sections: kubeSections(cluster),
  };
}
