import { describe, expect, it } from 'vitest';
import { deriveEstate } from '../../../../src/derive/estate/estate.ts';
import type {
  DirGroup,
  DirIdentity,
  EstateHeld,
  IamDirectory,
  OrganizationEntitlements,
  Snapshot,
} from '../../../../src/model/generated/model.ts';
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
  user,
} from './made.ts';

const of = (...snapshots: readonly Snapshot[]) => deriveEstate(snapshots, { nowMs: NOW });

const catalogue = (over: Partial<OrganizationEntitlements> = {}) => ({
  entitlements: complete<OrganizationEntitlements>({
    positions: [
      { id: 'Systems administrator', at, groups: ['staff', 'it'], roles: ['aws:PowerUser'], sudo: ['full'] },
      { id: 'Buyer', at, groups: ['staff', 'buyers'], roles: [], sudo: [] },
    ],
    ...over,
  }),
});

const mover = person({
  email: 'lea@x.example',
  employee_id: 'E017',
  position: known('Buyer'),
  department: known('finance'),
  previous_position: 'Systems administrator',
  previous_department: 'it',
  moved_on: '2026-08-17',
  moved_days: 97,
});
const aliases = { identities: complete({ identities: [identity('E017', 'linux-user', 'lea')] }) };
const hers = cloudUser('lea', {
  tags: [{ key: 'employee-id', value: 'E017' }],
  entitlements: known(['group:it', 'group:buyers', 'group:chess', 'policy:PowerUserAccess']),
});
const texts = (held: readonly EstateHeld[] | undefined) => held?.map(({ system, grant }) => `${system} ${grant}`);

const dirUser = (over: Partial<DirIdentity> & { readonly name: string }): DirIdentity => ({
  id: `user:${over.name}`,
  kind: 'human',
  external_id: `id-${over.name}`,
  at,
  enabled: known(true),
  interactive: known(true),
  origin: known('local'),
  created_at: known('2020-01-01T00:00:00Z'),
  last_activity: known('never'),
  expires_at: known('never'),
  emails: known([]),
  employee_id: known(''),
  department: known(''),
  position: known(''),
  manager: known(''),
  owners: known([]),
  purpose: known(''),
  mailbox: known(true),
  groups: known([]),
  password: { usable: known(true), changed_at: open, never_expires: open },
  mfa: { registered: known(true), methods: known(['fido2']), enforced: open },
  keys: [],
  flags: [],
  ...over,
});
const group = (name: string, members: readonly string[], line: number, department = ''): DirGroup => ({
  id: `group:${name}`,
  name,
  external_id: '',
  at: { file: 'groups.json', line },
  members: { value: members, at: { file: 'groups.json', line } },
  owners: known([]),
  department: known(department),
  role_assignable: known(false),
});
/** An Entra tenant whose accounts are made from its identities. */
function tenant(
  identities: readonly DirIdentity[],
  groups: readonly DirGroup[] = [],
  over: Snapshot['iam'] = {},
): Snapshot {
  const directory: IamDirectory = { system: 'entra', account: 'x', identities, groups };
  const accounts = identities.map((one) =>
    cloudUser(one.name, {
      id: one.id,
      arn: one.external_id,
      kind: one.kind === 'service' ? 'service' : 'user',
      enabled: one.enabled,
      last_activity: one.last_activity,
      tags: 'value' in one.employee_id ? [{ key: 'employeeId', value: one.employee_id.value }] : [],
      entitlements: 'value' in one.groups ? known(one.groups.value.map((name) => `group:${name}`)) : open,
    }),
  );
  return cloudOf([], {
    directory: complete(directory),
    accounts: complete({ system: 'entra', account: 'x', accounts }),
    ...over,
  });
}
const apart = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  target: { id: 'account:entra:x', kind: 'account', name: 'entra:x' },
});

