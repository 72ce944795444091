import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { desktopSource } from '../../src/collect/host/desktop.ts';
import { packagesSource } from '../../src/collect/host/packages.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { desktopNormalizer } from '../../src/normalize/host/desktop/desktop.ts';
import { plainValue } from '../../src/normalize/host/desktop/keyfiles.ts';

const DCONF = '/usr/bin/dconf';
const present = existsSync(DCONF);
if (!present) console.warn('skipped: dconf is missing (apt-get install dconf-cli)');

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

const SESSION = '[org/gnome/desktop/session]\n';
const KEY = '/org/gnome/desktop/session/idle-delay';
const LOCK = `${KEY}\n`;

/** Files below etc/dconf/db; every database named here is compiled and in the profile. */
const CASES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['one file', { 'local.d/00': `${SESSION}idle-delay=uint32 600\n` }],
  [
    'a later file',
    {
      'local.d/00': `${SESSION}idle-delay=uint32 1\n`,
      'local.d/9': `${SESSION}idle-delay=uint32 2\n`,
      'local.d/10': `${SESSION}idle-delay=uint32 3\n`,
    },
  ],
  ['a later line', { 'local.d/00': `${SESSION}idle-delay=uint32 1\n\n# c\nidle-delay = uint32 7\n` }],
  [
    'a hidden file',
    { 'local.d/00': `${SESSION}idle-delay=uint32 1\n`, 'local.d/.zz': `${SESSION}idle-delay=uint32 2\n` },
  ],
  [
    'two databases',
    { 'local.d/00': `${SESSION}idle-delay=uint32 1\n`, 'site.d/00': `${SESSION}idle-delay=uint32 2\n` },
  ],
  [
    'a lock below',
    {
      'local.d/00': `${SESSION}idle-delay=uint32 1\n`,
      'site.d/00': `${SESSION}idle-delay=uint32 2\n`,
      'site.d/locks/x': LOCK,
    },
  ],
  [
    'a lock above',
    {
      'local.d/00': `${SESSION}idle-delay=uint32 1\n`,
      'local.d/locks/x': `# c\n${LOCK}`,
      'site.d/00': `${SESSION}idle-delay=uint32 2\n`,
    },
  ],
  ['a lock alone below', { 'local.d/00': `${SESSION}idle-delay=uint32 1\n`, 'site.d/locks/x': LOCK }],
];

describe.skipIf(!present)('key files, beside dconf', () => {
  it.each(CASES)('%s', (_name, files) => {
    const root = mkdtempSync(path.join(tmpdir(), 'vauban-dconf-'));
    roots.push(root);
    const put = (name: string, text: string) => {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    };
    put('var/lib/dpkg/status', 'Package: gdm3\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n\n');
    for (const name of ['local', 'site']) mkdirSync(path.join(root, `etc/dconf/db/${name}.d`), { recursive: true });
    for (const [name, text] of Object.entries(files)) put(`etc/dconf/db/${name}`, text);
    for (const name of ['local', 'site'])
      execFileSync(DCONF, [
        'compile',
        path.join(root, `etc/dconf/db/${name}`),
        path.join(root, `etc/dconf/db/${name}.d`),
      ]);
    put('etc/dconf/profile/user', 'user-db:user\nsystem-db:local\nsystem-db:site\n');
    put('profile', `user-db:vauban-none\nfile-db:${root}/etc/dconf/db/local\nfile-db:${root}/etc/dconf/db/site\n`);
    const read = spawnSync(DCONF, ['read', KEY], {
      encoding: 'utf8',
      env: {
        DCONF_PROFILE: path.join(root, 'profile'),
        HOME: root,
        XDG_CONFIG_HOME: path.join(root, 'config'),
        PATH: '/usr/bin:/bin',
      },
    });
    const captures = [desktopSource, packagesSource].flatMap((source) =>
      source.collect(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' }),
    );
    const settings = desktopNormalizer.normalize(captureSet(captures)).section.data?.settings ?? [];
    const ours = settings.find(({ id }) => id === `user${KEY}`)?.value;
    const theirs = read.stdout.trim();
    // Without a value dconf tells nothing; the schema's default is what then holds.
    expect(ours).toMatchObject({ value: theirs === '' ? '300' : plainValue(theirs) });
  });
});
