import { type Fact, isKnown, known, unknown } from '../../../../core/fact.ts';
import { isObject, type JsonObject, textAt } from '../../../iam/json-value.ts';
import type { AwsInterface } from '../aws-network.ts';
import type { AccountExport } from './account.ts';
import type { AwsRecord } from './documents.ts';
import { everyText, nameAt, notGiven, objectsAt, oddEntries, tagsAt, textFact, textsAt } from './fields.ts';
import type { Ways } from './routing.ts';

/** An instance as describe-instances tells it. */
interface Instance {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly record: AwsRecord;
  readonly value: JsonObject;
  readonly index: number;
}

type WaysOf = (subnet: string, vpc: string | undefined, at: AwsInterface['at']) => Ways;

/** Network interfaces; where they were not given, those that the instances show. */
export function readInterfaces(given: AccountExport, ways: WaysOf): readonly AwsInterface[] {
  const instances = new Map(instancesOf(given).map((instance) => [instance.id, instance]));
  const elastic = new Set(given.records('Addresses').flatMap(({ value }) => textAt(value, 'NetworkInterfaceId') ?? []));
  const read = (record: AwsRecord, owner: string | undefined): AwsInterface =>
    readInterface(record, owner, { given, instances, elastic, ways });
  if (given.given('NetworkInterfaces'))
    return given.records('NetworkInterfaces').map((record) => {
      const attachment = record.value['Attachment'];
      return read(record, isObject(attachment) ? textAt(attachment, 'InstanceId') : undefined);
    });
  return [...instances.values()].flatMap((instance) =>
    objectsAt(instance.value, 'NetworkInterfaces').map(({ value, index }) => {
      const { record } = instance;
      const at: AwsRecord['at'] = (...path) =>
        record.at('Instances', instance.index, 'NetworkInterfaces', index, ...path);
      return read({ value, file: record.file, at }, instance.id);
    }),
  );
}

/** Interfaces that describe-instances shows, by id. */
export function interfacesOfInstances(given: AccountExport): readonly string[] {
  return instancesOf(given).flatMap(({ value }) => textsAt(value, 'NetworkInterfaces', 'NetworkInterfaceId'));
}

function instancesOf(given: AccountExport): readonly Instance[] {
  return given.records('Reservations').flatMap((record) =>
    objectsAt(record.value, 'Instances').flatMap(({ value, index }): readonly Instance[] => {
      const id = textAt(value, 'InstanceId');
      if (id === undefined) return [];
      return [{ id, name: nameAt(value), tags: tagsAt(value, 'Tags'), record, value, index }];
    }),
  );
}

interface Context {
  readonly given: AccountExport;
  readonly instances: ReadonlyMap<string, Instance>;
  /** Interfaces with an elastic address. */
  readonly elastic: ReadonlySet<string>;
  readonly ways: WaysOf;
}

function readInterface(record: AwsRecord, owner: string | undefined, context: Context): AwsInterface {
  const { value } = record;
  const id = textAt(value, 'NetworkInterfaceId') ?? '';
  const instance = owner === undefined ? undefined : context.instances.get(owner);
  const kind = kindOf(value);
  const check = value['SourceDestCheck'];
  return {
    id,
    workload: workloadOf(value, id, owner, instance),
    vpc: textFact(record, 'VpcId'),
    subnet: textFact(record, 'SubnetId'),
    groups: everyText(record, 'Groups', 'GroupId', id),
    privateAddresses: privateAddresses(record, id),
    publicAddress: publicAddress(record, id, context),
    forwards:
      typeof check === 'boolean'
        ? known(!check, record.at('SourceDestCheck'))
        : unknown(`${record.file} tells no SourceDestCheck of ${id}.`, record.at()),
    tags: tagsFact(record, owner, instance, context),
    ...kind,
    at: record.at(),
  };
}

const ADDRESS_LISTS = [
  ['PrivateIpAddresses', 'PrivateIpAddress'],
  ['Ipv6Addresses', 'Ipv6Address'],
  ['Ipv4Prefixes', 'Ipv4Prefix'],
  ['Ipv6Prefixes', 'Ipv6Prefix'],
] as const;

