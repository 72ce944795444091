import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { collectHost } from '../../src/collect/host/collect-host.ts';
import type { Assessment } from '../../src/model/generated/model.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { normalizeHost } from '../../src/normalize/host/normalize-host.ts';
import { unitEnabled } from '../../src/normalize/host/unit-state.ts';
import { runVauban } from '../scenario/run-scenario.ts';
import { canMakeDebian, copyDebian, HOW_TO_MAKE_DEBIAN } from './debian-tree.ts';

if (!canMakeDebian) console.log(`second-release: skipped; ${HOW_TO_MAKE_DEBIAN}`);

const collect = (root: string) => collectHost(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' });
const UNITS = [
  'ssh.service',
  'auditd.service',
  'rsyslog.service',
  'chrony.service',
  'apparmor.service',
  'apt-daily.timer',
  'unattended-upgrades.service',
];

describe.skipIf(!canMakeDebian)('a tree of another release, scanned offline', () => {
  let tree = '';
  let captures: ReturnType<typeof collect> = [];
  let host: ReturnType<typeof normalizeHost>['host'] = {};
  beforeAll(() => {
    tree = copyDebian('trixie');
    // An older version of three packages, so that the lists of the tree hold newer ones.
    const status = path.join(tree, 'var/lib/dpkg/status');
    const text = readFileSync(status, 'utf8').replace(
      /^(Package: (?:bash|sudo|libpam-modules)\n(?:.+\n)*?Version: )\S+$/gm,
      '$10.9~old',
    );
    writeFileSync(status, text);
    captures = collect(tree);
    host = normalizeHost(captures).host;
  }, 240_000);
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('has the packages that dpkg-query tells', () => {
    const format = '${db:Status-Status} ${Package}:${Architecture} ${Version}\n';
    const told = execFileSync('dpkg-query', [`--admindir=${tree}/var/lib/dpkg`, '-W', '-f', format], {
      encoding: 'utf8',
    })
      .split('\n')
      .flatMap((line) => (line.startsWith('installed ') ? [line.slice('installed '.length)] : []));
    expect((host.packages?.data?.packages ?? []).map((one) => `${one.id} ${one.version}`).sort()).toEqual(told.sort());
  });

  it('has the updates that its lists hold, as apt tells', () => {
    const lists = path.join(tree, 'var/lib/apt/lists');
    mkdirSync(path.join(lists, 'partial'), { recursive: true });
    mkdirSync(path.join(tree, 'var/cache/apt/archives/partial'), { recursive: true });
    const said = spawnSync(
      'apt',
      ['-o', `Dir=${tree}`, '-o', `Dir::State::status=${tree}/var/lib/dpkg/status`, 'list', '--upgradable'],
      {
        encoding: 'utf8',
        env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      },
    );
    const told = said.stdout.split('\n').flatMap((line) => {
      const [, name, version, architecture] = /^([^/\s]+)\/\S+ (\S+) (\S+) \[upgradable from/.exec(line) ?? [];
      return name === undefined ? [] : [`${name} ${version} ${architecture}`];
    });
    const ours = (host.updates?.data?.pending ?? []).map(
      (one) => `${one.package} ${one.candidate} ${one.architecture}`,
    );
    expect(readdirSync(lists).some((name) => name.endsWith('_Packages'))).toBe(true);
    expect(ours).toEqual(expect.arrayContaining([expect.stringMatching(/^bash /), expect.stringMatching(/^sudo /)]));
    expect([...ours].sort()).toEqual(told.sort());
  });

  it('has the values that its own sshd -T tells', () => {
    const told = new Map(
      execFileSync('/usr/sbin/chroot', [tree, '/usr/sbin/sshd', '-T'], { encoding: 'utf8' })
        .split('\n')
        .map((line) => [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)] as const),
    );
    expect(host.sshd?.data?.servers[0]).toMatchObject({
      permit_root_login: { value: told.get('permitrootlogin')?.replace('without-password', 'prohibit-password') },
      x11_forwarding: { value: told.get('x11forwarding') === 'yes' },
      use_pam: { value: told.get('usepam') === 'yes' },
      ciphers: { value: told.get('ciphers')?.split(',') },
      macs: { value: told.get('macs')?.split(',') },
    });
  });

  it.each(UNITS)('%s starts at boot as systemctl tells', (unit) => {
    const said = spawnSync('systemctl', [`--root=${tree}`, 'is-enabled', unit], { encoding: 'utf8' }).stdout.trim();
    const ours = unitEnabled(captureSet(captures), [unit]);
    expect('value' in ours ? ours.value : ours).toBe(said === 'enabled' || said === 'alias');
  });

  it('leaves open only what a running system, or its lists and logs, tell', () => {
    const sections = Object.entries(host).filter(
      ([, { flag }]) => !/^(complete|does-not-exist|not-applicable)$/.test(flag),
    );
    // The tree has never run: nobody logged in to it.
    expect(sections.map(([name]) => name).sort()).toEqual(['auth_log', 'listening']);
    const open = Object.entries(host).flatMap(([name, { data }]) =>
      reasonsIn(data).map((reason) => `${name}: ${reason}`),
    );
    expect(open.filter((reason) => !ONLY_RUNNING.test(reason) && !NOTHING_THERE.test(reason))).toEqual([]);
  });

  it('is judged without an error of a rule', { timeout: 60_000 }, () => {
    const out = path.join(tree, 'out.json');
    const run = runVauban(['scan', '--root', tree, '--format', 'json', '--output', out], tree);
    expect(`${run.exit} ${run.stderr}`).toMatch(/^[01] /);
    const { observations }: Assessment = JSON.parse(readFileSync(out, 'utf8'));
    expect(observations.filter(({ status }) => status === 'error')).toEqual([]);
    expect(observations.filter(({ status }) => status === 'pass').length).toBeGreaterThan(200);
  });
});

/** Facts that exist on a running system alone. */
const ONLY_RUNNING =
  /running (kernel|machine|system)|depends on the kernel|by the running machine|only the running machine|last_run_at|stamp/;
/** Facts about what the tree does not have: other programs, an archive of security updates in its sources, a restart. */
const NOTHING_THERE =
  /(does not exist|no restart is flagged|there are no files to hold against the loaded rules|no list of a security archive is here.*)$/;

function reasonsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(reasonsIn);
  if (typeof value !== 'object' || value === null) return [];
  return 'unknown' in value && typeof value.unknown === 'string'
    ? [value.unknown]
    : Object.values(value).flatMap(reasonsIn);
}
