import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationPhishingFailers,
  OrganizationPhishingReach,
  OrganizationTrainingModule,
  OrganizationTrainingRecord,
  OrgPerson,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { launchedCampaigns } from './campaign-state.ts';
import { personKey, progressOf, recordsByEmail, staff } from './completions.ts';
import { percentOf } from './share.ts';
import { supplied } from './supply.ts';

const YEAR_DAYS = 365;

/** How many of the staff were reached in the last twelve months. Mail that was not delivered reached nobody. */
export const phishingReachDerivation: Derivation = {
  id: 'phishing-reach',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      phishing_reach: deriveSection(
        [supplied(organization, 'phishing'), supplied(organization, 'persons')],
        (phishing, { people }): OrganizationPhishingReach => {
          const today = dayOf(nowMs);
          const campaigns = launchedCampaigns(phishing, today);
          const latest = campaigns.at(-1);
          const at = latest?.campaign.at ?? phishing.campaigns[0]?.at ?? { file: 'phishing' };
          const none = unknown('no campaign has a known day of launch: name it in phishing/index.yaml', at);
          const met = new Set(
            campaigns
              .filter(({ on }) => daysFrom(on, today) <= YEAR_DAYS)
              .flatMap(({ campaign }) => campaign.results)
              .flatMap(({ email, outcome }) => (isKnown(outcome) && outcome.value !== 'not-delivered' ? [email] : [])),
          );
          const here = staff(people);
          const reached = here.filter(({ email }) => met.has(email)).length;
          return {
            at,
            latest_on: latest === undefined ? none : known(latest.on, at),
            latest_age_days: latest === undefined ? none : known(daysFrom(latest.on, today), at),
            people: here.length,
            reached,
            percent: percentOf(reached, here.length),
          };
        },
      ),
    },
  }),
};

/** People who typed something in, and whether they were trained afterwards. */
export const phishingFailersDerivation: Derivation = {
  id: 'phishing-failers',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      phishing_failers: deriveSection(
        [
          supplied(organization, 'phishing'),
          supplied(organization, 'training'),
          supplied(organization, 'training_catalogue'),
          supplied(organization, 'persons'),
        ],
        (phishing, { records }, { modules }, { people }): OrganizationPhishingFailers => {
          const today = dayOf(nowMs);
          const submissions = new Map<string, string[]>();
          for (const { campaign, on } of launchedCampaigns(phishing, today)) {
            for (const { email, outcome, last_event_at: event } of campaign.results) {
              if (!isKnown(outcome) || outcome.value !== 'submitted') continue;
              const day = isKnown(event) && event.value !== '' ? event.value.slice(0, 10) : on;
              if (daysFrom(day, today) <= YEAR_DAYS)
                submissions.set(email, [...(submissions.get(email) ?? []), day].sort());
            }
          }
          const byEmail = recordsByEmail(records);
          const here = people.filter(({ state }) => !isKnown(state) || ['active', 'on-leave'].includes(state.value));
          const failers = here.flatMap((person) => {
            const days = submissions.get(person.email) ?? [];
            const last = days.at(-1);
            if (last === undefined) return [];
            const { retrained, summary } = retraining(person, last, modules, byEmail.get(person.email) ?? [], today);
            return [
              { id: personKey(person), at: person.at, submissions: days.length, last_on: last, retrained, summary },
            ];
          });
          return { people: sortedBy(failers, ({ id }) => id) };
        },
      ),
    },
  }),
};

/** A completion on the very day of the submission may have come before it: that day tells neither. */
function retraining(
  person: OrgPerson,
  last: string,
  modules: readonly OrganizationTrainingModule[],
  records: readonly OrganizationTrainingRecord[],
  today: string,
): { readonly retrained: Fact<boolean>; readonly summary: string } {
  const progress = modules
    .filter(({ topics }) => topics.includes('phishing'))
    .map((module) => progressOf(person, module, records, today));
  if (progress.length === 0) {
    const reason = 'the catalogue has no module on phishing: give one the topic phishing in training-catalogue.yaml';
    return { retrained: unknown(reason, person.at), summary: reason };
  }
  const completions = progress.flatMap((item) => item.completions);
  const after = completions.find(({ on }) => on > last);
  if (after !== undefined) return { retrained: known(true, after.at), summary: `trained on ${after.on}` };
  const same = completions.find(({ on }) => on === last);
  if (same !== undefined)
    return {
      retrained: unknown(
        'the training was completed on the day of the submission: before or after is not recorded',
        same.at,
      ),
      summary: 'trained on the same day',
    };
  const unread = progress.flatMap((item) => item.unclear)[0];
  if (unread !== undefined) return { retrained: unread, summary: unread.unknown };
  return { retrained: known(false, person.at), summary: 'no training on phishing completed since' };
}
