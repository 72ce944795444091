import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../../../../src/collect/access/local.ts';
import { backupSource } from '../../../../../src/collect/host/backup.ts';
import { cutTarget } from '../../../../../src/collect/host/backup-target.ts';
import { malwareSource } from '../../../../../src/collect/host/malware.ts';
import { mountsSource } from '../../../../../src/collect/host/mounts.ts';
import { systemdUnitsSource } from '../../../../../src/collect/host/systemd-units.ts';
import { captureSet, textOf } from '../../../../../src/normalize/capture-set.ts';
import { backupNormalizer } from '../../../../../src/normalize/host/backup/backup.ts';
import { malwareNormalizer } from '../../../../../src/normalize/host/malware/malware.ts';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function capturesOf(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(path.join(tmpdir(), 'vauban-backup-'));
  roots.push(root);
  for (const [name, text] of Object.entries({
    'etc/os-release': 'ID=debian\n',
    'usr/lib/systemd/systemd': '',
    ...files,
  })) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  const access = openLocal(root);
  const context = { collectedAt: '2026-01-01T00:00:00Z' };
  return captureSet(
    [backupSource, malwareSource, mountsSource, systemdUnitsSource].flatMap((source) =>
      source.collect(access, context),
    ),
  );
}

const section = (files: Readonly<Record<string, string>>) => backupNormalizer.normalize(capturesOf(files)).section.data;
const told = (fact: object | undefined): unknown => (fact !== undefined && 'value' in fact ? fact.value : 'unknown');

describe('where a backup goes', () => {
  it.each([
    ['ssh://borg:CANARY@vault.example:22/./x', 'ssh://vault.example'],
    ['borg@vault:/srv/x', 'ssh://vault'],
    ['sftp:u@vault:/x', 'sftp:vault'],
    ['rest:https://u:CANARY@h/x', 'rest:h'],
    ['s3:https://s3.example/CANARY', 's3:s3.example'],
    ['b2:CANARY:x', 'b2:'],
    ['file:///srv/b', '/srv/b'],
    ['/srv/b', '/srv/b'],
    ['"$REPO"', 'variable'],
    ['root@pam!CANARY@pbs.example:store', 'ssh://pbs.example'],
    ['CANARY', 'unclear'],
  ])('%s is kept as %s', (text, wanted) => expect(cutTarget(text)).toBe(wanted));

  const BORG = { 'usr/bin/borgmatic': '', 'usr/bin/borg': '' };
  it.each<readonly [string, Readonly<Record<string, string>>, unknown]>([
    [
      'of borgmatic',
      {
        ...BORG,
        'etc/borgmatic/config.yaml':
          'repositories:\n    - path: ssh://u@vault/./x\n      label: v\nencryption_passphrase: "CANARY"\n',
      },
      true,
    ],
    [
      'of borgmatic, the old form',
      { ...BORG, 'etc/borgmatic/config.yaml': 'location:\n    repositories:\n        - u@vault:x.borg\n' },
      true,
    ],
    ['here only', { ...BORG, 'etc/borgmatic.d/a.yaml': 'repositories:\n    - path: /srv/backup\n' }, false],
    [
      'on a mount of the network',
      {
        ...BORG,
        'etc/fstab': 'nas:/b /srv/backup nfs defaults 0 0\n',
        'etc/borgmatic/config.yaml': 'repositories:\n    - path: /srv/backup/x\n',
      },
      true,
    ],
    [
      'of restic by its environment',
      {
        'usr/bin/restic': '',
        'etc/restic/env': 'export RESTIC_PASSWORD=CANARY\nexport RESTIC_REPOSITORY=rest:https://u:CANARY@h/x\n',
      },
      true,
    ],
    [
      'of restic by its job',
      {
        'usr/bin/restic': '',
        'etc/cron.d/b': '5 1 * * * root RESTIC_PASSWORD=CANARY restic -r sftp:u@h:/x backup /etc\n',
      },
      true,
    ],
    [
      'of restic by a script that the job runs',
      {
        'usr/bin/restic': '',
        'etc/cron.d/b': '5 1 * * * root /opt/b.sh\n',
        'opt/b.sh': '#!/bin/sh\nexport RESTIC_REPOSITORY=/srv/x\nrestic backup /etc\n',
      },
      false,
    ],
    [
      'of rsnapshot',
      {
        'usr/bin/rsnapshot': '',
        'etc/rsnapshot.conf': 'snapshot_root\t/var/cache/rsnapshot/\nbackup\t/home/\tlocalhost/\n',
      },
      false,
    ],
    [
      'of duply',
      {
        'usr/bin/duplicity': '',
        'usr/bin/duply': '',
        'etc/duply/x/conf': "GPG_PW='CANARY'\nTARGET='sftp://u:CANARY@h/x'\n",
      },
      true,
    ],
    [
      'of Kopia',
      {
        'usr/bin/kopia': '',
        'root/.config/kopia/repository.config': '{"storage": {"type": "s3", "config": {"secretAccessKey": "CANARY"}}}',
      },
      true,
    ],
    ['by a variable', { 'usr/bin/restic': '', 'etc/restic/env': 'RESTIC_REPOSITORY=$REPO\n' }, 'unknown'],
    [
      'of an agent',
      { 'usr/sbin/bacula-fd': '', 'etc/bacula/bacula-fd.conf': 'Director {\n Name = d-dir\n Password = "CANARY"\n}\n' },
      true,
    ],
  ])('%s', (_name, files, wanted) => {
    const captures = capturesOf(files);
    expect(captures.all.filter((capture) => /CANARY/.test(textOf(capture) ?? '')).map(({ origin }) => origin)).toEqual(
      [],
    );
    expect(told(backupNormalizer.normalize(captures).section.data?.tools[0]?.remote)).toBe(wanted);
  });
});

