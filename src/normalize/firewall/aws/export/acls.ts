import { type Fact, known, unknown } from '../../../../core/fact.ts';
import { isObject, textAt } from '../../../iam/json-value.ts';
import type { AwsAcl, AwsAclEntry } from '../aws-network.ts';
import type { AccountExport } from './account.ts';
import type { AwsRecord } from './documents.ts';
import { flagFact, nameAt, numberAt, objectsAt, textFact, textsAt } from './fields.ts';

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
      entries: objectsAt(value, 'Entries').map(({ value: entry, index }) => readEntry(record, entry, index)),
      untold: Array.isArray(value['Entries']) ? [] : [`${record.file} tells no Entries of ${id}`],
      subnets: Array.isArray(value['Associations'])
        ? known(textsAt(value, 'Associations', 'SubnetId'), record.at('Associations'))
        : unknown(`${record.file} tells no Associations of ${id}.`, record.at()),
      at: record.at(),
    };
  });
}

function readEntry(record: AwsRecord, entry: Readonly<Record<string, unknown>>, index: number): AwsAclEntry {
  const at = record.at('Entries', index);
  const lacking = (what: string): Fact<never> => unknown(`an entry tells no ${what}`, at);
  const fact = <T>(value: T | undefined, what: string): Fact<T> =>
    value === undefined ? lacking(what) : known(value, at);
  const optional = (key: string, from: unknown, name: 'from' | 'to' | 'icmpType' | 'icmpCode') => {
    const value = isObject(from) ? numberAt(from, key) : undefined;
    return value === undefined ? {} : { [name]: known(value, at) };
  };
  const action = textAt(entry, 'RuleAction');
  return {
    number: fact(numberAt(entry, 'RuleNumber'), 'RuleNumber'),
    direction: entry['Egress'] === true ? 'out' : 'in',
    action: fact(action === 'allow' || action === 'deny' ? action : undefined, 'RuleAction'),
    protocol: fact(textAt(entry, 'Protocol') ?? numberAt(entry, 'Protocol')?.toString(), 'Protocol'),
    ...optional('From', entry['PortRange'], 'from'),
    ...optional('To', entry['PortRange'], 'to'),
    ...optional('Type', entry['IcmpTypeCode'], 'icmpType'),
    ...optional('Code', entry['IcmpTypeCode'], 'icmpCode'),
    cidr: fact(textAt(entry, 'CidrBlock') ?? textAt(entry, 'Ipv6CidrBlock'), 'CidrBlock'),
    at,
  };
}