/** Every interface has an address: of one that shows none, or not all, nobody can tell where it is. */
function privateAddresses(record: AwsRecord, id: string): Fact<readonly string[]> {
  const { value } = record;
  const first = textAt(value, 'PrivateIpAddress');
  const lists = ADDRESS_LISTS.map(([list, key]) => textsAt(value, list, key));
  const odd = ADDRESS_LISTS.some(
    ([list], index) => oddEntries(value, list).length > 0 || objectsAt(value, list).length !== lists[index]?.length,
  );
  const all = [...new Set([...(first === undefined ? [] : [first]), ...lists.flat()])];
  return odd || all.length === 0
    ? unknown(`${record.file} does not tell all addresses of ${id}.`, record.at())
    : known(all, record.at());
}

/** What AWS runs itself to carry the traffic of others. */
function kindOf(value: JsonObject): Pick<AwsInterface, 'carrier' | 'keepsSources'> {
  const type = textAt(value, 'InterfaceType') ?? 'interface';
  const attachment = value['Attachment'];
  const owner = isObject(attachment) ? textAt(attachment, 'InstanceOwnerId') : undefined;
  switch (type) {
    case 'network_load_balancer':
    case 'gateway_load_balancer':
      return { carrier: 'load-balancer', keepsSources: true };
    case 'global_accelerator_managed':
      return { carrier: 'gateway', keepsSources: true };
    case 'load_balancer':
      return { carrier: 'load-balancer' };
    case 'nat_gateway':
    case 'natGateway':
    case 'transit_gateway':
    case 'vpc_endpoint':
    case 'gateway_load_balancer_endpoint':
    case 'ec2_instance_connect_endpoint':
    case 'api_gateway_managed':
      return { carrier: 'gateway' };
    default:
      return owner === 'amazon-elb' || textAt(value, 'RequesterId') === 'amazon-elb'
        ? { carrier: 'load-balancer' }
        : {};
  }
}

function workloadOf(value: JsonObject, id: string, owner: string | undefined, instance: Instance | undefined): string {
  if (owner !== undefined) return instance === undefined || instance.name === '' ? owner : `${owner} ${instance.name}`;
  const name = nameAt(value, 'TagSet');
  const description = textAt(value, 'Description') ?? '';
  return [id, name === '' ? description : name].filter((word) => word !== '').join(' ');
}

function publicAddress(record: AwsRecord, id: string, { elastic, ways }: Context): Fact<boolean> {
  const { value } = record;
  // Its addresses of the internet are those of the accelerator, which stand nowhere here.
  if (elastic.has(id) || textAt(value, 'InterfaceType') === 'global_accelerator_managed')
    return known(true, record.at());
  const associations = [value, ...objectsAt(value, 'PrivateIpAddresses').map((address) => address.value)].map(
    (holder) => holder['Association'],
  );
  const open = associations.some(
    (one) => isObject(one) && (textAt(one, 'PublicIp') ?? textAt(one, 'CarrierIp')) !== undefined,
  );
  if (open) return known(true, record.at('Association'));
  const odd =
    oddEntries(value, 'PrivateIpAddresses').length > 0 ||
    oddEntries(value, 'Ipv6Addresses').length > 0 ||
    objectsAt(value, 'Ipv6Addresses').some((one) => textAt(one.value, 'Ipv6Address') === undefined) ||
    associations.some((one) => one !== undefined && one !== null);
  // An association without an address that can be read is one all the same.
  if (odd) return unknown(`${record.file} does not tell the addresses of ${id}.`, record.at());
  const v6 = [...textsAt(value, 'Ipv6Addresses', 'Ipv6Address'), ...textsAt(value, 'Ipv6Prefixes', 'Ipv6Prefix')];
  // Of IPv6 the addresses are global, and the way there decides; unique local ones (RFC 4193) are private.
  if (!v6.some((address) => /^[23]/.test(address)) || value['DenyAllIgwTraffic'] === true)
    return known(false, record.at());
  const subnet = textAt(value, 'SubnetId');
  if (subnet === undefined) return unknown(`${record.file} tells no SubnetId of ${id}.`, record.at());
  const way = ways(subnet, textAt(value, 'VpcId'), record.at()).ipv6;
  return isKnown(way) ? known(way.value, record.at('Ipv6Addresses')) : way;
}

/** The tags of the interface and of its instance. */
function tagsFact(
  record: AwsRecord,
  owner: string | undefined,
  instance: Instance | undefined,
  { given }: Context,
): Fact<readonly string[]> {
  const own = tagsAt(record.value, 'TagSet');
  if (owner === undefined) return known(own, record.at());
  if (instance !== undefined) return known([...new Set([...own, ...instance.tags])].sort(), record.at());
  return given.given('Reservations')
    ? unknown(`The tags of ${owner} are not among the instances given.`, record.at())
    : notGiven('Reservations', record.at());
}
