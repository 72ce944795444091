import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import type { OrgHolder, OrgPerson } from '../../model/generated/model.ts';
import { isWhole, type OrganizationSections } from './supply.ts';

/** Look-ups of people by e-mail address or employee id. */
export interface Directory {
  find(key: string): OrgPerson | undefined;
  /** The person that a register names, with the state by date. */
  holder(named: Fact<string>): OrgHolder;
  /** Everybody whose state is active. */
  readonly active: readonly OrgPerson[];
}

/** Makes the look-ups of a snapshot; who is not in a roster that was read in part only is unknown, not absent. */
export function directory(people: readonly OrgPerson[], organization: OrganizationSections): Directory {
  const byKey = new Map<string, OrgPerson>();
  for (const person of people) {
    for (const key of [person.employee_id, person.email, person.id]) if (key !== '') byKey.set(key, person);
  }
  const whole = isWhole(organization.persons);
  return {
    find: (key) => byKey.get(key),
    active: people.filter(({ state }) => isKnown(state) && state.value === 'active'),
    holder: (named) => {
      if (!isKnown(named)) return { email: '', at: named.at, state: named, detail: 'it is not known who it is' };
      const { value: email, at } = named;
      if (email === '') return { email, at, state: known('none', at), detail: 'nobody is named' };
      const person = byKey.get(email);
      if (person !== undefined) return { email, at, state: stateOf(person, at), detail: describe(person) };
      const state = whole
        ? known('not-in-roster', at)
        : unknown(`${email} is not among the rows of the roster that could be read`, at);
      return { email, at, state, detail: `${email} is not in the roster` };
    },
  };
}

/** Who is on leave neither holds an office nor left it: somebody has to say who stands in. */
function stateOf(person: OrgPerson, at: OrgHolder['at']): Fact<string> {
  if (!isKnown(person.state)) return person.state;
  if (person.state.value === 'on-leave') return unknown(`${person.id} is on leave: name who stands in`, at);
  return known(person.state.value, at);
}

/** The person's state for messages: `thomas.girard left on 2026-09-03`. */
function describe(person: OrgPerson): string {
  const name = person.email.split('@')[0] || person.employee_id;
  const beside = person.contradiction === '' ? '' : ` (${person.contradiction})`;
  if (!isKnown(person.state)) return `${name}: ${person.state.unknown}`;
  switch (person.state.value) {
    case 'left':
      return `${name} left${person.left_on === undefined ? '' : ` on ${person.left_on}`}${beside}`;
    case 'future':
      return `${name} starts on ${person.started_on ?? 'a later day'}${beside}`;
    case 'on-leave':
      return `${name} is on leave${beside}`;
    default:
      return `${name} is active${beside}`;
  }
}
