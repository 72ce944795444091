import type { Diagnostic } from '../../../core/diagnostic.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostPackage } from '../../../model/generated/model.ts';
import { type CaptureSet, oncePerSet } from '../../capture-set.ts';
import type { HostNormalizer, NormalizedSection } from '../section.ts';
import { captureText, type SourceText, sourceText } from '../source-text.ts';
import { parseControlStanzas } from './control-stanzas.ts';
import { rpmRows, rpmVersion, sourceOf } from './rpm-packages.ts';

const STATUS = '/var/lib/dpkg/status';
const STATUS_FOLDER = '/var/lib/dpkg/status.d';
const APK = '/lib/apk/db/installed';

/** The packages of dpkg (status, or status.d of images), apk or rpm. */
export const packagesNormalizer: HostNormalizer<'packages'> = {
  section: 'packages',
  normalize: oncePerSet((captures): NormalizedSection<'packages'> => {
    const sources = dpkgSources(captures);
    const unreadable = sources.filter((source) => source.kind === 'unreadable');
    const texts = sources.filter((source) => source.kind === 'text');
    const [first] = unreadable;
    // A list with holes proves no absence.
    if (first !== undefined) return { section: notCollected(first.reason, first.hint), diagnostics: [] };
    const found = texts.map((source) => dpkgPackages(source));
    // Where dpkg is itself a package of rpm, its own database is there and empty.
    const foreign = found.every((part) => part.packages.length === 0) && rpmRows(captures).kind !== 'absent';
    if (texts.length > 0 && !foreign) {
      const { packages, diagnostics } = withoutDuplicates(found.flatMap((part) => part.packages));
      return {
        section: complete({ manager: 'dpkg' as const, packages: sortedBy(packages, (one) => one.id) }),
        diagnostics: [...found.flatMap((part) => part.diagnostics), ...diagnostics],
      };
    }
    if (foreign) return rpmSection(captures);
    const apk = sourceText(captures, APK);
    if (apk.kind === 'text') {
      return {
        section: complete({ manager: 'apk' as const, packages: sortedBy(apkPackages(apk.lines), (one) => one.id) }),
        diagnostics: [],
      };
    }
    if (apk.kind === 'unreadable') return { section: notCollected(apk.reason, apk.hint), diagnostics: [] };
    return rpmSection(captures);
  }),
};

/** Of packages that may be installed side by side (kernels, keys) each has its own row, and an id with its version. */
function rpmSection(captures: CaptureSet): NormalizedSection<'packages'> {
  const database = rpmRows(captures);
  if (database.kind === 'unreadable') {
    return { section: notCollected(database.reason, database.hint), diagnostics: [] };
  }
  if (database.kind === 'absent') {
    return {
      section: notCollected(
        'there is no database of dpkg, apk or rpm',
        'Give a tree with /var/lib/dpkg, /lib/apk/db, /usr/lib/sysimage/rpm or /var/lib/rpm; other managers of packages are not read.',
      ),
      diagnostics: [],
    };
  }
  const seen = new Set<string>();
  const packages = database.packages.map((row): HostPackage => {
    const version = rpmVersion(row);
    const architecture = row.architecture === '' ? 'noarch' : row.architecture;
    const source = sourceOf(row);
    return {
      id: `${row.name}:${architecture}`,
      name: row.name,
      version,
      architecture,
      source: source.name,
      source_version: source.version,
      provides: row.provides,
      at: { file: database.file },
    };
  });
  const distinct = sortedBy(packages, (one) => `${one.id} ${one.version}`).flatMap((one): readonly HostPackage[] => {
    const id = seen.has(one.id) ? `${one.id}:${one.version}` : one.id;
    if (seen.has(id)) return [];
    seen.add(id);
    return [{ ...one, id }];
  });
  return {
    section: complete({ manager: 'rpm' as const, packages: sortedBy(distinct, (one) => one.id) }),
    diagnostics: [],
  };
}

function dpkgSources(captures: CaptureSet): readonly SourceText[] {
  const folder = captures.get(STATUS_FOLDER);
  return [
    sourceText(captures, STATUS),
    ...captures.under(STATUS_FOLDER).map(captureText),
    ...(folder === undefined ? [] : [captureText(folder)]),
  ];
}