describe('the timer that the package of borgmatic brings', () => {
  const PACKAGE = {
    'usr/bin/borgmatic': '',
    'usr/bin/borg': '',
    'usr/lib/systemd/system/default.target': '[Unit]\n',
    'usr/lib/systemd/system/borgmatic.timer': '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n',
    'usr/lib/systemd/system/borgmatic.service': '[Service]\nExecStart=/usr/bin/borgmatic --verbosity -1\n',
    'etc/systemd/system/timers.target.wants/borgmatic.timer': '[Timer]\n',
  };
  it('is no job without a configuration', () => {
    const tool = section(PACKAGE)?.tools[0];
    expect([told(tool?.configured), told(tool?.scheduled)]).toEqual([false, false]);
  });
  it('is one with it', () => {
    const tool = section({ ...PACKAGE, 'etc/borgmatic/config.yaml': 'repositories:\n    - path: ssh://u@vault/./x\n' })
      ?.tools[0];
    expect(told(tool?.configured)).toBe(true);
  });
});

describe('when a backup runs', () => {
  const RESTIC = { 'usr/bin/restic': '', 'etc/restic/env': 'RESTIC_REPOSITORY=sftp:h:/x\n' };
  const TIMER = {
    'usr/lib/systemd/system/default.target': '[Unit]\n',
    'etc/systemd/system/b.timer': '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n',
    'etc/systemd/system/b.service': '[Service]\nExecStart=/usr/bin/restic backup /etc\n',
  };
  it.each<readonly [string, Readonly<Record<string, string>>, readonly unknown[]]>([
    ['never', RESTIC, [false, 'unknown']],
    ['by cron', { ...RESTIC, 'etc/cron.d/b': '5 1 * * * root restic backup /etc\n' }, [true, 24]],
    ['by a folder of cron', { ...RESTIC, 'etc/cron.weekly/b': '#!/bin/sh\nrestic backup /etc\n' }, [true, 168]],
    ['in a comment', { ...RESTIC, 'etc/cron.d/b': '#5 1 * * * root restic backup /etc\n' }, [false, 'unknown']],
    ['by a timer that is off', { ...RESTIC, ...TIMER }, [false, 'unknown']],
    ['by its server', { 'usr/sbin/bareos-fd': '' }, [false, 'unknown']],
  ])('%s', (_name, files, wanted) => {
    const [tool] = section(files)?.tools ?? [];
    expect([told(tool?.scheduled), told(tool?.interval_hours)]).toEqual(wanted);
  });

  it('is told by its log', () => {
    expect(section({ ...RESTIC, 'var/log/restic.log': 'x' })?.tools[0]?.last_run_at).toHaveProperty('value');
    expect(section(RESTIC)?.tools[0]?.last_run_at).toHaveProperty('unknown');
  });

  it('is nobody’s without a tool', () => {
    expect(section({})).toMatchObject({ installed: { value: false }, tools: [] });
  });
});

describe('scanners for malware', () => {
  const scanners = (files: Readonly<Record<string, string>>) =>
    malwareNormalizer.normalize(capturesOf(files)).section.data;
  it('are none', () => expect(scanners({})).toMatchObject({ installed: { value: false }, scanners: [] }));
  it('have signatures by the newest file', () => {
    const data = scanners({ 'usr/bin/clamscan': '', 'var/lib/clamav/daily.cld': 'x', 'var/lib/clamav/main.cvd': '' });
    expect(data?.scanners[0]).toMatchObject({
      id: 'clamav',
      signatures_modified_at: { at: { file: '/var/lib/clamav/daily.cld' } },
    });
  });
  it('without signatures have no age', () => {
    expect(scanners({ 'usr/bin/clamscan': '' })?.scanners[0]?.signatures_modified_at).toHaveProperty('unknown');
  });
  it('of another kind keep their own', () => {
    expect(scanners({ 'opt/CrowdStrike/falcond': '' })?.scanners[0]?.signatures_modified_at).toHaveProperty('unknown');
  });
});
