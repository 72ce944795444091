import { type Fact, isKnown, known, type Place, type Unknown, unknown } from '../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationTrainingAnnual,
  OrganizationTrainingModule,
  OrganizationTrainingOnboarding,
  OrganizationTrainingRecord,
  OrganizationTrainingState,
  OrganizationTrainingTopic,
  OrgPerson,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { addDays, dayOf, daysFrom } from './calendar.ts';
import {
  currentCompletion,
  isMandatory,
  type ModuleProgress,
  personKey,
  progressOf,
  recordsByEmail,
  staff,
} from './completions.ts';
import { percentOf } from './share.ts';
import { supplied } from './supply.ts';

/** People who came within so many days are new: their onboarding is judged. */
const NEW_DAYS = 365;
/** Topics that a rule asks for are there even when no module has them. */
const TOPICS = ['data', 'mobile', 'passwords', 'phishing', 'reporting'];

/** Training by person and by topic. The population comes from HR: who was never enrolled is missing from the platform. */
export const trainingStateDerivation: Derivation = {
  id: 'training-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      training_state: deriveSection(
        [
          supplied(organization, 'training'),
          supplied(organization, 'training_catalogue'),
          supplied(organization, 'persons'),
        ],
        ({ records }, catalogue, { people }): OrganizationTrainingState => {
          const today = dayOf(nowMs);
          const byEmail = recordsByEmail(records);
          const recordsOf = (person: OrgPerson) => byEmail.get(person.email) ?? [];
          const here = staff(people);
          const starting = people.filter(({ state }) => isKnown(state) && state.value === 'future');
          return {
            at: catalogue.at,
            people: sortedBy(
              [...here, ...starting].map((person) => {
                const onboarding = onboardingOf(person, catalogue.modules, recordsOf(person), today);
                return {
                  id: personKey(person),
                  at: person.at,
                  ...(starting.includes(person)
                    ? {}
                    : { annual: annualOf(person, catalogue.modules, recordsOf(person), today) }),
                  ...(onboarding === undefined ? {} : { onboarding }),
                };
              }),
              ({ id }) => id,
            ),
            topics: [...new Set([...TOPICS, ...catalogue.modules.flatMap(({ topics }) => topics)])]
              .sort(compareCodePoints)
              .map((topic) => topicOf(topic, here, catalogue.modules, recordsOf, today)),
          };
        },
      ),
    },
  }),
};

/** How many of some people hold a completion of a topic that still counts. */
export function topicOf(
  id: string,
  people: readonly OrgPerson[],
  modules: readonly OrganizationTrainingModule[],
  recordsOf: (person: OrgPerson) => readonly OrganizationTrainingRecord[],
  today: string,
): OrganizationTrainingTopic {
  const of = modules.filter(({ topics }) => topics.includes(id));
  const facts = people.map((person) => {
    const states = of.map((module) => currentCompletion(progressOf(person, module, recordsOf(person), today), today));
    if (!isKnown(person.state)) return undefined;
    if (states.some((fact) => isKnown(fact) && fact.value)) return true;
    return states.every(isKnown) ? false : undefined;
  });
  const completed = facts.filter((fact) => fact === true).length;
  const unclear = facts.filter((fact) => fact === undefined).length;
  return {
    id,
    covered: of.length > 0,
    people: people.length,
    completed,
    unclear,
    percent: percentOf(completed, people.length),
    possible_percent: percentOf(completed + unclear, people.length),
  };
}

function mandatoryProgress(
  person: OrgPerson,
  modules: readonly OrganizationTrainingModule[],
  records: readonly OrganizationTrainingRecord[],
  today: string,
): { readonly progress: readonly ModuleProgress[]; readonly unclear: readonly Unknown[] } {
  const asked = modules.map((module) => ({ module, fact: isMandatory(module, person) }));
  return {
    progress: asked.flatMap(({ module, fact }) =>
      isKnown(fact) && fact.value ? [progressOf(person, module, records, today)] : [],
    ),
    unclear: asked.flatMap(({ fact }) => (isKnown(fact) ? [] : [fact])),
  };
}

