import type { Capture } from '../../core/capture.ts';
import { matchesWildcard } from '../../core/wildcard.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureJson, makeCapture } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

/** sshd stops at this depth (sshd_config.c: SERVCONF_MAX_DEPTH). */
const MAX_DEPTH = 16;

/** The configuration of the OpenSSH server, never a key. */
export const sshdSource: HostSource = {
  id: 'sshd',
  title: 'OpenSSH server: sshd_config(5) with its includes (needs root where it is 0600), /etc/default/ssh',
  collect: (access, context) => {
    const found = new Map<string, Capture>();
    const main = ['/etc/ssh/sshd_config', '/usr/etc/ssh/sshd_config'].find(
      (path) => access.stat(path).kind !== 'absent',
    );
    follow(access, context, main ?? '/etc/ssh/sshd_config', found, new Set(), 0);
    const program = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((path) => access.stat(path).kind === 'read');
    return [
      ...found.values(),
      ...START_FILES.map((path) => captureFile(access, path, context)),
      ...UNIT_FOLDERS.flatMap((folder) => unitFiles(access, context, folder)),
      ...bannerPaths(found.values()).map((path) => captureStat(access, path, context)),
      ...loaded(access, context, [...found.values()]),
      // The program's content is of no use; that it is there is.
      makeCapture(
        'sshd program',
        program === undefined ? { kind: 'absent' } : { kind: 'read', bytes: Buffer.from(program) },
        context,
      ),
    ];
  },
};

/** Environment files of the unit: Debian; RHEL 8 with its crypto policy. */
const START_FILES = [
  '/etc/default/ssh',
  '/etc/crypto-policies/back-ends/opensshserver.config',
  '/etc/sysconfig/sshd',
] as const;

/** Only the administrator's units: those of the packages start the server as START_FILES tell. */
const UNIT_FOLDERS = ['/run/systemd/system', '/etc/systemd/system'] as const;

function unitFiles(access: Access, context: CollectContext, folder: string): readonly Capture[] {
  return ['ssh.service', 'sshd.service'].flatMap((unit) => [
    ...(access.lstat(`${folder}/${unit}`).kind === 'absent' ||
    // An alias is a link to the unit of the package.
    access.readLink(`${folder}/${unit}`).kind === 'read'
      ? []
      : [captureFile(access, `${folder}/${unit}`, context)]),
    ...captureFolder(access, `${folder}/${unit}.d`, context, (name) => name.endsWith('.conf')),
  ]);
}

/** The files that Banner lines name. */
function bannerPaths(captures: Iterable<Capture>): readonly string[] {
  const paths = [...captures].flatMap(({ outcome }) =>
    outcome.kind === 'read'
      ? [
          ...Buffer.from(outcome.bytes)
            .toString('utf8')
            .matchAll(/^[ \t]*banner[ \t=]+"?(\/[^\s"]+)/gim),
        ].map(([, path = '']) => path)
      : [],
  );
  return [...new Set(paths)];
}

/** When the running server read its files (it writes its pid file each time) and when they last changed. */
function loaded(access: Access, context: CollectContext, files: readonly Capture[]): readonly Capture[] {
  if (!access.live) return [];
  const pid = ['/run/sshd.pid', '/var/run/sshd.pid'].map((path) => access.stat(path));
  const read = pid.find((outcome) => outcome.kind === 'read');
  if (read === undefined) {
    const open = pid.find((outcome) => outcome.kind !== 'absent');
    return [
      open === undefined
        ? captureJson('sshd loaded', { loadedMs: null }, context)
        : makeCapture('sshd loaded', open.kind === 'read' ? { kind: 'absent' } : open, context),
    ];
  }
  const changes = files.flatMap(({ origin, modifiedAt }) =>
    modifiedAt === undefined ? [] : [{ origin, ms: Date.parse(modifiedAt) }],
  );
  const last = changes.reduce((latest, change) => (change.ms > latest.ms ? change : latest), { origin: '', ms: 0 });
  const value = { loadedMs: read.value.modifiedMs, changedMs: last.ms, changed: last.origin };
  return [captureJson('sshd loaded', value, context)];
}

function follow(
  access: Access,
  context: CollectContext,
  path: string,
  found: Map<string, Capture>,
  patterns: Set<string>,
  depth: number,
): void {
  if (found.has(path) || depth > MAX_DEPTH) return;
  const capture = captureFile(access, path, context);
  found.set(path, capture);
  if (capture.outcome.kind !== 'read') return;
  for (const line of Buffer.from(capture.outcome.bytes).toString('utf8').split('\n')) {
    const written = /^\s*include(?:\s+|\s*=\s*)(.+)$/i.exec(line)?.[1];
    if (written === undefined) continue;
    for (const match of written.matchAll(/"([^"]*)"|([^\s"]+)/g)) {
      const word = match[1] ?? match[2] ?? '';
      const pattern = word.startsWith('/') ? word : `/etc/ssh/${word}`;
      // Each file once, and so each pattern: many files may hold the same one.
      if (patterns.has(pattern)) continue;
      // At the last depth nothing is followed any more.
      if (depth < MAX_DEPTH) patterns.add(pattern);
      for (const target of glob(access, context, pattern, found))
        follow(access, context, target, found, patterns, depth + 1);
    }
  }
}

/** glob(7) one part at a time; a folder that cannot be listed is captured as such. */
function glob(
  access: Access,
  context: CollectContext,
  pattern: string,
  found: Map<string, Capture>,
): readonly string[] {
  let paths: readonly string[] = [''];
  for (const part of pattern.split('/').filter((step) => step !== '')) {
    if (!/[*?[]/.test(part)) {
      paths = paths.map((path) => `${path}/${part}`);
      continue;
    }
    paths = paths.flatMap((folder) => {
      const names = access.list(folder === '' ? '/' : folder);
      if (names.kind === 'denied' || names.kind === 'failed') found.set(folder, makeCapture(folder, names, context));
      if (names.kind !== 'read') return [];
      return names.value
        .filter((name) => matchesWildcard(part, name) && (!name.startsWith('.') || part.startsWith('.')))
        .map((name) => `${folder}/${name}`);
    });
  }
  return paths.filter((path) => access.stat(path).kind !== 'absent');
}
