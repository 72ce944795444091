import { UsageError } from '../../core/errors.ts';
import { compareCodePoints } from '../../core/order.ts';
import type { Actor } from '../../derive/iam/aws/actors.ts';
import type { AskedAccount } from './accounts.ts';

/** An actor, with the account that it lives in. */
export interface Found {
  readonly actor: Actor;
  readonly account: AskedAccount;
}

const NEAR = 5;

/** Finds the user or role that is meant: by name, `user:NAME`, `role:NAME`, or ARN. Throws a UsageError that helps. */
export function actorFinder(accounts: readonly AskedAccount[]): (who: string) => Found {
  const all = accounts.flatMap((account) => account.index.actors.map((actor): Found => ({ actor, account })));
  const byName = new Map<string, Found[]>();
  for (const found of all) {
    const { arn, id, name } = found.actor.principal;
    for (const key of new Set([arn, id, name])) {
      const list = byName.get(key) ?? [];
      list.push(found);
      byName.set(key, list);
    }
  }
  return (who) => {
    const wanted = roleOfSession(who) ?? who;
    const found = byName.get(wanted) ?? [];
    const [first, ...others] = found;
    if (first === undefined) throw nobody(who, wanted, all, accounts);
    if (others.length === 0) return first;
    const arns = found.map(({ actor }) => actor.principal.arn).sort(compareCodePoints);
    throw new UsageError(`${who} is the name of ${found.length} identities`, {
      hint: `Say which: ${arns.join(' or ')}`,
    });
  };
}

function nobody(who: string, wanted: string, all: readonly Found[], accounts: readonly AskedAccount[]): UsageError {
  const group = accounts.flatMap(({ index }) => index.groups.get(wanted.replace(/^group:/, '')) ?? []);
  if (group.length > 0) {
    const member = all.find(({ actor }) => actor.groups.some(({ name }) => name === group[0]?.name));
    const example = member === undefined ? 'it has no members' : `for example ${member.actor.principal.name}`;
    return new UsageError(`${who} is a group, which does nothing by itself`, { hint: `Ask for a member: ${example}.` });
  }
  const near = nearNames(wanted, [...new Set(all.map(({ actor }) => actor.principal.name))]);
  const missing = accounts.flatMap((account) => account.missing ?? []);
  return new UsageError(`there is no user or role ${who} in ${accounts.map(({ id }) => id).join(', ')}`, {
    hint: [
      near.length === 0 ? 'Give a name or an ARN.' : `Did you mean ${near.join(', ')}?`,
      ...(missing.length === 0 ? [] : [`Not all of it was read: ${missing.join('; ')}`]),
    ].join(' '),
  });
}

/** `arn:aws:sts::1:assumed-role/NAME/SESSION` acts as the role. */
function roleOfSession(who: string): string | undefined {
  const name = /^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/([^/]+)\//.exec(who)?.[1];
  return name === undefined ? undefined : `role:${name}`;
}

/** The names that are likest to one that is not there. */
export function nearNames(wanted: string, names: readonly string[]): readonly string[] {
  const own = wanted.replace(/^(user|role):|^arn:.*\//, '').toLowerCase();
  const limit = Math.max(2, Math.floor(own.length / 3));
  return names
    .map((name) => {
      const other = name.toLowerCase();
      const part = own.length > 2 && (other.includes(own) || own.includes(other));
      return { name, distance: part ? 1 : distance(own, other, limit) };
    })
    .filter(({ distance: far }) => far <= limit)
    .sort((a, b) => a.distance - b.distance || compareCodePoints(a.name, b.name))
    .slice(0, NEAR)
    .map(({ name }) => name);
}

/** Letters to change, add or leave out (Levenshtein), or more than `limit`. */
function distance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, char] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...right].entries()) {
      const [above = 0, here = 0, before = 0] = [row[j + 1], row[j], next[j]];
      next.push(Math.min(above + 1, before + 1, here + (char === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
