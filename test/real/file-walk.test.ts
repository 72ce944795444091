import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { skippedFolder } from '../../src/collect/access/walk.ts';
import { walkLocal } from '../../src/collect/access/walk-local.ts';
import { accountsSource } from '../../src/collect/host/accounts.ts';
import { commandsSource } from '../../src/collect/host/commands.ts';
import { filesSource } from '../../src/collect/host/files.ts';
import { walkSource } from '../../src/collect/host/walk.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { commandsNormalizer } from '../../src/normalize/host/commands/commands.ts';
import { walkNormalizer } from '../../src/normalize/host/walk/walk.ts';
import { canMakeDebian, copyDebian, HOW_TO_MAKE_DEBIAN } from './debian-tree.ts';

if (!canMakeDebian) console.log(`file-walk: skipped; ${HOW_TO_MAKE_DEBIAN}`);

const context = { collectedAt: '2026-01-01T00:00:00Z' };
const idsOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Number(line.split(':')[2]));

/** Paths that find(1) prints, as the target names them; NUL-separated, invalid UTF-8 as the walk tells it. */
function find(top: string, ...test: readonly string[]): readonly string[] {
  const { stdout } = spawnSync('/usr/bin/find', [top, '-xdev', '(', ...test, ')', '-printf', '/%P\\0'], {
    maxBuffer: 256 * 1024 * 1024,
  });
  return stdout
    .toString('utf8')
    .split('\0')
    .filter((one) => one !== '')
    .filter((one) => {
      const parts = one.split('/');
      return parts.every((_, index) => skippedFolder(parts.slice(0, index + 1).join('/')) === undefined);
    })
    .sort();
}

describe.skipIf(!canMakeDebian)('a real Debian tree with planted files', () => {
  let tree = '';
  const walked = () => {
    const access = openLocal(tree);
    const captures = captureSet(
      [accountsSource, filesSource, walkSource, commandsSource].flatMap((source) => [
        ...source.collect(access, context),
      ]),
    );
    const section = walkNormalizer.normalize(captures).section;
    if (section.data === undefined) throw new Error(section.reason);
    return { data: section.data, commands: commandsNormalizer.normalize(captures).section.data };
  };

  beforeAll(() => {
    tree = copyDebian();
    const nested = path.join(tree, 'srv/a/b/c/d/e');
    mkdirSync(nested, { recursive: true });
    const plant = (name: string, mode: number, uid: number, gid: number) => {
      const file = path.join(nested, name);
      writeFileSync(file, 'x');
      chownSync(file, uid, gid);
      chmodSync(file, mode);
    };
    plant('shell', 0o4755, 0, 0);
    plant('sgid', 0o2755, 0, 42);
    plant('all may write', 0o666, 0, 0);
    plant('of nobody', 0o644, 4242, 0);
    plant('of no group', 0o600, 0, 4343);
    mkdirSync(path.join(nested, 'open'));
    chmodSync(path.join(nested, 'open'), 0o777);
    mkdirSync(path.join(nested, 'left'));
    writeFileSync(path.join(nested, 'left/one'), 'x');
    for (const name of ['left', 'left/one']) chownSync(path.join(nested, name), 5555, 5555);
    writeFileSync(path.join(tree, 'usr/local/bin/tool'), 'x');
    chownSync(path.join(tree, 'usr/local/bin/tool'), 33, 33);
  }, 180_000);
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('is walked to what find finds with the same questions', () => {
    const knownUids = idsOf(path.join(tree, 'etc/passwd'));
    const knownGids = idsOf(path.join(tree, 'etc/group'));
    const walk = walkLocal(tree, { knownUids: new Set(knownUids), knownGids: new Set(knownGids) });
    if (walk.kind !== 'read') throw new Error(JSON.stringify(walk));
    const anyOf = (flag: string, ids: readonly number[]) =>
      ids.flatMap((id, index) => [...(index === 0 ? [] : ['-o']), flag, String(id)]);
    const want = find(
      tree,
      ...['-type', 'f', '-perm', '/6000', '-o', '!', '-type', 'l', '-perm', '-0002'],
      ...['-o', '!', '(', ...anyOf('-uid', knownUids), ')', '-o', '!', '(', ...anyOf('-gid', knownGids), ')'],
    );
    // A file of several names is kept once; find prints each name.
    const kept = new Set(walk.value.entries.map((entry) => entry.path));
    const linked = new Set(find(tree, '-type', 'f', '-links', '+1'));
    expect(want.filter((one) => !kept.has(one) && !linked.has(one))).toEqual([]);
    expect([...kept].filter((one) => !want.includes(one))).toEqual([]);
    expect(kept.size).toBeGreaterThan(15);
  });

  it('tells what was planted, and stands for folders of nobody once', () => {
    const { data, commands } = walked();
    const at = '/srv/a/b/c/d/e';
    expect(data.whole).toMatchObject({ value: true });
    expect(data.writable_files.files.map((file) => file.id)).toEqual([`${at}/all may write`]);
    expect(data.writable_folders.files.filter((file) => !file.sticky).map((file) => file.id)).toEqual([`${at}/open`]);
    expect(data.unowned.files.map((file) => [file.id, file.below])).toEqual([
      [`${at}/left`, 1],
      [`${at}/of no group`, 0],
      [`${at}/of nobody`, 0],
    ]);
    const loose = commands?.folders.flatMap((folder) => folder.loose.map((one) => one.id));
    expect(loose).toEqual(['/usr/local/bin/tool']);
  });

  it('names the package of each SUID program that dpkg names', () => {
    const files = walked().data.privileged.files;
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      // The lists of an unmerged package name /bin/su for /usr/bin/su.
      const asked = [file.id, file.id.replace(/^\/usr\//, '/')];
      const { stdout } = spawnSync('dpkg-query', [`--admindir=${tree}/var/lib/dpkg`, '--search', ...asked], {
        encoding: 'utf8',
      });
      const want = stdout.trim() === '' ? '' : (stdout.split(':')[0] ?? '');
      expect({ file: file.id, package: 'value' in file.package ? file.package.value : 'unknown' }).toEqual({
        file: file.id,
        package: want,
      });
    }
  });

  it('knows a mode that dpkg-statoverride registered', () => {
    const file = '/usr/bin/gpasswd';
    execFileSync('dpkg-statoverride', [
      `--admindir=${tree}/var/lib/dpkg`,
      '--force-all',
      ...['--add', 'root', 'root', '4755', file],
    ]);
    const registered = walked()
      .data.privileged.files.filter((one) => one.registered)
      .map((one) => one.id);
    expect(registered).toEqual([file]);
  });
});

describe.skipIf(process.getuid?.() !== 0)('this machine', () => {
  it('has the SUID and SGID programs below /usr that find finds', () => {
    const request = { knownUids: new Set(idsOf('/etc/passwd')), knownGids: new Set(idsOf('/etc/group')) };
    const walk = walkLocal('/usr', request);
    if (walk.kind !== 'read') throw new Error(JSON.stringify(walk));
    const ours = walk.value.entries
      .filter(({ info }) => info.kind === 'file' && (info.mode & 0o6000) !== 0)
      .map((entry) => entry.path);
    const linked = new Set(find('/usr', '-type', 'f', '-links', '+1'));
    const want = find('/usr', '-type', 'f', '-perm', '/6000');
    expect(ours.filter((one) => !linked.has(one))).toEqual(want.filter((one) => !linked.has(one)));
    expect(ours.length).toBeGreaterThan(0);
  });
});
