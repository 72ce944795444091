import {
  chmodSync,
  lchownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Access, PendingAccess } from '../../src/collect/access/access.ts';
import { archiveKindOf, openArchive } from '../../src/collect/access/archive/open-archive.ts';
import { openLocal } from '../../src/collect/access/local.ts';
import { collectHost, collectPendingHost } from '../../src/collect/host/collect-host.ts';
import { sortedBy } from '../../src/core/order.ts';
import { packFolder, zstdStored } from '../tar-writer.ts';

const CONTEXT = { collectedAt: '2026-01-01T00:00:00Z' };
const isRoot = process.getuid?.() === 0;

/** Names that sources look for, so that random trees are no strangers to them. */
const names = fc.constantFrom(
  'etc',
  'usr',
  'lib',
  'passwd',
  'shadow',
  'ssh',
  'sshd_config',
  'sudoers.d',
  'a',
  'Zz',
  'ü',
  'x'.repeat(90),
  '.hidden',
  'with space',
);
const paths = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const contents = fc.oneof(
  fc.constantFrom(
    '',
    'root:x:0:0:root:/root:/bin/sh\n',
    'Include /etc/ssh/*.d/*\n',
    'PermitRootLogin no\n',
    '\xff\xfe\0',
  ),
  fc.string({ maxLength: 2000 }),
);
const targets = fc.oneof(
  paths,
  paths.map((one) => `/${one}`),
  paths.map((one) => `../${one}`),
  fc.constantFrom('.', '..', '/', 'a', '../../../..'),
);
const mode = fc.constantFrom(0o644, 0o600, 0o4755, 0o2755, 0o666, 0o000, 0o777);
const owner = fc.constantFrom(0, 7, 65_534, 100_000);
const step = fc.oneof(
  fc.record({ kind: fc.constant('file' as const), at: paths, text: contents, mode, owner }),
  fc.record({ kind: fc.constant('folder' as const), at: paths, mode: fc.constantFrom(0o755, 0o1777, 0o777), owner }),
  fc.record({ kind: fc.constant('link' as const), at: paths, to: targets }),
  fc.record({ kind: fc.constant('name' as const), at: paths, to: paths }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Makes what can be made: a step that the file system refuses is left out. */
function make(root: string, steps: readonly Step[]): void {
  mkdirSync(path.join(root, 'etc'));
  writeFileSync(path.join(root, 'etc/os-release'), 'ID=debian\nVERSION_ID="12"\n');
  for (const one of steps) {
    const at = path.join(root, one.at);
    try {
      mkdirSync(one.kind === 'folder' ? at : path.dirname(at), { recursive: true });
      if (one.kind === 'file') writeFileSync(at, one.text, { flag: 'wx' });
      if (one.kind === 'link') symlinkSync(one.to, at);
      if (one.kind === 'name') linkSync(path.join(root, one.to), at);
      if ('owner' in one) {
        if (isRoot) lchownSync(at, one.owner, one.owner);
        chmodSync(at, isRoot ? one.mode : one.mode | 0o600);
        utimesSync(at, 1_700_000_000.123, 1_700_000_000.123);
      }
    } catch {
      // Taken already, or below a file.
    }
  }
}

/** All that an access tells of paths, those of the steps and what lies about them. */
function answers(access: Access, asked: readonly string[]): unknown {
  const known = new Set([0, 7]);
  return {
    walk: access.walk({ knownUids: known, knownGids: known }),
    paths: asked.map((at) => [
      at,
      access.lstat(at),
      access.stat(at),
      access.readLink(at),
      access.list(at),
      bytesOf(access, at),
      bytesOf(access, at, 100),
    ]),
  };
}

function bytesOf(access: Access, at: string, limit?: number): unknown {
  const outcome = access.readFile(at, limit);
  return outcome.kind === 'read' ? Buffer.from(outcome.bytes).toString('latin1') : outcome;
}

async function settled(access: PendingAccess, asked: readonly string[]): Promise<unknown> {
  answers(access, asked);
  while (await access.fetch()) answers(access, asked);
  return answers(access, asked);
}

it('an archive of a tree tells what the tree tells', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.constantFrom('tar', 'gz', 'zst'), async (steps, form) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'archive-access-'));
      try {
        const root = path.join(folder, 'root');
        mkdirSync(root);
        make(root, steps);
        const file = path.join(folder, 'machine');
        const tar = packFolder(root);
        writeFileSync(file, form === 'tar' ? tar : form === 'gz' ? gzipSync(tar) : zstdStored(tar));
        const kind = archiveKindOf(file);
        const [machine] = kind.kind === 'tar' ? await openArchive(file, kind.compression) : [];
        if (machine === undefined) throw new Error('no machine');
        expect(machine.diagnostics).toEqual([]);
        const local = openLocal(root);
        const asked = [
          '/',
          ...steps.flatMap(({ at }) => [`/${at}`, `/${path.dirname(at)}`, `/${at}/../a`, `/${at}/none`]),
        ];
        expect(await settled(machine.pending, asked)).toEqual(answers(local, asked));
        const captures = await collectPendingHost(machine.pending, CONTEXT, () => undefined);
        const byOrigin = (list: typeof captures) => sortedBy(list, ({ origin }) => origin);
        expect(byOrigin(captures)).toEqual(byOrigin(collectHost(local, CONTEXT)));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
