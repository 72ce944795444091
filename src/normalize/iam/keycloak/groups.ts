import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { DirGroup } from '../../../model/generated/model.ts';
import { distinct, type ExportRecord, own, recordsAt, textIn, textsIn } from '../export-record.ts';
import { userId } from './identities.ts';

/** A group with its place in the tree. */
export interface GroupRecord {
  readonly id: string;
  readonly path: string;
  readonly record: ExportRecord;
  readonly inner: readonly string[];
}

/** Reads the tree of groups; who is in one is told by the users. Members of an inner group have the roles of the outer. */
export function readGroups(
  realm: ExportRecord | undefined,
  users: readonly ExportRecord[],
): { readonly groups: readonly DirGroup[]; readonly records: readonly GroupRecord[]; readonly odd: number } {
  const records: GroupRecord[] = [];
  let odd =
    realm !== undefined && own(realm.value, 'groups') !== undefined ? (recordsAt(realm, 'groups')?.odd ?? 1) : 0;
  const open = (realm === undefined ? [] : (recordsAt(realm, 'groups')?.records ?? [])).map((record) => ({
    record,
    above: '',
  }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const name = textIn(next.record, 'name');
    odd += own(next.record.value, 'subGroups') === undefined ? 0 : (recordsAt(next.record, 'subGroups')?.odd ?? 1);
    if (name === undefined) {
      odd += 1;
      continue;
    }
    const path = textIn(next.record, 'path') ?? `${next.above}/${name}`;
    const inner = recordsAt(next.record, 'subGroups')?.records ?? [];
    open.push(...inner.map((record) => ({ record, above: path })));
    records.push({
      id: `group:${path}`,
      path,
      record: next.record,
      inner: inner.flatMap((one) => {
        const told = textIn(one, 'name');
        return told === undefined ? [] : [`group:${textIn(one, 'path') ?? `${path}/${told}`}`];
      }),
    });
  }
  const members = membersOf(users);
  const unread = users.some((user) => own(user.value, 'groups') !== undefined && textsIn(user, 'groups') === undefined);
  const groups = records.map(({ id, path, record, inner }): DirGroup => {
    const { at } = record;
    const list: Fact<readonly string[]> = unread
      ? unknown('the groups of a user cannot be read; export the realm again', at)
      : known(distinct([...inner, ...(members.get(path) ?? [])]), at);
    return {
      id,
      name: path,
      external_id: textIn(record, 'id') ?? path,
      at,
      members: list,
      owners: known([], at),
      department: known('', at),
      role_assignable: known(true, at),
    };
  });
  return { groups: sortedBy(groups, ({ id }) => id), records, odd };
}

function membersOf(users: readonly ExportRecord[]): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const user of users)
    for (const path of textsIn(user, 'groups') ?? []) {
      const list = members.get(path) ?? [];
      members.set(path, list);
      list.push(userId(user));
    }
  return members;
}
