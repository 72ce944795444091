import { complete, incomplete } from '../../../core/section.ts';
import type { AwsNetwork } from '../aws/aws-network.ts';
import { aclsOf } from './acls.ts';
import { evaluator } from './evaluate.ts';
import { groupsOf } from './groups.ts';
import { interfacesOf, peeringRoutesOf, prefixListsOf, subnetsOf, vpcsOf } from './networks.ts';
import { propertiesOf } from './properties.ts';
import type { Template } from './template.ts';

/** Why the interfaces of a template are not all. */
export const BEYOND_THE_TEMPLATE = 'A template tells the interfaces that it makes; others may use the same groups.';

const OWN =
  /^AWS::EC2::(?:SecurityGroup(?:Ingress|Egress)?|NetworkAcl(?:Entry)?|VPC|Subnet|Instance|NetworkInterface|FlowLog|Route|EIP|PrefixList)$/;

/** The networks of a template; undefined when it has none. */
export function awsOfTemplate(template: Template): AwsNetwork | undefined {
  if (!template.resources.some(({ type }) => OWN.test(type)) && template.missing.length === 0) return undefined;
  const properties = propertiesOf(template, evaluator(template));
  const groups = groupsOf(properties);
  return {
    groups: template.missing.length === 0 ? complete(groups) : incomplete(groups, template.missing.join(' ')),
    acls: complete(aclsOf(properties)),
    vpcs: complete(vpcsOf(properties)),
    subnets: complete(subnetsOf(properties)),
    interfaces: incomplete(interfacesOf(properties), BEYOND_THE_TEMPLATE),
    peeringRoutes: complete(peeringRoutesOf(properties)),
    prefixLists: complete(prefixListsOf(properties)),
  };
}
