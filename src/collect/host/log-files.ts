import type { Access } from '../access/access.ts';

/** A log below /var/log, by kind; or a folder whose logs are not all known. */
export type FoundLog =
  | { readonly label: string; readonly path: string }
  | { readonly label: string; readonly path: string; readonly why: 'denied' | 'failed' | 'cut' };

const TOP = '/var/log';
const MAX_FILES = 1000;
const MAX_FOLDERS = 200;

/** Kinds by name, the first that fits; rotated copies (`.1`, `-20260101`, `.gz`) are of the same kind. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['log-failed-logins', /^btmp/],
  ['log-logins', /^(?:wtmp|lastlog|faillog|tallylog)/],
  ['log-journal', /\.journal~?$/],
  [
    'log-messages',
    /^(?:auth\.log|authpriv|boot\.log|cron|daemon\.log|debug|kern\.log|mail\.|maillog|messages|secure|spooler|syslog|user\.log)/,
  ],
];

/** Every regular file below /var/log but the audit log, which has rules of its own. Links are left out. */
export function logFiles(access: Access): readonly FoundLog[] {
  const found: FoundLog[] = [];
  const pending = [TOP];
  let folders = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    folders += 1;
    if (folders > MAX_FOLDERS || found.length >= MAX_FILES) {
      found.push({ label: 'log-messages', path: `${folder}/*`, why: 'cut' });
      break;
    }
    const names = access.list(folder);
    if (names.kind === 'absent') continue;
    if (names.kind !== 'read') {
      found.push({ label: 'log-messages', path: `${folder}/*`, why: names.kind });
      continue;
    }
    for (const name of names.value.slice(0, MAX_FILES)) {
      const path = `${folder}/${name}`;
      const info = access.lstat(path);
      if (info.kind !== 'read') continue;
      if (info.value.kind === 'directory' && path !== '/var/log/audit') pending.push(path);
      else if (info.value.kind === 'file') found.push({ label: kindOf(name), path });
    }
    if (names.value.length > MAX_FILES) found.push({ label: 'log-messages', path: `${folder}/*`, why: 'cut' });
  }
  return found;
}

function kindOf(name: string): string {
  return KINDS.find(([, names]) => names.test(name))?.[0] ?? 'log-other';
}
