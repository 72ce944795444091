import type { CaptureSet } from '../../capture-set.ts';
import { sourceText } from '../source-text.ts';

/** A mode and owner that the package manager itself keeps for a path. */
export interface RegisteredMode {
  readonly mode: number;
  /** Names or numbers (`#0`). */
  readonly owner: string;
  readonly group: string;
}

/** Modes of dpkg-statoverride(1), and those that the database of apk names. */
export function registeredModes(captures: CaptureSet): ReadonlyMap<string, RegisteredMode> {
  const modes = new Map<string, RegisteredMode>();
  const overrides = sourceText(captures, '/var/lib/dpkg/statoverride');
  for (const line of overrides.kind === 'text' ? overrides.lines : []) {
    const [, owner, group, octal, path] = /^(\S+) (\S+) ([0-7]{1,5}) (\/.*)$/.exec(line) ?? [];
    if (owner !== undefined && group !== undefined && octal !== undefined && path !== undefined)
      modes.set(path, { mode: Number.parseInt(octal, 8), owner, group });
  }
  for (const file of apkFiles(captures)) if (file.registered !== undefined) modes.set(file.path, file.registered);
  return modes;
}

interface ApkFile {
  readonly path: string;
  readonly registered: RegisteredMode | undefined;
}

/** F: folder, R: file, a: uid:gid:mode of the file before (apk-package(5), installed database). */
function apkFiles(captures: CaptureSet): readonly ApkFile[] {
  const source = sourceText(captures, '/lib/apk/db/installed');
  const files: ApkFile[] = [];
  let folder = '';
  for (const line of source.kind === 'text' ? source.lines : []) {
    const value = line.slice(2);
    if (line.startsWith('F:')) folder = value;
    else if (line.startsWith('R:'))
      files.push({ path: `/${folder === '' ? '' : `${folder}/`}${value}`, registered: undefined });
    else if (line.startsWith('a:')) {
      const [, uid, gid, octal] = /^(\d+):(\d+):([0-7]+)(?::|$)/.exec(value) ?? [];
      const last = files.pop();
      if (last === undefined) continue;
      const registered =
        uid === undefined || gid === undefined || octal === undefined
          ? undefined
          : { mode: Number.parseInt(octal, 8), owner: `#${uid}`, group: `#${gid}` };
      files.push({ ...last, registered });
    }
  }
  return files;
}
