import { describe, expect, it } from 'vitest';
import { deriveEstate } from '../../../../src/derive/estate/estate.ts';
import type { HostSshServer, HostUser, OrgPerson, Snapshot } from '../../../../src/model/generated/model.ts';
import {
  at,
  cloudOf,
  cloudUser,
  complete,
  hostOf,
  identity,
  known,
  leaver,
  NOW,
  open,
  organizationOf,
  person,
  range,
  sshd,
  user,
} from './made.ts';

const estateOf = (...snapshots: readonly Snapshot[]) => deriveEstate(snapshots, { nowMs: NOW });
const locked = { stored_in: known('shadow'), state: known('locked'), algorithm: known('yescrypt') };
const keys = (count: number) => ({ count: known(count), types: known([]), weak: known(0) });
const aging = user({ name: 'x' }).aging;

describe('sections that nobody supplied', () => {
  it('say so with a hint, each of them', () => {
    const sections = Object.entries(estateOf());
    expect(sections.length).toBeGreaterThan(10);
    for (const [, section] of sections) {
      expect(section).toMatchObject({ flag: 'not-collected', reason: expect.any(String), hint: expect.any(String) });
      expect(section.data).toBeUndefined();
    }
  });

  it('an organization alone has people and no accounts', () => {
    const estate = estateOf(organizationOf([person({ email: 'a@x.example' })]));
    expect(estate.people?.flag).toBe('complete');
    expect(estate.accounts).toMatchObject({ flag: 'not-collected', reason: 'no system with accounts was scanned' });
    expect(estate.hosts?.flag).toBe('not-collected');
  });

  it('one host whose accounts could not be read makes the whole incomplete', () => {
    const blind = hostOf([], [], {
      target: { id: 'host:db01', kind: 'host', name: 'db01' },
      host: { accounts: { flag: 'not-collected', reason: 'permission denied' } },
    });
    const { accounts } = estateOf(organizationOf([]), hostOf([user({ name: 'sam' })], []), blind);
    expect(accounts).toMatchObject({ flag: 'incomplete', reason: 'db01: permission denied' });
    expect(accounts?.data?.accounts).toHaveLength(1);
  });

  it('accounts of a directory that was not read make the host incomplete', () => {
    const remote = { id: 'passwd:sss', database: 'passwd', service: 'sss', at };
    const host = hostOf([], [], { host: { accounts: complete({ users: [], groups: [], remote_sources: [remote] }) } });
    expect(estateOf(host).accounts).toMatchObject({ flag: 'incomplete', reason: expect.stringContaining('sss') });
  });
});

describe('two snapshots of one target', () => {
  it('the newer one counts, in whatever order they are given', () => {
    const older = { ...hostOf([user({ name: 'old' })], []), collectedAt: '2026-11-01T00:00:00Z' };
    const newer = hostOf([user({ name: 'new' })], []);
    for (const list of [
      [older, newer],
      [newer, older],
    ]) {
      const estate = estateOf(...list);
      expect(estate.accounts?.data?.accounts.map(({ name }) => name)).toEqual(['new']);
      expect(estate.hosts?.data?.hosts).toHaveLength(1);
    }
  });
});

describe('people', () => {
  const of = (...people: readonly OrgPerson[]) => estateOf(organizationOf(people)).people?.data?.people ?? [];
  it.each<[string, OrgPerson, object]>([
    [
      'a leaver',
      leaver('a@x.example'),
      { departed: { value: true }, left_hours: 80 * 24 - 24 + 18, detail: 'a@x.example left on 2026-09-03' },
    ],
    ['somebody on leave', person({ email: 'a@x.example', state: known('on-leave') }), { departed: { value: false } }],
    ['somebody whose state is open', person({ email: 'a@x.example', state: open }), { departed: open }],
    [
      'a contractor whom the roster calls active',
      leaver('a@x.example', { contradiction: 'the roster says active after the end on 2026-09-03' }),
      { departed: { value: true }, detail: expect.stringContaining('the roster says active') },
    ],
  ])('%s', (_, one, want) => {
    expect(of(one)[0]).toMatchObject(want);
  });

  it('whoever was hired again is here, in whatever order the rows stand', () => {
    const rows = [leaver('a@x.example', { employee_id: 'E1' }), person({ email: 'a@x.example', employee_id: 'E2' })];
    for (const list of [rows, [...rows].reverse()]) {
      expect(of(...list)).toMatchObject([{ departed: { value: false }, subject: 'person:E2' }]);
    }
  });
});

