import type { Diagnostic } from '../../core/diagnostic.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { complete, failedSection, incomplete, notCollected, type Section } from '../../core/section.ts';
import type { DirGroup, RoleAssignment } from '../../model/generated/model.ts';
import { distinct } from './export-record.ts';

/** How much a role gives, from the most. */
export const POWERS = ['admin', 'privileged', 'standard'] as const;
/** How much a role gives. */
export type Power = (typeof POWERS)[number];

/** The greatest of some powers. */
export function greatest(powers: Iterable<Power>): Power {
  const set = new Set(powers);
  return POWERS.find((power) => set.has(power)) ?? 'standard';
}

/** Why a list is not whole, and the command that gives it. */
export interface ListState {
  readonly given: boolean;
  /** What is missing of it, sentences without a full stop. */
  readonly gaps: readonly string[];
  /** The command that produces it. */
  readonly command: string;
}

/** A section of a list: whole, with what is missing of it, broken, or not given with the command that produces it. */
export function listSection<T>(data: T, what: string, { given, gaps, command }: ListState): Section<T> {
  const hint = `Give the output of \`${command}\`.`;
  const reasons = [...new Set(gaps)].sort().join('; ');
  if (given) return gaps.length === 0 ? complete(data) : incomplete(data, `${reasons}.`, hint);
  return gaps.length === 0 ? notCollected(`${what} not given.`, hint) : failedSection(`${reasons}.`, hint);
}

/** The direct members of groups become the groups of every member, those that hold its groups included. */
export function groupsByMember(groups: readonly DirGroup[]): ReadonlyMap<string, readonly DirGroup[]> {
  const holders = new Map<string, DirGroup[]>();
  for (const group of groups)
    for (const member of isKnown(group.members) ? group.members.value : []) {
      const list = holders.get(member) ?? [];
      holders.set(member, list);
      list.push(group);
    }
  const closed = new Map<string, readonly DirGroup[]>();
  for (const member of holders.keys()) {
    const found = new Map<string, DirGroup>();
    const open = [...(holders.get(member) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next.id)) continue;
      found.set(next.id, next);
      open.push(...(holders.get(next.id) ?? []));
    }
    closed.set(member, [...found.values()]);
  }
  return closed;
}

/** The names of the groups of a member; unknown when the members of a group are. */
export function groupNames(
  id: string,
  byMember: ReadonlyMap<string, readonly DirGroup[]>,
  groups: readonly DirGroup[],
  at: Place,
): Fact<readonly string[]> {
  const unread = groups.find(({ members }) => !isKnown(members));
  if (unread !== undefined && !isKnown(unread.members)) return unknown(unread.members.unknown, at);
  return known(distinct((byMember.get(id) ?? []).map(({ name }) => name)), at);
}

/** Assignments by their ids, in order; one that comes twice is one. */
export function distinctAssignments(list: readonly RoleAssignment[]): readonly RoleAssignment[] {
  return sortedBy(new Map(list.map((one) => [one.id, one])).values(), ({ id }) => id);
}

/** Gives each of some records an id of its own: a name that comes again gets the id of its record. */
export function distinctIds<T>(
  list: readonly T[],
  idOf: (item: T) => string,
  tellApart: (item: T) => string,
): ReadonlyMap<T, string> {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(idOf(item), (counts.get(idOf(item)) ?? 0) + 1);
  const used = new Set<string>();
  const ids = new Map<T, string>();
  for (const item of list) {
    const plain = idOf(item);
    let id = (counts.get(plain) ?? 0) > 1 ? `${plain} (${tellApart(item)})` : plain;
    for (let i = 2; used.has(id); i++) id = `${plain} (${tellApart(item)} #${i})`;
    used.add(id);
    ids.set(item, id);
  }
  return ids;
}

/** A record that is left out, and what the user can do. */
export function leftOut(message: string, at: Place, hint = 'Export it again.'): Diagnostic {
  const line = at.line === undefined ? '' : `:${at.line}:${at.column ?? 1}`;
  return {
    level: 'warning',
    code: 'unreadable-record',
    message: `${at.file}${line}: ${message}; it is left out`,
    at,
    hint,
  };
}
