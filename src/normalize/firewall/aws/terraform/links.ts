import { type Fact, known, type Place, unknown } from '../../../../core/fact.ts';
import { listOf } from '../../../json-list.ts';
import type { TfReference, TfResource, TfState } from '../../../terraform/terraform-state.ts';
import { unreadableWhy, untoldValue, valueAt } from './facts.ts';

type Path = readonly (string | number)[];

/** Something that an attribute leads to: a resource of the state, or an id of something else. */
export interface Link {
  /** The address, or the id as given. */
  readonly id: string;
  readonly resource?: TfResource;
  /** The account of an id of another account. */
  readonly account?: string;
}

/** What an attribute names: things, or why that is not told. */
export interface Linked {
  readonly links: readonly Link[];
  readonly untold?: string;
  readonly at: Place;
}

/** What counts as the thing an attribute names; others are only met on the way to it. */
export interface LinkKind {
  readonly types: readonly string[];
  /** Turns a reference to another resource into what it means: the default group of a VPC. */
  readonly through?: (reference: TfReference, state: TfState) => Link | undefined;
}

/** Security groups, and the default one by its VPC. */
export const GROUPS: LinkKind = {
  types: ['aws_security_group', 'aws_default_security_group'],
  through: ({ address, path }, state) => {
    if (path.at(-1) !== 'default_security_group_id') return undefined;
    const managed = state
      .ofType('aws_default_security_group')
      .find((group) => linkedTo(state, group, ['vpc_id'], VPCS).links.some(({ id }) => id === address));
    return managed === undefined
      ? { id: `${address}.default_security_group_id` }
      : { id: managed.address, resource: managed };
  },
};
export const ACLS: LinkKind = { types: ['aws_network_acl', 'aws_default_network_acl'] };
export const VPCS: LinkKind = { types: ['aws_vpc', 'aws_default_vpc'] };
export const SUBNETS: LinkKind = { types: ['aws_subnet', 'aws_default_subnet'] };
export const INTERFACES: LinkKind = { types: ['aws_network_interface'] };
export const INSTANCES: LinkKind = { types: ['aws_instance', 'aws_spot_instance_request'] };
export const PREFIX_LISTS: LinkKind = { types: ['aws_ec2_managed_prefix_list', 'aws_prefix_list'] };
export const ROUTE_TABLES: LinkKind = { types: ['aws_route_table', 'aws_default_route_table'] };
export const PEERINGS: LinkKind = { types: ['aws_vpc_peering_connection', 'aws_vpc_peering_connection_accepter'] };
export const GATEWAYS: LinkKind = { types: ['aws_internet_gateway'] };

/** Follows an attribute of one id or of a list: by id, or by what the configuration refers to where ids are not known yet. */
export function linkedTo(state: TfState, resource: TfResource, path: Path, kind: LinkKind): Linked {
  const at = resource.placeOf(path);
  const value = valueAt(resource, path);
  const ids = (Array.isArray(value) ? listOf(value) : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  const direct = ids.map((id) => byId(state, id, kind));
  const whole = resource.isUnknown(path);
  const partly = Array.isArray(value) && value.some((_, index) => resource.isUnknown([...path, index]));
  const isStrange = (one: unknown, index: number): boolean =>
    typeof one !== 'string' && !resource.isUnknown([...path, index]);
  const strange = Array.isArray(value)
    ? listOf(value).some(isStrange)
    : value !== undefined && value !== null && typeof value !== 'string';
  if (strange) return { links: direct, untold: unreadableWhy(resource, path, 'id'), at };
  if (!whole && !partly) return { links: direct, at };
  const links = new Map(direct.map((link) => [link.id, link]));
  const found = (resource.referencePathsOf?.(path.join('.')) ?? []).flatMap(
    (reference) => linkOf(reference, state, kind) ?? [],
  );
  for (const link of found) links.set(link.id, link);
  return found.length > 0
    ? { links: [...links.values()], at }
    : { links: direct, untold: untoldValue(resource, path), at };
}

function byId(state: TfState, id: string, kind: LinkKind): Link {
  const [, account, own] = /^(\d{12})\/(.+)$/.exec(id) ?? [];
  const resource = state.byId(own ?? id);
  if (resource !== undefined && kind.types.includes(resource.type)) return { id: resource.address, resource };
  return own === undefined || account === undefined ? { id } : { id: own, account };
}

function linkOf(reference: TfReference, state: TfState, kind: LinkKind): Link | undefined {
  const through = kind.through?.(reference, state);
  if (through !== undefined) return through;
  const resource = state.get(reference.address);
  return resource !== undefined && kind.types.includes(resource.type) ? { id: resource.address, resource } : undefined;
}

/** The one thing that an attribute names; undefined when it is not set. */
export function idFact(state: TfState, resource: TfResource, path: Path, kind: LinkKind): Fact<string> | undefined {
  const { links, untold, at } = linkedTo(state, resource, path, kind);
  const [link, ...others] = links;
  if (untold !== undefined) return unknown(untold, at);
  if (link === undefined) return undefined;
  return others.length === 0
    ? known(link.id, at)
    : unknown(`${path.join('.')} of ${resource.address} is one of ${links.map(({ id }) => id).join(', ')}`, at);
}
