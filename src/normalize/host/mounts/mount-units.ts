import type { Place } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { jsonOf, whyUnread } from '../look-ups.ts';
import { sourceText } from '../source-text.ts';
import { cleanPath } from './fstab.ts';
import { splitOptions } from './mount-options.ts';

/** Options of a unit or drop-in, with their line. */
export interface SetOptions {
  readonly options: readonly string[];
  readonly text: string;
  readonly at: Place;
}

/** A mount unit file: the first found of its name. */
export interface MountUnit {
  readonly point: string;
  readonly source: string;
  readonly type: string;
  readonly options: SetOptions | undefined;
  /** True for /etc and /run, which stand above what is made of fstab. */
  readonly aboveFstab: boolean;
  readonly at: Place;
}

/** What the unit folders say of mounts. */
export interface MountUnits {
  readonly units: readonly MountUnit[];
  /** Points whose unit is masked, with the mask. */
  readonly masked: ReadonlyMap<string, Place>;
  /** Points that a link pulls in at boot, with the link. */
  readonly wanted: ReadonlyMap<string, Place>;
  /** Options that drop-ins set: the last one of each point. */
  readonly dropIns: ReadonlyMap<string, SetOptions>;
  /** Why the units are not all known, sentences. */
  readonly missing: readonly string[];
}

const UNITS = 'mount units';

/** Reads unit files, masks, links and drop-ins of mounts (systemd.mount(5)). */
export function readMountUnits(captures: CaptureSet): MountUnits {
  const capture = captures.get(UNITS);
  const listing = jsonOf(capture);
  const missing: string[] = [];
  if (!isRecord(listing)) missing.push(whyUnread(capture, 'mount units') ?? 'the mount units could not be read');
  const { files, masked, wanted, unread } = isRecord(listing) ? listing : {};
  for (const one of records(unread)) missing.push(`${text(one, 'path')} could not be listed`);
  const units = new Map<string, MountUnit>();
  const dropIns = new Map<string, SetOptions>();
  const seen = new Map<string, string>();
  const masks = new Map(
    records(masked)
      .map((one) => [text(one, 'unit'), { file: text(one, 'path') }] as const)
      .reverse(),
  );
  for (const path of strings(files)) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = path.slice(0, path.lastIndexOf('/'));
    const source = sourceText(captures, path);
    if (source.kind !== 'text') {
      if (source.kind === 'unreadable') missing.push(source.reason);
      continue;
    }
    const settings = mountSettings(path, source.lines);
    if (folder.endsWith('.mount.d')) {
      // A drop-in of the same name in an earlier folder hides this one (systemd.unit(5)).
      const unit = folder.slice(folder.lastIndexOf('/') + 1, -'.d'.length);
      const hidden = seen.get(`${unit}/${name}`);
      if (hidden !== undefined || settings.options === undefined) continue;
      seen.set(`${unit}/${name}`, path);
      dropIns.set(`${pointOf(unit)}\0${name}`, settings.options);
    } else if (name.endsWith('.mount')) {
      const point = cleanPath(settings.where ?? pointOf(name));
      const mask = masks.get(name)?.file;
      if (units.has(name) || (mask !== undefined && rank(mask) <= rank(path))) continue;
      units.set(name, {
        point,
        source: settings.what ?? '',
        type: settings.type ?? '',
        options: settings.options,
        aboveFstab: rank(path) < 2,
        at: { file: path },
      });
    }
  }
  return {
    units: [...units.values()],
    masked: new Map(
      [...masks].filter(([name]) => !units.has(name)).map(([name, place]) => [pointOf(name), place] as const),
    ),
    wanted: new Map(records(wanted).map((one) => [pointOf(text(one, 'unit')), { file: text(one, 'path') }] as const)),
    dropIns: lastByPoint(dropIns),
    missing,
  };
}

/** Drop-ins of all folders are applied in the order of their names. */
function lastByPoint(dropIns: ReadonlyMap<string, SetOptions>): ReadonlyMap<string, SetOptions> {
  const last = new Map<string, SetOptions>();
  for (const key of [...dropIns.keys()].sort()) {
    const options = dropIns.get(key);
    if (options !== undefined) last.set(key.slice(0, key.indexOf('\0')), options);
  }
  return last;
}

interface Settings {
  readonly where: string | undefined;
  readonly what: string | undefined;
  readonly type: string | undefined;
  readonly options: SetOptions | undefined;
}

/** The last assignment of each key of [Mount] holds. */
function mountSettings(file: string, lines: readonly string[]): Settings {
  const values = new Map<string, { readonly value: string; readonly line: number }>();
  let section = '';
  lines.forEach((written, index) => {
    const line = written.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) return;
    const header = /^\[([^\]]*)\]$/.exec(line)?.[1];
    if (header !== undefined) section = header;
    const [, key, value] = /^([A-Za-z]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (section === 'Mount' && key !== undefined && value !== undefined) values.set(key, { value, line: index + 1 });
  });
  const options = values.get('Options');
  return {
    where: values.get('Where')?.value,
    what: values.get('What')?.value,
    type: values.get('Type')?.value,
    options:
      options === undefined
        ? undefined
        : { options: splitOptions(options.value), text: `Options=${options.value}`, at: { file, line: options.line } },
  };
}

/** The mount point that a unit name stands for (systemd-escape(1), --path). */
export function pointOf(unit: string): string {
  const name = unit.replace(/\.(?:mount|automount)$/, '');
  if (name === '-') return '/';
  const path = name.replaceAll('-', '/').replace(/(?:\\x[0-9a-f]{2})+/gi, unescapeHex);
  return cleanPath(`/${path}`);
}

function unescapeHex(escaped: string): string {
  try {
    return decodeURIComponent(escaped.replaceAll('\\x', '%'));
  } catch {
    // Bytes that are no UTF-8 stay as written.
    return escaped;
  }
}

function rank(path: string): number {
  if (path.startsWith('/etc/')) return 0;
  if (path.startsWith('/run/')) return 1;
  return path.startsWith('/usr/local/') ? 2 : 3;
}

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function text(record: Readonly<Record<string, unknown>>, key: string): string {
  const value = record[key];
  return typeof value === 'string' ? value : '';
}
