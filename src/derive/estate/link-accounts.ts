import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import type { EstateAccount, OrgIdentity, OrgPerson } from '../../model/generated/model.ts';
import { populationOf, subjectOf } from './people.ts';

/** What is known of an account when its person is looked for. */
export interface AccountName {
  readonly at: Place;
  /** `linux-user`, `aws-user`: the kinds of identities.csv that mean such an account. */
  readonly kinds: readonly string[];
  readonly name: string;
  /** The target, for declarations of one system: `web01`, `111122223333`. */
  readonly target: string;
  /** Employee ids and e-mail addresses that the system itself tells (tags, comment field). */
  readonly hints: readonly string[];
  /** System accounts are named after programs, not people. */
  readonly guessable: boolean;
}

/** Whom an account belongs to: `person` is empty when nobody of the roster matches. */
export interface Link {
  readonly person: Fact<string>;
  readonly confidence: EstateAccount['confidence'];
  readonly link: string;
  /** Subjects of the people it is declared for, when they are several. */
  readonly sharers: readonly string[];
}

/** Finds the person of an account. */
export type Linker = (account: AccountName) => Link;

/**
 * Looks for the person of an account, the surest way first: the alias table, an id that the system tells, the e-mail
 * address, and last the name. Two people at one step make it unknown: nothing is guessed between them. That nobody matches
 * is only told when the whole roster was read.
 */
export function makeLinker(people: readonly OrgPerson[], identities: readonly OrgIdentity[], whole: boolean): Linker {
  const population = populationOf(people);
  const byKey = new Map<string, string>();
  for (const row of people) {
    for (const key of [row.employee_id, row.email, row.id, ...(row.former_emails ?? [])]) {
      // The address of one who left may be somebody else's now: a present one counts before a former one.
      if (key !== '' && (!row.former_emails?.includes(key) || !byKey.has(key.toLowerCase())))
        byKey.set(key.toLowerCase(), population.idOf(row));
    }
  }
  const declared = new Map<string, OrgIdentity[]>();
  for (const identity of identities) {
    const key = aliasKey(identity.kind, identity.value);
    declared.set(key, [...(declared.get(key) ?? []), identity]);
  }
  const byName = namesOf(population.people);
  const subjects = new Map(population.people.map((one) => [one.id, subjectOf(one)]));
  const shared = (found: readonly string[]): readonly string[] =>
    found.length < 2 ? [] : found.map((id) => subjects.get(id) ?? id);

  return ({ at, kinds, name, target, hints, guessable }) => {
    const aliases = [`${target}/${name}`, name].flatMap((value) =>
      kinds.flatMap((kind) => declared.get(aliasKey(kind, value)) ?? []),
    );
    if (aliases.length > 0) {
      const found = ids(aliases.map(({ employee_id: employee }) => byKey.get(employee.toLowerCase())));
      return { ...declaredLink(aliases, found, at, name, whole), sharers: shared(found) };
    }
    const told = ids(hints.map((hint) => byKey.get(hint.trim().toLowerCase())));
    if (told.length > 0) return { ...linkTo(told, 'declared', 'told by the system', at, name), sharers: shared(told) };
    const exact = ids([byKey.get(name.toLowerCase())]);
    if (exact.length > 0) return linkTo(exact, 'exact', 'by e-mail address', at, name);
    const guessed = guessable ? ids(byName.get(squeeze(name)) ?? []) : [];
    if (guessed.length > 0) return linkTo(guessed, 'heuristic', 'guessed from the name', at, name);
    return {
      person: whole
        ? known('', at)
        : unknown(`${name} matches nobody of the roster, of which only a part was read`, at),
      confidence: 'none',
      link: 'nobody of the roster has this name',
      sharers: [],
    };
  };
}

function declaredLink(
  aliases: readonly OrgIdentity[],
  found: readonly string[],
  at: Place,
  name: string,
  whole: boolean,
): Link {
  if (found.length > 0) return linkTo(found, 'declared', 'declared in identities.csv', aliases[0]?.at ?? at, name);
  const named = [...new Set(aliases.map(({ employee_id: employee }) => employee))].sort(compareCodePoints).join(', ');
  const place = aliases[0]?.at ?? at;
  const link = `identities.csv names ${named}, who is not in the roster`;
  return {
    person: whole ? known('', place) : unknown(`${link} as far as it was read`, place),
    confidence: 'declared',
    link,
    sharers: [],
  };
}

function linkTo(
  people: readonly string[],
  confidence: Link['confidence'],
  link: string,
  at: Place,
  name: string,
): Link {
  const [first, ...others] = people;
  if (first !== undefined && others.length === 0) return { person: known(first, at), confidence, link, sharers: [] };
  const who = people.join(' or ');
  return {
    person: unknown(`${name} may belong to ${who}; name the person in identities.csv`, at),
    confidence: 'none',
    link: `${link}: ${who}`,
    sharers: [],
  };
}

/** Logins that people of a name usually get, without separators; several people may share one. */
function namesOf(people: readonly OrgPerson[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  for (const { id, email } of people) {
    const local = email.split('@')[0] ?? '';
    const [first = '', ...rest] = local.split(/[._-]/).filter((part) => part !== '');
    const last = rest.join('');
    const logins =
      local === ''
        ? []
        : last === ''
          ? [first]
          : [first + last, first.charAt(0) + last, last + first, last + first.charAt(0)];
    for (const login of logins) {
      const key = squeeze(login);
      names.set(key, (names.get(key) ?? new Set()).add(id));
    }
  }
  return new Map([...names].map(([key, found]) => [key, [...found]]));
}

/** Lower case, without accents, separators and the prefixes that administrators' accounts have. */
function squeeze(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.split('@')[0] ?? '')
    .replace(/^(adm|admin)[._-]/, '')
    .replace(/[._-](adm|admin)$/, '')
    .replace(/[^a-z0-9]/g, '');
}

function aliasKey(kind: string, value: string): string {
  return `${kind.toLowerCase()}:${value.toLowerCase()}`;
}

function ids(found: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(found.flatMap((id) => (id === undefined ? [] : [id])))].sort(compareCodePoints);
}
