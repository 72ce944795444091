/** Where units of the system lie, the administrator's first (systemd.unit(5)); the last two are one where /usr is merged. */
export const UNIT_FOLDERS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
] as const;

/** Every timer with the file that holds for it: the one of the strongest folder. */
export function timerFiles(list: (folder: string) => readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const folder of UNIT_FOLDERS) {
    for (const name of list(folder)) {
      if (name.endsWith('.timer') && !files.has(name)) files.set(name, `${folder}/${name}`);
    }
  }
  return files;
}
