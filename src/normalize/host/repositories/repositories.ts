import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, doesNotExist, notCollected } from '../../../core/section.ts';
import type { HostRepository } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { isBlocked, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import type { AptConf } from '../updates/apt-conf.ts';
import { readAptConf } from '../updates/automatic.ts';
import { address } from './address.ts';
import { type AptSource, isYes, parseDeb822, parseOneLine } from './apt-sources.ts';
import { rpmRepositories, rpmTrust } from './rpm-sources.ts';

const SOURCE_FILE =
  /^\/etc\/(apt\/sources\.list(\.d(\/.*)?)?|(yum|distro)\.repos\.d(\/.*)?|yum\.conf|dnf\/dnf\.conf|zypp\/(zypp\.conf|repos\.d(\/.*)?)|apk\/repositories)$/;

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
      ...apkRepositories(captures),
    ]);
    if (repositories.length === 0) {
      return { section: doesNotExist('no package source is switched on'), diagnostics: [] };
    }
    const rpm = rpmTrust(captures);
    return {
      section: complete({ repositories, unauthenticated_allowed: global, ...(rpm === undefined ? {} : { rpm }) }),
      diagnostics: [],
    };
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

/** One address a line, after a `@tag` where only packages asked for by it come from there. apk always checks the index (apk-repositories(5)). */
function apkRepositories(captures: CaptureSet): readonly HostRepository[] {
  const source = sourceText(captures, '/etc/apk/repositories');
  return (source.kind === 'text' ? source.lines : []).flatMap((text, index): readonly HostRepository[] => {
    const [, tag = '', uri] = /^\s*(?:(@\S+)\s+)?([^\s#]\S*)\s*$/.exec(text) ?? [];
    if (uri === undefined) return [];
    const at: Place = { file: '/etc/apk/repositories', line: index + 1 };
    const [checked, key] = [known(true, at), known('/etc/apk/keys', at)];
    return [{ ...address(uri), id: '', kind: 'apk', suite: tag, signature_checked: checked, signed_by: key, at }];
  });
}

/** Lines of one address and suite (their components differ) are one repository unless they are judged differently. */
function withDistinctIds(repositories: readonly HostRepository[]): readonly HostRepository[] {
  const seen = new Map<string, number>();
  return sortedBy(repositories, (repo) => `${repo.uri} ${repo.suite} ${repo.at.file} ${repo.at.line ?? 0}`).map(
    (repo) => {
      const id = `${repo.uri} ${repo.suite}`.trimEnd();
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return { ...repo, id: count === 1 ? id : `${id} (${count})` };
    },
  );
}
