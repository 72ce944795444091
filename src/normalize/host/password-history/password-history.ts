import { compareDpkgVersions } from '../../../core/dpkg-version.ts';
import { type Fact, isKnown, known, type Overridden, type Place } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { grouped } from '../pam/grouped.ts';
import { askedBefore, forReached, pamSection, pamVersion } from '../pam/pam.ts';
import { readServices } from '../pam/read-services.ts';
import { searchKey } from '../pam/search-key.ts';
import { leadingNumber } from '../pam/unix-options.ts';
import type { HostNormalizer } from '../section.ts';

const FILE = '/etc/security/pwhistory.conf';
const DEFAULT: Place = { file: 'pam_pwhistory default' };
/** The first version whose module reads a file. */
const READS_FILE = '1.5.3';

/** host.password_history: what pam_pwhistory remembers, line by line. */
export const passwordHistoryNormalizer: HostNormalizer<'password_history'> = {
  section: 'password_history',
  normalize: (captures) => {
    const read = readServices(captures);
    const version = pamVersion(captures);
    const lines = () =>
      grouped(
        forReached(
          read.services,
          'password',
          ({ module }) => module === 'pam_pwhistory',
          (service, entry, index) => ({
            ...lineOf(captures, version, entry.words, entry.at),
            asked_before: askedBefore(service.stacks.password, index, entry.at),
          }),
        ),
      ).map(({ id, at, facts }) => ({ id, at, ...facts }));
    return { section: pamSection(read, () => ({ lines: lines() })), diagnostics: [] };
  },
};

function lineOf(captures: CaptureSet, version: Fact<string>, words: readonly string[], at: Place) {
  const lower = words.map((word) => word.toLowerCase());
  const file = words.findLast((word) => word.startsWith('conf='))?.slice('conf='.length) ?? FILE;
  return {
    remember: remember(captures, version, file, lower, at),
    enforce_for_root: enforced(captures, version, file, lower, at),
    use_authtok: known(lower.includes('use_authtok'), at),
  };
}

/** Why the file is not read by this version of the module; undefined where it is. */
function whyNotRead(version: Fact<string>): string | undefined {
  // Where no package tells the version, the file is there only because the distribution's module reads it.
  if (!isKnown(version) || version.value === '') return undefined;
  if ((compareDpkgVersions(version.value, READS_FILE) ?? 0) >= 0) return undefined;
  return `pam_pwhistory of version ${version.value} reads no file: it takes arguments only`;
}

function remember(
  captures: CaptureSet,
  version: Fact<string>,
  file: string,
  words: readonly string[],
  at: Place,
): Fact<number> {
  const argument = words.findLast((word) => word.startsWith('remember='));
  const written = searchKey(captures, file, 'remember');
  const unread = whyNotRead(version);
  const lost: Overridden[] = [];
  if (isKnown(written) && written.value !== undefined) {
    const why = unread ?? (argument === undefined ? undefined : 'an argument of the module line beats the file');
    if (why !== undefined) lost.push({ at: written.at, text: `remember = ${written.value}`, why });
  }
  if (argument !== undefined) {
    const value = leadingNumber(argument.slice('remember='.length));
    return known(Math.min(400, Math.max(0, value)), at, lost);
  }
  if (unread !== undefined) return known(10, DEFAULT, lost);
  if (!isKnown(written)) return written;
  const digits = /^\s*(\d{1,9})/.exec(written.value ?? '')?.[1];
  return digits === undefined ? known(10, DEFAULT) : known(Number(digits), written.at);
}

function enforced(
  captures: CaptureSet,
  version: Fact<string>,
  file: string,
  words: readonly string[],
  at: Place,
): Fact<boolean> {
  if (words.includes('enforce_for_root')) return known(true, at);
  const written = searchKey(captures, file, 'enforce_for_root');
  const unread = whyNotRead(version);
  if (unread === undefined && !isKnown(written)) return written;
  const set = isKnown(written) && written.value !== undefined;
  if (!set) return known(false, at);
  return unread === undefined
    ? known(true, written.at)
    : known(false, at, [{ at: written.at, text: 'enforce_for_root', why: unread }]);
}
