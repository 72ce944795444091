import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  HostAccounts,
  HostGroup,
  HostPrivilegedUser,
  HostSudo,
  HostSudoRule,
  HostUser,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';

/** host.privileged_users: who may run anything as root, by accounts, groups and sudoers. */
export const privilegedUsersDerivation: Derivation = {
  id: 'privileged-users',
  domain: 'host',
  derive: ({ host }) => ({
    host: {
      privileged_users: deriveSection(
        [host?.accounts, host?.sudo] as const,
        (accounts: HostAccounts, sudo: HostSudo) => ({
          users: accounts.users.map((user) => privilegesOf(user, accounts.groups, sudo)),
        }),
      ),
    },
  }),
};

interface Decision {
  readonly root: Fact<boolean>;
  readonly withoutPassword: Fact<boolean>;
  readonly via: string;
}

function privilegesOf(user: HostUser, groups: readonly HostGroup[], sudo: HostSudo): HostPrivilegedUser {
  const decision =
    user.uid === 0
      ? { root: known(true, user.at), withoutPassword: known(true, user.at), via: 'uid 0' }
      : sudoDecision(user, groups, sudo);
  return {
    id: user.id,
    name: user.name,
    uid: user.uid,
    sudo_root: decision.root,
    sudo_root_without_password: decision.withoutPassword,
    via: decision.via,
  };
}

/** The last rule that names the user, this host, root and ALL decides (sudoers(5), "last match"). */
function sudoDecision(user: HostUser, groups: readonly HostGroup[], sudo: HostSudo): Decision {
  const nothing = known(false, user.at);
  let decision: Decision = { root: nothing, withoutPassword: nothing, via: '' };
  const open = withoutAuthentication(user, groups, sudo);
  for (const rule of sudo.rules) {
    if (!rule.all_commands || !rule.as_root) continue;
    const match = namedBy(user, groups, rule);
    if (match.named === 'no' || (isKnown(rule.on_this_host) && !rule.on_this_host.value)) continue;
    if (match.named === 'unclear' || !isKnown(rule.on_this_host)) {
      const why = isKnown(rule.on_this_host)
        ? `Whether ${match.item} of sudoers names ${user.name} cannot be told from the files. Name the user or a local group.`
        : rule.on_this_host.unknown;
      decision = { root: unknown(why, rule.at), withoutPassword: unknown(why, rule.at), via: match.item };
      continue;
    }
    decision = {
      root: known(!rule.negated, rule.at),
      withoutPassword: known(
        !rule.negated && (rule.nopasswd || (open !== undefined && !rule.tags.includes('PASSWD'))),
        open ?? rule.at,
      ),
      via: match.item,
    };
  }
  return decision;
}

/** Where authentication is turned off for the user by Defaults; the last one wins. */
function withoutAuthentication(user: HostUser, groups: readonly HostGroup[], sudo: HostSudo): Place | undefined {
  let place: Place | undefined;
  for (const one of sudo.defaults) {
    if (one.name !== 'authenticate' || (one.scope !== 'global' && one.scope !== 'user')) continue;
    if (one.scope === 'user' && namedIn(user, groups, one.subjects).named !== 'yes') continue;
    place = one.negated ? one.at : undefined;
  }
  return place;
}

/** Whether a list of sudoers names a user, and by which item. */
export interface Naming {
  readonly named: 'yes' | 'no' | 'unclear';
  readonly item: string;
}

function namedBy(user: HostUser, groups: readonly HostGroup[], rule: HostSudoRule): Naming {
  return namedIn(user, groups, rule.users);
}

/** The last item that fits decides (sudoers(5)). */
export function namedIn(user: HostUser, groups: readonly HostGroup[], items: readonly string[]): Naming {
  for (const written of [...items].reverse()) {
    const negated = written.startsWith('!');
    const item = negated ? written.slice(1) : written;
    const fits = itemNames(user, groups, item);
    if (fits === 'unclear') return { named: 'unclear', item };
    if (fits === 'yes') return { named: negated ? 'no' : 'yes', item };
  }
  return { named: 'no', item: '' };
}

function itemNames(user: HostUser, groups: readonly HostGroup[], item: string): 'yes' | 'no' | 'unclear' {
  if (item === 'ALL' || item === user.name || item === `#${user.uid}`) return 'yes';
  // Netgroups and the groups of plugins live outside of the files.
  if (item.startsWith('+') || item.startsWith('%:')) return 'unclear';
  if (!item.startsWith('%')) return 'no';
  const wanted = item.slice(1);
  const isIn = groups.some(
    (group) =>
      (wanted === group.name || wanted === `#${group.gid}`) &&
      (group.gid === user.gid || group.members.includes(user.name)),
  );
  return isIn ? 'yes' : 'no';
}
