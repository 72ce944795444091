import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { distinct, type ExportRecord, own, recordAt, textsIn } from '../export-record.ts';

/** What policies name by id. */
export interface OktaNames {
  /** `group:NAME` by id; `all` for the group of everyone. */
  readonly groups: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
  readonly apps: readonly ExportRecord[] | undefined;
}

/** The groups a policy is for; one that names none is for everybody. */
export function groupsOf(policy: ExportRecord, names: OktaNames): Fact<readonly string[]> {
  const told = peopleOf(policy, 'include', names);
  return isKnown(told) && told.value.length === 0 ? known(['all'], policy.at) : told;
}

/** An object under a key: `odd` when something else is there. */
export function part(
  record: ExportRecord | undefined,
  key: string,
): { readonly inner: ExportRecord | undefined; readonly odd: boolean } {
  const inner = record === undefined ? undefined : recordAt(record, key);
  return { inner, odd: inner === undefined && record !== undefined && own(record.value, key) !== undefined };
}

/** The people of a policy or rule that one side of its conditions names. */
export function peopleOf(holder: ExportRecord, side: 'include' | 'exclude', names: OktaNames): Fact<readonly string[]> {
  const { at } = holder;
  const untold = unknown('the people of a policy cannot be read; export it again', at);
  const conditions = part(holder, 'conditions');
  const people = part(conditions.inner, 'people');
  if (conditions.odd || people.odd) return untold;
  const list: string[] = [];
  for (const [key, byId] of [
    ['groups', names.groups],
    ['users', names.users],
  ] as const) {
    const { inner, odd } = part(people.inner, key);
    if (odd) return untold;
    if (inner === undefined || own(inner.value, side) === undefined) continue;
    const ids = textsIn(inner, side);
    if (ids === undefined) return untold;
    list.push(
      ...ids.map((id) =>
        id === 'EVERYONE' ? 'all' : (byId.get(id) ?? `${key === 'groups' ? 'group' : 'user'}:${id}`),
      ),
    );
  }
  return known(distinct(list), at);
}
