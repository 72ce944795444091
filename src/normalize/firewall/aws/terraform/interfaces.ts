import { type Fact, isKnown, known, unknown } from '../../../../core/fact.ts';
import { isRecord } from '../../../../core/record.ts';
import type { TfResource, TfState } from '../../../terraform/terraform-state.ts';
import type { AwsInterface } from '../aws-network.ts';
import { booleanFact, isLeftOpen, textFact, textFacts, valueAt } from './facts.ts';
import { GROUPS, INSTANCES, INTERFACES, idFact, linkedTo, SUBNETS, VPCS } from './links.ts';

/** Interfaces, and instances whose interface is not a resource of its own. */
export function interfacesOf(state: TfState): readonly AwsInterface[] {
  const elastic = withElasticAddress(state);
  const owners = ownersOfInterfaces(state);
  const attached = attachedGroups(state);
  const owned = new Set(owners.values());
  const instances = state
    .ofType(...INSTANCES.types)
    .filter((instance) => instance.mode === 'managed' && !owned.has(instance.address))
    .map((instance) =>
      interfaceOf(state, instance, ['vpc_security_group_ids', 'security_groups'], instance.address, {
        public: publicInstance(state, instance, elastic),
        attached: [],
      }),
    );
  const interfaces = state
    .ofType(...INTERFACES.types)
    .filter(({ mode }) => mode === 'managed')
    .map((one) => {
      const owner = owners.get(one.address);
      return interfaceOf(state, one, ['security_groups'], owner ?? one.address, {
        public: publicInterface(state, one, owner, elastic),
        attached: attached.get(one.address) ?? [],
      });
    });
  return [...instances, ...interfaces];
}

function interfaceOf(
  state: TfState,
  resource: TfResource,
  groupNames: readonly string[],
  workload: string,
  told: { readonly public: Fact<boolean>; readonly attached: readonly string[] },
): AwsInterface {
  const { at } = resource;
  const subnet = leftOpen(resource, 'subnet_id') ? undefined : idFact(state, resource, ['subnet_id'], SUBNETS);
  const home = subnet !== undefined && isKnown(subnet) ? state.get(subnet.value) : undefined;
  const vpc = home === undefined ? undefined : idFact(state, home, ['vpc_id'], VPCS);
  const addresses = ['private_ips', 'private_ip', 'ipv6_addresses'].flatMap((name): readonly Fact<string>[] => {
    if (leftOpen(resource, name)) return [];
    const one = name === 'private_ip' ? textFact(resource, [name]) : undefined;
    return one === undefined ? textFacts(resource, [name]) : [one];
  });
  const lacking = addresses.find((fact) => !isKnown(fact));
  const values = addresses.flatMap((fact) => (isKnown(fact) && fact.value !== '' ? [fact.value] : []));
  return {
    id: resource.address,
    workload,
    vpc: vpc ?? unknown(`The VPC of ${resource.address} is not told.`, at),
    subnet: subnet ?? unknown(`The subnet of ${resource.address} is not told.`, at),
    groups: groupsOf(state, resource, groupNames, told.attached),
    privateAddresses:
      lacking !== undefined && !isKnown(lacking)
        ? lacking
        : values.length === 0
          ? unknown(`The addresses of ${resource.address} are known only after apply.`, at)
          : known([...new Set(values)].sort(), at),
    publicAddress: told.public,
    forwards: forwards(resource),
    tags: tagsOf(resource),
    at,
  };
}

function leftOpen(resource: TfResource, attribute: string): boolean {
  return resource.isUnknown([attribute]) && isLeftOpen(resource, attribute);
}

function groupsOf(
  state: TfState,
  resource: TfResource,
  names: readonly string[],
  attached: readonly string[],
): Fact<readonly string[]> {
  const groups = new Set(attached);
  for (const name of names) {
    if (leftOpen(resource, name)) continue;
    const { links, untold, at } = linkedTo(state, resource, [name], GROUPS);
    if (untold !== undefined) return unknown(untold, at);
    for (const { id } of links) groups.add(id);
  }
  return groups.size > 0
    ? known([...groups].sort(), resource.at)
    : unknown(`${resource.address} names no group: it gets the default one of its VPC.`, resource.at);
}

