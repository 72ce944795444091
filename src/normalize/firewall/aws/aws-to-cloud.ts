import type { Section } from '../../../core/section.ts';
import type { CloudNetwork } from '../cloud/cloud-network.ts';
import type { AwsNetwork } from './aws-network.ts';
import { groupFilter } from './group-filter.ts';
import { groupsSection, networksSection, routesSection, subnetsSection, workloadsSection } from './inventory.ts';
import { peerResolver } from './members.ts';
import { pointsOf } from './points.ts';

/**
 * AWS networks as filters and points. A security group is a union of allowances, an ACL a list whose first match by
 * number decides and which keeps no state, so that TCP needs a way back through it too.
 */
export function awsToCloud(network: AwsNetwork): CloudNetwork {
  const resolve = peerResolver(network);
  const { points, filters } = pointsOf(network);
  return {
    filters: [...(network.groups.data ?? []).map((group) => groupFilter(group, resolve)), ...filters],
    points,
    missing: missingOf(network),
    groups: groupsSection(network),
    networks: networksSection(network),
    subnets: subnetsSection(network),
    workloads: workloadsSection(network),
    routes: routesSection(network),
  };
}

/** ACLs only narrow what groups let in: without them the groups are judged alone, which the section of groups tells. */
function missingOf({ groups, acls }: AwsNetwork): readonly string[] {
  const why = (section: Section<unknown>, alone: boolean): readonly string[] => {
    if (section.flag === 'complete' || (alone && section.flag === 'not-collected')) return [];
    return [[section.reason, section.hint].filter((text) => text !== undefined).join(' ')];
  };
  return [...why(groups, false), ...why(acls, groups.data !== undefined)];
}
