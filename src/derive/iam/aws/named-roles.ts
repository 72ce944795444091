import { isKnown } from '../../../core/fact.ts';
import type { Actor, ActorIndex } from './actors.ts';
import { substitute } from './context.ts';
import { WITNESS } from './decide.ts';
import { arnMatcher, plainText } from './glob.ts';
import { assumeTruth, type Reacher } from './take-over.ts';

/** Tells the roles that an actor may assume by a statement or a trust policy that names them. */
export type NamedRoles = (from: Reacher) => readonly string[];

/**
 * Roles of an account that principals are granted by name. A wildcard over all roles names none: it would list every
 * role with everyone who has it, and it is told as a flaw of its policy.
 */
export function namedRoles(index: ActorIndex): NamedRoles {
  const roles = index.actors.filter(({ trust }) => trust !== undefined);
  const byArn = new Map(roles.map((role) => [role.principal.arn, role]));
  const byTrusted = new Map<string, Actor[]>();
  for (const role of roles) {
    for (const name of role.trust?.named ?? []) {
      const list = byTrusted.get(name) ?? [];
      list.push(role);
      byTrusted.set(name, list);
    }
  }
  return (from) => {
    const { principal, set } = from.actor;
    const found = new Map((byTrusted.get(principal.arn) ?? []).map((role) => [role.principal.id, role]));
    for (const { statement } of from.assume?.set.identity.flatMap(({ allows }) => allows) ?? []) {
      for (const pattern of statement.resources ?? []) {
        const put = substitute(pattern, set.context);
        if (typeof put === 'string') continue;
        const exact = byArn.get(plainText(put.pattern));
        if (exact !== undefined) found.set(exact.principal.id, exact);
        else for (const role of matching(put.pattern, roles, index)) found.set(role.principal.id, role);
      }
    }
    return [...found.values()]
      .filter((role) => role.principal.id !== principal.id && assumeTruth(from, role, index) !== 'never')
      .map((role) => role.principal.id)
      .sort();
  };
}

function matching(pattern: string, roles: readonly Actor[], { scope }: ActorIndex): readonly Actor[] {
  if (!/[*?]/.test(pattern)) return [];
  const matches = arnMatcher(pattern);
  if (matches(`arn:${scope.partition}:iam::${scope.account}:role/${WITNESS}`)) return [];
  return roles.filter((role) => matches(role.principal.arn));
}

/** Why the roles of an actor cannot be told, when a policy of it is not known. */
export function unreadPolicy(actor: Actor): string | undefined {
  if (!isKnown(actor.principal.groups)) return actor.principal.groups.unknown;
  return actor.set.identity.find((policy) => policy.missing !== undefined)?.missing?.reason;
}
