import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { DirGroup } from '../../../model/generated/model.ts';
import { distinct } from '../export-record.ts';
import { firstValueOfName, nameKey } from './distinguished-name.ts';
import { textFact, textsOf, unreadOf, valuesOf } from './entry.ts';
import { type GroupEntry, idOfName, primaryGroupOf, type Tree } from './tree.ts';

/** The groups of a directory with their direct members, told from both ends and by primary groups. */
export interface ReadGroups {
  readonly groups: readonly DirGroup[];
  /** Names of members that the export does not hold. */
  readonly absentMembers: readonly { readonly group: string; readonly dn: string }[];
  /** Groups that only their members name: what these are members of is not known. */
  readonly namedOnly: readonly string[];
}

const MEMBERS = ['member', 'uniqueMember', 'roleOccupant'] as const;

/** Reads the groups. */
export function readGroups(tree: Tree): ReadGroups {
  const members = new Map<string, Set<string>>();
  const add = (group: string, member: string): void => {
    const set = members.get(group) ?? new Set<string>();
    members.set(group, set);
    set.add(member);
  };
  const absentMembers: { group: string; dn: string }[] = [];
  for (const { id, entry } of tree.groups) {
    for (const dn of MEMBERS.flatMap((name) => textsOf(entry, name))) {
      // An optional uid of a name is written behind it (RFC 4517, 3.3.21).
      const found = idOfName(dn.replace(/#'[01]*'B$/, ''), tree);
      if (found !== undefined) add(id, found);
      else {
        absentMembers.push({ group: id, dn });
        add(id, `absent:${dn}`);
      }
    }
    for (const uid of textsOf(entry, 'memberUid')) add(id, tree.idByLogin.get(uid.toLowerCase()) ?? `user:${uid}`);
  }
  const named = new Map<string, { readonly id: string; readonly dn: string; readonly at: DirGroup['at'] }>();
  const gids = new Map(
    tree.groups.flatMap(({ id, entry }) => textsOf(entry, 'gidNumber').map((gid) => [gid, id] as const)),
  );
  for (const { id, entry } of [...tree.accounts, ...tree.groups]) {
    for (const { text: dn, at } of valuesOf(entry, 'memberOf')) {
      const found = idOfName(dn, tree);
      if (found !== undefined) add(found, id);
      else {
        const group = { id: `group:${firstValueOfName(dn) ?? dn}`, dn, at };
        named.set(nameKey(dn), group);
        add(group.id, id);
      }
    }
    const primary = primaryGroupOf(entry, tree);
    if (primary !== undefined) add(primary, id);
    if (!entry.classes.has('posixaccount')) continue;
    for (const gid of textsOf(entry, 'gidNumber')) {
      const group = gids.get(gid);
      if (group !== undefined) add(group, id);
    }
  }
  const known = new Set(tree.groups.map(({ id }) => id));
  const only = [...named.values()].filter(({ id }) => !known.has(id));
  return {
    groups: sortedBy(
      [
        ...tree.groups.map((group) => groupOf(group, distinct(members.get(group.id) ?? []), tree)),
        ...[...new Map(only.map((one) => [one.id, one])).values()].map((one) =>
          namedGroup(one, distinct(members.get(one.id) ?? [])),
        ),
      ],
      ({ id }) => id,
    ),
    absentMembers,
    namedOnly: distinct(only.map(({ dn }) => dn)),
  };
}

function groupOf({ id, name, entry }: GroupEntry, members: readonly string[], tree: Tree): DirGroup {
  const { at } = entry;
  const why =
    unreadOf(entry, ...MEMBERS, 'memberUid') ??
    (textsOf(entry, 'memberURL').length > 0
      ? 'its members are whom a search finds when somebody asks (memberURL), which the export does not tell'
      : // Accounts tell their groups themselves in Active Directory, so that a cut list is made whole.
        entry.record.cut.has('member') && !tree.tells('memberOf')
        ? 'the export holds a part of its members only (range); export `memberOf` of the accounts too'
        : undefined);
  const list: Fact<readonly string[]> = why === undefined ? known(members, at) : unknown(why, at);
  return {
    id,
    name,
    external_id: entry.dn,
    at,
    members: list,
    owners: known(
      distinct([...textsOf(entry, 'managedBy'), ...textsOf(entry, 'owner')].map((dn) => idOfName(dn, tree) ?? dn)),
      at,
    ),
    department: textFact(entry, 'department'),
    role_assignable: known(true, at),
  };
}

function namedGroup(
  { id, dn, at }: { readonly id: string; readonly dn: string; readonly at: DirGroup['at'] },
  members: readonly string[],
): DirGroup {
  return {
    id,
    name: id.slice('group:'.length),
    external_id: dn,
    at,
    members: known(members, at),
    owners: known([], at),
    department: known('', at),
    role_assignable: known(true, at),
  };
}
