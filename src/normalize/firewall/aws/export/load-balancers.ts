import { type Fact, known, unknown } from '../../../../core/fact.ts';
import { listAt, textAt } from '../../../iam/json-value.ts';
import type { AwsLoadBalancer } from '../aws-network.ts';
import type { AccountExport } from './account.ts';
import type { AwsRecord } from './documents.ts';

/** Load balancers of both generations. */
export function readLoadBalancers(given: AccountExport): readonly AwsLoadBalancer[] {
  return [
    ...given.records('LoadBalancers').map((record) => {
      const id = (textAt(record.value, 'LoadBalancerArn') ?? '').split(':loadbalancer/')[1] ?? '';
      // Network and gateway ones hand packets on; an application load balancer opens connections of its own.
      return readOne(record, id, textAt(record.value, 'Type') !== 'application');
    }),
    ...given
      .records('LoadBalancerDescriptions')
      .map((record) => readOne(record, textAt(record.value, 'LoadBalancerName') ?? '', false)),
  ];
}

function readOne(record: AwsRecord, id: string, keepsSources: boolean): AwsLoadBalancer {
  const { value } = record;
  const at = record.at();
  const scheme = textAt(value, 'Scheme');
  const vpc = textAt(value, 'VpcId') ?? textAt(value, 'VPCId');
  const groups = listAt(value, 'SecurityGroups') ?? [];
  const lacking = (key: string): Fact<never> => unknown(`${record.file} tells no ${key} of ${id}.`, at);
  return {
    id,
    name: textAt(value, 'LoadBalancerName') ?? id,
    vpc: vpc === undefined ? lacking('VpcId') : known(vpc, at),
    internetFacing: scheme === undefined ? lacking('Scheme') : known(scheme !== 'internal', record.at('Scheme')),
    keepsSources: known(keepsSources, at),
    groups: known(
      groups.filter((group) => typeof group === 'string'),
      at,
    ),
    at,
  };
}
