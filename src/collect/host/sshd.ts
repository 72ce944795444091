import type { Capture } from '../../core/capture.ts';
import { matchesWildcard } from '../../core/wildcard.ts';
import type { Access } from '../access/access.ts';
import { captureFile, makeCapture } from '../capture-file.ts';
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
    follow(access, context, main ?? '/etc/ssh/sshd_config', found, 0);
    const program = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((path) => access.stat(path).kind === 'read');
    return [
      ...found.values(),
      captureFile(access, '/etc/default/ssh', context),
      // The program's content is of no use; that it is there is.
      makeCapture(
        'sshd program',
        program === undefined ? { kind: 'absent' } : { kind: 'read', bytes: Buffer.from(program) },
        context,
      ),
    ];
  },
};

function follow(
  access: Access,
  context: CollectContext,
  path: string,
  found: Map<string, Capture>,
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
      for (const target of glob(access, context, pattern, found)) follow(access, context, target, found, depth + 1);
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