describe('movers', () => {
  const root = hostOf([user({ name: 'lea' })], ['lea']);
  it('one record a person, with every grant of every system', () => {
    const lea = dirUser({ name: 'lea@x.example', employee_id: known('E017'), groups: known(['it', 'buyers']) });
    const directory = apart(tenant([lea], [group('it', [lea.id], 7), group('buyers', [lea.id], 9)]));
    const estate = of(organizationOf([mover], { ...catalogue(), ...aliases }), cloudOf([hers]), directory, root);
    const found = estate.movers?.data?.movers;
    expect(found).toHaveLength(1);
    expect(found?.[0]).toMatchObject({ id: 'person:E017', label: 'E017', accounts: 3, doubts: [], toxic: [] });
    expect(texts(found?.[0]?.leftovers)).toEqual([
      'account:aws:111122223333 group:it',
      'account:aws:111122223333 aws:poweruser',
      'account:entra:x group:it',
      'host:web01 sudo:full',
    ]);
    expect(found?.[0]?.leftovers.map((held) => held.at.file)).toEqual([at.file, at.file, 'groups.json', 'web01:/made']);
    expect(found?.[0]?.leftovers.map(({ text }) => text).join()).not.toContain('lea@x.example');
  });

  it.each<[string, Partial<OrganizationEntitlements>, object]>([
    ['what everybody has is no leftover', { birthright: ['group:it', 'aws:PowerUserAccess'] }, { leftovers: [] }],
    ['days of the catalogue', { grace_days: 14 }, { grace_days: 14 }],
    [
      'a pair that the move made',
      { sod: [{ id: 'a | b', at, a: ['group:buyers'], b: ['group:it'], why: 'orders and pays' }] },
      { toxic: [{ id: 'duty:a | b' }] },
    ],
    [
      'a pair that it did not make',
      { sod: [{ id: 'a | b', at, a: ['group:buyers'], b: ['group:chess'], why: '' }] },
      { toxic: [] },
    ],
    [
      'groups of the former department',
      { groups: [{ id: 'chess', at, department: 'IT', owner: '' }] },
      { department_groups: [{ grant: 'group:chess' }], owned_groups: true },
    ],
    [
      'a position that the catalogue lacks',
      { positions: [] },
      { leftovers: [], doubts: [expect.anything(), expect.anything()] },
    ],
  ])('%s', (_, over, want) => {
    const estate = of(organizationOf([mover], catalogue(over)), cloudOf([hers]));
    expect(estate.movers?.data?.movers[0]).toMatchObject(want);
  });

  it('a grant on an account that only the name links is marked', () => {
    const estate = of(organizationOf([mover], catalogue()), cloudOf([{ ...hers, tags: [] }]));
    expect(estate.movers?.data?.movers[0]?.leftovers.map(({ sure }) => sure)).toEqual([false, false]);
  });

  it('grants that cannot be read leave a doubt', () => {
    const estate = of(organizationOf([mover], catalogue()), cloudOf([{ ...hers, entitlements: open }]));
    expect(estate.movers?.data?.movers[0]).toMatchObject({ leftovers: [], doubts: [open] });
  });

  it('disabled accounts hold nothing that can be used', () => {
    const estate = of(organizationOf([mover], catalogue()), cloudOf([{ ...hers, enabled: known(false) }]));
    expect(estate.movers?.data?.movers[0]).toMatchObject({ accounts: 0, leftovers: [] });
  });

  it('without a catalogue nothing is said, with the file that would tell', () => {
    expect(of(organizationOf([mover]), cloudOf([hers])).movers).toMatchObject({
      flag: 'not-collected',
      hint: expect.stringContaining('role-entitlements.yaml'),
    });
  });
});

