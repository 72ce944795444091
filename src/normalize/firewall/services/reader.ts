import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallAllowList, FirewallManagedService } from '../../../model/generated/model.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import { holdHalfOfInternet } from '../address-blocks.ts';
import { nameOf, tagsOf } from './attributes.ts';

/** How the services of one resource type are read. */
export interface ServiceReader {
  readonly type: string;
  readonly kind: FirewallManagedService['kind'];
  endpoint(resource: TfResource, state: TfState): Fact<boolean>;
  allowList?(resource: TfResource, state: TfState): FirewallAllowList | undefined;
}

/** Reads the services of all readers in a state. */
export function readServices(
  state: TfState,
  provider: FirewallManagedService['provider'],
  readers: readonly ServiceReader[],
): readonly FirewallManagedService[] {
  return readers.flatMap((reader) =>
    state
      .ofType(reader.type)
      .filter(({ mode }) => mode === 'managed')
      .map((resource): FirewallManagedService => {
        const list = reader.allowList?.(resource, state);
        return {
          id: resource.address,
          name: nameOf(resource),
          provider,
          kind: reader.kind,
          type: resource.type,
          public_endpoint: reader.endpoint(resource, state),
          ...(list === undefined ? {} : { allow_list: list }),
          tags: mutable(tagsOf(resource)),
          at: resource.at,
        };
      }),
  );
}

/** Makes an allow list of its default and its ranges. */
export function allowListOf(
  defaultAllow: Fact<boolean>,
  ranges: Fact<readonly string[]>,
  providerTenants: Fact<boolean>,
): FirewallAllowList {
  return {
    default_allow: defaultAllow,
    ranges: mutable(ranges),
    everyone: everyoneIn(defaultAllow, ranges),
    provider_tenants: providerTenants,
  };
}

/** Whether ranges together, or the default, admit half of the internet or more. */
export function everyoneIn(defaultAllow: Fact<boolean>, ranges: Fact<readonly string[]>): Fact<boolean> {
  if (isKnown(defaultAllow) && defaultAllow.value) return defaultAllow;
  if (!isKnown(ranges)) return ranges;
  if (holdHalfOfInternet(ranges.value.map((cidr) => ({ cidr, except: [] })))) return known(true, ranges.at);
  const unread = ranges.value.find((range) => parseIpRange(range) === undefined);
  if (unread !== undefined) return unknown(`${unread} is no range of addresses.`, ranges.at);
  return isKnown(defaultAllow) ? known(false, ranges.at) : defaultAllow;
}

/** A list of facts as one: the values one after the other, at the place of the first; unknown when one is. */
export function joined(
  facts: readonly Fact<readonly string[]>[],
  at: FirewallManagedService['at'],
): Fact<readonly string[]> {
  const lacking = facts.find((fact) => !isKnown(fact));
  if (lacking !== undefined) return lacking;
  const read = facts.filter(isKnown);
  const first = read.find(({ value }) => value.length > 0);
  return known(
    read.flatMap(({ value }) => value),
    first?.at ?? at,
  );
}

/** The generated types hold lists that may be changed. */
export function mutable(fact: Fact<readonly string[]>): Fact<string[]> {
  return isKnown(fact) ? { ...fact, value: [...fact.value] } : fact;
}
