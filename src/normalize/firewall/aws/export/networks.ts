import { type Fact, isKnown, known, type Overridden, type Place, unknown } from '../../../../core/fact.ts';
import { textAt } from '../../../iam/json-value.ts';
import type { AwsSubnet, AwsVpc } from '../aws-network.ts';
import type { AccountExport } from './account.ts';
import type { AwsRecord } from './documents.ts';
import { flagFact, nameAt, notGiven, objectsAt, oddEntries, textFact, textsAt } from './fields.ts';
import { eitherWay, type Ways } from './routing.ts';

/** Tells the flow logs of a network or subnet. */
export interface FlowLogs {
  of(id: string, at: Place): Fact<boolean>;
}

/** Flow logs by what they record. One that records accepted packets alone, or delivers nothing, does not count. */
export function readFlowLogs(given: AccountExport, gaps: (id: string) => string | undefined): FlowLogs {
  const byResource = new Map<string, AwsRecord[]>();
  for (const record of given.records('FlowLogs')) {
    const id = textAt(record.value, 'ResourceId') ?? '';
    const list = byResource.get(id) ?? [];
    list.push(record);
    byResource.set(id, list);
  }
  return {
    of: (id, at) => {
      const all = byResource.get(id) ?? [];
      const judged = all.map((record) => ({ record, fault: faultOf(record) }));
      const good = judged.find(({ fault }) => fault === undefined);
      if (good !== undefined) return known(true, good.record.at());
      if (!given.given('FlowLogs')) return notGiven('FlowLogs', at);
      const gap = gaps(id);
      if (gap !== undefined) return unknown(gap, at);
      const lost = judged.map(
        ({ record, fault }): Overridden => ({
          at: record.at(),
          text: textAt(record.value, 'FlowLogId') ?? '',
          why: fault ?? '',
        }),
      );
      return known(false, at, lost);
    },
  };
}

function faultOf({ value }: AwsRecord): string | undefined {
  const status = textAt(value, 'FlowLogStatus');
  if (status !== undefined && status !== 'ACTIVE') return `its status is ${status}`;
  if (textAt(value, 'DeliverLogsStatus') === 'FAILED')
    return `it delivers nothing: ${textAt(value, 'DeliverLogsErrorMessage') ?? 'FAILED'}`;
  const traffic = textAt(value, 'TrafficType');
  return traffic === 'ACCEPT' ? 'it records accepted packets only' : undefined;
}

/** VPCs. Flow logs of each of its subnets stand for flow logs of the whole. */
export function readVpcs(
  given: AccountExport,
  logs: FlowLogs,
  subnets: readonly AwsSubnet[],
  allSubnets: boolean,
): readonly AwsVpc[] {
  return given.records('Vpcs').map((record) => {
    const { value } = record;
    const id = textAt(value, 'VpcId') ?? '';
    const own = logs.of(id, record.at());
    const inside = subnets.filter(({ vpc }) => isKnown(vpc) && vpc.value === id);
    const logged = inside.every(({ flowLogs }) => isKnown(flowLogs) && flowLogs.value);
    const first = inside[0]?.flowLogs;
    const every = allSubnets && logged && first !== undefined && isKnown(first) ? known(true, first.at) : undefined;
    return {
      id,
      name: nameAt(value),
      isDefault: flagFact(record, 'IsDefault'),
      cidrs: known(
        [
          ...new Set([
            ...[textAt(value, 'CidrBlock')].filter((cidr) => cidr !== undefined),
            ...textsAt(value, 'CidrBlockAssociationSet', 'CidrBlock'),
            ...textsAt(value, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock'),
          ]),
        ],
        record.at(),
      ),
      flowLogs: isKnown(own) && own.value ? own : (every ?? own),
      at: record.at(),
    };
  });
}

/** Subnets with the way that their packets take. */
export function readSubnets(
  given: AccountExport,
  logs: FlowLogs,
  ways: (subnet: string, vpc: string | undefined, at: Place) => Ways,
): readonly AwsSubnet[] {
  return given.records('Subnets').map((record) => {
    const { value } = record;
    const id = textAt(value, 'SubnetId') ?? '';
    const vpc = textAt(value, 'VpcId');
    const way = ways(id, vpc, record.at());
    const own = logs.of(id, record.at());
    const whole = vpc === undefined ? own : logs.of(vpc, record.at());
    return {
      id,
      name: nameAt(value),
      vpc: textFact(record, 'VpcId'),
      cidrs: subnetCidrs(record, id),
      mapsPublicAddress: handsOut(record, way.ipv6),
      internetRoute: eitherWay(way),
      flowLogs: isKnown(own) && own.value ? own : whole,
      at: record.at(),
    };
  });
}

/** A subnet has a range of IPv4, of IPv6, or both: of one that shows none, or not all, they are not told. */
function subnetCidrs(record: AwsRecord, id: string): Fact<readonly string[]> {
  const { value } = record;
  const first = textAt(value, 'CidrBlock');
  const six = textsAt(value, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock');
  const odd =
    oddEntries(value, 'Ipv6CidrBlockAssociationSet').length > 0 ||
    objectsAt(value, 'Ipv6CidrBlockAssociationSet').length > six.length ||
    (first === undefined && value['CidrBlock'] !== undefined && value['CidrBlock'] !== null);
  const all = [...(first === undefined ? [] : [first]), ...six];
  return odd || all.length === 0
    ? unknown(`${record.file} does not tell all ranges of ${id}.`, record.at())
    : known(all, record.at());
}

/** An IPv6 address is one of the internet where the subnet has a way there; behind an egress-only gateway it is not. */
function handsOut(record: AwsRecord, way: Fact<boolean>): Fact<boolean> {
  const v4 = flagFact(record, 'MapPublicIpOnLaunch');
  if (!isKnown(v4) || v4.value || record.value['AssignIpv6AddressOnCreation'] !== true) return v4;
  if (!isKnown(way)) return way;
  return way.value ? known(true, record.at('AssignIpv6AddressOnCreation')) : v4;
}
