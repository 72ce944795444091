import { type Fact, isKnown, known, mapFact, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationPolicyState,
  OrgPolicy,
  OrgPolicyState,
  OrgPolicyTopic,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { addDays, addMonths, dayOf, daysFrom, parseDuration } from './calendar.ts';
import { fromFacts, knownValue, written } from './fact-values.ts';
import { isWhole, supplied } from './supply.ts';

/** The topics that a policy may be on, as policies.yaml names them. */
const POLICY_TOPICS = [
  ...[
    'acceptable-use',
    'access-control',
    'backup',
    'continuity',
    'cryptography',
    'data-classification',
    'incident-management',
  ],
  ...['information-security', 'logging-monitoring', 'mobile-remote', 'other', 'supplier', 'vulnerability-patching'],
] as const;

/** What follows from the register of policies alone: topics covered, reviews due, documents as approved. */
export const policyStateDerivation: Derivation = {
  id: 'policy-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      policy_state: deriveSection(
        [supplied(organization, 'policies')],
        ({ policies }): OrganizationPolicyState => ({
          topics: topicsOf(policies, isWhole(organization.policies)),
          policies: policies.map((policy) => policyState(policy, dayOf(nowMs))),
        }),
      ),
    },
  }),
};

/** Every topic there is; one is only proved uncovered when the whole register was read. */
function topicsOf(policies: readonly OrgPolicy[], whole: boolean): readonly OrgPolicyTopic[] {
  const at = { file: policies[0]?.at.file ?? 'policies.yaml' };
  return POLICY_TOPICS.map((id) => {
    const on = policies.filter(({ topic }) => knownValue(topic) === id);
    return {
      id,
      at: on[0]?.at ?? at,
      covered: coverage(id, on, policies, whole, on[0]?.at ?? at),
      policies: on.map((policy) => policy.id),
    };
  });
}

function coverage(
  id: string,
  on: readonly OrgPolicy[],
  all: readonly OrgPolicy[],
  whole: boolean,
  at: OrgPolicy['at'],
): Fact<boolean> {
  const approved = on.find(({ status }) => knownValue(status) === 'approved');
  if (approved !== undefined) return known(true, approved.at);
  const open = on.find(({ status }) => !isKnown(status)) ?? all.find(({ topic }) => !isKnown(topic));
  if (open !== undefined)
    return unknown(
      `the topic or the status of the policy ${open.id} is not known, so it is open whether ${id} is covered`,
      open.at,
    );
  return whole
    ? known(false, at)
    : unknown(`entries of the register of policies could not be read, so it is open whether ${id} is covered`, at);
}

function policyState(policy: OrgPolicy, today: string): OrgPolicyState {
  const { at, last_reviewed_on: reviewed, review_interval: interval } = policy;
  const due = fromFacts([reviewed, interval], at, (day: string, text: string) => {
    const duration = parseDuration(text);
    return day === '' || duration === undefined ? '' : addDays(addMonths(day, duration.months), duration.days);
  });
  return {
    id: policy.id,
    at,
    status: policy.status,
    reviewed_on: reviewed,
    review_due_on: written(due) ?? '',
    review_due_in_days:
      isKnown(due) && due.value === '' ? undated(policy) : mapFact(due, (day) => daysFrom(today, day)),
    interval_days: mapFact(interval, (text) => {
      const duration = parseDuration(text);
      // Twelve months are 365 days: the longest month would make a year too long.
      return duration === undefined ? -1 : Math.ceil((duration.months * 365) / 12) + duration.days;
    }),
    document_matches: documentMatches(policy),
  };
}

function undated(policy: OrgPolicy): Fact<number> {
  const text = knownValue(policy.review_interval) ?? '';
  const what =
    written(policy.last_reviewed_on) === undefined
      ? 'last_reviewed_on is empty'
      : `review_interval "${text}" is not a duration such as P12M`;
  return unknown(`${what}: write it in policies.yaml`, policy.at);
}

function documentMatches(policy: OrgPolicy): Fact<boolean> {
  if (isKnown(policy.registered_sha256) && policy.registered_sha256.value === '') return known(false, policy.at);
  return fromFacts(
    [policy.registered_sha256, policy.document_sha256],
    policy.registered_sha256.at,
    (registered: string, present: string) => registered === present,
  );
}
