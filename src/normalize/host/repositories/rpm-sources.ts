import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { HostRepositoriesRpm, HostRepository } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { isBlocked, whyUnread } from '../look-ups.ts';
import { rpmRows } from '../packages/rpm-packages.ts';
import { unknownReason } from '../source-text.ts';
import { address } from './address.ts';
import { isYes } from './apt-sources.ts';
import { parseRpmRepos, type RpmRepo } from './rpm-repos.ts';

/** Where the settings for all sources stand: dnf's file, else yum's. */
const MAIN = ['/etc/dnf/dnf.conf', '/etc/yum.conf'] as const;
const ZYPP = '/etc/zypp/zypp.conf';

/** The sources of yum, dnf and zypper that are on. */
export function rpmRepositories(captures: CaptureSet): readonly HostRepository[] {
  const sources = (folder: string): readonly RpmRepo[] =>
    captures
      .under(folder)
      .flatMap((capture) => parseRpmRepos(capture.origin, textOf(capture) ?? ''))
      .filter(isOn);
  const dnf = mainSection(captures, MAIN);
  const zypp = mainSection(captures, [ZYPP]);
  return [
    // gpgcheck is off by default in yum and dnf (dnf.conf(5)), and on in zypper (zypp.conf).
    ...['/etc/yum.repos.d', '/etc/distro.repos.d'].flatMap((folder) =>
      sources(folder).map((repo) => rpmRepository(repo, dnf, '0')),
    ),
    ...sources('/etc/zypp/repos.d').map((repo) => rpmRepository(repo, zypp, '1')),
  ];
}

function isOn(repo: RpmRepo): boolean {
  return isYes(repo.options.get('enabled')?.text ?? '1');
}

function mainSection(captures: CaptureSet, files: readonly string[]): RpmRepo | undefined {
  const file = captures.all.find(({ origin, outcome }) => files.includes(origin) && outcome.kind === 'read');
  return file === undefined
    ? undefined
    : parseRpmRepos(file.origin, textOf(file) ?? '').find((repo) => repo.id === 'main');
}

/** The repository's own gpgcheck, else that for all sources, else the program's default. */
function rpmRepository(repo: RpmRepo, defaults: RpmRepo | undefined, fallback: string): HostRepository {
  const own = repo.options.get('gpgcheck');
  const inherited = defaults?.options.get('gpgcheck');
  const checked = isYes(own?.text ?? inherited?.text ?? fallback);
  const at: Place =
    own !== undefined
      ? { ...repo.at, line: own.line }
      : inherited !== undefined && defaults !== undefined
        ? { ...defaults.at, line: inherited.line }
        : repo.at;
  const url = ['baseurl', 'metalink', 'mirrorlist'].flatMap((name) => repo.options.get(name)?.text ?? [])[0] ?? '';
  return {
    ...address(url),
    id: '',
    kind: 'rpm',
    suite: repo.id,
    signature_checked: known(checked, at),
    signed_by: known(repo.options.get('gpgkey')?.text ?? '', repo.at),
    at: repo.at,
  };
}

/** How yum and dnf trust what they install; undefined where there is neither. */
export function rpmTrust(captures: CaptureSet): HostRepositoriesRpm | undefined {
  const files = MAIN.map((file) => captures.get(file)).filter(
    (file) => file !== undefined && file.outcome.kind !== 'absent',
  );
  if (files.length === 0) return undefined;
  const release = captures.get('/etc/os-release');
  const text = release === undefined ? undefined : textOf(release);
  const id = /^ID=["']?([^"'\n]*)["']?$/m.exec(text ?? '')?.[1];
  const at: Place = { file: '/etc/os-release' };
  return {
    system: id === undefined ? unknown(whyUnread(release, at.file) ?? `${at.file} names no ID`, at) : known(id, at),
    local_packages_checked: localChecked(captures),
    imported_keys: importedKeys(captures),
  };
}

function localChecked(captures: CaptureSet): Fact<boolean> {
  const blocked = MAIN.map((file) => captures.get(file)).find((file) => isBlocked(file));
  if (blocked !== undefined)
    return unknown(whyUnread(blocked, blocked.origin) ?? blocked.origin, { file: blocked.origin });
  const main = mainSection(captures, MAIN);
  const setting = main?.options.get('localpkg_gpgcheck');
  if (main === undefined || setting === undefined) return known(false, main?.at ?? { file: MAIN[0] });
  return known(isYes(setting.text), { ...main.at, line: setting.line });
}

function importedKeys(captures: CaptureSet): Fact<readonly string[]> {
  const database = rpmRows(captures);
  if (database.kind === 'absent')
    return unknown('no database of rpm was read: give the tree with it', { file: '/var/lib/rpm' });
  if (database.kind === 'unreadable') return unknown(unknownReason(database), { file: '/var/lib/rpm' });
  const keys = database.keys.map((key) => key.version.toLowerCase().slice(-8));
  return known([...new Set(keys)].sort(compareCodePoints), { file: database.file });
}