describe('accounts of hosts', () => {
  const one = (over: Partial<HostUser>, host: Parameters<typeof hostOf>[2] = {}) =>
    estateOf(organizationOf([]), hostOf([user({ name: 'sam', ...over })], [], host)).accounts?.data?.accounts[0];
  it.each<[string, Partial<HostUser>, object]>([
    ['a password', {}, { enabled: { value: true }, password_usable: { value: true } }],
    ['a locked password', { password: locked }, { enabled: { value: false }, password_usable: { value: false } }],
    [
      'a key behind a locked password',
      { password: locked, authorized_keys: keys(1) },
      { enabled: { value: true }, password_usable: { value: false }, keys: { value: 1 } },
    ],
    ['no shell', { can_log_in: false, authorized_keys: keys(1) }, { enabled: { value: false }, keys: { value: 0 } }],
    [
      'expired',
      { aging: { ...aging, expire_day: known(20_000) }, authorized_keys: keys(1) },
      { enabled: { value: false }, keys: { value: 0 } },
    ],
    ['expires later', { aging: { ...aging, expire_day: known(30_000) } }, { enabled: { value: true } }],
    [
      'shadow not readable',
      { password: { ...locked, state: open } },
      { enabled: { unknown: 'web01: permission denied' } },
    ],
    [
      'shadow not readable, a key',
      { password: { ...locked, state: open }, authorized_keys: keys(2) },
      { enabled: { value: true } },
    ],
    [
      'keys not readable, a password',
      { authorized_keys: { ...keys(0), count: open } },
      { enabled: { value: true }, keys: open.unknown === '' ? {} : { unknown: 'web01: permission denied' } },
    ],
  ])('%s', (_, over, want) => {
    expect(one(over)).toMatchObject(want);
  });

  it('names the host in every place', () => {
    expect(one({})).toMatchObject({ id: 'host:web01/sam', at: { file: 'web01:/made', line: 1 } });
  });

  it('leaves out accounts of programs that nobody can use, and keeps one that may be used', () => {
    const users = [
      user({ name: 'daemon', uid: 1, can_log_in: false, password: locked }),
      user({ name: 'postgres', uid: 110, password: { ...locked, state: open } }),
      user({ name: 'nobody', uid: 65534, can_log_in: false, password: locked }),
    ];
    const list = estateOf(hostOf(users, [])).accounts?.data?.accounts ?? [];
    expect(list.map(({ name, class: type }) => [name, type])).toEqual([['postgres', 'built-in']]);
  });

  it('does not know rights where sudoers was not read', () => {
    expect(
      one({}, { host: { privileged_users: { flag: 'not-collected', reason: 'sudoers: permission denied' } } }),
    ).toMatchObject({
      privileged: { unknown: 'web01: sudoers: permission denied' },
      entitlements: { unknown: 'web01: sudoers: permission denied' },
    });
  });

  it.each<[string, Partial<HostSshServer>, unknown]>([
    ['as shipped', {}, { value: true }],
    ['no passwords', { password_authentication: known(false) }, { value: false }],
    [
      'passwords by PAM',
      { password_authentication: known(false), kbd_interactive_authentication: known(true) },
      { value: true },
    ],
    ['a key is asked too', { authentication_methods: known(['publickey,password']) }, { value: false }],
    ['denied', { deny_users: known(['s*']) }, { value: false }],
    ['not among the allowed', { allow_users: known(['root', 'nora']) }, { value: false }],
    ['allowed', { allow_users: known(['sam']) }, { value: true }],
    ['allowed from one address', { allow_users: known(['sam@10.0.0.1']) }, { unknown: expect.any(String) }],
    ['not of an allowed group', { allow_groups: known(['ssh']) }, { value: false }],
    ['another user matched', { match_blocks: [match('User nora')] }, { value: true }],
    [
      'this user matched',
      { match_blocks: [match('User sam')] },
      { unknown: expect.stringContaining('Match User sam') },
    ],
    ['addresses matched', { match_blocks: [match('Address 10.0.0.0/8')] }, { unknown: expect.any(String) }],
    ['denied, whatever is matched', { deny_users: known(['sam']), match_blocks: [match('all')] }, { value: false }],
  ])('password over SSH: %s', (_, over, want) => {
    expect(one({}, { host: { sshd: complete({ servers: [sshd(over)] }) } })?.ssh_password_login).toMatchObject(
      Object(want),
    );
  });
});

