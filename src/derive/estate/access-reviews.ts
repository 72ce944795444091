import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import type { Section } from '../../core/section.ts';
import type { EstateAccessReview, EstateAccount, OrgAccessReview, Snapshot } from '../../model/generated/model.ts';
import { dayOf, daysFrom } from '../organization/calendar.ts';
import { supplied } from '../organization/supply.ts';
import { mergeSections, organizationParts } from './merge-sections.ts';

/** The registers of reviews of all organizations. */
export function reviewsOf(snapshots: readonly Snapshot[]): Section<readonly OrgAccessReview[]> {
  return mergeSections(
    organizationParts(snapshots, (organization) => {
      const { data, ...rest } = supplied(organization, 'access_reviews');
      return data === undefined ? rest : { ...rest, data: data.reviews };
    }),
    {
      reason: 'no register of access reviews was given',
      hint: 'Put access-reviews.csv (scope, reviewed_on, reviewer, accounts, removed, evidence) in the organization folder.',
    },
  );
}

/** The latest review of each kind of access. Privileged access and guests stand there also when nobody reviewed them. */
export function latestReviews(
  reviews: readonly OrgAccessReview[],
  accounts: Section<readonly EstateAccount[]>,
  nowMs: number,
): readonly EstateAccessReview[] {
  const place: Place = reviews[0]?.at ?? { file: 'access-reviews.csv' };
  const register: Place = { file: place.file };
  const scopes = new Set(
    reviews.flatMap(({ scope }) => (isKnown(scope) && scope.value !== 'all' ? [scope.value] : [])),
  );
  return [...new Set(['guest', 'privileged', ...scopes])].map((scope): EstateAccessReview => {
    const own = reviews.filter((review) => isKnown(review.scope) && [scope, 'all'].includes(review.scope.value));
    const dated = sortedBy(
      own.filter(({ reviewed_on: on }) => isKnown(on) && on.value !== '' && on.value <= dayOf(nowMs)),
      ({ reviewed_on: on }) => (isKnown(on) ? on.value : ''),
    );
    const latest = dated.at(-1);
    // A row whose scope or date cannot be read may be the one.
    const unread =
      reviews.map((review) => review.scope).find((fact) => !isKnown(fact)) ??
      own.map((review) => review.reviewed_on).find((fact) => !isKnown(fact));
    const none = unknown(`no review of ${scope} access is recorded`, register);
    const doubt = unread !== undefined && !isKnown(unread) ? unread : undefined;
    const on = latest?.reviewed_on;
    return {
      id: scope,
      at: latest?.at ?? register,
      population: populationOf(scope, accounts, register),
      reviewed: latest === undefined ? (doubt ?? known(false, register)) : known(true, latest.at),
      age_days: on !== undefined && isKnown(on) ? known(daysFrom(on.value, dayOf(nowMs)), on.at) : (doubt ?? none),
      evidence: latest?.evidence ?? doubt ?? none,
      reviewer: latest?.reviewer ?? doubt ?? none,
      reviewed_accounts: latest?.accounts ?? doubt ?? none,
    };
  });
}

/** How many enabled accounts the scope holds now; unknown where none was proved and not all were read. */
function populationOf(scope: string, accounts: Section<readonly EstateAccount[]>, at: Place): Fact<number> {
  const { data } = accounts;
  if (data === undefined) return unknown(accounts.reason ?? 'the accounts were not collected', at);
  const isIn = (account: EstateAccount): Fact<boolean> => {
    if (scope === 'guest') return known(account.class === 'guest', account.at);
    if (scope === 'privileged') return account.privileged;
    return known(account.system.includes(scope.slice('system:'.length)), account.at);
  };
  const enabled = data.filter((account) => !isKnown(account.enabled) || account.enabled.value);
  const facts = enabled.map(isIn);
  const count = facts.filter((fact) => isKnown(fact) && fact.value).length;
  const open = facts.find((fact) => !isKnown(fact));
  if (count > 0) return known(count, at);
  if (open !== undefined && !isKnown(open)) return open;
  return accounts.flag === 'complete'
    ? known(0, at)
    : unknown(accounts.reason ?? 'only a part of the accounts was read', at);
}
