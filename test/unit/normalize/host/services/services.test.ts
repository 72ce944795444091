import { describe, expect, it } from 'vitest';
import { systemdUnitsSource } from '../../../../../src/collect/host/systemd-units.ts';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { servicesNormalizer } from '../../../../../src/normalize/host/services/services.ts';
import { unitEnabled, unitRunning } from '../../../../../src/normalize/host/unit-state.ts';
import { collectFrom, type Files } from './machine.ts';

const ETC = 'etc/systemd/system';
const USR = 'usr/lib/systemd/system';
const SERVICE = '[Service]\nExecStart=/bin/x --password CANARY\n';
const BASE: Files = {
  lib: '-> usr/lib',
  'usr/lib/systemd/systemd': 'x',
  [`${USR}/default.target`]: '-> multi-user.target',
  [`${USR}/multi-user.target`]: '[Unit]\nRequires=basic.target\n',
  [`${USR}/basic.target`]: '[Unit]\nRequires=sysinit.target\nWants=sockets.target timers.target\n',
  [`${USR}/sysinit.target`]: '[Unit]\n',
  [`${USR}/sockets.target`]: '[Unit]\n',
  [`${USR}/timers.target`]: '[Unit]\n',
  [`${USR}/bluetooth.target`]: '[Unit]\n',
};

function section(files: Files, more: readonly Capture[] = []) {
  const captures = collectFrom(files, systemdUnitsSource);
  return servicesNormalizer.normalize(captureSet([...captures, ...more])).section;
}

function unit(files: Files, id = 'a.service') {
  return section({ ...BASE, ...files }).data?.units.find((one) => one.id === id);
}

const WANTED = { [`${ETC}/multi-user.target.wants/a.service`]: `-> /${USR}/a.service` };
const PLAIN = { [`${USR}/a.service`]: `${SERVICE}[Install]\nWantedBy=multi-user.target\n` };