function match(criteria: string): HostSshServer['match_blocks'][number] {
  const setting = {
    id: 'password_authentication',
    keyword: 'PasswordAuthentication',
    value: known('no'),
    outside: known('yes'),
    weakens: known(false),
  };
  return { id: `match:${criteria}`, criteria, at, settings: [setting] };
}

describe('hosts', () => {
  const ssh = (over: Parameters<typeof hostOf>[2], ...others: readonly Snapshot[]) =>
    estateOf(hostOf([], [], over), ...others).hosts?.data?.hosts[0]?.ssh_from_internet;
  const filter = (...ranges: readonly ReturnType<typeof range>[]): NonNullable<Snapshot['firewall']> => ({
    exposure: complete({
      families: [],
      interfaces: [],
      policies: [],
      ranges,
      protocols: [],
      parity: [],
      connection_states: [],
      loopback: [],
    }),
  });
  const wide = () => filter({ ...range('internet', 'internet'), from_port: 0, to_port: 65_535 });
  const socket = (port: number, loopback: boolean) => ({
    listening: complete({
      sockets: [
        {
          id: `tcp/x:${port}`,
          protocol: 'tcp' as const,
          address: 'x',
          port,
          loopback,
          any_address: !loopback,
          uid: 0,
          process: known('sshd'),
          executable: known('/usr/sbin/sshd'),
          at,
        },
      ],
    }),
  });
  it.each<[string, Parameters<typeof hostOf>[2], unknown]>([
    ['accepted for sure', {}, { value: true, at: { file: 'web01:/etc/iptables/rules.v4', line: 8 } }],
    ['accepted perhaps', { firewall: filter(range('none', 'internet')) }, { unknown: expect.any(String) }],
    ['only from inside', { firewall: filter(range('internal', 'internal')) }, { value: false }],
    [
      'open over one family',
      { firewall: filter(range('none', 'none'), { ...range('internet', 'internet'), family: 'ipv6' }) },
      { value: true },
    ],
    ['the port is not told', { firewall: filter() }, { unknown: expect.any(String) }],
    [
      'packet filter not collected',
      { firewall: { ruleset: { flag: 'not-collected', reason: 'needs root' } } },
      { unknown: 'web01: needs root' },
    ],
    ['waits on loopback only', { host: socket(22, true) }, { value: false }],
    ['waits outside', { host: socket(22, false) }, { value: true }],
    ['no socket', { host: { listening: complete({ sockets: [] }) } }, { value: false }],
    [
      'configured for loopback',
      { host: { sshd: complete({ servers: [sshd({ listen_addresses: known(['127.0.0.1']) })] }) } },
      { value: false },
    ],
    ['no SSH server', { host: { sshd: { flag: 'does-not-exist', reason: 'no openssh-server' } } }, { value: false }],
  ])('sshd from the internet: %s', (_, over, want) => {
    expect(ssh(over)).toMatchObject(Object(want));
  });

  it.each<[string, Parameters<typeof hostOf>[2], unknown]>([
    [
      'every port is closed',
      { firewall: filter({ ...range('none', 'none'), from_port: 0, to_port: 65_535 }) },
      { value: false },
    ],
    ['open, nothing waits', { firewall: wide(), host: socket(22, false) }, { value: false }],
    ['open, it waits on loopback', { firewall: wide(), host: socket(5432, true) }, { value: false }],
    ['open, it waits outside', { firewall: wide(), host: socket(5432, false) }, { value: true }],
    ['open, sockets not collected', { firewall: wide() }, { unknown: expect.stringContaining('not collected') }],
    ['packet filter not collected', { firewall: {}, host: socket(5432, false) }, { unknown: expect.any(String) }],
  ])('a database from the internet: %s', (_, over, want) => {
    expect(estateOf(hostOf([], [], over)).hosts?.data?.hosts[0]?.databases_from_internet).toMatchObject(Object(want));
  });

  it('an asset declared internal stands behind something else', () => {
    const none = open;
    const asset = {
      id: 'web01',
      at,
      undeclared: [],
      name: none,
      type: none,
      owner: none,
      environment: none,
      criticality: known('high'),
      zone: none,
      exposure: known('internal'),
      address: none,
      status: known('in-service'),
      slo_percent: none,
      rto_minutes: none,
      rpo_hours: none,
      probe: none,
      redundancy_group: none,
      os: none,
    };
    const organization = organizationOf([], { assets: complete({ assets: [asset] }) });
    expect(ssh({}, organization)).toMatchObject({ unknown: expect.stringContaining('declares web01 internal') });
    // What stands before it was scanned too.
    expect(ssh({}, organization, cloud('i-0a1b (web01)', 'internet'))).toMatchObject({ value: true });
    expect(ssh({}, organization, cloud('i-0a1b (web01)', 'none'))).toMatchObject({ value: false });
  });

  const cloud = (member: string, reach: 'internet' | 'none' | 'partner', more: typeof reach = reach): Snapshot => {
    const ranges = [{ ...range(reach, more), from_port: 0, to_port: 65_535 }];
    const exposure = filter().exposure;
    const point = {
      id: 'sg-1',
      name: 'sg-1',
      kind: 'security-group' as const,
      members: [member],
      ranges,
      protocols: [],
      at,
    };
    const data = exposure?.data === undefined ? undefined : { ...exposure.data, points: [point] };
    return {
      schemaVersion: '1',
      target: { id: 'firewall:cloud', kind: 'firewall', name: 'cloud' },
      collectedAt: '2026-11-22T18:00:00Z',
      captures: [],
      diagnostics: [],
      firewall: { ...(data === undefined ? {} : { exposure: complete(data) }) },
    };
  };

  it.each<[string, Snapshot, unknown]>([
    ['closed', cloud('web01', 'none'), { value: false }],
    ['open', cloud('WEB01', 'internet'), { value: true }],
    ['open perhaps', cloud('web01', 'none', 'internet'), { unknown: expect.any(String) }],
    ['of another machine', cloud('web02', 'none'), { value: true }],
  ])('a security group before the host: %s', (_, guard, want) => {
    expect(ssh({}, guard)).toMatchObject(Object(want));
  });
});

