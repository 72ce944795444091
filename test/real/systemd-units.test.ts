import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { systemdUnitsSource } from '../../src/collect/host/systemd-units.ts';
import { isKnown } from '../../src/core/fact.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { unitTable } from '../../src/normalize/host/services/table.ts';

const SYSTEMD = '/usr/lib/systemd/systemd';
const SYSTEMCTL = '/usr/bin/systemctl';
const canCompare = existsSync(SYSTEMD) && existsSync(SYSTEMCTL) && process.getuid?.() === 0 && canUnshare();
if (!canCompare) console.log('systemd-units: needs root, unshare and mount, and systemd (Debian package systemd-sysv)');

function canUnshare(): boolean {
  return spawnSync('unshare', ['-m', '--propagation', 'private', 'true']).status === 0;
}

/** Units beside systemd's own, with what those do not have: instances, drop-ins, triggers, conflicts, conditions. */
const UNITS: Readonly<Record<string, string>> = {
  'one.service':
    '[Unit]\nWants=two.service\n[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\nAlias=uno.service\n',
  'two.service': '[Unit]\nRequires=three.service \\\n# in between\n  four.service\n[Service]\nExecStart=/bin/true\n',
  'three.service': '[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=graphical.target\n',
  'four.service': '[Unit]\nUpholds=five@up.service\n[Service]\nExecStart=/bin/true\n',
  'five@.service':
    '[Unit]\nWants=six-%i.service six@%i.service seven@.service\n[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\nDefaultInstance=five\n',
  'six@.service': '[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=graphical.target\nAlias=sechs@.service\n',
  'six-up.service': '[Service]\nExecStart=/bin/true\n',
  'seven@.service': '[Service]\nExecStart=/bin/true\n[Install]\nAlso=seven.socket\n',
  'seven.socket': '[Socket]\nListenStream=127.0.0.1:7\nAccept=yes\n[Install]\nWantedBy=sockets.target\n',
  'eight.timer': '[Timer]\nOnCalendar=daily\nUnit=nine.service\n[Install]\nWantedBy=timers.target\n',
  'nine.service': '[Service]\nExecStart=/bin/true\n',
  'ten.service':
    '[Unit]\nConflicts=eleven.service\n[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n',
  'eleven.service': '[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n',
  'twelve.target': '[Unit]\nRequires=basic.target\nAllowIsolate=yes\n[Install]\nAlias=default.target\n',
  'thirteen.path':
    '[Unit]\nDefaultDependencies=no\n[Path]\nPathExists=/nowhere\n[Install]\nRequiredBy=multi-user.target\n',
  'thirteen.service': '[Unit]\n[Service]\nExecStart=/bin/true\n',
  'a-b-c.service': '[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=twelve.target multi-user.target\n',
  'plain-wants.service':
    'Wants=one.service\n[Unit]\nno assignment\n=no key\nwants=two.service\n[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n',
};

const work = canCompare ? mkdtempSync(path.join(tmpdir(), 'vauban-units-')) : '';
afterAll(() => {
  if (work !== '') rmSync(work, { recursive: true, force: true });
});