describe('what starts at boot', () => {
  it.each<[string, Files, boolean, string, string]>([
    ['a link pulls it in', { ...PLAIN, ...WANTED }, true, `/${ETC}/multi-user.target.wants/a.service`, 'enabled'],
    ['no link', PLAIN, false, `/${USR}/a.service`, 'disabled'],
    [
      'masked by /dev/null',
      { ...PLAIN, ...WANTED, [`${ETC}/a.service`]: '-> /dev/null' },
      false,
      `/${ETC}/a.service`,
      'masked',
    ],
    [
      'masked by an empty file',
      { ...PLAIN, ...WANTED, [`${ETC}/a.service`]: '' },
      false,
      `/${ETC}/a.service`,
      'masked',
    ],
    [
      'masked until the next start',
      { ...PLAIN, ...WANTED, 'run/systemd/system/a.service': '-> /dev/null' },
      false,
      '/run/systemd/system/a.service',
      'masked-runtime',
    ],
    [
      'wanted by a target that is not reached',
      { ...PLAIN, [`${ETC}/graphical.target.wants/a.service`]: `-> /${USR}/a.service` },
      false,
      `/${USR}/a.service`,
      'enabled',
    ],
    [
      'wanted by a line of a drop-in',
      { ...PLAIN, [`${ETC}/basic.target.d/x.conf`]: '[Unit]\nWants=a.service\n' },
      true,
      `/${ETC}/basic.target.d/x.conf`,
      'disabled',
    ],
    [
      'the administrator chose another default.target',
      { ...PLAIN, ...WANTED, [`${ETC}/default.target`]: `-> /${USR}/basic.target` },
      false,
      `/${USR}/a.service`,
      'enabled',
    ],
    [
      'a file instead of a link is no dependency',
      { ...PLAIN, [`${ETC}/multi-user.target.wants/a.service`]: SERVICE },
      false,
      `/${USR}/a.service`,
      'disabled',
    ],
    [
      'under another name',
      {
        ...PLAIN,
        [`${ETC}/multi-user.target.wants/b.service`]: '-> ../a.service',
        [`${ETC}/b.service`]: `-> /${USR}/a.service`,
      },
      true,
      `/${ETC}/multi-user.target.wants/b.service`,
      'indirect',
    ],
    [
      'a condition on a file that is not there',
      {
        ...WANTED,
        [`${USR}/a.service`]: '[Unit]\nConditionPathExists=/etc/a.conf\n[Install]\nWantedBy=multi-user.target\n',
      },
      false,
      `/${USR}/a.service`,
      'enabled',
    ],
    [
      'a condition on a file that is there',
      { ...WANTED, 'etc/a.conf': '', [`${USR}/a.service`]: '[Unit]\nConditionPathExists=/etc/a.conf\n' },
      true,
      `/${ETC}/multi-user.target.wants/a.service`,
      'enabled',
    ],
    [
      'one of several conditions may hold',
      {
        ...WANTED,
        [`${USR}/a.service`]: '[Unit]\nConditionPathExists=|/etc/a.conf\nConditionVirtualization=|container\n',
      },
      true,
      `/${ETC}/multi-user.target.wants/a.service`,
      'enabled',
    ],
  ])('%s', (_name, files, starts, at, state) => {
    expect(unit(files)?.starts_at_boot).toMatchObject({ value: starts, at: { file: at } });
    expect(unit(files)?.state).toMatchObject({ value: state });
  });

  it('tells what lost and why', () => {
    expect(unit({ ...PLAIN, ...WANTED, [`${ETC}/a.service`]: '-> /dev/null' })).toMatchObject({
      state: { overridden: [{ at: { file: `/${USR}/a.service` }, why: `/${ETC}/a.service is found first` }] },
      starts_at_boot: {
        overridden: [
          {
            at: { file: `/${ETC}/multi-user.target.wants/a.service` },
            why: `a.service is masked by /${ETC}/a.service`,
          },
        ],
      },
    });
    const skipped = { ...WANTED, [`${USR}/a.service`]: '[Unit]\n\nConditionPathExists=/etc/a.conf\n' };
    expect(unit(skipped)?.starts_at_boot).toMatchObject({
      at: { line: 3 },
      overridden: [{ why: 'it is skipped at boot: ConditionPathExists=/etc/a.conf does not hold' }],
    });
  });

  it('tells which of two that exclude each other starts, or that it is chance', () => {
    const both = (a: string, b: string): Files => ({
      [`${USR}/a.service`]: a,
      [`${USR}/b.service`]: b,
      ...WANTED,
      [`${ETC}/multi-user.target.wants/b.service`]: `-> /${USR}/b.service`,
    });
    const one = both(SERVICE, '[Unit]\nConflicts=a.service\n');
    expect(unit(one)?.starts_at_boot).toMatchObject({
      value: false,
      overridden: [{ why: 'b.service starts at boot and excludes it' }],
    });
    expect(unit(one, 'b.service')?.starts_at_boot).toMatchObject({ value: true });
    const mutual = both('[Unit]\nConflicts=b.service\n', '[Unit]\nConflicts=a.service\n');
    expect([unit(mutual)?.starts_at_boot, unit(mutual, 'b.service')?.starts_at_boot]).toContainEqual(
      expect.objectContaining({ unknown: expect.stringContaining('which one starts is chance') }),
    );
  });
});

