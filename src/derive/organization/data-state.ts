import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationDataLocations,
  OrganizationDataOwners,
  OrganizationDataState,
  OrgPolicy,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { directory } from './directory.ts';
import { knownValue } from './fact-values.ts';
import { supplied } from './supply.ts';

/** The place of a class in the scheme, from 0; -1 outside it; unknown when no class is declared. */
export function rankOf(classification: Fact<string>, levels: readonly string[]): Fact<number> {
  if (!isKnown(classification)) return classification;
  if (classification.value === '')
    return unknown('the class of the data is not declared, so it is open whether the rule applies', classification.at);
  return known(levels.indexOf(classification.value.toLowerCase()), classification.at);
}

/** The classes with their ranks. */
export function levelsOf(levels: readonly string[]): readonly { readonly id: string; readonly rank: number }[] {
  return levels.map((id, rank) => ({ id, rank }));
}

/** Stores of data: class, owner and location. */
export const dataStateDerivation: Derivation = {
  id: 'data-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      data_state: deriveSection(
        [supplied(organization, 'data_assets'), supplied(organization, 'profile')],
        ({ stores }, profile): OrganizationDataState => {
          const levels = (knownValue(profile.classification_levels) ?? []).map((level) => level.toLowerCase());
          return {
            levels: levelsOf(levels),
            stores: stores.map(
              ({ id, at, classification, encryption_at_rest, retention, retention_days, oldest_record_on }) => ({
                id,
                at,
                classification: mapFact(classification, (text) => text.toLowerCase()),
                rank: rankOf(classification, levels),
                encryption_at_rest,
                at_rest_proof: unknown(
                  'declared encrypted, not proved by a snapshot: scan the host or the account that holds the data',
                  at,
                ),
                retention,
                retention_days,
                oldest_record_days: isKnown(oldest_record_on)
                  ? known(daysFrom(oldest_record_on.value, dayOf(nowMs)), oldest_record_on.at)
                  : unknown(
                      'retention is declared; the age of the oldest record is not in this folder: add the column oldest_record_on',
                      at,
                    ),
              }),
            ),
          };
        },
      ),
      data_owners: deriveSection(
        [supplied(organization, 'data_assets'), supplied(organization, 'persons')],
        ({ stores }, { people }): OrganizationDataOwners => {
          const { holder } = directory(people, organization);
          return { stores: stores.map(({ id, at, owner }) => ({ id, at, owner: holder(owner) })) };
        },
      ),
      data_locations: deriveSection(
        [supplied(organization, 'data_assets'), supplied(organization, 'policies')],
        ({ stores }, { policies }): OrganizationDataLocations => {
          const regions = allowedRegions(policies);
          return {
            stores: stores.map(({ id, at, personal_data, location, transfer_basis }) => ({
              id,
              at,
              personal_data,
              location,
              allowed: allowedFact(location, regions, at),
              allowed_regions: regions ?? [],
              transfer_basis,
            })),
          };
        },
      ),
    },
  }),
};

/** The regions that approved policies allow; undefined when none says so. */
function allowedRegions(policies: readonly OrgPolicy[]): readonly string[] | undefined {
  const found = policies
    .filter(({ status }) => knownValue(status) === 'approved')
    .flatMap(({ parameters }) =>
      parameters.filter(({ id }) => id === 'allowed_data_regions').map(({ values }) => values),
    );
  return found.length === 0 ? undefined : found.flat();
}

function allowedFact(location: Fact<string>, regions: readonly string[] | undefined, at: Place): Fact<boolean> {
  if (regions === undefined)
    return unknown('no approved policy declares allowed_data_regions: add it to the parameters of the data policy', at);
  if (!isKnown(location)) return location;
  if (location.value === '') return unknown('the location is empty: write down where the data is', location.at);
  return known(
    regions.some((region) => matches(region, location.value)),
    location.at,
  );
}

/** A region pattern: `*` stands for anything. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = parts;
  const value = text.toLowerCase();
  if (rest.length === 0) return value === first;
  if (!value.startsWith(first)) return false;
  let from = first.length;
  for (const [index, part] of rest.entries()) {
    if (index === rest.length - 1) return value.length - part.length >= from && value.endsWith(part);
    const found = value.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return true;
}
