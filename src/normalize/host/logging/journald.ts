import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { isBlocked, statOf, whyUnread } from '../look-ups.ts';

const FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'] as const;

/** One setting of [Journal]: the first main file that exists, then drop-ins of all folders by name, the last one holding. */
export function journaldSetting(captures: CaptureSet, name: string, fallback: string): Fact<string> {
  const files = journaldFiles(captures);
  const blocked = captures.all.find(
    (capture) => /\/systemd\/journald\.conf/.test(capture.origin) && isBlocked(capture),
  );
  if (blocked !== undefined)
    return unknown(whyUnread(blocked, blocked.origin) ?? blocked.origin, { file: blocked.origin });
  const found: { text: string; at: Place }[] = files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) => {
      const value = new RegExp(`^\\s*${name}\\s*=\\s*(.*?)\\s*$`).exec(line)?.[1];
      return value === undefined || value === '' ? [] : [{ text: value, at: { file, line: index + 1 } }];
    }),
  );
  const last = found.at(-1);
  if (last === undefined) return known(fallback, { file: '/etc/systemd/journald.conf' });
  const lost: Overridden[] = found.slice(0, -1).map(({ text, at }) => ({ text, at, why: 'a later drop-in sets it' }));
  return known(last.text, last.at, lost);
}

function journaldFiles(captures: CaptureSet): readonly { readonly file: string; readonly text: string }[] {
  const read = (file: string): readonly { readonly file: string; readonly text: string }[] => {
    const capture = captures.get(file);
    const text = capture === undefined ? undefined : textOf(capture);
    return text === undefined ? [] : [{ file, text }];
  };
  const main = FOLDERS.flatMap((folder) => read(`${folder}/systemd/journald.conf`)).slice(0, 1);
  const byName = new Map<string, string>();
  // A file of a name that an earlier folder has is masked by it.
  for (const folder of FOLDERS) {
    for (const { origin } of captures.under(`${folder}/systemd/journald.conf.d`)) {
      const name = origin.slice(origin.lastIndexOf('/') + 1);
      if (!byName.has(name)) byName.set(name, origin);
    }
  }
  return [...main, ...sortedBy(byName, ([name]) => name).flatMap(([, file]) => read(file))];
}

/** Whether the journal outlives a restart: Storage=persistent, or auto (the default) with its folder present. */
export function journalPersistent(captures: CaptureSet, storage: Fact<string>): Fact<boolean> {
  if (!('value' in storage)) return storage;
  if (storage.value === 'persistent') return known(true, storage.at, storage.overridden);
  if (storage.value !== 'auto') return known(false, storage.at, storage.overridden);
  const folder = statOf(captures, '/var/log/journal');
  if (folder === 'absent') return known(false, { file: '/var/log/journal' });
  if ('unread' in folder) return unknown(folder.unread, { file: '/var/log/journal' });
  return known(folder.kind === 'directory', { file: '/var/log/journal' });
}
