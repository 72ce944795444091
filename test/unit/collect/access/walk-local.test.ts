import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Walk, WalkRequest } from '../../../../src/collect/access/access.ts';
import { leftOutFileSystem } from '../../../../src/collect/access/file-systems.ts';
import { walkLocal } from '../../../../src/collect/access/walk-local.ts';

const ME: WalkRequest = {
  knownUids: new Set([process.getuid?.() ?? 0]),
  knownGids: new Set([process.getgid?.() ?? 0]),
};

function walkOf(tree: string, request = ME, maxEntries?: number): Walk {
  const walk = walkLocal(tree, request, maxEntries === undefined ? {} : { maxEntries });
  if (walk.kind !== 'read') throw new Error(JSON.stringify(walk));
  return walk.value;
}

const paths = (walk: Walk) => walk.entries.map((entry) => entry.path);

describe('a tree with one of each', () => {
  let tree = '';
  beforeAll(() => {
    tree = mkdtempSync(path.join(tmpdir(), 'walk-'));
    mkdirSync(path.join(tree, 'bin'));
    mkdirSync(path.join(tree, 'open'));
    mkdirSync(path.join(tree, 'dev'));
    mkdirSync(path.join(tree, 'var/lib/docker/x'), { recursive: true });
    const files: readonly (readonly [string, number])[] = [
      ['bin/plain', 0o755],
      ['bin/suid', 0o4755],
      ['bin/sgid', 0o2755],
      ['open/file', 0o666],
      ['open/closed', 0o664],
      ['dev/suid', 0o4755],
      ['var/lib/docker/x/suid', 0o4755],
    ];
    for (const [name, mode] of files) {
      writeFileSync(path.join(tree, name), '');
      chmodSync(path.join(tree, name), mode);
    }
    linkSync(path.join(tree, 'bin/suid'), path.join(tree, 'bin/another-name'));
    symlinkSync('open/file', path.join(tree, 'link'));
    symlinkSync('.', path.join(tree, 'loop'));
    execFileSync('mkfifo', ['-m', '0666', path.join(tree, 'open/pipe')]);
    chmodSync(path.join(tree, 'open'), 0o1777);
    // A name that is no UTF-8, with something below it.
    const odd = Buffer.concat([Buffer.from(`${tree}/odd-`), Buffer.from([0xff, 0xfe])]);
    mkdirSync(odd);
    const below = Buffer.concat([odd, Buffer.from('/world')]);
    writeFileSync(below, '');
    chmodSync(below, 0o606);
    writeFileSync(path.join(tree, 'caf\u00e9'), '');
    chmodSync(path.join(tree, 'caf\u00e9'), 0o602);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('keeps what is SUID, SGID or world-writable, and a hard link once', () => {
    expect(paths(walkOf(tree))).toEqual([
      '/bin/another-name',
      '/bin/sgid',
      '/caf\u00e9',
      '/odd-\\xff\\xfe/world',
      '/open',
      '/open/file',
      '/open/pipe',
    ]);
  });

  it('says what it left out, and why', () => {
    expect(walkOf(tree).skipped).toEqual([
      { path: '/dev', why: 'runtime file system' },
      { path: '/var/lib/docker', why: 'container storage' },
    ]);
  });

  it('keeps everything when no id is known, links too', () => {
    const walk = walkOf(tree, { knownUids: new Set(), knownGids: new Set() });
    expect(paths(walk)).toContain('/link');
    // Each entry but the second name of the hard link.
    expect(walk.entries).toHaveLength(walk.seen - 1);
  });

  it('ends at the bound and says so', () => {
    const walk = walkOf(tree, ME, 5);
    expect(walk).toMatchObject({ cut: true, seen: 5 });
  });
});

describe('trees made to hurt', () => {
  let tree = '';
  beforeAll(() => {
    tree = mkdtempSync(path.join(tmpdir(), 'walk-'));
  });
  afterAll(() => execFileSync('rm', ['-rf', tree]));

  it('goes down 5,000 folders, past the longest path of the kernel', () => {
    const script = `
      use strict; my $top = shift; chdir $top or die; mkdir 'deep' or die; chdir 'deep' or die;
      for (1..5000) { mkdir 'ab' or die $!; chdir 'ab' or die $!; }
      open my $f, '>', 'bottom' or die; close $f; chmod 0666, 'bottom' or die;`;
    execFileSync('perl', ['-e', script, tree]);
    const walk = walkOf(path.join(tree, 'deep'));
    expect(walk.skipped).toEqual([]);
    expect(walk.seen).toBe(5002);
    expect(paths(walk)).toEqual([`${'/ab'.repeat(5000)}/bottom`]);
  });

  it('looks at 5,000 entries of one folder', () => {
    const folder = path.join(tree, 'wide');
    mkdirSync(folder);
    for (let i = 0; i < 5_000; i++) writeFileSync(path.join(folder, String(i)), '');
    chmodSync(path.join(folder, '17'), 0o666);
    const walk = walkOf(folder);
    expect(walk.seen).toBe(5_001);
    expect(paths(walk)).toEqual(['/17']);
  });
});

describe('file systems', () => {
  it.each([
    ['ext4', undefined],
    ['tmpfs', undefined],
    ['proc', 'runtime file system'],
    ['nfs4', 'network file system'],
    ['overlay', 'file system of type overlay'],
  ])('%s', (type, why) => {
    expect(leftOutFileSystem(type)).toBe(why);
  });
});