function annualOf(
  person: OrgPerson,
  modules: readonly OrganizationTrainingModule[],
  records: readonly OrganizationTrainingRecord[],
  today: string,
): OrganizationTrainingAnnual {
  const { progress, unclear } = mandatoryProgress(person, modules, records, today);
  const judged = progress.map((item) => ({ item, fact: currentCompletion(item, today) }));
  const lacking = judged.filter(({ fact }) => isKnown(fact) && !fact.value).map(({ item }) => item);
  const open: Unknown[] = [...unclear, ...judged.flatMap(({ fact }) => (isKnown(fact) ? [] : [fact]))];
  if (!isKnown(person.state)) open.unshift(person.state);
  if (modules.length === 0) open.push(unknown('the catalogue has no module', person.at));
  const places = (items: readonly ModuleProgress[]): Place[] =>
    items.map((item) => item.completions.at(-1)?.at ?? item.open?.at ?? person.at);
  if (lacking.length > 0 && isKnown(person.state)) {
    const summary = sayLacking(lacking);
    const days = person.started_days;
    const allowed = lacking.map(({ module }) => (isKnown(module.onboarding_days) ? module.onboarding_days.value : 0));
    if (days !== undefined && allowed.every((limit) => days <= limit)) {
      const reason = `hired ${days} days ago, inside the ${Math.min(...allowed)} days of onboarding: ${summary}`;
      return { state: 'onboarding', summary, at: places(lacking), fact: unknown(reason, person.at) };
    }
    return { state: 'lacking', summary, at: places(lacking), fact: known(false, places(lacking)[0] ?? person.at) };
  }
  const first = open[0];
  if (first !== undefined) {
    return {
      state: 'unclear',
      summary: first.unknown,
      at: open.map(({ at }) => at),
      fact: unknown(open.map((item) => item.unknown).join('; '), first.at),
    };
  }
  const summary = `${progress.length} mandatory modules are current`;
  return { state: 'current', summary, at: places(progress), fact: known(true, places(progress)[0] ?? person.at) };
}

/** `no completion of phishing, data on record; passwords completed 2025-01-01, too long ago`. */
function sayLacking(items: readonly ModuleProgress[]): string {
  const never = items
    .filter(({ completions, open }) => completions.length === 0 && open === undefined)
    .map(({ module }) => module.id);
  const others = items.flatMap(({ module, completions, open }) => {
    const last = completions.at(-1);
    if (last !== undefined) return [`${module.id} completed ${last.on}, too long ago`];
    return open === undefined ? [] : [`${module.id} not completed (${open.text})`];
  });
  return [...others, ...(never.length > 0 ? [`no completion of ${never.join(', ')} on record`] : [])].join('; ');
}

function onboardingOf(
  person: OrgPerson,
  modules: readonly OrganizationTrainingModule[],
  records: readonly OrganizationTrainingRecord[],
  today: string,
): OrganizationTrainingOnboarding | undefined {
  const { started_on: start, started_days: days } = person;
  if (!isKnown(person.state) || start === undefined || days === undefined || days > NEW_DAYS) return undefined;
  const result = (
    state: OrganizationTrainingOnboarding['state'],
    summary: string,
    at: readonly Place[],
    fact: Fact<boolean>,
  ) => ({
    state,
    hired_days_ago: days,
    summary,
    at,
    fact,
  });
  if (person.state.value === 'future')
    return result('not-started', `starts ${start}`, [person.at], unknown(`starts ${start}`, person.at));
  const { progress, unclear } = mandatoryProgress(person, modules, records, today);
  const steps = progress.map((item) => {
    const first = item.completions[0];
    const limit = item.module.onboarding_days;
    return {
      item,
      limit: isKnown(limit) ? limit.value : undefined,
      took: first === undefined ? undefined : daysFrom(start, first.on),
      at: first?.at ?? item.open?.at ?? person.at,
    };
  });
  const unread: Unknown[] = [
    ...unclear,
    ...steps.flatMap(({ item, took, limit }) => [
      ...(took === undefined ? item.unclear : []),
      ...(limit === undefined && !isKnown(item.module.onboarding_days) ? [item.module.onboarding_days] : []),
    ]),
  ];
  const late = steps.filter(
    ({ item, took, limit }) =>
      limit !== undefined && (took ?? days) > limit && (took !== undefined || item.unclear.length === 0),
  );
  if (late.length > 0) {
    const missing = late.filter(({ took }) => took === undefined).map(({ item }) => item.module.id);
    const allowed = Math.min(...late.map(({ limit }) => limit ?? 0));
    const summary =
      missing.length > 0
        ? `not complete ${days} days after hire (${allowed} allowed): ${missing.join(', ')}`
        : `complete ${Math.max(...late.map(({ took }) => took ?? 0))} days after hire (${allowed} allowed)`;
    return result(
      'late',
      summary,
      late.map(({ at }) => at),
      known(false, late[0]?.at ?? person.at),
    );
  }
  const problem = unread[0];
  if (problem !== undefined) return result('unclear', problem.unknown, [problem.at], problem);
  const running = steps.filter(({ took }) => took === undefined);
  if (running.length > 0) {
    const due = addDays(start, Math.min(...running.map(({ limit }) => limit ?? 0)));
    const summary = `due ${due}: ${running.map(({ item }) => item.module.id).join(', ')}`;
    return result('running', summary, [person.at], unknown(summary, person.at));
  }
  if (steps.length === 0)
    return result(
      'unclear',
      'no module is mandatory',
      [person.at],
      unknown('no module of the catalogue is mandatory', person.at),
    );
  const summary = `complete ${Math.max(...steps.map(({ took }) => took ?? 0))} days after hire`;
  return result(
    'on-time',
    summary,
    steps.map(({ at }) => at),
    known(true, steps[0]?.at ?? person.at),
  );
}
