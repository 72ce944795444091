import type { CaptureSet } from '../../capture-set.ts';
import { captureText, type SourceText } from '../source-text.ts';

/** One row of rpm's database: a package, or a key that signatures are checked with. */
export interface RpmRow {
  readonly name: string;
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
  readonly architecture: string;
  /** The file name of the source package; for a key, whose it is. */
  readonly source: string;
  readonly provides: readonly string[];
}

/** What was read of rpm's database: its file and its rows; or why there is nothing. */
export type RpmRows =
  | {
      readonly kind: 'rows';
      readonly file: string;
      readonly packages: readonly RpmRow[];
      readonly keys: readonly RpmRow[];
    }
  | Exclude<SourceText, { readonly kind: 'text' }>;

/** The rows that the collection kept of rpm's database. */
export function rpmRows(captures: CaptureSet): RpmRows {
  const capture = captures.get('rpm database');
  // A collection of before this source was read says nothing of it.
  if (capture === undefined) return { kind: 'absent', origin: 'rpm database' };
  const source = captureText(capture);
  if (source.kind !== 'text') return source;
  const [file = '', ...lines] = source.lines;
  const rows = lines.map((line): RpmRow => {
    const [name = '', epoch = '', version = '', release = '', architecture = '', made = '', provides = ''] =
      line.split('\t');
    return {
      name,
      epoch,
      version,
      release,
      architecture,
      source: made,
      provides: provides.split(' ').filter((item) => item !== ''),
    };
  });
  return {
    kind: 'rows',
    file,
    packages: rows.filter((row) => row.name !== 'gpg-pubkey'),
    keys: rows.filter((row) => row.name === 'gpg-pubkey'),
  };
}

/** `epoch:version-release`, the epoch only where there is one. */
export function rpmVersion(row: RpmRow): string {
  return `${row.epoch === '' ? '' : `${row.epoch}:`}${row.version}-${row.release}`;
}

/** The name in `bash-5.1.8-6.el9.src.rpm`, and its version without an epoch. */
export function sourceOf(row: RpmRow): { readonly name: string; readonly version: string } {
  const [, name, version] = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/.exec(row.source) ?? [];
  return { name: name ?? row.name, version: version ?? rpmVersion(row) };
}