describe('sudo', () => {
  it('names the file and line of each command', () => {
    const rule = {
      id: '/etc/sudoers.d/backup:1',
      users: ['lea'],
      hosts: ['ALL'],
      run_as_users: ['root'],
      run_as_groups: [],
      command: '/usr/bin/rsync',
      arguments: 'any' as const,
      negated: false,
      tags: [],
      nopasswd: false,
      everyone: false,
      all_commands: false,
      as_root: true,
      on_this_host: known(true),
      at: { file: '/etc/sudoers.d/backup', line: 1 },
    };
    const sudo = complete({
      present: true,
      implementation: known('sudo'),
      programs: [],
      rules: [rule],
      defaults: [],
      settings: [],
      options: [],
    });
    const accounts = of(hostOf([user({ name: 'lea' })], [], { host: { sudo } }), organizationOf([])).accounts?.data
      ?.accounts;
    expect(accounts?.[0]?.grants).toMatchObject([
      {
        grant: 'sudo:backup',
        also: ['sudo:/usr/bin/rsync', 'sudo:/usr/bin/rsync'],
        at: { file: 'web01:/etc/sudoers.d/backup', line: 1 },
      },
    ]);
  });
});

describe('joiners', () => {
  const joiner = person({ email: 'j@x.example', employee_id: 'E9', position: known('Buyer'), started_days: 10 });
  it.each<[string, readonly string[], readonly string[]]>([
    ['what the position gives', ['group:staff', 'group:buyers'], []],
    ['more than that', ['group:staff', 'group:it'], ['group:it']],
  ])('%s', (_, held, excess) => {
    const account = cloudUser('j', { tags: [{ key: 'email', value: 'j@x.example' }], entitlements: known(held) });
    const found = of(organizationOf([joiner], catalogue()), cloudOf([account])).joiners?.data?.joiners[0];
    expect(found?.excess.map(({ grant }) => grant)).toEqual(excess);
  });
});

describe('pairs of duties', () => {
  const sod = [{ id: 'a | b', at, a: ['group:it'], b: ['sudo:full'], why: '' }];
  const everybody = organizationOf([person({ email: 'lea@x.example', employee_id: 'E017' })], {
    ...catalogue({ sod }),
    ...aliases,
  });
  it('over the systems of one person', () => {
    const pair = of(everybody, cloudOf([hers]), hostOf([user({ name: 'lea' })], ['lea'])).duties?.data?.pairs[0];
    expect(pair?.holders).toMatchObject([{ who: 'E017', sure: true }]);
  });
  it('not over the accounts of two', () => {
    const pair = of(everybody, cloudOf([hers]), hostOf([user({ name: 'bob' })], ['bob'])).duties?.data?.pairs[0];
    expect(pair).toMatchObject({ holders: [], examined: 2 });
  });
  it('where the name alone links them it is not sure', () => {
    const guessed = organizationOf([person({ email: 'lea@x.example', employee_id: 'E017' })], catalogue({ sod }));
    const pair = of(guessed, cloudOf([hers]), hostOf([user({ name: 'lea' })], ['lea'])).duties?.data?.pairs[0];
    expect(pair?.holders).toMatchObject([{ sure: false }]);
  });
});

