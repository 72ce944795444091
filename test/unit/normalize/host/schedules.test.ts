import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../../../src/collect/access/local.ts';
import { collectHost } from '../../../../src/collect/host/collect-host.ts';
import { captureSet } from '../../../../src/normalize/capture-set.ts';
import { schedulesNormalizer } from '../../../../src/normalize/host/schedules/schedules.ts';

const root = mkdtempSync(path.join(tmpdir(), 'vauban-cron-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(path.dirname(root + file), { recursive: true });
  writeFileSync(root + file, text);
  execFileSync('chmod', [mode.toString(8), root + file]);
}

describe('jobs and who may change what they run', () => {
  write('/etc/os-release', 'ID=debian\n');
  write(
    '/etc/crontab',
    'PATH=/opt/bin:/usr/bin\n1 * * * * root safe --password hunter2\n2 * * * * root /srv/open\n3 * * * * root /srv/gone\n',
  );
  write('/etc/cron.d/dotted.name', '4 * * * * root /srv/open\n');
  write('/etc/cron.daily/job', '#!/bin/sh\n', 0o755);
  write('/opt/bin/safe', '', 0o755);
  write('/srv/open', '', 0o777);
  write('/tmp/target', '', 0o755);
  execFileSync('chmod', ['1777', `${root}/tmp`]);
  write('/etc/systemd/system/nightly.timer', '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n');
  write(
    '/etc/systemd/system/nightly.service',
    '[Service]\nExecStart=/srv/open\nExecStart=\nExecStart=-/usr/bin/link --token abc\n',
  );
  mkdirSync(`${root}/usr/bin`, { recursive: true });
  symlinkSync('/tmp/target', `${root}/usr/bin/link`);
  const captures = collectHost(openLocal(root), { collectedAt: '2026-11-22T18:00:00Z' });
  const { section } = schedulesNormalizer.normalize(captureSet(captures));
  const job = (id: string) => section.data?.jobs.find((one) => one.id === id);
  // Files of a user without root belong to that user: only the names of writers by mode are compared.
  const writers = (id: string) => {
    const fact = job(id)?.programs.at(-1)?.writers;
    return fact !== undefined && 'value' in fact ? fact.value.filter((writer) => !writer.startsWith('user ')) : fact;
  };

  it('finds the program through the PATH of the crontab and cuts passwords', () => {
    expect(job('/etc/crontab:2')).toMatchObject({
      user: 'root',
      command: 'safe --password <cut>',
      programs: [{ id: '/opt/bin/safe' }],
    });
    expect(writers('/etc/crontab:2')).toEqual([]);
  });
  it('tells who may write the file', () => {
    expect(writers('/etc/crontab:3')).toEqual(['everyone (/srv/open)']);
  });
  it('knows that a missing file is safe only where others cannot make it', () => {
    expect(writers('/etc/crontab:4')).toEqual([]);
  });
  it('knows that cron passes over names with dots', () => {
    expect(job('/etc/cron.d/dotted.name:1')?.runs).toMatchObject({ value: false });
  });
  it('reads scripts of the folders', () => {
    expect(job('/etc/cron.daily/job')).toMatchObject({ kind: 'script', user: 'root' });
  });
  it('follows a timer to the last ExecStart of its service, and a link to its end', () => {
    expect(job('nightly.timer')).toMatchObject({ kind: 'timer', user: 'root', command: '/usr/bin/link --token <cut>' });
    // In a sticky folder nobody replaces what is there.
    expect(writers('nightly.timer')).toEqual([]);
  });
  it('tells the lists', () => {
    expect(section.data?.lists.map(({ present }) => present)).toMatchObject(
      Array.from({ length: 4 }, () => ({ value: false })),
    );
  });
});