interface FoundPackages {
  readonly packages: readonly HostPackage[];
  readonly diagnostics: readonly Diagnostic[];
}

function dpkgPackages(source: SourceText & { readonly kind: 'text' }): FoundPackages {
  const diagnostics: Diagnostic[] = [];
  const inFolder = source.origin.startsWith(`${STATUS_FOLDER}/`);
  const packages = parseControlStanzas(source.lines).flatMap(({ fields, line }): readonly HostPackage[] => {
    const name = fields.get('package');
    const version = fields.get('version');
    const at = { file: source.origin, line };
    // Third word of Status: only `installed` counts; `config-files` are leftovers. status.d has no Status field.
    const state = fields.get('status')?.split(/\s+/) ?? (inFolder ? ['install', 'ok', 'installed'] : []);
    if (name === undefined) {
      diagnostics.push({
        level: 'warning',
        code: 'parse-error',
        message: `${source.origin}:${line} is a record without a package name`,
        at,
      });
      return [];
    }
    if (state[1] !== 'ok' || state[2] !== 'installed' || version === undefined) {
      if (state[2] !== undefined && !['not-installed', 'config-files', 'installed'].includes(state[2])) {
        diagnostics.push({
          level: 'warning',
          code: 'package-half-installed',
          message: `The package ${name} is ${state[2]}, so it is not counted as installed`,
          at,
          hint: 'Run `dpkg --configure -a`.',
        });
      }
      return [];
    }
    const architecture = fields.get('architecture') ?? 'all';
    const [, sourceName, sourceVersion] = /^(\S+)(?:\s+\(([^)]+)\))?/.exec(fields.get('source') ?? '') ?? [];
    return [
      {
        id: `${name}:${architecture}`,
        name,
        version,
        architecture,
        source: sourceName ?? name,
        source_version: sourceVersion ?? version,
        provides: namesOf(fields.get('provides') ?? ''),
        at,
      },
    ];
  });
  return { packages, diagnostics };
}

/** A damaged database may tell a package twice; the first record counts. */
function withoutDuplicates(all: readonly HostPackage[]): FoundPackages {
  const packages = new Map<string, HostPackage>();
  const diagnostics: Diagnostic[] = [];
  for (const one of all) {
    const before = packages.get(one.id);
    if (before === undefined) packages.set(one.id, one);
    else {
      diagnostics.push({
        level: 'warning',
        code: 'duplicate-package',
        message: `The package ${one.id} is told twice; the record in ${before.at.file}:${before.at.line ?? 1} counts`,
        at: one.at,
        hint: 'See whether the package database is damaged: `dpkg --audit`.',
      });
    }
  }
  return { packages: [...packages.values()], diagnostics };
}

/** `a (= 1), b` without the versions. */
function namesOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((item) => item.trim().split(/[\s(:]/)[0] ?? '')
    .filter((name) => name !== '');
}

/** The database of apk(8): one-letter fields, records parted by blank lines. */
function apkPackages(lines: readonly string[]): readonly HostPackage[] {
  return parseControlStanzas(lines).flatMap(({ line }): readonly HostPackage[] => {
    // Field letters differ by case (P name, p provides), which control files do not know.
    const record = new Map<string, string>();
    for (let i = line - 1; i < lines.length; i++) {
      const text = lines[i] ?? '';
      if (text === '') break;
      if (!record.has(text.charAt(0))) record.set(text.charAt(0), text.slice(2));
    }
    const name = record.get('P');
    const version = record.get('V');
    if (name === undefined || version === undefined) return [];
    const architecture = record.get('A') ?? 'noarch';
    return [
      {
        id: `${name}:${architecture}`,
        name,
        version,
        architecture,
        source: record.get('o') ?? name,
        source_version: version,
        provides: (record.get('p') ?? '')
          .split(/\s+/)
          .map((item) => item.split('=')[0] ?? '')
          .filter((item) => item !== ''),
        at: { file: APK, line },
      },
    ];
  });
}
