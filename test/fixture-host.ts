import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Access, FileInfo, Outcome } from '../src/collect/access/access.ts';
import { openLocal } from '../src/collect/access/local.ts';
import { keeps } from '../src/collect/access/walk.ts';

const HOSTS = path.resolve(import.meta.dirname, '../fixtures/hosts');
/** The modification time of every file of a fixture: 2025-12-01T00:00:00Z. */
const MODIFIED_MS = 1_764_547_200_000;

/**
 * Opens fixtures/hosts/NAME with the modes and owners that NAME.modes tells, which git does not keep: the same on every
 * checkout.
 */
export function openFixtureHost(name: string): Access {
  const access = openLocal(path.join(HOSTS, name));
  const modes = readModes(path.join(HOSTS, `${name}.modes`));
  const as = (asked: string, found: Outcome<FileInfo>): Outcome<FileInfo> => {
    if (found.kind !== 'read') return found;
    const told = modes.get(asked) ?? { mode: found.value.kind === 'directory' ? 0o755 : 0o644, uid: 0, gid: 0 };
    return { kind: 'read', value: { ...found.value, ...told, modifiedMs: MODIFIED_MS } };
  };
  return {
    ...access,
    lstat: (asked) => as(asked, access.lstat(asked)),
    stat: (asked) => as(asked, access.stat(asked)),
    // What NAME.modes does not tell has modes and owners that no walk keeps.
    walk: (request) => {
      const entries = [...modes.keys()].flatMap((path) => {
        const found = as(path, access.lstat(path));
        return found.kind === 'read' && keeps(found.value, request) ? [{ path, info: found.value }] : [];
      });
      return { kind: 'read', value: { entries, skipped: [], seen: modes.size, cut: false } };
    },
  };
}

function readModes(
  file: string,
): ReadonlyMap<string, { readonly mode: number; readonly uid: number; readonly gid: number }> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [mode = '', uid = '', gid = '', asked = ''] = line.split(' ');
      return /^[0-7]{4}$/.test(mode)
        ? [[asked, { mode: Number.parseInt(mode, 8), uid: Number(uid), gid: Number(gid) }] as const]
        : [];
    }),
  );
}