describe('logins of people who left', () => {
  const log = (first: string, last?: string) => ({
    auth_log: complete({
      files: [],
      events: 1,
      lines_not_understood: 0,
      first_at: known(first),
      last_at: known('2026-11-22T10:00:00Z'),
      failed_attempts: known(0),
      brute_force_successes: known(0),
      sprayings: known(0),
      root_logins: known(0),
      gaps: known(0),
      logins:
        last === undefined
          ? []
          : [
              {
                id: 'sam',
                user: 'sam',
                count: 1,
                last_success_at: last,
                last_source: '203.0.113.9',
                last_method: 'password',
                at,
              },
            ],
      anomalies: [],
    }),
  });
  const loginsOf = (host: object, gone = leaver('sam@x.example', { employee_id: 'E1' })) =>
    estateOf(
      organizationOf([gone], { identities: complete({ identities: [identity('E1', 'linux-user', 'sam')] }) }),
      hostOf([user({ name: 'sam' })], [], { host }),
    ).logins;
  it.each<[string, object, unknown]>([
    ['after the last day', log('2026-08-01T00:00:00Z', '2026-09-04T00:00:01Z'), { value: true }],
    ['on the last day', log('2026-08-01T00:00:00Z', '2026-09-03T23:59:00Z'), { value: false }],
    ['none, the log reaches back', log('2026-09-01T00:00:00Z'), { value: false }],
    [
      'none, the log begins later',
      log('2026-10-01T00:00:00Z'),
      { unknown: expect.stringContaining('begins on 2026-10-01') },
    ],
  ])('%s', (_, host, want) => {
    expect(loginsOf(host)?.data?.logins[0]?.after_exit).toMatchObject(Object(want));
  });

  it('a leaver without a day of leaving is unknown', () => {
    const gone = person({ email: 'sam@x.example', employee_id: 'E1', state: known('left') });
    expect(
      loginsOf(log('2026-08-01T00:00:00Z', '2026-09-04T00:00:01Z'), gone)?.data?.logins[0]?.after_exit,
    ).toHaveProperty('unknown');
  });

  it('without a log nothing is told', () => {
    expect(loginsOf({})).toMatchObject({ flag: 'not-collected' });
  });

  it('a cloud account counts its last use', () => {
    const cloud = cloudOf([cloudUser('sam@x.example', { last_activity: known('2026-11-18T02:41:00Z') })]);
    expect(estateOf(organizationOf([leaver('sam@x.example')]), cloud).logins?.data?.logins).toMatchObject([
      { id: 'account:aws:111122223333/sam@x.example', after_exit: { value: true } },
    ]);
  });
});

