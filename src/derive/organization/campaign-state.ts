import { isKnown, known, type Unknown, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { deriveSection, incomplete, type Section } from '../../core/section.ts';
import type {
  OrganizationCampaignState,
  OrganizationCampaignStateItem,
  OrganizationPhishing,
  OrganizationPhishingCampaign,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { msOf } from './age.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { percentOf } from './share.ts';
import { supplied } from './supply.ts';

/** Simulated phishing, counted by campaign in the order of launch. */
export const campaignStateDerivation: Derivation = {
  id: 'campaign-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: { campaign_state: campaignState(supplied(organization, 'phishing'), dayOf(nowMs)) },
  }),
};

/** A campaign whose launch is known and past. */
interface Launched {
  readonly campaign: OrganizationPhishingCampaign;
  readonly on: string;
}

/** Campaigns by launch; one without a date has no place in the order, so the order is then incomplete. */
export function launchedCampaigns(phishing: OrganizationPhishing, today: string): readonly Launched[] {
  return phishing.campaigns
    .flatMap((campaign) =>
      isKnown(campaign.launched_on) && campaign.launched_on.value !== '' && campaign.launched_on.value <= today
        ? [{ campaign, on: campaign.launched_on.value }]
        : [],
    )
    .sort((a, b) => compareCodePoints(`${a.on} ${a.campaign.id}`, `${b.on} ${b.campaign.id}`));
}

function campaignState(source: Section<OrganizationPhishing>, today: string): Section<OrganizationCampaignState> {
  const section = deriveSection([source], (phishing): OrganizationCampaignState => {
    const items: OrganizationCampaignStateItem[] = [];
    const launched = launchedCampaigns(phishing, today);
    for (const [index, { campaign, on }] of launched.entries()) {
      const counted = count(campaign);
      const previous = items.at(-1);
      items.push({
        id: campaign.id,
        at: campaign.at,
        launched_on: on,
        age_days: daysFrom(on, today),
        latest: index === launched.length - 1,
        ...counted,
        worse_in_a_row:
          previous !== undefined && counted.submit_percent > previous.submit_percent ? previous.worse_in_a_row + 1 : 0,
        ...(previous === undefined
          ? {}
          : {
              previous: {
                id: previous.id,
                submitted: previous.submitted,
                delivered: previous.delivered,
                submit_percent: previous.submit_percent,
              },
            }),
      });
    }
    return { campaigns: items };
  });
  const undated = source.data?.campaigns.find(({ launched_on }) => !isKnown(launched_on) || launched_on.value === '');
  if (undated === undefined || section.data === undefined) return section;
  return incomplete(
    section.data,
    `when the campaign ${undated.id} was launched is not known`,
    'Name its day in phishing/index.yaml.',
  );
}

type Counted = Pick<
  OrganizationCampaignStateItem,
  | 'delivered'
  | 'submitted'
  | 'clicked'
  | 'reported'
  | 'unclear'
  | 'submit_percent'
  | 'report_percent'
  | 'median_report_minutes'
>;

function count(campaign: OrganizationPhishingCampaign): Counted {
  const results = campaign.results.filter(({ outcome }) => !isKnown(outcome) || outcome.value !== 'not-delivered');
  const went = (words: readonly string[]) =>
    results.filter(({ outcome }) => isKnown(outcome) && words.includes(outcome.value)).length;
  const unclear: Unknown[] = results.flatMap(({ outcome, reported }) =>
    [outcome, reported].flatMap((fact) => (isKnown<string | boolean>(fact) ? [] : [fact])),
  );
  if (results.length === 0) unclear.push(unknown('no mail of this campaign reached anybody', campaign.at));
  const reporters = results.filter(({ reported }) => isKnown(reported) && reported.value);
  const minutes = reporters
    .flatMap(({ sent_at, last_event_at }) => {
      const [sent, last] = [msOf(sent_at), msOf(last_event_at)];
      return sent === undefined || last === undefined || last < sent ? [] : [(last - sent) / 60_000];
    })
    .sort((a, b) => a - b);
  const submitted = went(['submitted']);
  return {
    delivered: results.length,
    submitted,
    clicked: went(['clicked', 'submitted']),
    reported: reporters.length,
    unclear,
    submit_percent: percentOf(submitted, results.length),
    report_percent: percentOf(reporters.length, results.length),
    median_report_minutes:
      minutes.length === 0
        ? unknown('nobody reported the mail, or the times of the reports are not in the results', campaign.at)
        : known(median(minutes), campaign.at),
  };
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  const value = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
  return Math.round(value * 10) / 10;
}
