import { deriveSection, type Section } from '../../core/section.ts';
import type {
  EstateAccount,
  EstatePerson,
  EstatePosition,
  EstatePromise,
  OrgPerson,
  Snapshot,
} from '../../model/generated/model.ts';
import type { DeriveContext, Estate } from '../derivation.ts';
import { latestReviews, reviewsOf } from './access-reviews.ts';
import { catalogueOf } from './catalogue.ts';
import { dutiesOf } from './duties.ts';
import { emergencyOf } from './emergency.ts';
import { accountsOfPeople, grantsByPosition } from './holdings.ts';
import { joinerOf } from './joiners.ts';
import { latencyOf, leaverAccounts } from './leavers.ts';
import { mapSection } from './merge-sections.ts';
import { moverOf } from './movers.ts';
import { ownedOf } from './owned.ts';
import { endOfLastDay } from './people.ts';

/** What the joins of people with their accounts start from. */
export interface PeopleSources {
  readonly snapshots: readonly Snapshot[];
  readonly roster: readonly OrgPerson[];
  readonly people: Section<readonly EstatePerson[]>;
  readonly accounts: Section<readonly EstateAccount[]>;
  readonly positions: Section<readonly EstatePosition[]>;
  readonly promises: Section<readonly EstatePromise[]>;
}

/** The sections that tell what joiners, movers and leavers hold, and what nobody should. */
export function peopleJoins(
  { snapshots, roster, people, accounts, positions, promises }: PeopleSources,
  { nowMs }: DeriveContext,
): Pick<Estate, 'movers' | 'joiners' | 'duties' | 'leavers' | 'owned' | 'emergency' | 'access_reviews'> {
  const catalogue = catalogueOf(snapshots);
  const linked = accountsOfPeople(accounts.data ?? []);
  const accountsOf = ({ id }: EstatePerson): readonly EstateAccount[] => linked.get(id) ?? [];
  const rules = { positionOf: grantsByPosition(positions.data ?? []), catalogue };
  const ends = new Map(roster.map((person) => [person.id, endOfLastDay(person)]));
  const all = [people, accounts, positions] as const;
  return {
    movers: deriveSection(all, (list) => ({ movers: list.flatMap((one) => moverOf(one, accountsOf(one), rules)) })),
    joiners: deriveSection(all, (list) => ({ joiners: list.flatMap((one) => joinerOf(one, accountsOf(one), rules)) })),
    duties: deriveSection(all, (list, held) => ({ pairs: dutiesOf(catalogue, list, held) })),
    leavers: deriveSection([people, accounts] as const, (list) => {
      const found = list.flatMap((person) =>
        leaverAccounts({ person, endMs: ends.get(person.id), accounts: accountsOf(person) }, nowMs),
      );
      return { accounts: found, latency: latencyOf(found, promises.data ?? []) };
    }),
    owned: deriveSection([people, accounts] as const, (list, held) => ({
      identities: unique(ownedOf(snapshots, list, held)),
    })),
    emergency: deriveSection([accounts, positions] as const, (held) => emergencyOf(snapshots, held, nowMs)),
    access_reviews: mapSection(reviewsOf(snapshots), (list) => ({ reviews: latestReviews(list, accounts, nowMs) })),
  };
}

/** Two exports may hold one identity: the first one counts. */
function unique<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed();
}