describe('what starts it later', () => {
  const on = (file: string, target: string): Files => ({
    [`${ETC}/${target}.wants/${file}`]: `-> /${USR}/${file}`,
  });
  it.each<[string, Files, readonly string[]]>([
    [
      'its socket',
      { ...PLAIN, [`${USR}/a.socket`]: '[Socket]\nListenStream=1\n', ...on('a.socket', 'sockets.target') },
      ['socket a.socket'],
    ],
    ['a socket that is off', { ...PLAIN, [`${USR}/a.socket`]: '[Socket]\nListenStream=1\n' }, []],
    [
      'a timer of another name',
      {
        ...PLAIN,
        [`${USR}/t.timer`]: '[Timer]\nOnCalendar=daily\nUnit=a.service\n',
        ...on('t.timer', 'timers.target'),
      },
      ['timer t.timer'],
    ],
    ['a device', { ...PLAIN, ...on('a.service', 'bluetooth.target') }, ['device bluetooth.target']],
    [
      'a name on the bus',
      {
        ...PLAIN,
        [`${USR}/dbus.socket`]: '[Socket]\nListenStream=/run/dbus\n',
        ...on('dbus.socket', 'sockets.target'),
        [`${ETC}/dbus-org.a.service`]: `-> /${USR}/a.service`,
        'usr/share/dbus-1/system-services/org.a.service':
          '[D-BUS Service]\nName=org.a\nExec=/bin/x CANARY\nSystemdService=dbus-org.a.service\n',
      },
      ['dbus org.a'],
    ],
    [
      'a service that a socket starts',
      {
        ...PLAIN,
        [`${USR}/b.service`]: '[Unit]\nWants=a.service\n',
        [`${USR}/b.socket`]: '[Socket]\nListenStream=1\n',
        ...on('b.socket', 'sockets.target'),
      },
      ['dependency b.service'],
    ],
  ])('%s', (_name, files, want) => {
    expect(unit(files)?.activators.map(({ kind, id }) => `${kind} ${id}`)).toEqual(want);
    expect(unit(files)?.starts_at_boot).toMatchObject({ value: false });
  });
});

describe('trees without systemd', () => {
  it('a tree without an init is told as systemd would start it', () => {
    const files = { [`${USR}/a.service`]: SERVICE, ...WANTED };
    expect(section(files)).toMatchObject({ flag: 'complete', data: { init: { value: 'none' } } });
    expect(section(files).data?.units[0]).toMatchObject({ id: 'a.service', starts_at_boot: { value: true } });
  });

  it('a SysV script is started by the generator, unless a unit replaces it', () => {
    const script = { 'etc/init.d/a': '#!/bin/sh', 'etc/rc2.d/S01a': '-> ../init.d/a' };
    expect(unit(script)).toMatchObject({
      state: { value: 'generated' },
      starts_at_boot: { value: true, at: { file: '/etc/rc2.d/S01a' } },
    });
    expect(unit({ ...script, ...PLAIN })).toMatchObject({
      state: { value: 'disabled' },
      starts_at_boot: { value: false },
    });
    expect(unit({ 'etc/init.d/a': '#!/bin/sh', 'etc/rc2.d/K01a': '-> ../init.d/a' })?.starts_at_boot).toMatchObject({
      value: false,
    });
  });

  it('OpenRC starts what its runlevels hold and what these need', () => {
    const { data } = section({
      'sbin/openrc': 'x',
      'etc/init.d/sshd': '#!/sbin/openrc-run\ndepend() {\n\tneed net\n\tuse logger\n}\n',
      'etc/init.d/networking': '#!/sbin/openrc-run\ndepend() {\n\tprovide net\n}\n',
      'etc/init.d/syslog': '#!/sbin/openrc-run\n',
      'etc/init.d/late': '#!/sbin/openrc-run\n',
      'etc/runlevels/default/sshd': '-> /etc/init.d/sshd',
      'etc/runlevels/nonetwork/late': '-> /etc/init.d/late',
    });
    expect(data?.init).toMatchObject({ value: 'openrc' });
    expect(data?.units.map(({ id, starts_at_boot: starts }) => [id, 'value' in starts && starts.value])).toEqual([
      ['late.service', false],
      ['networking.service', true],
      ['sshd.service', true],
      ['syslog.service', false],
    ]);
  });

  it('SysV init starts what its default runlevel holds', () => {
    const { data } = section({
      'sbin/telinit': 'x',
      'etc/inittab': 'id:3:initdefault:\n',
      'etc/init.d/a': '',
      'etc/rc3.d/S20a': '-> ../init.d/a',
      'etc/init.d/b': '',
      'etc/rc2.d/S20b': '-> ../init.d/b',
    });
    expect(data?.units.map(({ id, starts_at_boot: starts }) => [id, 'value' in starts && starts.value])).toEqual([
      ['a.service', true],
      ['b.service', false],
    ]);
  });
});

