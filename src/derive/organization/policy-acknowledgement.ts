import { type Fact, isKnown, known, type Unknown, unknown } from '../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrgAcknowledgement,
  OrganizationPolicyAcknowledgement,
  OrgPerson,
  OrgPolicy,
  OrgPolicyAcknowledgement,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { addDays, dayOf } from './calendar.ts';
import { type Directory, directory } from './directory.ts';
import { knownValue, written } from './fact-values.ts';
import { isWhole, supplied } from './supply.ts';

/** Days a person has to sign, from the publication or the hire, whichever is later. */
const DAYS_TO_SIGN = 30;

/** Who signed the current version of each approved policy, counted over the roster and never over the signatures. */
export const policyAcknowledgementDerivation: Derivation = {
  id: 'policy-acknowledgement',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      policy_acknowledgement: deriveSection(
        [
          supplied(organization, 'policies'),
          supplied(organization, 'persons'),
          supplied(organization, 'acknowledgements'),
        ],
        ({ policies }, { people }, { acknowledgements }): OrganizationPolicyAcknowledgement => {
          const who = directory(people, organization);
          const whole = [organization.policies, organization.persons, organization.acknowledgements].every(isWhole);
          const approved = policies.filter(({ status }) => knownValue(status) === 'approved');
          return {
            policies: approved.map((policy) => coverage(policy, acknowledgements, who, whole, dayOf(nowMs))),
            strangers: isWhole(organization.persons) ? strangers(acknowledgements, who) : [],
            absent: whole ? absent(approved, acknowledgements, who) : [],
            population: who.active.length,
          };
        },
      ),
    },
  }),
};

function inAudience(policy: OrgPolicy, person: OrgPerson): boolean {
  const type = knownValue(person.employment_type);
  if (type !== undefined && policy.excluded_employment_types.includes(type)) return false;
  if (knownValue(policy.audience_all) === true) return true;
  const department = knownValue(person.department);
  return department !== undefined && (knownValue(policy.audience_departments) ?? []).includes(department);
}

function coverage(
  policy: OrgPolicy,
  all: readonly OrgAcknowledgement[],
  who: Directory,
  whole: boolean,
  today: string,
): OrgPolicyAcknowledgement {
  const population = who.active.filter((person) => inAudience(policy, person));
  const bySigner = new Map<string, OrgAcknowledgement[]>();
  for (const ack of all) {
    const signer = who.find(ack.email);
    if (signer === undefined || !names(ack, policy)) continue;
    bySigner.set(signer.id, [...(bySigner.get(signer.id) ?? []), ack]);
  }
  const [overdue, pending, late]: string[][] = [[], [], []];
  let signed = 0;
  let open: Unknown | undefined;
  for (const person of population) {
    const own = bySigner.get(person.id) ?? [];
    const judged = own.map((ack) => judge(ack, policy));
    const on = judged.flatMap((item) => item.validOn ?? []).sort(compareCodePoints)[0];
    const from = [written(policy.communicated_on) ?? written(policy.approved_on), person.started_on]
      .flatMap((day) => day ?? [])
      .sort(compareCodePoints)
      .at(-1);
    const deadline = from === undefined ? undefined : addDays(from, DAYS_TO_SIGN);
    const name = person.email.split('@')[0] || person.employee_id;
    if (on !== undefined) {
      signed += 1;
      if (deadline !== undefined && on > deadline) late?.push(`${name} (${on})`);
      continue;
    }
    open ??= judged.flatMap((item) => item.open ?? [])[0];
    if (person.started_on === undefined) {
      open ??= unknown(
        `the start of ${person.id}, who did not sign, is not known, so it is open whether the time to sign is over`,
        person.at,
      );
    }
    const why = judged.map((item) => item.why).sort(compareCodePoints)[0] ?? 'no signature';
    if (deadline !== undefined && deadline < today) overdue?.push(`${name} (${why})`);
    else pending?.push(`${name} (until ${deadline ?? 'an unknown day: the policy has no date'})`);
  }
  return {
    id: policy.id,
    at: policy.at,
    population: countable(policy, who, whole, population.length, open),
    signed,
    percent: population.length === 0 ? 0 : Math.round((signed / population.length) * 1000) / 10,
    overdue: overdue ?? [],
    pending: pending ?? [],
    late: late ?? [],
  };
}

/** The size of the population, unless rows are missing that could change who counts. */
function countable(
  policy: OrgPolicy,
  who: Directory,
  whole: boolean,
  size: number,
  open: Unknown | undefined,
): Fact<number> {
  if (!whole)
    return unknown(
      'rows of the roster, the policies or the signatures could not be read, so the count is open',
      policy.at,
    );
  if (!isKnown(policy.version)) return unknown(policy.version.unknown, policy.version.at);
  const placeless =
    knownValue(policy.audience_all) === true
      ? undefined
      : who.active.find(({ department }) => written(department) === undefined);
  if (placeless !== undefined)
    return unknown(
      `the department of ${placeless.id} is not known, so it is open whether the policy addresses the person`,
      placeless.at,
    );
  if (open !== undefined) return open;
  return known(size, policy.at);
}

function names(ack: OrgAcknowledgement, policy: OrgPolicy): boolean {
  return ack.policy === policy.id || ack.policy.toLowerCase() === policy.title.toLowerCase();
}

/** What one signature is worth: valid on a day, worth nothing for a reason, or open where it could not be read. */
interface Judged {
  readonly validOn?: string;
  readonly why: string;
  readonly open?: Unknown;
}

function judge(ack: OrgAcknowledgement, policy: OrgPolicy): Judged {
  const { version, acknowledged_on: day } = ack;
  if (!isKnown(version)) return { why: 'signed a version that is not written down', open: version };
  if (version.value !== knownValue(policy.version)) return { why: `signed version ${version.value}` };
  if (!isKnown(day)) return { why: 'the day of the signature could not be read', open: day };
  const approved = written(policy.approved_on);
  if (approved === undefined || day.value >= approved) return { validOn: day.value, why: '' };
  return { why: `signed on ${day.value}, before the approval on ${approved}` };
}

function strangers(all: readonly OrgAcknowledgement[], who: Directory): OrganizationPolicyAcknowledgement['strangers'] {
  const unknownAcks = all.filter(({ email }) => who.find(email) === undefined);
  const emails = new Map(unknownAcks.map((ack) => [ack.email, ack.at]));
  return sortedBy(emails, ([email]) => email).map(([id, at]) => ({
    id,
    at,
    count: unknownAcks.filter(({ email }) => email === id).length,
  }));
}

/** Active people to whom a policy is addressed long enough, and of whom there is no signature at all. */
function absent(
  policies: readonly OrgPolicy[],
  all: readonly OrgAcknowledgement[],
  who: Directory,
): OrganizationPolicyAcknowledgement['absent'] {
  const signers = new Set(all.map(({ email }) => who.find(email)?.id));
  return who.active
    .filter(
      (person) =>
        (person.started_days ?? 0) > DAYS_TO_SIGN &&
        !signers.has(person.id) &&
        policies.some((policy) => inAudience(policy, person)),
    )
    .map(({ id, at }) => ({ id, at }));
}
