import { matchesWildcard } from '../../../core/wildcard.ts';

/** One menuentry of a generated grub.cfg. */
export interface GrubEntry {
  readonly title: string;
  readonly id: string | undefined;
  readonly line: number;
  /** The kernel line: its arguments after the image. */
  readonly kernel: { readonly text: string; readonly line: number } | undefined;
  readonly entries: readonly GrubEntry[];
}

/** What matters of a generated grub.cfg. */
export interface GrubConfig {
  readonly entries: readonly GrubEntry[];
  /** The value of `default`, undefined when it is never set; the one-time `next_entry` aside. */
  readonly fallback: string | undefined;
  readonly superusers: { readonly value: readonly string[]; readonly line: number } | undefined;
  readonly passwords: readonly GrubPassword[];
  /** The menu comes from the entries of the Boot Loader Specification. */
  readonly blscfg: boolean;
  readonly kernelopts: string | undefined;
}

/** One password command. */
export interface GrubPassword {
  readonly user: string;
  readonly hashed: boolean;
  readonly line: number;
  /** Its hash is the variable that user.cfg sets (01_users of Fedora and RHEL). */
  readonly fromUserFile: boolean;
}

interface OpenEntry {
  readonly title: string;
  readonly id: string | undefined;
  readonly line: number;
  kernel: GrubEntry['kernel'];
  readonly entries: GrubEntry[];
}

/** Reads the commands that grub-mkconfig writes; other commands are passed over. */
export function parseGrubConfig(lines: readonly string[]): GrubConfig {
  const root: OpenEntry = { title: '', id: undefined, line: 0, kernel: undefined, entries: [] };
  const open: OpenEntry[] = [root];
  const passwords: GrubPassword[] = [];
  let fallback: string | undefined;
  let superusers: GrubConfig['superusers'];
  let blscfg = false;
  let kernelopts: string | undefined;
  for (const [index, raw] of lines.entries()) {
    const text = raw.trim();
    const line = index + 1;
    const entry = /^(?:menuentry|submenu)\s+(?:'([^']*)'|"([^"]*)"|(\S+))(.*)$/.exec(text);
    if (entry !== null) {
      const title = entry[1] ?? entry[2] ?? entry[3] ?? '';
      const id = /(?:--id|\$menuentry_id_option)(?:\s+|=)['"]?([^'"\s{]+)/.exec(entry[4] ?? '')?.[1];
      open.push({ title, id, line, kernel: undefined, entries: [] });
      if (text.endsWith('}')) close(open);
    } else if (text === '}') close(open);
    else if (/^(?:linux|linux16|linuxefi)\s/.test(text)) {
      const current = open.at(-1);
      if (current !== undefined) current.kernel ??= { text: text.replace(/^\S+\s+\S+\s*/, ''), line };
    } else if (text === 'blscfg') blscfg = true;
    const value = /^set\s+default\s*=\s*["']?([^"']*)["']?\s*$/.exec(text)?.[1];
    if (value !== undefined && !value.includes('next_entry')) fallback = value;
    const users = /^set\s+superusers\s*=\s*["']?([^"']*)["']?\s*$/.exec(text)?.[1];
    if (users !== undefined) superusers = { value: users.split(/[\s,;&|]+/).filter((user) => user !== ''), line };
    const password = /^password(_pbkdf2)?\s+(\S+)/.exec(text);
    if (password !== null) {
      const fromUserFile = text.includes('GRUB2_PASSWORD');
      passwords.push({ user: password[2] ?? '', hashed: password[1] !== undefined, line, fromUserFile });
    }
    kernelopts = /^set\s+kernelopts\s*=\s*["']?([^"']*)["']?\s*$/.exec(text)?.[1] ?? kernelopts;
  }
  while (open.length > 1) close(open);
  return { entries: root.entries, fallback, superusers, passwords, blscfg, kernelopts };
}

function close(open: OpenEntry[]): void {
  if (open.length < 2) return;
  const done = open.pop();
  if (done !== undefined) open.at(-1)?.entries.push(done);
}

/** The entry that boots when nobody touches the keyboard: `default` is a number, an id, a title, or a path of them with `>`. */
export function defaultEntry(config: GrubConfig, saved: string | undefined): GrubEntry | undefined {
  const wanted = config.fallback?.includes('saved_entry') === true ? saved : config.fallback;
  let here: GrubEntry | undefined;
  let among = config.entries;
  for (const step of (wanted ?? '0').split('>')) {
    const name = step.trim();
    here = /^\d+$/.test(name) ? among[Number(name)] : among.find(({ id, title }) => id === name || title === name);
    among = here?.entries ?? [];
  }
  // A name that leads nowhere boots the first entry.
  return kernelEntry(here ?? config.entries[0]);
}

/** A submenu boots its first entry. */
function kernelEntry(entry: GrubEntry | undefined): GrubEntry | undefined {
  if (entry === undefined || entry.kernel !== undefined) return entry;
  const [first] = entry.entries;
  return first === undefined ? entry : kernelEntry(first);
}

/** The id of a loader entry that loader.conf's `default` pattern takes (loader.conf(5)). */
export function matchesEntry(pattern: string, id: string): boolean {
  return matchesWildcard(pattern, id) || matchesWildcard(pattern, `${id}.conf`);
}
