import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { fail2banSource } from '../../src/collect/host/fail2ban.ts';
import { systemdUnitsSource } from '../../src/collect/host/systemd-units.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { fail2banNormalizer } from '../../src/normalize/host/fail2ban/fail2ban.ts';

const CLIENT = '/usr/bin/fail2ban-client';
const present = existsSync(CLIENT) && existsSync('/etc/fail2ban/jail.conf');
if (!present) console.warn('skipped: fail2ban-client is missing (apt-get install fail2ban)');

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** A tree with the distribution's own configuration and the files of the case over it. */
function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'vauban-fail2ban-'));
  roots.push(root);
  cpSync('/etc/fail2ban', path.join(root, 'etc/fail2ban'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}

interface Dumped {
  readonly jails: readonly string[];
  readonly settings: ReadonlyMap<string, string>;
}

/** What the program itself makes of the configuration: its commands are Python lists. */
function dump(root: string): Dumped {
  const result = spawnSync(CLIENT, ['-c', path.join(root, 'etc/fail2ban'), '-d'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  const jails: string[] = [];
  const settings = new Map<string, string>();
  for (const line of result.stdout.split('\n')) {
    const added = /^\['add', '([^']+)', '([^']+)'\]/.exec(line);
    if (added !== null) {
      jails.push(added[1] ?? '');
      settings.set(`${added[1]}.backend`, added[2] ?? '');
    }
    const set = /^\['set', '([^']+)', '(maxretry|findtime|bantime)', '?([^'\]]*)'?\]/.exec(line);
    if (set !== null) settings.set(`${set[1]}.${set[2]}`, set[3] ?? '');
    const action = /^\['set', '([^']+)', 'addaction', '([^']+)'\]/.exec(line);
    if (action !== null) {
      const key = `${action[1]}.actions`;
      settings.set(key, [settings.get(key), action[2]].filter((part) => part !== undefined).join(' '));
    }
    const ignored = /^\['set', '([^']+)', 'addignoreip'(.*)\]$/.exec(line);
    if (ignored !== null)
      settings.set(`${ignored[1]}.ignoreip`, [...(ignored[2] ?? '').matchAll(/'([^']*)'/g)].map((m) => m[1]).join(' '));
  }
  return { jails: jails.sort(), settings };
}

const cases = {
  'as installed': {},
  'jail.local overrides jail.d/*.conf and [DEFAULT] is inherited': {
    'etc/fail2ban/jail.local':
      '[DEFAULT]\nbantime = 1h\nbanaction = nftables-multiport\nignoreip = 127.0.0.1/8 10.0.0.0/8\n\n[sshd]\nmaxretry = 3\n',
  },
  'jail.d/*.local comes last': {
    'etc/fail2ban/jail.local': '[sshd]\nenabled = false\n[dropbear]\nenabled = true\n',
    'etc/fail2ban/jail.d/90.local': '[sshd]\nenabled = yes\nfindtime = 1d\n',
  },
  'known values, continued values and inline comments': {
    'etc/fail2ban/jail.local':
      '[DEFAULT]\nignoreip = 127.0.0.1/8\n   192.0.2.0/24\n\n[sshd]\nmaxretry = 7 ; seven\nbackend = systemd\n',
    'etc/fail2ban/jail.d/10.local': '[sshd]\nignoreip = %(known/ignoreip)s 198.51.100.7\nbantime = %(known/bantime)s\n',
  },
} satisfies Record<string, Readonly<Record<string, string>>>;

describe.skipIf(!present)('fail2ban configuration is merged as fail2ban-client -d does', () => {
  it.each(Object.entries(cases))('%s', (_name, files) => {
    const root = tree(files);
    const expected = dump(root);
    const access = openLocal(root);
    const context = { collectedAt: '2026-01-01T00:00:00Z' };
    const captures = [...fail2banSource.collect(access, context), ...systemdUnitsSource.collect(access, context)];
    const { section } = fail2banNormalizer.normalize(captureSet(captures));
    const jails = section.data?.jails ?? [];
    expect(jails.map((jail) => jail.id)).toEqual(expected.jails);
    expect(expected.jails).toContain('sshd');
    for (const jail of jails) {
      const value = (fact: object): unknown => ('value' in fact ? fact.value : fact);
      const said = (key: string): string => expected.settings.get(`${jail.id}.${key}`) ?? '';
      expect(value(jail.backend)).toBe(said('backend'));
      expect(String(value(jail.max_retry))).toBe(said('maxretry'));
      expect(value(jail.find_time_seconds)).toBe(seconds(said('findtime')));
      expect(value(jail.ban_time_seconds)).toBe(seconds(said('bantime')));
      expect(value(jail.actions)).toEqual(said('actions').split(' '));
      expect(value(jail.ignore_ips)).toEqual(
        said('ignoreip')
          .split(' ')
          .filter((word) => word !== ''),
      );
    }
  });
});

function seconds(text: string): number {
  const factor = { m: 60, h: 3600, d: 86_400 }[text.slice(-1)];
  return factor === undefined ? Number(text) : Number(text.slice(0, -1)) * factor;
}
