import { known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostFile } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { parseColonFile, parseDecimal } from '../accounts/colon-records.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { allCollectedModes, type CollectedMode, MODES_ORIGIN, treeOwner } from './collected-modes.ts';

/** Modes and owners of critical files, owners by the names of the host's own passwd and group. */
export const filesNormalizer: HostNormalizer<'files'> = {
  section: 'files',
  normalize: (captures) => {
    const source = sourceText(captures, MODES_ORIGIN);
    if (source.kind !== 'text') {
      return {
        section: notCollected('the modes of files were not collected', 'Collect the host again with this version.'),
        diagnostics: [],
      };
    }
    const modes = allCollectedModes(captures);
    const owner = treeOwner(modes);
    const users = namesOf(captures, '/etc/passwd');
    const groups = namesOf(captures, '/etc/group');
    const files = [...modes].flatMap(([path, mode]) =>
      mode.kind === 'absent' ? [] : [fileOf(path, mode, { owner, users, groups })],
    );
    const absent = [...modes].flatMap(([path, mode]) => (mode.kind === 'absent' ? [path] : []));
    return {
      section: complete({ files: sortedBy(files, (file) => file.id), absent: sortedBy(absent, (path) => path) }),
      diagnostics: [],
    };
  },
};

interface Names {
  readonly owner: number | undefined;
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

function fileOf(path: string, mode: CollectedMode, names: Names): HostFile {
  const at = { file: path };
  const base = { id: path, class: mode.class };
  if (mode.kind !== 'read') {
    return { ...base, status: unknown(`The mode of ${path} could not be read. Run the scan as root.`, at) };
  }
  if (names.owner !== undefined) {
    const why = `The tree belongs to uid ${names.owner}, so modes and owners in it are those of whoever unpacked it`;
    return { ...base, status: unknown(`${why}. Unpack it as root, with numeric owners.`, at) };
  }
  const { kind, uid, gid } = mode.value;
  return {
    ...base,
    status: known(
      {
        kind: kind === 'file' || kind === 'directory' ? kind : 'other',
        mode: mode.value.mode,
        octal: mode.value.mode.toString(8).padStart(4, '0'),
        uid,
        gid,
        owner: names.users.get(uid) ?? String(uid),
        group: names.groups.get(gid) ?? String(gid),
      },
      at,
    ),
  };
}

/** The first name of each number, as the C library finds it. */
function namesOf(captures: CaptureSet, file: string): ReadonlyMap<number, string> {
  const source = sourceText(captures, file);
  const names = new Map<number, string>();
  if (source.kind !== 'text') return names;
  for (const { fields } of parseColonFile(file, source.lines, 3).records) {
    const id = parseDecimal(fields[2]);
    if (id !== undefined && !names.has(id)) names.set(id, fields[0] ?? '');
  }
  return names;
}
