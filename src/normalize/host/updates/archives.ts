import { formatInstant } from '../../../core/clock.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';

/** What an archive says of itself in its signed Release file. */
export interface Archive {
  readonly origin: string;
  readonly label: string;
  readonly suite: string;
  readonly codename: string;
  /** RFC 3339: when the archive was signed. */
  readonly date: string | undefined;
  /** Updates come from it only on request: backports, experimental. */
  readonly onRequest: boolean;
  readonly security: boolean;
}

/** One package list with its archive; `archive` is undefined when its Release file is missing. */
export interface PackageList {
  readonly file: string;
  readonly text: string;
  readonly archive: Archive | undefined;
}

const LISTS = '/var/lib/apt/lists';

/** Every readable package list of apt. */
export function packageLists(captures: CaptureSet): readonly PackageList[] {
  const archives = new Map(
    captures
      .under(LISTS)
      .filter((capture) => /_(In)?Release$/.test(capture.origin))
      .map((capture) => [capture.origin.replace(/_(In)?Release$/, ''), readRelease(textOf(capture) ?? '')]),
  );
  return captures
    .under(LISTS)
    .filter((capture) => /_Packages(\.lz4|\.gz)?$/.test(capture.origin))
    .flatMap((capture) => {
      const text = textOf(capture);
      if (text === undefined) return [];
      // HOST_PATH_dists_SUITE_COMPONENT_binary-ARCH_Packages: the Release file's name is its start.
      const prefix = [...archives.keys()].filter((key) => capture.origin.startsWith(`${key}_`)).at(-1);
      const archive = prefix === undefined ? undefined : archives.get(prefix);
      // Without its Release file, the path of a security archive still tells what it is.
      const guessed = /-security_/.test(capture.origin) ? { ...readRelease(''), security: true } : undefined;
      return [{ file: capture.origin, text, archive: archive ?? guessed }];
    });
}

/** Reads the head of a Release file. */
export function readRelease(text: string): Archive {
  const field = (name: string): string => new RegExp(`^${name}: *(.*?)\\s*$`, 'm').exec(text)?.[1] ?? '';
  const dateMs = Date.parse(field('Date'));
  const label = field('Label');
  const suite = field('Suite');
  const codename = field('Codename');
  return {
    origin: field('Origin'),
    label,
    suite,
    codename,
    date: Number.isNaN(dateMs) ? undefined : formatInstant(dateMs),
    onRequest: field('NotAutomatic').toLowerCase() === 'yes',
    security: /security$/i.test(label) || /-security$/.test(suite) || /[-/]security$|-security$/.test(codename),
  };
}
