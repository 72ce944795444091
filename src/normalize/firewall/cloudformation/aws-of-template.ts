import { complete, incomplete, type Section } from '../../../core/section.ts';
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
  const why = template.missing.join(' ');
  const told = <T>(data: T): Section<T> => (why === '' ? complete(data) : incomplete(data, why));
  return {
    groups: told(groupsOf(properties)),
    acls: told(aclsOf(properties)),
    vpcs: told(vpcsOf(properties)),
    subnets: told(subnetsOf(properties)),
    interfaces: incomplete(interfacesOf(properties), why === '' ? BEYOND_THE_TEMPLATE : why),
    peeringRoutes: told(peeringRoutesOf(properties)),
    prefixLists: told(prefixListsOf(properties)),
  };
}
