import { isKnown, type Place } from '../../core/fact.ts';
import type {
  EstateGrant,
  HostGroup,
  HostPrivilegedUser,
  HostSudoRule,
  HostUser,
} from '../../model/generated/model.ts';
import { namedIn } from '../host/privileged-users.ts';
import { placeOn } from './host-places.ts';
import type { SpecialAccounts } from './special-accounts.ts';

/** What a user of a host holds, each with the line that gives it. */
export function hostGrants(
  hostName: string,
  user: HostUser,
  member: readonly HostGroup[],
  privilege: HostPrivilegedUser | undefined,
  rules: readonly HostSudoRule[],
  special: SpecialAccounts,
): readonly EstateGrant[] {
  const inGroups = member.map(
    (group): EstateGrant => ({
      id: `group:${group.name}`,
      grant: `group:${group.name}`,
      also: [],
      kind: 'group',
      name: group.name,
      scope: '',
      via: group.gid === user.gid ? 'primary group' : '',
      department: special.departmentOf(group.name),
      at: placeOn(hostName, group.gid === user.gid && !group.members.includes(user.name) ? user.at : group.at),
    }),
  );
  return [...inGroups, ...full(hostName, user, privilege), ...commands(hostName, user, member, rules)];
}

function full(hostName: string, user: HostUser, privilege: HostPrivilegedUser | undefined): readonly EstateGrant[] {
  if (user.uid === 0) return [sudo(hostName, 'full', 'uid 0', user.at)];
  const root = privilege?.sudo_root;
  if (privilege === undefined || root === undefined || !isKnown(root) || !root.value) return [];
  return [sudo(hostName, 'full', privilege.via === user.name ? '' : privilege.via, root.at)];
}

/** Commands that sudo lets the user run, beside everything as root. A rule is known by its file and by its command. */
function commands(
  hostName: string,
  user: HostUser,
  member: readonly HostGroup[],
  rules: readonly HostSudoRule[],
): readonly EstateGrant[] {
  return rules.flatMap((rule) => {
    if (rule.negated || (rule.all_commands && rule.as_root)) return [];
    if (!isKnown(rule.on_this_host) || !rule.on_this_host.value) return [];
    const naming = namedIn(user, member, rule.users);
    if (naming.named !== 'yes') return [];
    const command = rule.command.split(/\s/)[0] ?? rule.command;
    const file = /\/sudoers\.d\/([^/]+)$/.exec(rule.at.file)?.[1];
    const name = file ?? command;
    const grant = sudo(hostName, name, naming.item === user.name ? '' : naming.item, rule.at);
    return [{ ...grant, id: `sudo:${rule.command}`, also: [`sudo:${command}`, `sudo:${rule.command}`] }];
  });
}

function sudo(hostName: string, profile: string, via: string, at: Place): EstateGrant {
  return {
    id: `sudo:${profile}`,
    grant: `sudo:${profile}`,
    also: [],
    kind: 'sudo',
    name: profile,
    scope: '',
    via,
    department: '',
    at: placeOn(hostName, at),
  };
}
