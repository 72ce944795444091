import { known, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostCommandFolder, HostLooseCommand } from '../../../model/generated/model.ts';
import { type FileNames, fileNames, statusFact } from '../files/file-status.ts';
import { jsonOf, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';

const ORIGIN = 'stat(2) of commands';

/** Folders of commands, and what in them is not root's alone. */
export const commandsNormalizer: HostNormalizer<'commands'> = {
  section: 'commands',
  normalize: (captures) => {
    const capture = captures.get(ORIGIN);
    const value = jsonOf(capture);
    const names = fileNames(captures);
    const folders = Array.isArray(value) ? value.map((one: unknown) => folderOf(one, names)) : [];
    const read = folders.filter((one) => one !== undefined);
    if (!Array.isArray(value) || read.length !== folders.length) {
      const why = whyUnread(capture, 'the owners of commands') ?? 'the owners of commands cannot be read';
      return { section: notCollected(why, 'Collect the host again with this version.'), diagnostics: [] };
    }
    return { section: complete({ folders: uniqueById(read) }), diagnostics: [] };
  },
};

function folderOf(value: unknown, names: FileNames): HostCommandFolder | undefined {
  const own = commandOf(value, names);
  if (own === undefined || !isRecord(value)) return undefined;
  const { seen, listed, loose } = value;
  if (typeof seen !== 'number' || !Number.isInteger(seen) || !Array.isArray(loose)) return undefined;
  const commands = loose.map((one: unknown) => commandOf(one, names));
  const read = commands.filter((one) => one !== undefined);
  if (read.length !== commands.length) return undefined;
  const at = { file: own.id };
  return {
    ...own,
    seen: listed === 'read' ? known(seen, at) : unknown(`${own.id} could not be listed. Run the scan as root.`, at),
    loose: uniqueById(read),
  };
}

function commandOf(value: unknown, names: FileNames): HostLooseCommand | undefined {
  if (!isRecord(value)) return undefined;
  const { path, status } = value;
  if (typeof path !== 'string') return undefined;
  if (status === null)
    return {
      id: path,
      status: unknown(`The mode of ${path} could not be read. Run the scan as root.`, { file: path }),
    };
  if (!isRecord(status)) return undefined;
  const { kind, mode, uid, gid } = status;
  if (typeof kind !== 'string' || !isCount(mode) || !isCount(uid) || !isCount(gid)) return undefined;
  return { id: path, status: statusFact(path, { kind, mode, uid, gid }, names) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function uniqueById<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
