import { type Fact, isKnown, type Place } from '../../../core/fact.ts';
import type { AccessPolicy, DirIdentity, IamDirectory } from '../../../model/generated/model.ts';
import type { HeldRole } from '../held-roles.ts';
import { any, asked, both, negated, type Tri } from './tri.ts';

/** Somebody whom the rules may cover. */
export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly at: Place;
  readonly isGuest: boolean;
  readonly enabled: Tri;
  readonly groups: ReadonlySet<string> | undefined;
  /** Roles over the whole directory that are always active; those of a part of it are not looked at by the rules. */
  readonly roles: ReadonlySet<string> | undefined;
  /** Roles that are or may become active. */
  readonly possible: ReadonlySet<string>;
  readonly admin: Tri;
}

/** The people of a directory: users and guests. */
export function people(
  directory: IamDirectory,
  roles: (identity: DirIdentity) => Fact<readonly HeldRole[]>,
): readonly Somebody[] {
  return directory.identities
    .filter(({ kind }) => kind === 'human' || kind === 'guest')
    .map((identity): Somebody => {
      const held = roles(identity);
      const list = isKnown(held) ? held.value : [];
      const ofAll = list.filter(({ assignment }) => assignment.scope === '/');
      const isOpen = ofAll.some(({ kind }) => !isKnown(kind));
      return {
        id: identity.id,
        name: identity.name,
        at: identity.at,
        isGuest: identity.kind === 'guest',
        enabled: asked(identity.enabled, (value) => value),
        groups: isKnown(identity.groups) ? new Set(identity.groups.value.map((name) => `group:${name}`)) : undefined,
        roles:
          isKnown(held) && !isOpen
            ? new Set(ofAll.filter(({ kind }) => isKnown(kind) && kind.value !== 'eligible').map(nameOf))
            : undefined,
        possible: new Set(ofAll.map(nameOf)),
        admin: isKnown(held)
          ? any(list.map(({ power }) => asked(power, (word) => word === 'admin' || word === 'privileged')))
          : 'maybe',
      };
    });
}

function nameOf({ assignment }: HeldRole): string {
  return `role:${assignment.role}`;
}

/** Without the people: anyone, guests, and whatever the rules themselves name. */
export function standIns(policies: readonly AccessPolicy[], at: Place): readonly Somebody[] {
  const terms = new Set(policies.flatMap(({ excluded }) => (isKnown(excluded) ? excluded.value : [])));
  const nobody = {
    at,
    enabled: 'yes',
    isGuest: false,
    groups: new Set<string>(),
    roles: new Set<string>(),
    possible: new Set<string>(),
    admin: 'no',
  } as const;
  const of = (term: string): Somebody => {
    const role = term.startsWith('role:') ? new Set([term]) : nobody.roles;
    return {
      ...nobody,
      id: term,
      name: term.replace(/^\w+:/, ''),
      isGuest: term.startsWith('guests') || term.startsWith('guest:'),
      groups: term.startsWith('group:') ? new Set([term]) : nobody.groups,
      roles: role,
      possible: role,
      admin: role.size > 0 ? 'yes' : 'no',
    };
  };
  return ['anyone', 'guests', ...[...terms].filter((term) => term !== 'all' && term !== 'guests').sort()].map(of);
}

const DIRECTORY_GUESTS = ['b2bCollaborationGuest', 'internalGuest'];

function matchesTerm(term: string, who: Somebody, roles: ReadonlySet<string> | undefined): Tri {
  if (term === 'all' || term === who.id) return 'yes';
  if (term === 'guests') return who.isGuest ? 'yes' : 'no';
  if (term.startsWith('guests:')) {
    const words = term.slice(7).replace(/@.*$/, '').split('+');
    return who.isGuest && words.some((word) => DIRECTORY_GUESTS.includes(word)) ? 'maybe' : 'no';
  }
  if (term.startsWith('group:')) return who.groups === undefined ? 'maybe' : who.groups.has(term) ? 'yes' : 'no';
  if (term.startsWith('role:')) return roles === undefined ? 'maybe' : roles.has(term) ? 'yes' : 'no';
  return 'no';
}

/** Whether a rule is for somebody; as an administrator, with every role active. */
export function isFor(policy: AccessPolicy, who: Somebody, asAdmin: boolean): Tri {
  const active = asAdmin ? who.possible : who.roles;
  const included: Tri = isKnown(policy.users)
    ? any(policy.users.value.map((term) => matchesTerm(term, who, active)))
    : 'maybe';
  return both(included, negated(isExcluded(policy, who)));
}

/** Whether a rule leaves somebody out; a role that is activated now and then does too. */
function isExcluded(policy: AccessPolicy, who: Somebody): Tri {
  if (!isKnown(policy.excluded)) return 'maybe';
  const roles = who.roles === undefined && who.possible.size === 0 ? undefined : who.possible;
  return any(policy.excluded.value.map((term) => matchesTerm(term, who, roles)));
}

/** Whether one thing that a rule excludes holds somebody. */
export function isIn(term: string, who: Somebody): Tri {
  return matchesTerm(term, who, who.roles === undefined && who.possible.size === 0 ? undefined : who.possible);
}