function forwards(resource: TfResource): Fact<boolean> {
  const check = booleanFact(resource, ['source_dest_check'], true);
  return isKnown(check) ? known(!check.value, check.at) : check;
}

function tagsOf(resource: TfResource): Fact<readonly string[]> {
  const { tags_all: all, tags } = resource.values;
  const given = isRecord(all) && !resource.isUnknown(['tags_all']) ? all : isRecord(tags) ? tags : {};
  return known(
    Object.entries(given)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
      .sort(),
    resource.at,
  );
}

/** Instances and interfaces that an elastic address leads to. */
function withElasticAddress(state: TfState): ReadonlySet<string> {
  const found = new Set<string>();
  for (const address of state.ofType('aws_eip', 'aws_eip_association')) {
    for (const name of ['instance', 'instance_id', 'network_interface', 'network_interface_id']) {
      if (leftOpen(address, name)) continue;
      const kind = { types: [...INSTANCES.types, ...INTERFACES.types] };
      for (const { id } of linkedTo(state, address, [name], kind).links) found.add(id);
    }
  }
  return found;
}

/** Interface to the instance that takes it. */
function ownersOfInterfaces(state: TfState): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const instance of state.ofType(...INSTANCES.types)) {
    for (const block of ['network_interface', 'primary_network_interface']) {
      const blocks = valueAt(instance, [block]);
      for (const index of Array.isArray(blocks) ? blocks.keys() : []) {
        const { links } = linkedTo(state, instance, [block, index, 'network_interface_id'], INTERFACES);
        for (const { id } of links) owners.set(id, instance.address);
      }
    }
  }
  for (const attachment of state.ofType('aws_network_interface_attachment')) {
    const [one] = linkedTo(state, attachment, ['network_interface_id'], INTERFACES).links;
    const [instance] = linkedTo(state, attachment, ['instance_id'], INSTANCES).links;
    // The instance keeps its own first interface too, so it stays in the list.
    if (one !== undefined && instance !== undefined && !owners.has(one.id))
      owners.set(one.id, `${instance.id} (attached)`);
  }
  return owners;
}

function attachedGroups(state: TfState): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const attachment of state.ofType('aws_network_interface_sg_attachment')) {
    const groups = linkedTo(state, attachment, ['security_group_id'], GROUPS).links.map(({ id }) => id);
    for (const { id } of linkedTo(state, attachment, ['network_interface_id'], INTERFACES).links) {
      found.set(id, [...(found.get(id) ?? []), ...groups]);
    }
  }
  return found;
}

/** By an elastic address, by its own setting, by that of its subnet. */
function publicInstance(state: TfState, instance: TfResource, elastic: ReadonlySet<string>): Fact<boolean> {
  if (elastic.has(instance.address)) return known(true, instance.at);
  const address = valueAt(instance, ['public_ip']);
  if (typeof address === 'string' && !instance.isUnknown(['public_ip']) && address !== '')
    return known(true, instance.at);
  if (!leftOpen(instance, 'associate_public_ip_address')) {
    const setting = valueAt(instance, ['associate_public_ip_address']);
    if (instance.isUnknown(['associate_public_ip_address']))
      return booleanFact(instance, ['associate_public_ip_address'], false);
    if (setting !== undefined && setting !== null) return booleanFact(instance, ['associate_public_ip_address'], false);
  }
  const [subnet] = leftOpen(instance, 'subnet_id') ? [] : linkedTo(state, instance, ['subnet_id'], SUBNETS).links;
  if (subnet?.resource !== undefined)
    return booleanFact(subnet.resource, ['map_public_ip_on_launch'], subnet.resource.type === 'aws_default_subnet');
  return unknown(
    `Whether ${instance.address} gets a public address is a setting of its subnet, which is not told: set associate_public_ip_address.`,
    instance.at,
  );
}

/** An interface that is made on its own gets a public address only by an elastic one. */
function publicInterface(
  state: TfState,
  one: TfResource,
  owner: string | undefined,
  elastic: ReadonlySet<string>,
): Fact<boolean> {
  if (elastic.has(one.address) || (owner !== undefined && elastic.has(owner))) return known(true, one.at);
  return state.before !== undefined && state.before.get(one.address) === undefined
    ? known(false, one.at)
    : unknown(`Whether an elastic address leads to ${one.address} is not told.`, one.at);
}