describe('leavers', () => {
  const tom = leaver('tom@x.example', { employee_id: 'E010', left_end_ms: Date.parse('2026-09-03T22:00:00Z') });
  const account = (over: Partial<DirIdentity>) =>
    apart(tenant([dirUser({ name: 'tom', employee_id: known('E010'), ...over })]));
  const found = (over: Partial<DirIdentity>) => of(organizationOf([tom]), account(over)).leavers?.data?.accounts[0];
  it.each<[string, Partial<DirIdentity>, object]>([
    [
      'sessions from before',
      { sessions_valid_from: known('2026-09-03T21:00:00Z') },
      { sessions_revoked: { value: false } },
    ],
    [
      'sessions from after',
      { sessions_valid_from: known('2026-09-03T22:00:00Z') },
      { sessions_revoked: { value: true } },
    ],
    ['since when they hold is not told', { sessions_valid_from: open }, { sessions_revoked: open }],
    [
      'hours until it was disabled',
      { enabled: known(false), disabled_at: known('2026-09-04T22:00:00Z') },
      { hours_to_close: { value: 24 } },
    ],
    [
      'disabled before the last day',
      { enabled: known(false), disabled_at: known('2026-09-01T00:00:00Z') },
      { hours_to_close: { value: 0 } },
    ],
    ['still enabled: until now', {}, { hours_to_close: { value: 1916 } }],
    ['disabled, and not told when', { enabled: known(false) }, { hours_to_close: { unknown: expect.any(String) } }],
    ['what it still holds', { enabled: known(false), groups: known(['it']) }, { held: [{ grant: 'group:it' }] }],
  ])('%s', (_, over, want) => {
    expect(found(over)).toMatchObject({ who: 'E010 left on 2026-09-03', ...want });
  });
  it('a system without sessions is not judged', () => {
    expect(found({})).not.toHaveProperty('sessions_revoked');
  });
  it('median and maximum', () => {
    const closed = (name: string, day: string) =>
      dirUser({
        name,
        employee_id: known('E010'),
        enabled: known(false),
        disabled_at: known(`2026-09-${day}T22:00:00Z`),
      });
    const estate = of(organizationOf([tom]), apart(tenant([closed('a', '03'), closed('b', '04'), closed('c', '13')])));
    expect(estate.leavers?.data?.latency).toMatchObject([
      {
        accounts: 3,
        median_hours: { value: 24 },
        maximum_hours: { value: 240 },
        slowest: 'account:entra:x/c',
        still_open: 0,
      },
    ]);
  });
});

describe('identities of programs', () => {
  const people = [
    leaver('tom@x.example', { employee_id: 'E010' }),
    person({ email: 'ann@x.example', employee_id: 'E1' }),
  ];
  it.each<[string, DirIdentity['owners'], object]>([
    [
      'its only owner left',
      known(['tom@x.example']),
      { departed: { value: true }, detail: expect.stringContaining('E010') },
    ],
    ['one of two left', known(['tom@x.example', 'ann@x.example']), { departed: { value: false } }],
    ['a team', known(['platform team']), { departed: { value: false } }],
    ['an address nobody knows', known(['who@else.example']), { departed: { unknown: expect.any(String) } }],
    ['not told', open, { departed: open }],
    ['by the account of the owner', known(['user:tom']), { departed: { value: true } }],
  ])('%s', (_, owners, want) => {
    const service = dirUser({ name: 'ci', id: 'service:ci', kind: 'service', owners });
    const tom = dirUser({ name: 'tom', employee_id: known('E010') });
    expect(of(organizationOf(people), apart(tenant([service, tom]))).owned?.data?.identities).toMatchObject([
      { id: 'account:entra:x/service:ci', ...want },
    ]);
  });
});

describe('emergency accounts', () => {
  const declared = (...ids: readonly string[]) =>
    catalogue({
      break_glass: ids.map((id) => ({ id, at, tests: [{ on: known('2026-11-01'), record: 'T1' }], uses: [] })),
    });
  const bg = (name: string, over: Partial<DirIdentity> = {}) => dirUser({ name, ...over });
  const system = (organization: Parameters<typeof organizationOf>[1], ...identities: readonly DirIdentity[]) =>
    of(organizationOf([], organization), apart(tenant(identities))).emergency?.data;
  it.each<[string, Parameters<typeof organizationOf>[1], readonly DirIdentity[], object]>([
    ['two', declared('bg1', 'entra:bg2'), [bg('bg1'), bg('bg2')], { ready: ['bg1', 'bg2'], declared: { value: 2 } }],
    [
      'one is disabled',
      declared('bg1', 'bg2'),
      [bg('bg1'), bg('bg2', { enabled: known(false) })],
      { ready: ['bg1'], faults: ['bg2 is disabled'] },
    ],
    [
      'one comes from elsewhere',
      declared('bg1'),
      [bg('bg1', { origin: known('synced') })],
      { ready: [], faults: [expect.stringContaining('another directory')] },
    ],
    [
      'nobody said',
      catalogue(),
      [bg('bg1')],
      { ready: [], declared: { unknown: expect.stringContaining('break_glass') } },
    ],
    ['said that there is none', declared(), [bg('bg1')], { ready: [], declared: { value: 0 } }],
  ])('%s', (_, organization, identities, want) => {
    expect(system(organization, ...identities)?.systems).toMatchObject([want]);
  });
  it('a recorded test explains a use of that day, and no other', () => {
    const on = (day: string) =>
      system(declared('bg1'), bg('bg1', { last_activity: known(`${day}T09:00:00Z`) }))?.accounts[0];
    expect(on('2026-11-01')).toMatchObject({
      last_use_recorded: { value: true },
      tested_days: { value: 21 },
      idle_days: { value: 21 },
    });
    expect(on('2026-11-10')).toMatchObject({ last_use_recorded: { value: false } });
  });
});

