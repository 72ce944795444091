import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, doesNotExist, notCollected } from '../../../core/section.ts';
import type { HostRepository } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { isBlocked, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import type { AptConf } from '../updates/apt-conf.ts';
import { readAptConf } from '../updates/automatic.ts';
import { type AptSource, isYes, parseDeb822, parseOneLine } from './apt-sources.ts';
import { parseRpmRepos, type RpmRepo } from './rpm-repos.ts';

const SOURCE_FILE = /^\/etc\/(apt\/sources\.list(\.d(\/.*)?)?|yum\.repos\.d(\/.*)?|dnf\/dnf\.conf)$/;

/** Package sources that are on, and whether their signatures are checked. */
export const repositoriesNormalizer: HostNormalizer<'repositories'> = {
  section: 'repositories',
  normalize: (captures) => {
    const files = captures.all.filter((capture) => SOURCE_FILE.test(capture.origin));
    const blocked = files.find(isBlocked);
    if (blocked !== undefined) {
      const reason = whyUnread(blocked, blocked.origin) ?? blocked.origin;
      return { section: notCollected(reason, 'Run the collection as root.'), diagnostics: [] };
    }
    if (files.length === 0) return { section: notCollected('no package source was collected'), diagnostics: [] };
    const conf = readAptConf(captures);
    const global = unauthenticated(conf);
    const repositories = withDistinctIds([
      ...files.flatMap((file) => aptSources(file.origin, textOf(file)).map((source) => aptRepository(source))),
      ...rpmRepositories(captures),
    ]);
    if (repositories.length === 0) {
      return { section: doesNotExist('no package source is switched on'), diagnostics: [] };
    }
    return { section: complete({ repositories, unauthenticated_allowed: global }), diagnostics: [] };
  },
};

function aptSources(file: string, text: string | undefined): readonly AptSource[] {
  if (text === undefined || !file.startsWith('/etc/apt/')) return [];
  return file.endsWith('.sources') ? parseDeb822(file, text) : parseOneLine(file, text);
}

const GLOBAL = [
  'APT::Get::AllowUnauthenticated',
  'Acquire::AllowInsecureRepositories',
  'Acquire::AllowDowngradeToInsecureRepositories',
] as const;

function unauthenticated(conf: AptConf | { readonly unread: string }): Fact<boolean> {
  const at: Place = { file: '/etc/apt/apt.conf.d' };
  if ('unread' in conf) return unknown(conf.unread, at);
  for (const name of GLOBAL) {
    const setting = conf.value(name);
    if (setting !== undefined && isYes(setting.text)) return known(true, { file: setting.file, line: setting.line });
  }
  return known(false, at);
}

function aptRepository(source: AptSource): HostRepository {
  const { at, options } = source;
  const signedBy = options.get('signed-by') ?? '';
  const unchecked = ['trusted', 'allow-insecure'].find((name) => isYes(options.get(name) ?? 'no'));
  return {
    ...address(source.uri),
    id: '',
    kind: 'apt',
    suite: source.suite,
    signature_checked: known(unchecked === undefined, at),
    // A key may stand in the file itself; its text is of no use here.
    signed_by: known(/BEGIN PGP/.test(signedBy) ? 'a key in the file itself' : signedBy, at),
    at,
  };
}

/** Address without user and password; the collection cut them already, a marker tells that there were some. */
function address(uri: string): Pick<HostRepository, 'uri' | 'transport' | 'credentials_in_uri'> {
  const clean = uri.replace(/(:\/\/)[^/\s@]+@/, '$1');
  return {
    uri: clean,
    transport: (/^([a-z0-9+.-]+):/i.exec(clean)?.[1] ?? 'unknown').toLowerCase(),
    credentials_in_uri: clean !== uri,
  };
}

function rpmRepositories(captures: CaptureSet): readonly HostRepository[] {
  const main = captures.get('/etc/dnf/dnf.conf');
  const mainText = main === undefined ? undefined : textOf(main);
  const defaults = parseRpmRepos('/etc/dnf/dnf.conf', mainText ?? '').find((repo) => repo.id === 'main');
  return captures
    .under('/etc/yum.repos.d')
    .flatMap((capture) => parseRpmRepos(capture.origin, textOf(capture) ?? ''))
    .filter((repo) => isYes(repo.options.get('enabled')?.text ?? '1'))
    .map((repo) => rpmRepository(repo, defaults));
}

/** The repository's own gpgcheck, else that of [main], else dnf's default, which is off (dnf.conf(5)). */
function rpmRepository(repo: RpmRepo, defaults: RpmRepo | undefined): HostRepository {
  const own = repo.options.get('gpgcheck');
  const inherited = defaults?.options.get('gpgcheck');
  const checked = isYes(own?.text ?? inherited?.text ?? '0');
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

/** Lines of one address and suite (their components differ) are one repository unless they are judged differently. */
function withDistinctIds(repositories: readonly HostRepository[]): readonly HostRepository[] {
  const seen = new Map<string, number>();
  return sortedBy(repositories, (repo) => `${repo.uri} ${repo.suite} ${repo.at.file} ${repo.at.line ?? 0}`).map(
    (repo) => {
      const id = `${repo.uri} ${repo.suite}`;
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return { ...repo, id: count === 1 ? id : `${id} (${count})` };
    },
  );
}
