import { compareDpkgVersions } from '../../../core/dpkg-version.ts';
import { sortedBy } from '../../../core/order.ts';
import type { HostUpdatesPending } from '../../../model/generated/model.ts';
import type { PackageList } from './archives.ts';
import type { StatusPackage } from './dpkg-status.ts';
import { eachStanza } from './stanzas.ts';

interface Newer {
  readonly version: string;
  readonly list: PackageList;
}

/**
 * Packages that a list has a newer version of. Archives that give updates only on request (backports) count for what
 * came from them. Pins are not read: a pin that hides a security update leaves it missing.
 */
export function pendingUpdates(
  installed: readonly StatusPackage[],
  lists: readonly PackageList[],
): readonly HostUpdatesPending[] {
  const wanted = new Map(installed.map((entry) => [`${entry.name} ${entry.architecture}`, entry]));
  const newer = new Map<string, Newer[]>();
  const fromRequested = installedFromRequested(wanted, lists);
  for (const list of lists) {
    eachPackage(list, wanted, (key, version) => {
      const entry = wanted.get(key);
      if (entry === undefined || (list.archive?.onRequest === true && !fromRequested.has(key))) return;
      if ((compareDpkgVersions(version, entry.version) ?? 0) <= 0) return;
      newer.set(key, [...(newer.get(key) ?? []), { version, list }]);
    });
  }
  const pending = [...newer].flatMap(([key, candidates]): readonly HostUpdatesPending[] => {
    const entry = wanted.get(key);
    const [first, ...others] = candidates;
    if (entry === undefined || first === undefined) return [];
    const best = others.reduce((a, b) => ((compareDpkgVersions(b.version, a.version) ?? 0) > 0 ? b : a), first);
    const { archive, file } = best.list;
    return [
      {
        id: `${entry.name}:${entry.architecture}`,
        package: entry.name,
        architecture: entry.architecture,
        installed: entry.version,
        candidate: best.version,
        security: candidates.some((candidate) => candidate.list.archive?.security === true),
        held: entry.held,
        archive:
          archive === undefined ? file : `${archive.label === '' ? archive.origin : archive.label} ${archive.suite}`,
        at: { file: '/var/lib/dpkg/status', line: entry.line },
      },
    ];
  });
  return sortedBy(pending, (entry) => entry.id);
}

/** Keys of packages whose installed version an archive on request gave. */
function installedFromRequested(
  wanted: ReadonlyMap<string, StatusPackage>,
  lists: readonly PackageList[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const list of lists.filter(({ archive }) => archive?.onRequest === true)) {
    eachPackage(list, wanted, (key, version) => {
      if (wanted.get(key)?.version === version) found.add(key);
    });
  }
  return found;
}

/** Calls back for each entry of a list that is installed: same name, same architecture, or one for all. */
function eachPackage(
  list: PackageList,
  wanted: ReadonlyMap<string, StatusPackage>,
  visit: (key: string, version: string) => void,
): void {
  const names = new Set([...wanted.values()].map((entry) => entry.name));
  const listArchitecture = /_binary-([a-z0-9]+)_Packages/.exec(list.file)?.[1] ?? '';
  eachStanza(list.text, ['Package', 'Version', 'Architecture'], (fields) => {
    const name = fields.get('Package') ?? '';
    if (!names.has(name)) return;
    const version = fields.get('Version') ?? '';
    const architecture = fields.get('Architecture') ?? '';
    const keys =
      architecture === 'all'
        ? [`${name} all`, `${name} ${listArchitecture}`]
        : [`${name} ${architecture}`, `${name} all`];
    for (const key of keys) if (wanted.has(key)) visit(key, version);
  });
}
