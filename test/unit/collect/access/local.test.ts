import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../../../src/collect/access/local.ts';
import { SourceError } from '../../../../src/core/errors.ts';

let folder: string;
let root: string;

function text(outcome: ReturnType<ReturnType<typeof openLocal>['readFile']>): string {
  return outcome.kind === 'read' ? Buffer.from(outcome.bytes).toString() : outcome.kind;
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'access-'));
  root = path.join(folder, 'root');
  mkdirSync(path.join(root, 'etc/dir'), { recursive: true });
  mkdirSync(path.join(root, 'usr/lib'), { recursive: true });
  writeFileSync(path.join(folder, 'outside'), 'OUTSIDE');
  writeFileSync(path.join(root, 'etc/file'), 'inside');
  writeFileSync(path.join(root, 'usr/lib/os-release'), 'ID=tree\n');
  writeFileSync(path.join(root, 'etc/dir/member'), 'member');
  writeFileSync(path.join(root, 'outside'), 'clamped');
  const links: Readonly<Record<string, string>> = {
    'etc/os-release': '../usr/lib/os-release',
    'etc/absolute': '/etc/file',
    'etc/host-shadow': '/etc/shadow',
    'etc/host-outside': path.join(folder, 'outside'),
    'etc/climb': '../../../../../../outside',
    'etc/loop-a': 'loop-b',
    'etc/loop-b': 'loop-a',
    'etc/self': 'self',
    'etc/to-dir': '/etc/dir',
    'etc/dir/up': '../..',
    'etc/through': 'to-dir/up/etc/to-dir/member',
    'etc/dangling': 'nowhere',
    'host-root': '/',
    'chain-0': 'etc/file',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(root, name));
  for (let i = 1; i <= 45; i++) symlinkSync(`chain-${i - 1}`, path.join(root, `chain-${i}`));
  execFileSync('mkfifo', [path.join(root, 'etc/fifo')]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an offline tree', () => {
  it.each([
    ['a plain file', '/etc/file', 'inside'],
    ['a relative link', '/etc/os-release', 'ID=tree\n'],
    ['an absolute link starts again at the root', '/etc/absolute', 'inside'],
    ['a link to a file of the scanner is absent in the tree', '/etc/host-shadow', 'absent'],
    ['a link to an absolute path outside stays inside', '/etc/host-outside', 'absent'],
    ['too many .. stop at the root', '/etc/climb', 'clamped'],
    ['.. in the asked path stops at the root', '/../../etc/file', 'inside'],
    ['a loop of two', '/etc/loop-a', 'failed'],
    ['a loop of one', '/etc/self', 'failed'],
    ['a link to a directory on the way', '/etc/to-dir/member', 'member'],
    ['links through links', '/etc/through', 'member'],
    ['a link to the root', '/host-root/etc/file', 'inside'],
    ['a chain of 40 links', '/chain-39', 'inside'],
    ['a chain of 46 links', '/chain-45', 'failed'],
    ['a dangling link', '/etc/dangling', 'absent'],
    ['a file used as a directory', '/etc/file/below', 'absent'],
    ['a missing file', '/etc/none', 'absent'],
    ['a directory', '/etc/dir', 'failed'],
    ['a fifo is not opened', '/etc/fifo', 'failed'],
  ])('%s', (_, asked, want) => {
    expect(text(openLocal(root).readFile(asked))).toBe(want);
  });

  it('keeps the limit of a file', () => {
    expect(openLocal(root).readFile('/etc/file', 3)).toEqual({ kind: 'too-large', bytes: 6, limit: 3 });
  });

  it('tells a link from what it leads to', () => {
    const access = openLocal(root);
    expect(access.lstat('/etc/to-dir')).toMatchObject({ kind: 'read', value: { kind: 'link' } });
    expect(access.stat('/etc/to-dir')).toMatchObject({ kind: 'read', value: { kind: 'directory' } });
    expect(access.lstat('/etc/dangling')).toMatchObject({ kind: 'read', value: { kind: 'link' } });
    expect(access.stat('/etc/dangling')).toEqual({ kind: 'absent' });
    expect(access.readLink('/etc/host-shadow')).toEqual({ kind: 'read', value: '/etc/shadow' });
  });

  it('lists sorted by code point, through a link', () => {
    expect(openLocal(root).list('/etc/to-dir')).toEqual({ kind: 'read', value: ['member', 'up'] });
    expect(openLocal(root).list('/etc/none')).toEqual({ kind: 'absent' });
  });

  it('never runs a program of the scanner', () => {
    expect(openLocal(root).live).toBe(false);
    expect(openLocal(root).run(['/bin/true'])).toEqual({ kind: 'absent' });
  });

  it('refuses a root that is no directory', () => {
    expect(() => openLocal(path.join(root, 'etc/file'))).toThrow(SourceError);
    expect(() => openLocal(path.join(root, 'none'))).toThrow(SourceError);
  });
});

describe('the running machine', () => {
  it('runs programs by absolute path, with the code they end with', () => {
    const access = openLocal('/');
    expect(access.live).toBe(true);
    expect(access.run(['/bin/sh', '-c', 'printf %s "$LC_ALL"; exit 3'])).toMatchObject({
      kind: 'read',
      value: { exitCode: 3, stdout: Buffer.from('C') },
    });
    expect(access.run(['/nonexistent/program'])).toEqual({ kind: 'absent' });
    expect(access.run(['sh'])).toMatchObject({ kind: 'failed' });
  });

  it('reads files of /proc, which tell no size', () => {
    expect(text(openLocal('/').readFile('/proc/sys/kernel/ostype'))).toBe('Linux\n');
  });
});

describe('without root', () => {
  // Root puts its rights aside for a moment; nobody else has any.
  const root = process.geteuid?.() === 0;
  beforeAll(() => {
    if (root) process.seteuid?.(65534);
  });
  afterAll(() => {
    if (root) process.seteuid?.(0);
  });

  it('tells denied from absent', () => {
    expect(openLocal('/').readFile('/etc/shadow').kind).toBe('denied');
  });
});
