import { complete, incomplete, type Section } from '../../../core/section.ts';
import type { TfState } from '../../terraform/terraform-state.ts';
import type { AwsNetwork } from './aws-network.ts';
import { aclsOf } from './terraform/acls.ts';
import { groupsOf } from './terraform/groups.ts';
import { interfacesOf } from './terraform/interfaces.ts';
import { peeringRoutesOf, prefixListsOf, subnetsOf, vpcsOf } from './terraform/networks.ts';

/** Why the interfaces of a state are not all: a group of it may be used from elsewhere. */
export const BEYOND_THE_STATE = 'Terraform tells the interfaces that it manages here; others may use the same groups.';

const OWN =
  /^aws_(?:(?:default_)?(?:security_group(?:_rule)?|network_acl(?:_rule)?|vpc|subnet|route_table)|vpc_security_group_(?:in|e)gress_rule|instance|network_interface|route|flow_log|eip|ec2_managed_prefix_list(?:_entry)?)$/;

/** The AWS networks of a Terraform state; undefined when it has none. */
export function awsOfTerraform(state: TfState): AwsNetwork | undefined {
  if (!state.resources.some(({ type, mode }) => mode === 'managed' && OWN.test(type))) return undefined;
  const why = (state.lost ?? []).map((one) => one.why).join(' ');
  const told = <T>(data: T): Section<T> => (why === '' ? complete(data) : incomplete(data, why));
  return {
    groups: told(groupsOf(state)),
    acls: told(aclsOf(state)),
    vpcs: told(vpcsOf(state)),
    subnets: told(subnetsOf(state)),
    interfaces: incomplete(interfacesOf(state), why === '' ? BEYOND_THE_STATE : why),
    peeringRoutes: told(peeringRoutesOf(state)),
    prefixLists: told(prefixListsOf(state)),
  };
}