describe('people', () => {
  const state = (...people: Parameters<typeof organizationOf>[0]) =>
    of(organizationOf(people)).people?.data?.people ?? [];
  const head = person({ email: 'head@x.example' });
  it.each<[string, Parameters<typeof organizationOf>[0], string]>([
    ['here', [head, person({ email: 'a@x.example', manager_email: known('head@x.example') })], 'active'],
    [
      'gone',
      [leaver('head@x.example'), person({ email: 'a@x.example', manager_email: known('head@x.example') })],
      'left',
    ],
    ['unknown to HR', [person({ email: 'a@x.example', manager_email: known('who@x.example') })], 'not-in-roster'],
    ['nobody', [person({ email: 'a@x.example' })], 'none'],
    ['oneself', [person({ email: 'a@x.example', manager_email: known('a@x.example') })], 'self'],
  ])('a manager who is %s', (_, people, want) => {
    expect(state(...people).find(({ id }) => id === 'a@x.example')?.manager_state).toMatchObject({ value: want });
  });
  it('the one at the head has none', () => {
    const people = state(head, person({ email: 'a@x.example', manager_email: known('head@x.example') }));
    expect(people[1]?.manager_state).toMatchObject({ value: 'head' });
  });
  it.each<[string, boolean]>([
    ['contractor', true],
    ['Prestataire', true],
    ['CDD', true],
    ['contract', true],
    ['internship', true],
    ['employee', false],
    ['permanent contract', false],
    ['CDI', false],
    ['internal', false],
  ])('the employment type %s ends: %s', (type, want) => {
    expect(state(person({ email: 'a@x.example', employment_type: known(type) }))[0]?.external).toMatchObject({
      value: want,
    });
  });
});

describe('reviews of access', () => {
  const review = (scope: string, day: string) => ({
    id: `${scope}${day}`,
    at,
    scope: known(scope),
    reviewed_on: known(day),
    reviewer: known('E1'),
    accounts: known(4),
    removed: known(0),
    evidence: known('T'),
  });
  const of2 = (...reviews: readonly ReturnType<typeof review>[]) =>
    of(organizationOf([], { access_reviews: complete({ reviews }) }), cloudOf([cloudUser('a', { admin: known(true) })]))
      .access_reviews?.data?.reviews;
  it('the latest counts, a review of everything too, one that is to come not', () => {
    const found = of2(
      review('privileged', '2026-01-01'),
      review('all', '2026-11-12'),
      review('privileged', '2027-01-01'),
    );
    expect(found).toMatchObject([
      { id: 'guest', age_days: { value: 10 }, population: { value: 0 } },
      { id: 'privileged', age_days: { value: 10 }, population: { value: 1 } },
    ]);
  });
  it('what nobody reviewed stands there all the same', () => {
    expect(of2()).toMatchObject([
      { id: 'guest', reviewed: { value: false } },
      { id: 'privileged', reviewed: { value: false } },
    ]);
  });
});
