import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { DirGroup } from '../../../model/generated/model.ts';
import { distinct, own, recordsAt, textIn } from '../export-record.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import type { GraphExports } from './graph-exports.ts';
import { graphBoolean } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';
import type { Names } from './names.ts';

/** An expanded list holds at most 20 objects, and nothing says that there are more. */
const EXPAND_LIMIT = 20;

/** The groups of a tenant with their direct members. */
export function readGroups(exports: GraphExports, names: Names): readonly DirGroup[] {
  const separate = membersByHolder(exports);
  return sortedBy(
    exports.list('groups').records.map((record) => {
      const id = names.groups.get(record) ?? '';
      const objectId = textIn(record, 'id')?.toLowerCase() ?? '';
      return {
        id,
        name: id.replace(/^group:/, ''),
        external_id: objectId,
        at: record.at,
        members: related(record, 'members', separate.get(objectId), names, GRAPH_COMMANDS.members),
        owners: related(record, 'owners', undefined, names, GRAPH_COMMANDS.owners),
        department: known('', record.at),
        role_assignable: graphBoolean(record, 'isAssignableToRole', false, GRAPH_COMMANDS.groups),
      };
    }),
    ({ id }) => id,
  );
}

interface Members {
  readonly ids: string[];
  readonly gap: string | undefined;
}

/** Members that were exported as lists of their own, by the object id of their group or role. */
export function membersByHolder(exports: GraphExports): ReadonlyMap<string, Members> {
  const { records, holders, gaps } = exports.list('members');
  const byHolder = new Map<string, Members>([...holders].map((holder) => [holder, { ids: [], gap: undefined }]));
  for (const record of records) {
    if (record.holder === undefined) continue;
    const gap = gaps.find((one) => one.includes(record.at.file));
    const members = { ids: byHolder.get(record.holder)?.ids ?? [], gap };
    byHolder.set(record.holder, members);
    const id = textIn(record, 'id');
    if (id !== undefined) members.ids.push(id);
  }
  return byHolder;
}

/** The ids of objects that a record holds in an expanded list; unknown when it may hold more than it shows. */
export function related(
  record: GraphRecord,
  key: string,
  separate: Members | undefined,
  names: Names,
  command: string,
): Fact<readonly string[]> {
  const told = relatedObjects(record, key, separate, command);
  return isKnown(told) ? known(distinct(told.value.map((id) => names.of(id)?.id ?? `id:${id}`)), told.at) : told;
}

/** The object ids in an expanded list. */
export function relatedObjects(
  record: GraphRecord,
  key: string,
  separate: Members | undefined,
  command: string,
): Fact<readonly string[]> {
  const at: Place = record.at;
  const give = `give the output of \`${command.replaceAll('GROUP-ID', textIn(record, 'id') ?? 'ID')}\``;
  if (separate !== undefined)
    return separate.gap === undefined ? known(separate.ids, at) : unknown(`${separate.gap}; ${give}`, at);
  const list = recordsAt(record, key);
  const text = own(record.value, key);
  if (list === undefined) return unknown(`the export does not tell its ${key}; ${give}`, at);
  const ids = list.records.flatMap((one) => textIn(one, 'id') ?? []);
  if (typeof text === 'string' || list.odd > 0 || ids.length < list.records.length)
    return unknown(`some of its ${key} could not be read; ${give}`, at);
  const next = own(record.value, `${key}@odata.nextLink`);
  if (typeof next === 'string' || ids.length === EXPAND_LIMIT)
    return unknown(`an expanded list shows no more than ${EXPAND_LIMIT} ${key}; ${give}`, at);
  return known(ids, at);
}