describe('what cannot be read', () => {
  const capture = (value: unknown): Capture => ({
    id: captureId('x'),
    origin: 'systemd units',
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: { kind: 'read', bytes: Buffer.from(JSON.stringify(value)) },
  });
  const init: Capture = {
    ...capture({ name: 'systemd', file: '/usr/lib/systemd/systemd' }),
    origin: 'init system',
  };

  it('a folder that may not be listed leaves open what does not start for sure', () => {
    const set = captureSet([
      init,
      capture({
        folders: [
          { path: '/etc/systemd/system', outcome: 'read' },
          { path: '/etc/systemd/system/multi-user.target.wants', outcome: 'denied', reason: 'no' },
        ],
        entries: [{ path: '/etc/systemd/system/a.service', kind: 'file', size: 1, text: '' }],
        conditions: [],
      }),
    ]);
    const result = servicesNormalizer.normalize(set).section;
    expect(result.flag).toBe('incomplete');
    expect(result.data?.units[0]?.starts_at_boot).toMatchObject({
      unknown: expect.stringContaining('may not be listed'),
    });
    expect(unitEnabled(set, ['a.service'])).toHaveProperty('unknown');
  });

  it('a search folder that may not be listed leaves open which units there are', () => {
    const folders = [{ path: '/etc/systemd/system', outcome: 'denied', reason: 'no' }];
    const set = captureSet([init, capture({ folders, entries: [], conditions: [] })]);
    expect(servicesNormalizer.normalize(set).section).toMatchObject({
      flag: 'not-collected',
      reason: '/etc/systemd/system may not be listed',
      hint: expect.stringContaining('root'),
    });
  });

  it('nothing collected is not collected', () => {
    expect(servicesNormalizer.normalize(captureSet([])).section.flag).toBe('not-collected');
    expect(unitEnabled(captureSet([]), ['a.service'])).toHaveProperty('unknown');
    expect(unitRunning(captureSet([]), ['a.service'])).toHaveProperty('unknown');
  });
});

describe('live states', () => {
  const show: Capture = {
    id: captureId('show'),
    origin: 'systemctl show',
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: {
      kind: 'read',
      bytes: Buffer.from(
        'Id=a.service\nNames=a.service b.service\nActiveState=active\nSubState=running\n\nId=c.service\nNames=c.service\nActiveState=failed\nSubState=failed\n',
      ),
    },
  };
  it('are told of units that are loaded, by every name', () => {
    const captures = [...collectFrom({ ...BASE, ...PLAIN }, systemdUnitsSource), show];
    const set = captureSet(captures);
    expect(servicesNormalizer.normalize(set).section.data?.units.find(({ id }) => id === 'a.service')?.live).toEqual({
      active: 'active',
      sub: 'running',
    });
    expect(unitRunning(set, ['b.service'])).toMatchObject({ value: true });
    expect(unitRunning(set, ['c.service', 'd.service'])).toMatchObject({ value: false });
  });

  it('are unknown offline', () => {
    expect(section({ ...BASE, ...PLAIN }).data?.live).toHaveProperty('unknown');
  });
});

it('keeps no line of a unit that may hold a secret', () => {
  const captures = collectFrom(
    {
      ...BASE,
      [`${ETC}/a.service`]: `[Unit]\nDescription=CANARY\nWants=b.service \\\n# CANARY\n c.service\n[Service]\nEnvironment=A=1 \\\n  B=CANARY \\\n Wants=CANARY\nExecStart=/bin/x CANARY\nConditionHost=CANARY\n`,
    },
    systemdUnitsSource,
  );
  const text = captures
    .map(({ outcome }) => (outcome.kind === 'read' ? Buffer.from(outcome.bytes).toString() : ''))
    .join('');
  expect(text).not.toContain('CANARY');
  expect(text).toContain('c.service');
});