function makeTree(name: string): string {
  const tree = path.join(work, name);
  for (const folder of ['etc/systemd/system', 'run/systemd/system', 'usr/local/lib/systemd/system', 'usr/lib/systemd'])
    mkdirSync(path.join(tree, folder), { recursive: true });
  symlinkSync('usr/lib', path.join(tree, 'lib'));
  cpSync('/usr/lib/systemd/system', path.join(tree, 'usr/lib/systemd/system'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  writeFileSync(path.join(tree, 'usr/lib/systemd/systemd'), '');
  mkdirSync(path.join(tree, 'dev'));
  execFileSync('cp', ['-a', '/dev/null', path.join(tree, 'dev/null')]);
  for (const [unit, text] of Object.entries(UNITS))
    writeFileSync(path.join(tree, 'usr/lib/systemd/system', unit), text);
  return tree;
}

/** The initial transaction: `systemd --test` in a mount namespace where the unit folders are those of the tree. */
function initialTransaction(tree: string): readonly string[] {
  const script = `
    mount --bind "$1/etc/systemd" /etc/systemd
    mount --bind "$1/usr/lib/systemd/system" /usr/lib/systemd/system
    mount -t tmpfs none /usr/lib/systemd/system-generators
    mount -t tmpfs none /usr/local && mkdir -p /usr/local/lib/systemd/system
    mount --bind "$1/usr/local/lib/systemd/system" /usr/local/lib/systemd/system
    mkdir -p /run/systemd && mount --bind "$1/run/systemd" /run/systemd
    exec setpriv --reuid=65534 --regid=65534 --clear-groups env -i SYSTEMD_LOG_LEVEL=err ${SYSTEMD} --test --system`;
  const result = spawnSync('unshare', ['-m', '--propagation', 'private', 'sh', '-ec', script, 'sh', tree], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const jobs = result.stdout.slice(result.stdout.indexOf('-> By jobs:'));
  const started = [...jobs.matchAll(/Action: (\S+) -> (\S+)/g)].filter(([, , action]) => action !== 'stop');
  if (started.length === 0) throw new Error(`systemd --test told no jobs: ${result.stderr.slice(0, 500)}`);
  return started
    .map(([, unit = '']) => unit)
    .filter(isTold)
    .sort();
}

function isTold(unit: string): boolean {
  return /\.(service|socket|timer|path)$/.test(unit);
}

function readTable(tree: string) {
  const captures = systemdUnitsSource.collect(openLocal(tree), { collectedAt: '2026-01-01T00:00:00Z' });
  const table = unitTable(captureSet(captures));
  if ('unread' in table) throw new Error(table.unread);
  return table;
}

/** What the boot pulls in, also where a condition skips it, which systemd asks only when it comes to the unit. */
function ours(table: ReturnType<typeof readTable>): readonly string[] {
  return table.names
    .filter(isTold)
    .filter((name) => {
      const fact = table.unit(name).startsAtBoot;
      return (
        isKnown(fact) && (fact.value || (fact.overridden ?? []).some(({ why }) => why.startsWith('it is skipped')))
      );
    })
    .sort();
}

/** State of every unit file, as systemctl tells it. */
function theirStates(tree: string): Readonly<Record<string, string>> {
  const text = execFileSync(SYSTEMCTL, [`--root=${tree}`, 'list-unit-files', '--no-legend', '--no-pager'], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
  });
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [unit, state] = line.trim().split(/\s+/);
      return unit === undefined || state === undefined ? [] : [[unit, state]];
    }),
  );
}

function ourStates(table: ReturnType<typeof readTable>, units: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    units.map((unit) => {
      const { id, state } = table.unit(unit);
      const told = isKnown(state) ? state.value : 'unknown';
      return [unit, id === unit || /^(masked|bad)/.test(told) ? told : 'alias'];
    }),
  );
}

function compare(tree: string, done: readonly string[]): number {
  const table = readTable(tree);
  expect(ours(table), done.join('\n')).toEqual(initialTransaction(tree));
  // systemctl tells an instance of an alias by its own links.
  const states = Object.fromEntries(
    Object.entries(theirStates(tree)).filter(([unit]) => !/^sechs@./.test(unit) || unit === 'sechs@.service'),
  );
  expect(ourStates(table, Object.keys(states)), done.join('\n')).toEqual(states);
  return Object.keys(states).length;
}

/** Numbers of a linear congruential generator: the same changes in every run. */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Required by others. What requires a masked unit is queued with a part of what else it pulls in, whichever systemd's
 * hash table gives first, so these are left in place.
 */
const REQUIRED = ['three.service', 'four.service', 'thirteen.path'];

const FREE = [
  ...Object.keys(UNITS).filter((unit) => !unit.includes('@.') && !REQUIRED.includes(unit) && unit !== 'twelve.target'),
  'five@x.service',
  'six@y.service',
  'five@.service',
  'systemd-networkd-wait-online.service',
  'systemd-timesyncd.service',
  'getty@tty1.service',
  'debug-shell.service',
];

