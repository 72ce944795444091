import { type Fact, isKnown, known, mapFact, unknown } from '../../core/fact.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type { EstateAccount, EstatePerson, OrgPerson, Snapshot } from '../../model/generated/model.ts';
import type { DeriveContext } from '../derivation.ts';
import { addDays, dayOf, daysFrom, startOfDay } from '../organization/calendar.ts';
import { supplied } from '../organization/supply.ts';
import { mergeSections, organizationParts } from './merge-sections.ts';

const HOUR_MS = 3_600_000;

/** What is said of every join with people when nobody gave a roster. */
export const NO_ROSTER = {
  reason: 'no roster of people was given',
  hint: 'Give an organization folder with hr-roster.csv: who works here, since when and until when.',
};

/** The people of all rosters, without their accounts. */
export function peopleOf(snapshots: readonly Snapshot[]): Section<readonly OrgPerson[]> {
  return mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection([supplied(organization, 'persons')], ({ people }) => people),
    ),
    NO_ROSTER,
  );
}

/** A person as the rules read it: the state by date, the days since each step, and the linked accounts. */
export function estatePerson(
  person: OrgPerson,
  accounts: readonly string[],
  { moveGraceDays, managerOf }: Surroundings,
  { nowMs }: DeriveContext,
): EstatePerson {
  const end = endOfLastDay(person);
  const ends = person.ends_on ?? unknown('the roster gives no end date', person.at);
  return {
    id: person.id,
    subject: subjectOf(person),
    label: labelOf(person),
    at: person.at,
    email: person.email,
    employee_id: person.employee_id,
    department: person.department,
    position: person.position,
    employment_type: person.employment_type,
    state: person.state,
    departed: mapFact(person.state, (state) => state === 'left'),
    detail: describe(person),
    manager_state: managerOf(person),
    external: mapFact(person.employment_type, isExternal),
    ends_on: ends,
    rehired: person.rehired ?? false,
    ...(isKnown(ends) && ends.value !== '' ? { account_end_by: addDays(ends.value, 1) } : {}),
    ...(person.started_on === undefined ? {} : { started_on: person.started_on }),
    ...(person.previous_department === undefined ? {} : { previous_department: person.previous_department }),
    ...leaveOf(person, dayOf(nowMs)),
    ...(person.left_on === undefined || end === undefined
      ? {}
      : { left_on: person.left_on, left_hours: Math.max(0, Math.floor((nowMs - end) / HOUR_MS)) }),
    ...(person.left_days === undefined ? {} : { left_days: person.left_days }),
    ...(person.started_days === undefined ? {} : { started_days: person.started_days }),
    ...(person.previous_position === undefined ? {} : { previous_position: person.previous_position }),
    ...(person.moved_on === undefined ? {} : { moved_on: person.moved_on }),
    ...(person.moved_days === undefined ? {} : { moved_days: person.moved_days }),
    ...(moveGraceDays === undefined ? {} : { move_grace_days: moveGraceDays }),
    accounts,
  };
}

/** What a person is looked at with. */
export interface Surroundings {
  readonly moveGraceDays: number | undefined;
  readonly managerOf: (person: OrgPerson) => Fact<string>;
}

/** Contracts that end: what they are called in rosters. `Permanent contract` is none. */
const EXTERNAL =
  /contractor|extern|freelanc|consultant|prestat|temporary|interim|intérim|trainee|intern$|internship|stagiaire|supplier|vendor|cdd|fixed.?term|apprenti/i;

function isExternal(type: string): boolean {
  return EXTERNAL.test(type) || /^(contract|temp)$/i.test(type);
}

function leaveOf({ state, leave_since: since, at }: OrgPerson, today: string): Pick<EstatePerson, 'leave_days'> {
  if (!isKnown(state) || state.value !== 'on-leave') return {};
  return {
    leave_days:
      since === undefined
        ? unknown('since when the person is absent is not told: give hr-events.csv with the event extended-leave', at)
        : known(daysFrom(since, today), at),
  };
}

/** `E010`; without an employee id the row of the roster: who is meant, without a name. */
export function labelOf({ employee_id: employee, at }: Pick<OrgPerson, 'employee_id' | 'at'>): string {
  return employee === '' ? `${at.file}:${at.line ?? '?'}` : employee;
}

