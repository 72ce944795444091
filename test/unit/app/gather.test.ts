import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather } from '../../../src/app/gather.ts';
import { makeSnapshots } from '../../../src/app/make-snapshots.ts';
import type { Snapshot } from '../../../src/model/generated/model.ts';
import { tarOf } from '../../tar-writer.ts';

const NOW = '2026-11-22T18:00:00Z';
const machine = (name: string) =>
  tarOf([
    { name: 'etc/os-release', data: 'ID=debian\nVERSION_ID="12"\n' },
    { name: 'etc/passwd', data: 'root:x:0:0:root:/root:/bin/bash\n' },
    { name: 'etc/hostname', data: `${name}\n` },
  ]);

describe('archives and strange files as targets', () => {
  let folder = '';
  const at = (name: string): string => path.join(folder, name);
  const made = async (...targets: readonly string[]) =>
    makeSnapshots(await gather({ targets, roots: [], collectedAt: NOW }), NOW, () => undefined);
  const names = ({ snapshots }: { readonly snapshots: readonly Snapshot[] }) =>
    snapshots.map(({ target }) => target.name);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vauban-gather-'));
    mkdirSync(at('many'));
    writeFileSync(at('many/a.tar'), machine('web01'));
    writeFileSync(at('many/b.tar'), machine('web01'));
    writeFileSync(at('many/c.tar'), machine('db01'));
    writeFileSync(at('many/other.tar'), tarOf([{ name: 'docs/x', data: 'x' }]));
    writeFileSync(at('empty.tar'), '');
    writeFileSync(at('a.zip'), 'PK\u0003\u0004\0\0');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads the machines of a folder of archives, those of one name by their file', async () => {
    const result = await made(at('many'));
    expect(names(result)).toEqual(['db01', 'web01 (a.tar)', 'web01 (b.tar)']);
    expect(result.diagnostics.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'warning unusable-archive',
      'note same-name',
    ]);
    expect(result.snapshots.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).not.toContain(
      'duplicate-section',
    );
  });

  it('keeps the name of a machine that is alone', async () => {
    expect(names(await made(at('many/a.tar'), at('many/c.tar')))).toEqual(['db01', 'web01']);
  });

  it.each([
    ['empty.tar', 'is empty', 'Make or copy it again'],
    ['a.zip', 'is a zip archive', 'Unpack it'],
  ])('%s is told for what it is', async (name, what, hint) => {
    const [fault] = (await made(at(name))).diagnostics;
    expect(fault).toMatchObject({ level: 'error', code: 'unknown-format' });
    expect(fault?.message).toContain(what);
    expect(fault?.hint).toContain(hint);
  });
});
