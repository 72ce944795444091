import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { loggingSource } from '../../src/collect/host/logging.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { loggingNormalizer } from '../../src/normalize/host/logging/logging.ts';
import { readRsyslog } from '../../src/normalize/host/logging/rsyslog.ts';
import { readStatements } from '../../src/normalize/host/logging/rsyslog-statements.ts';

const work = mkdtempSync(path.join(tmpdir(), 'vauban-logging-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!analyze) console.log('logging: journald skipped; needs systemd-analyze of the Debian package systemd');
const rsyslogd = ['/usr/sbin/rsyslogd', '/sbin/rsyslogd'].find((file) => existsSync(file)) ?? '';
const runs = rsyslogd !== '' && existsSync('/usr/bin/logger');
if (!runs) console.log('logging: rsyslog skipped; needs the Debian packages rsyslog and bsdutils');

describe.skipIf(!analyze)('systemd-analyze cat-config reads journald.conf as we do', () => {
  const MAIN = '/etc/systemd/journald.conf';
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['main file only', { [MAIN]: 'none' }],
    [
      'a vendor drop-in behind the main file',
      { [MAIN]: 'none', '/usr/lib/systemd/journald.conf.d/50.conf': 'volatile' },
    ],
    [
      'one name in two folders',
      { '/etc/systemd/journald.conf.d/50.conf': 'none', '/usr/lib/systemd/journald.conf.d/50.conf': 'volatile' },
    ],
    [
      'run before usr',
      { '/run/systemd/journald.conf.d/50.conf': 'none', '/usr/lib/systemd/journald.conf.d/50.conf': 'volatile' },
    ],
    [
      'run before local',
      { '/run/systemd/journald.conf.d/50.conf': 'none', '/usr/local/lib/systemd/journald.conf.d/50.conf': 'volatile' },
    ],
    [
      'names decide, not folders',
      { '/etc/systemd/journald.conf.d/10.conf': 'none', '/usr/lib/systemd/journald.conf.d/99.conf': 'volatile' },
    ],
    [
      'an empty file masks',
      {
        [MAIN]: 'none',
        '/etc/systemd/journald.conf.d/50.conf': '',
        '/usr/lib/systemd/journald.conf.d/50.conf': 'volatile',
      },
    ],
    [
      'capital letters before small ones',
      { '/etc/systemd/journald.conf.d/a.conf': 'none', '/etc/systemd/journald.conf.d/Z.conf': 'volatile' },
    ],
    ['other endings', { [MAIN]: 'none', '/etc/systemd/journald.conf.d/50.conf.bak': 'volatile' }],
  ])('%s', (name, files) => {
    const root = path.join(work, name.replaceAll(' ', '-'));
    for (const [file, value] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), value === '' ? '' : `[Journal]\nStorage=${value}\n`);
    }
    const said = execFileSync('systemd-analyze', ['cat-config', `--root=${root}`, 'systemd/journald.conf'], {
      encoding: 'utf8',
    });
    const last = [...said.matchAll(/^Storage=(.*)$/gm)].at(-1)?.[1];
    const captures = captureSet(loggingSource.collect(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' }));
    expect(loggingNormalizer.normalize(captures).section.data?.journal_storage).toMatchObject({ value: last });
  });
});

describe.skipIf(!runs)('rsyslogd does as we say', () => {
  it('includes files where they are named', () => {
    const folder = path.join(work, 'includes');
    mkdirSync(path.join(folder, 'd'), { recursive: true });
    const main = path.join(folder, 'main.conf');
    const texts = new Map([
      [main, `$IncludeConfig ${folder}/d/*.conf\n*.* /dev/null\ninclude(file="${folder}/x.inc")\n`],
      [`${folder}/d/20-b.conf`, '*.* /dev/null\n'],
      [`${folder}/d/100-a.conf`, `include(file="${folder}/y.inc" mode="optional")\n*.* /dev/null\n`],
      [`${folder}/d/no.txt`, '*.* /dev/null\n'],
      [`${folder}/x.inc`, '*.* /dev/null\n'],
      [`${folder}/y.inc`, '*.* /dev/null\n'],
    ]);
    for (const [file, text] of texts) writeFileSync(file, text);
    const merged = path.join(folder, 'merged');
    execFileSync(rsyslogd, ['-N1', '-f', main, '-o', merged], { stdio: 'ignore' });
    const lines = execFileSync('cat', [merged], { encoding: 'utf8' });
    const theirs = new Set([...lines.matchAll(/BEGIN CONFIG: (\S+)/g)].map(([, file]) => file));
    const sorted = new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
    const ours = new Set(readStatements(main, sorted).map(({ at }) => at.file));
    // It tells when it pushes a file on its stack, which for a pattern is all of it: the set is compared.
    expect([...ours].sort()).toEqual([...theirs].sort());
  });

  const CASES: readonly (readonly [string, string])[] = [
    ['no setting', '*.* {D}/a'],
    ['the directive before', '$FileCreateMode 0640\n*.* {D}/a'],
    ['the directive behind', '*.* {D}/a\n$FileCreateMode 0640\n*.* {D}/b'],
    ['set twice', '$FileCreateMode 0600\n*.* {D}/a\n$FileCreateMode 0666\n*.* {D}/b'],
    ['a mask at the end', '$FileCreateMode 0666\n*.* {D}/a\n$Umask 0027'],
    ['the newer form and the directive', '$FileCreateMode 0600\n*.* action(type="omfile" file="{D}/a")'],
    ['the newer form with its own', '*.* action(type="omfile"\n fileCreateMode="0640" file="{D}/a")\n*.* {D}/b'],
    [
      'the newer form by its module',
      'module(load="builtin:omfile" fileCreateMode="0640")\n*.* action(type="omfile" file="{D}/a")\n*.* {D}/b',
    ],
    [
      'the directive and the module',
      '$FileCreateMode 0600\nmodule(load="builtin:omfile" fileCreateMode="0640")\n*.* action(type="omfile" file="{D}/a")\n*.* {D}/b',
    ],
    ['a filter', ':msg, contains, "hello" -{D}/a\nif $msg contains "hello" then {D}/b'],
    ['global umask', 'global(umask="0077")\n*.* {D}/a'],
  ];
  it.each(CASES)('files get their mode: %s', async (name, template) => {
    const folder = path.join(work, name.replaceAll(' ', '-'));
    mkdirSync(folder, { recursive: true });
    const socket = path.join(folder, 's');
    const text = `${template.replaceAll('{D}', folder)}\n`;
    const conf = path.join(folder, 'conf');
    writeFileSync(
      conf,
      `module(load="imuxsock" SysSock.Use="off")\ninput(type="imuxsock" Socket="${socket}")\n${text}`,
    );
    const daemon = spawn('sh', ['-c', `umask 0; exec ${rsyslogd} -n -f ${conf} -i ${folder}/pid`], { stdio: 'ignore' });
    const { files } = readRsyslog([{ file: conf, text }]);
    try {
      for (let i = 0; i < 100 && !existsSync(socket); i++) await pause(50);
      spawnSync('/usr/bin/logger', ['-u', socket, 'hello']);
      for (let i = 0; i < 100 && !files.every(({ path: file }) => existsSync(file)); i++) await pause(50);
      expect(files.length).toBeGreaterThan(0);
      const theirs = files.map(
        ({ path: file }) => `${file} ${(statSync(file).mode & 0o7777).toString(8).padStart(4, '0')}`,
      );
      expect(files.map(({ path: file, mode }) => `${file} ${'value' in mode ? mode.value : '?'}`)).toEqual(theirs);
    } finally {
      daemon.kill('SIGKILL');
    }
  });
});