/** Finds what became of the manager of each person. */
export function managersOf(people: readonly OrgPerson[], whole: boolean): (person: OrgPerson) => Fact<string> {
  const byKey = new Map<string, OrgPerson>();
  for (const person of people)
    for (const key of [person.employee_id, person.email, person.id])
      if (key !== '') byKey.set(key.toLowerCase(), person);
  const named = new Set(
    people.flatMap(({ manager_email: manager }) =>
      isKnown(manager) ? (byKey.get(manager.value.toLowerCase())?.id ?? []) : [],
    ),
  );
  return (person) => {
    const { manager_email: manager } = person;
    if (!isKnown(manager)) return manager;
    if (manager.value === '') return known(named.has(person.id) ? 'head' : 'none', manager.at);
    const found = byKey.get(manager.value.toLowerCase());
    if (found === undefined)
      return whole
        ? known('not-in-roster', manager.at)
        : unknown('the manager is not among the rows of the roster that could be read', manager.at);
    if (found.id === person.id) return known('self', manager.at);
    return isKnown(found.state) ? known(found.state.value, manager.at) : found.state;
  };
}

/** The ids of the accounts of each person, in the order of the accounts. */
export function accountsByPerson(accounts: readonly EstateAccount[]): ReadonlyMap<string, readonly string[]> {
  const byPerson = new Map<string, string[]>();
  for (const { id, person } of accounts) {
    if (!isKnown(person) || person.value === '') continue;
    const list = byPerson.get(person.value) ?? [];
    byPerson.set(person.value, list);
    list.push(id);
  }
  return byPerson;
}

/** `person:E010`; without an employee id the e-mail address stands in. */
export function subjectOf(person: Pick<OrgPerson, 'id' | 'employee_id'>): string {
  return `person:${person.employee_id === '' ? person.id : person.employee_id}`;
}

/** The end of the last day: the person may work until midnight, where the organization is. */
export function endOfLastDay(person: Pick<OrgPerson, 'left_on' | 'left_end_ms'>): number | undefined {
  if (person.left_on === undefined) return undefined;
  return person.left_end_ms ?? startOfDay(addDays(person.left_on, 1));
}

function describe(person: OrgPerson): string {
  const name = person.email === '' ? person.employee_id : person.email;
  const beside = person.contradiction === '' ? '' : ` (${person.contradiction})`;
  const state = isKnown(person.state) ? person.state.value : 'unknown';
  switch (state) {
    case 'left':
      return person.left_on === undefined ? `${name} left${beside}` : `${name} left on ${person.left_on}${beside}`;
    case 'future':
      return `${name} starts on ${person.started_on ?? 'a later day'}${beside}`;
    case 'on-leave':
      return `${name} is on leave${beside}`;
    case 'active':
      return `${name} is active${beside}`;
    default:
      return `${name}: it is not known whether the person is still here${beside}`;
  }
}

/** Each person once, and which one a row of the roster stands for. */
export interface Population {
  readonly people: readonly OrgPerson[];
  readonly idOf: (row: OrgPerson) => string;
}

/**
 * Whoever was hired again has two rows, with one address or with one employee number: the row that is here counts, so
 * that a person who came back is not gone.
 */
export function populationOf(rows: readonly OrgPerson[]): Population {
  const byId = bestOf(rows, ({ id }) => id);
  const numberOf = (person: OrgPerson): string => (person.employee_id === '' ? person.id : person.employee_id);
  const byNumber = bestOf([...byId.values()], numberOf);
  return {
    people: [...byNumber.values()],
    idOf: (row) => byNumber.get(numberOf(byId.get(row.id) ?? row))?.id ?? row.id,
  };
}

function bestOf(people: readonly OrgPerson[], key: (person: OrgPerson) => string): ReadonlyMap<string, OrgPerson> {
  const best = new Map<string, OrgPerson>();
  for (const person of people) {
    const other = best.get(key(person));
    if (other === undefined || rank(person) > rank(other)) best.set(key(person), person);
  }
  return best;
}

/** Here, then open, then to come, then gone; among the gone the one who left last. */
function rank(person: OrgPerson): number {
  if (!isKnown(person.state)) return 3e9;
  if (person.state.value === 'active' || person.state.value === 'on-leave') return 4e9;
  return person.state.value === 'future' ? 2e9 : 1e9 - (person.left_days ?? 0);
}
