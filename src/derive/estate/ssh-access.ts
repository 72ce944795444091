import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../core/fact.ts';
import type { HostSshd, HostSshServer, HostUser } from '../../model/generated/model.ts';
import { allOf, anyOf } from '../organization/fact-values.ts';
import { matchesPattern } from '../organization/pattern.ts';

/** Keywords of a Match block that change who may log in with a password. */
const DECIDING: readonly string[] = [
  'password_authentication',
  'kbd_interactive_authentication',
  'authentication_methods',
  'permit_root_login',
  'allow_users',
  'allow_groups',
  'deny_users',
  'deny_groups',
];

/** Whether sshd takes passwords at all, outside of Match: its own, or those that PAM asks for interactively. */
export function takesPasswords(server: HostSshServer): Fact<boolean> {
  const asked = allOf([server.kbd_interactive_authentication, server.use_pam], server.at);
  const offered = anyOf([server.password_authentication, asked], server.at);
  return allOf([offered, methodsAllowPassword(server)], offered.at);
}

/** Whether sshd would let this user in with the right password, by everything that its configuration says of the user. */
export function admitsWithPassword(sshd: HostSshd, user: HostUser, groups: readonly string[]): Fact<boolean> {
  const facts = sshd.servers.map((server) => {
    const offered = takesPasswords(server);
    return allOf([offered, ...admission(server, user, groups), untouchedByMatch(server, user)], offered.at);
  });
  const first = sshd.servers[0];
  return first === undefined ? known(false, user.at) : anyOf(facts, first.at);
}

/** AuthenticationMethods: password alone must be enough in one of the lists. */
function methodsAllowPassword(server: HostSshServer): Fact<boolean> {
  return mapFact(server.authentication_methods, (lists) => {
    if (lists.length === 0 || lists.includes('any')) return true;
    return lists.some((list) => list.split(',').every((method) => /^(password|keyboard-interactive)/.test(method)));
  });
}

/** sshd_config(5): DenyUsers, AllowUsers, DenyGroups, AllowGroups in this order; and PermitRootLogin for root. */
function admission(server: HostSshServer, user: HostUser, groups: readonly string[]): readonly Fact<boolean>[] {
  const not = (fact: Fact<boolean>): Fact<boolean> => mapFact(fact, (value) => !value);
  const whenSet = (list: Fact<readonly string[]>, fact: Fact<boolean>): Fact<boolean> =>
    isKnown(list) && list.value.length === 0 ? known(true, list.at) : fact;
  const root = user.uid === 0 ? [mapFact(server.permit_root_login, (value) => value === 'yes')] : [];
  return [
    not(named(server.deny_users, [user.name])),
    whenSet(server.allow_users, named(server.allow_users, [user.name])),
    not(named(server.deny_groups, groups)),
    whenSet(server.allow_groups, named(server.allow_groups, groups)),
    ...root,
  ];
}

/** Whether one of the names fits a list of patterns; `user@host` fits only from some addresses. */
function named(list: Fact<readonly string[]>, names: readonly string[]): Fact<boolean> {
  if (!isKnown(list)) return list;
  const fits = (pattern: string): boolean => names.some((name) => matchesPattern(pattern, name));
  if (list.value.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1)))) return known(false, list.at);
  if (list.value.some((pattern) => !pattern.includes('@') && fits(pattern))) return known(true, list.at);
  const partly = list.value.find(
    (pattern) => pattern.includes('@') && fits(pattern.slice(0, pattern.lastIndexOf('@'))),
  );
  return partly === undefined
    ? known(false, list.at)
    : unknown(`whether ${partly} admits the user depends on the address`, list.at);
}

/** A Match block may say otherwise for some connections; unless it names other users only, what holds is not known. */
function untouchedByMatch(server: HostSshServer, user: HostUser): Fact<boolean> {
  const touching = server.match_blocks.find(
    ({ criteria, settings }) =>
      settings.some(({ id }) => DECIDING.includes(id)) && !namesOthersOnly(criteria, user.name),
  );
  const at: Place = touching?.at ?? server.at;
  return touching === undefined
    ? known(true, at)
    : unknown(`\`Match ${touching.criteria}\` of sshd changes who may log in with a password`, at);
}

function namesOthersOnly(criteria: string, user: string): boolean {
  const list = /^user\s+(\S+)$/i.exec(criteria.trim())?.[1];
  return list !== undefined && !list.split(',').some((pattern) => matchesPattern(pattern.replace(/^!/, ''), user));
}
