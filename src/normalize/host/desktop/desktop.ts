import { type Fact, known, type Overridden, unknown } from '../../../core/fact.ts';
import { complete, doesNotExist, type Section } from '../../../core/section.ts';
import type { HostDesktop, HostDesktopSetting } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { statOf } from '../look-ups.ts';
import { packagesNormalizer } from '../packages/packages.ts';
import type { HostNormalizer } from '../section.ts';
import { captureText, type SourceText, sourceText, unknownReason } from '../source-text.ts';
import { type KeyDatabase, plainValue, readDatabase } from './keyfiles.ts';

/** Packages of GNOME's display manager: the others neither read dconf nor have these settings. */
const GDM = new Set(['gdm3', 'gdm']);

/** Keys that rules judge, with the default of GNOME's schemas (gsettings-desktop-schemas, gdm). */
const KEYS: readonly { readonly profile: 'user' | 'gdm'; readonly key: string; readonly default: string }[] = [
  { profile: 'gdm', key: '/org/gnome/login-screen/banner-message-enable', default: 'false' },
  { profile: 'gdm', key: '/org/gnome/login-screen/banner-message-text', default: '' },
  { profile: 'gdm', key: '/org/gnome/login-screen/disable-user-list', default: 'false' },
  { profile: 'user', key: '/org/gnome/desktop/session/idle-delay', default: '300' },
  { profile: 'user', key: '/org/gnome/desktop/screensaver/lock-enabled', default: 'true' },
  { profile: 'user', key: '/org/gnome/desktop/screensaver/lock-delay', default: '0' },
  { profile: 'user', key: '/org/gnome/desktop/media-handling/automount', default: 'true' },
  { profile: 'user', key: '/org/gnome/desktop/media-handling/automount-open', default: 'true' },
  { profile: 'user', key: '/org/gnome/desktop/media-handling/autorun-never', default: 'false' },
];

/** What dconf gives the login screen and new sessions. */
export const desktopNormalizer: HostNormalizer<'desktop'> = {
  section: 'desktop',
  normalize: (captures) => {
    const packages = packagesNormalizer.normalize(captures).section;
    if (packages.data === undefined) {
      const { flag, reason, hint } = packages;
      const section: Section<HostDesktop> = {
        flag: flag === 'error' ? 'error' : 'not-collected',
        reason: `Whether GDM is installed is not known: ${reason ?? 'packages were not read'}`,
        ...(hint === undefined ? {} : { hint }),
      };
      return { section, diagnostics: [] };
    }
    if (packages.flag === 'complete' && !packages.data.packages.some(({ name }) => GDM.has(name))) {
      return { section: doesNotExist('GDM, the display manager of GNOME, is not installed'), diagnostics: [] };
    }
    const profiles = { user: readProfile(captures, 'user'), gdm: readProfile(captures, 'gdm') };
    const settings = KEYS.map(({ profile, key, default: standard }) =>
      settingOf(profiles[profile], `${profile}${key}`, key, standard),
    );
    return { section: complete({ settings, xdmcp: xdmcp(captures) }), diagnostics: [] };
  },
};

interface Profile {
  readonly file: string;
  readonly databases: readonly KeyDatabase[];
  readonly unread?: string;
}

/** The system databases of a profile, the first one wins; without a profile there are none (dconf(7)). */
function readProfile(captures: CaptureSet, name: 'user' | 'gdm'): Profile {
  const files = [`/etc/dconf/profile/${name}`, `/usr/share/dconf/profile/${name}`];
  for (const file of files) {
    const source = sourceText(captures, file);
    if (source.kind === 'unreadable') return { file, databases: [], unread: unknownReason(source) };
    if (source.kind === 'absent') continue;
    const databases = source.lines.flatMap((line) => databaseOf(captures, line.trim()));
    const unread = databases.find((one) => one.unread !== undefined)?.unread;
    return { file, databases, ...(unread === undefined ? {} : { unread }) };
  }
  return { file: files[0] ?? '', databases: [] };
}

function databaseOf(captures: CaptureSet, line: string): readonly KeyDatabase[] {
  const system = /^system-db:(\S+)$/.exec(line)?.[1];
  if (system !== undefined) {
    const database = readDatabase(captures, `/etc/dconf/db/${system}.d`);
    // Key files count only once `dconf update` has made a database of them.
    const made = statOf(captures, `/etc/dconf/db/${system}`);
    const empty = database.values.size === 0 && database.locks.size === 0 && database.unread === undefined;
    if (made !== 'absent' || empty) return [database];
    const stale = `/etc/dconf/db/${system} was not made of the key files in ${system}.d: run \`dconf update\``;
    return [{ values: new Map(), locks: new Map(), unread: stale }];
  }
  // GDM makes this file of its folder each time it starts.
  if (/^file-db:.*\/greeter-dconf-defaults$/.test(line)) {
    const shipped = readDatabase(captures, '/usr/share/gdm/dconf');
    return [shipped];
  }
  return [];
}

function settingOf(profile: Profile, id: string, key: string, standard: string): HostDesktopSetting {
  const { databases, unread, file } = profile;
  const lockLevel = databases.findLastIndex(({ locks }) => locks.has(key));
  const lock = databases[lockLevel]?.locks.get(key);
  const found = databases.flatMap(({ values }, level) => {
    const value = values.get(key);
    return value === undefined ? [] : [{ value, level }];
  });
  const winner = found.find(({ level }) => level >= lockLevel);
  const lost = found
    .filter((one) => one !== winner)
    .map(
      ({ value, level }): Overridden => ({
        at: value.at,
        text: value.text,
        why: level < lockLevel ? 'a lower database locks the key' : 'a higher database of the profile wins',
      }),
    );
  if (unread !== undefined) {
    return { id, value: unknown(unread, { file }), locked: unknown(unread, { file }) };
  }
  return {
    id,
    value:
      winner === undefined
        ? known(standard, { file }, lost)
        : known(plainValue(winner.value.text), winner.value.at, [...winner.value.lost, ...lost]),
    locked: lock === undefined ? known(false, { file }) : known(true, lock),
  };
}

function xdmcp(captures: CaptureSet): Fact<boolean> {
  const files = ['/etc/gdm3/custom.conf', '/etc/gdm3/daemon.conf', '/etc/gdm/custom.conf'];
  const sources = files.flatMap((file): readonly SourceText[] => {
    const capture = captures.get(file);
    return capture === undefined ? [] : [captureText(capture)];
  });
  for (const source of sources) {
    if (source.kind === 'unreadable') return unknown(unknownReason(source), { file: source.origin });
    if (source.kind !== 'text') continue;
    let group = '';
    let holds: { readonly on: boolean; readonly line: number } | undefined;
    for (const [index, line] of source.lines.entries()) {
      group = /^\s*\[(\w+)\]/.exec(line)?.[1] ?? group;
      const value = /^\s*Enable\s*=\s*(\S+)/.exec(line)?.[1];
      if (group === 'xdmcp' && value !== undefined) holds = { on: /^(true|1)$/i.test(value), line: index + 1 };
    }
    if (holds?.on === true) return known(true, { file: source.origin, line: holds.line });
  }
  return known(false, { file: files[1] ?? '' });
}
