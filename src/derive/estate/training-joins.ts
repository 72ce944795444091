import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type {
  EstateAcknowledgement,
  EstatePhished,
  EstateTrained,
  OrgAcknowledgement,
  OrganizationTrainingModule,
  OrganizationTrainingRecord,
  OrgPerson,
  OrgPolicy,
  Snapshot,
} from '../../model/generated/model.ts';
import type { DeriveContext } from '../derivation.ts';
import { dayOf } from '../organization/calendar.ts';
import {
  currentCompletion,
  type ModuleProgress,
  personKey,
  progressOf,
  recordsByEmail,
} from '../organization/completions.ts';
import { directory } from '../organization/directory.ts';
import { anyOf, knownValue, written } from '../organization/fact-values.ts';
import { isWhole, supplied } from '../organization/supply.ts';
import { mergeSections, organizationParts } from './merge-sections.ts';

/** What each person completed: a module for administrators, and any at all. */
export function trainedOf(snapshots: readonly Snapshot[], { nowMs }: DeriveContext): Section<readonly EstateTrained[]> {
  return mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection(
        [
          supplied(organization, 'training'),
          supplied(organization, 'training_catalogue'),
          supplied(organization, 'persons'),
        ],
        ({ records }, { modules }, { people }) => {
          const byEmail = recordsByEmail(records);
          const whole = isWhole(organization.training);
          return people.map((person) => trained(person, modules, byEmail.get(person.email) ?? [], whole, dayOf(nowMs)));
        },
      ),
    ),
    {
      reason: 'no records of training were given',
      hint: 'Put training.csv and training-catalogue.yaml in the organization folder.',
    },
  );
}

function trained(
  person: OrgPerson,
  modules: readonly OrganizationTrainingModule[],
  records: readonly OrganizationTrainingRecord[],
  whole: boolean,
  today: string,
): EstateTrained {
  const progress = modules.map((module) => progressOf(person, module, records, today));
  const forAdmins = progress.filter(
    ({ module }) => module.topics.includes('admin') || knownValue(module.mandatory_for) === 'privileged',
  );
  const completed = progress.find(({ completions }) => completions.length > 0)?.completions[0];
  const unclear = progress.flatMap((item) => item.unclear)[0];
  const partly = unknown('rows of training.csv could not be read', person.at);
  const absent = (fact: Fact<boolean>): Fact<boolean> => (isKnown(fact) && !fact.value && !whole ? partly : fact);
  const any: Fact<boolean> = completed === undefined ? (unclear ?? known(false, person.at)) : known(true, completed.at);
  const role =
    forAdmins.length === 0
      ? unknown('the catalogue has no module for administrators (topic admin, or mandatory_for: privileged)', person.at)
      : anyOf(
          forAdmins.map((item) => currentCompletion(item, today)),
          person.at,
        );
  return {
    id: person.id,
    at: person.at,
    role_based: absent(role),
    role_based_detail: sayRole(forAdmins),
    any: absent(any),
    any_detail: completed === undefined ? 'no completed training on record' : `trained on ${completed.on}`,
  };
}

function sayRole(progress: readonly ModuleProgress[]): string {
  const last = progress.flatMap(({ module, completions }) => completions.map(({ on }) => ({ on, id: module.id })));
  const latest = sortedBy(last, ({ on }) => on).at(-1);
  return latest === undefined
    ? 'no training for administrators on record'
    : `last trained for administration on ${latest.on} (${latest.id})`;
}

/** Who signed the policy on access control that is in force. */
export function acknowledgedOf(snapshots: readonly Snapshot[]): Section<readonly EstateAcknowledgement[]> {
  return mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection(
        [
          supplied(organization, 'policies'),
          supplied(organization, 'acknowledgements'),
          supplied(organization, 'persons'),
        ],
        ({ policies }, { acknowledgements }, { people }) => {
          const { find } = directory(people, organization);
          const policy = policies.find(
            ({ topic, status }) => knownValue(topic) === 'access-control' && knownValue(status) === 'approved',
          );
          const whole = isWhole(organization.acknowledgements);
          const bySigner = new Map<string, OrgAcknowledgement[]>();
          for (const ack of acknowledgements) {
            const id = find(ack.email)?.id ?? '';
            const list = bySigner.get(id) ?? [];
            bySigner.set(id, list);
            list.push(ack);
          }
          return people.map((person) => signature(person, policy, bySigner.get(person.id) ?? [], whole));
        },
      ),
    ),
    {
      reason: 'no signatures under policies were given',
      hint: 'Put policies.yaml and policy-acks.csv in the organization folder.',
    },
  );
}

function signature(
  person: OrgPerson,
  policy: OrgPolicy | undefined,
  own: readonly OrgAcknowledgement[],
  whole: boolean,
): EstateAcknowledgement {
  const { id, at } = person;
  if (policy === undefined) {
    const why = 'no approved policy has the topic access-control';
    return { id, at, access_policy: unknown(why, at), detail: why };
  }
  const titled = own.filter(
    (ack) => ack.policy === policy.id || ack.policy.toLowerCase() === policy.title.toLowerCase(),
  );
  const approved = written(policy.approved_on);
  const current = titled.find(
    ({ version, acknowledged_at: on }) =>
      isKnown(version) &&
      version.value === knownValue(policy.version) &&
      isKnown(on) &&
      (approved === undefined || on.value.slice(0, 10) >= approved),
  );
  if (current !== undefined) return { id, at, access_policy: known(true, current.at), detail: `signed ${policy.id}` };
  const unread = titled.find(({ version, acknowledged_at: on }) => !isKnown(version) || !isKnown(on));
  const detail = `no signature under ${policy.id} ${knownValue(policy.version) ?? ''}`.trimEnd();
  if (!whole || unread !== undefined)
    return { id, at, access_policy: unknown('a signature could not be read', unread?.at ?? at), detail };
  return { id, at, access_policy: known(false, titled[0]?.at ?? policy.at), detail };
}

/** Who typed something into the page of a simulated phishing, by the id of the person. */
export function phishedOf(snapshots: readonly Snapshot[]): Section<readonly EstatePhished[]> {
  return mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection(
        [supplied(organization, 'phishing'), organization.phishing_failers, supplied(organization, 'persons')],
        (_, failers, { people }) => {
          const byKey = new Map(people.map((person) => [personKey(person), person.id]));
          return failers.people.map(({ id, at, last_on, retrained, summary }) => ({
            id: byKey.get(id) ?? id,
            at,
            retrained,
            detail: `typed data into a simulated phishing page on ${last_on}, ${summary}`,
          }));
        },
      ),
    ),
    {
      reason: 'no results of phishing simulations were given',
      hint: 'Put the results (phishing/) with training.csv and training-catalogue.yaml in the organization folder.',
    },
  );
}
