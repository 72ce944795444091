import { type Fact, known, unknown } from '../../../../core/fact.ts';
import { isObject, textAt } from '../../../iam/json-value.ts';
import type { AwsAcl, AwsAclEntry } from '../aws-network.ts';
import type { AccountExport } from './account.ts';
import type { AwsRecord } from './documents.ts';
import { everyText, flagFact, nameAt, numberAt, objectsAt, oddEntries, textFact } from './fields.ts';

const PORTED: readonly string[] = ['6', '17', 'tcp', 'udp'];
const ICMP: readonly string[] = ['1', '58', 'icmp', 'icmpv6'];

/** Network ACLs with their entries and subnets. */
export function readAcls(given: AccountExport): readonly AwsAcl[] {
  return given.records('NetworkAcls').map((record) => {
    const { value } = record;
    const id = textAt(value, 'NetworkAclId') ?? '';
    return {
      id,
      name: nameAt(value),
      ...('VpcId' in value ? { network: textFact(record, 'VpcId') } : {}),
      isDefault: flagFact(record, 'IsDefault'),
      entries: objectsAt(value, 'Entries').flatMap(({ value: entry, index }) => readEntry(record, entry, index)),
      untold:
        Array.isArray(value['Entries']) && oddEntries(value, 'Entries').length === 0
          ? []
          : [`${record.file} does not tell all Entries of ${id}`],
      subnets: everyText(record, 'Associations', 'SubnetId', id),
      at: record.at(),
    };
  });
}

/** An entry; one that does not tell its direction may stand in either. */
function readEntry(record: AwsRecord, entry: Readonly<Record<string, unknown>>, index: number): readonly AwsAclEntry[] {
  const at = record.at('Entries', index);
  const lacking = (what: string): Fact<never> => unknown(`an entry tells no ${what}`, at);
  const fact = <T>(value: T | undefined, what: string): Fact<T> =>
    value === undefined ? lacking(what) : known(value, at);
  const protocol = textAt(entry, 'Protocol') ?? numberAt(entry, 'Protocol')?.toString();
  // AWS always tells the ports of TCP and UDP, and the type of ICMP.
  const of = (
    protocols: readonly string[],
    list: string,
    key: string,
    name: 'from' | 'to' | 'icmpType' | 'icmpCode',
  ) => {
    const from = entry[list];
    const value = isObject(from) ? numberAt(from, key) : undefined;
    if (value !== undefined) return { [name]: known(value, at) };
    // Of ICMP some tools leave out what stands for all types.
    const isAll = from === undefined && protocols === ICMP;
    return protocols.includes(protocol?.toLowerCase() ?? '') && !isAll ? { [name]: lacking(list) } : {};
  };
  const egress = entry['Egress'];
  const action = textAt(entry, 'RuleAction');
  const directions = typeof egress === 'boolean' ? ([egress ? 'out' : 'in'] as const) : (['in', 'out'] as const);
  return directions.map((direction) => ({
    number: fact(numberAt(entry, 'RuleNumber'), 'RuleNumber'),
    direction,
    ...(typeof egress === 'boolean' ? {} : { uncertain: ['an entry tells no Egress'] }),
    action: fact(action === 'allow' || action === 'deny' ? action : undefined, 'RuleAction'),
    protocol: fact(protocol, 'Protocol'),
    ...of(PORTED, 'PortRange', 'From', 'from'),
    ...of(PORTED, 'PortRange', 'To', 'to'),
    ...of(ICMP, 'IcmpTypeCode', 'Type', 'icmpType'),
    ...of(ICMP, 'IcmpTypeCode', 'Code', 'icmpCode'),
    cidr: fact(textAt(entry, 'CidrBlock') ?? textAt(entry, 'Ipv6CidrBlock'), 'CidrBlock'),
    at,
  }));
}