/** Not the targets before basic.target: a service that these want closes a loop of orders, of which systemd drops one. */
const OWNERS = ['multi-user.target', 'twelve.target', 'one.service', 'five@.service', 'bluetooth.target'];

function change(tree: string, pick: (below: number) => number): string {
  const some = (list: readonly string[]) => list[pick(list.length)] ?? '';
  const unit = some(FREE);
  const other = some(FREE);
  const owner = some(OWNERS);
  const systemctl = (...args: readonly string[]) => {
    spawnSync(SYSTEMCTL, [`--root=${tree}`, '--quiet', ...args], { stdio: 'ignore' });
    return args.join(' ');
  };
  const put = (file: string, text: string, to?: string) => {
    const full = path.join(tree, file);
    mkdirSync(path.dirname(full), { recursive: true });
    rmSync(full, { recursive: true, force: true });
    if (to === undefined) writeFileSync(full, text);
    else symlinkSync(to, full);
    return `${file}: ${to ?? text}`;
  };
  const etc = 'etc/systemd/system';
  const usr = 'usr/lib/systemd/system';
  const service = '[Service]\nExecStart=/bin/true\n';
  const plain = /^[^@]+\.service$/.test(unit) ? unit : 'one.service';
  const steps: readonly (() => string)[] = [
    () => systemctl('enable', unit),
    () => systemctl('enable', other),
    () => systemctl('enable', '--runtime', unit),
    () => systemctl('disable', unit),
    () => systemctl('mask', unit),
    () => systemctl('mask', '--runtime', unit),
    () => systemctl('unmask', unit),
    () => systemctl('unmask', other),
    () => systemctl('add-wants', owner, unit),
    () => systemctl('add-requires', owner, some(REQUIRED)),
    () => systemctl('revert', unit),
    () => systemctl('preset', unit),
    () => systemctl('set-default', some(['multi-user.target', 'graphical.target', 'twelve.target'])),
    () => put(`${etc}/${unit}.d/10-x.conf`, `[Unit]\nWants=${other}\n`),
    () => put(`${usr}/${owner}.d/10-x.conf`, `[Unit]\nUpholds=${unit} missing.service\n`),
    () => put(`${etc}/${owner}.d/10-x.conf`, '', '/dev/null'),
    () => put(`${etc}/a-.service.d/50-y.conf`, `[Unit]\nWants=${unit}\n[Install]\nWantedBy=graphical.target\n`),
    () => put(`run/systemd/system/${plain}`, `[Unit]\nWants=${other}\n${service}`),
    () => put(`${etc}/${unit}`, ''),
    () => put(`${etc}/multi-user.target.wants/nine.service`, 'not a link'),
    () => put(`${etc}/multi-user.target.wants/${plain}`, '', '/dev/null'),
    () => put(`${usr}/multi-user.target.wants/${unit}`, '', `../${unit}`),
    () => put(`${etc}/other-${plain}`, '', `/usr/lib/systemd/system/${plain}`),
    () => put(`${etc}/${plain}`, '', `/lib/systemd/system/${plain}`),
    () => put(`${etc}/${plain}`, `[Unit]\nBindsTo=${some(REQUIRED)}\n${service}[Install]\nWantedBy=graphical.target\n`),
  ];
  return steps[pick(steps.length)]?.() ?? '';
}

describe.skipIf(!canCompare)('what starts, beside systemd itself', () => {
  it('is the same for the units as installed', () => {
    expect(compare(makeTree('plain'), [])).toBeGreaterThan(150);
  });

  it.each([1, 2, 3, 4, 5])('is the same after changes, series %i', (seed) => {
    const tree = makeTree(`changed-${seed}`);
    const pick = randomly(seed * 7919);
    const done: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let step = 0; step < 6; step += 1) done.push(change(tree, pick));
      compare(tree, done);
    }
  });
});