describe('cloud accounts', () => {
  it('spells grants like the catalogue of positions', () => {
    const cloud = cloudOf([
      cloudUser('sam', { entitlements: known(['group:it-admins', 'policy:AdministratorAccess', 'role:Power-User']) }),
    ]);
    const positions = [
      { id: 'Admin', at, groups: ['it-admins'], roles: ['aws:Administrator', 'aws:PowerUser'], sudo: ['full'] },
    ];
    const { accounts, entitlements } = estateOf(cloud, organizationOf([], { entitlements: complete({ positions }) }));
    const held = accounts?.data?.accounts[0]?.entitlements;
    expect(held).toMatchObject({ value: ['aws:administrator', 'aws:poweruser', 'group:it-admins'] });
    expect(entitlements?.data?.positions[0]?.grants).toEqual([
      'aws:administrator',
      'aws:poweruser',
      'group:it-admins',
      'sudo:full',
    ]);
  });

  it('tells the root from a user of that name', () => {
    const { accounts } = estateOf(cloudOf([cloudUser('root', { id: 'root', kind: 'root' }), cloudUser('root')]));
    expect(accounts?.data?.accounts.map(({ id }) => id)).toEqual([
      'account:aws:111122223333/<root>',
      'account:aws:111122223333/root',
    ]);
  });

  it('takes persons and owners from tags', () => {
    const tags = [
      { key: 'employee-id', value: 'E1' },
      { key: 'Owner', value: 'team-it' },
    ];
    const { accounts } = estateOf(
      organizationOf([person({ email: 'sam@x.example', employee_id: 'E1' })]),
      cloudOf([cloudUser('u1', { tags })]),
    );
    expect(accounts?.data?.accounts[0]).toMatchObject({
      person: { value: 'sam@x.example' },
      confidence: 'declared',
      owner: { value: 'team-it' },
    });
  });
});
