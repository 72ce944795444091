import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../../src/core/fact.ts';
import { complete, incomplete, notCollected } from '../../../../src/core/section.ts';
import type { SnapshotSections } from '../../../../src/derive/derivation.ts';
import { directoryAccounts } from '../../../../src/derive/iam/directory-accounts.ts';
import { directoryState } from '../../../../src/derive/iam/directory-state.ts';
import type { DirIdentity, DirKey, RoleAssignment } from '../../../../src/model/generated/model.ts';

const NOW = { nowMs: Date.parse('2026-11-22T18:00:00Z') };
const at = { file: 'users.json' };
const told = <T>(value: T) => known(value, at);
const open = unknown('not given', at);

function identity(change: Partial<DirIdentity> = {}): DirIdentity {
  return {
    id: 'user:ann',
    kind: 'human',
    name: 'ann',
    external_id: '1',
    at,
    enabled: told(true),
    interactive: told(true),
    origin: told('local'),
    created_at: told('2026-01-01T00:00:00Z'),
    last_activity: told('2026-11-12T18:00:00Z'),
    expires_at: told('never'),
    emails: told(['ann@example.com']),
    employee_id: told('E7'),
    department: told(''),
    position: told(''),
    manager: told(''),
    owners: told([]),
    purpose: told(''),
    mailbox: told(true),
    groups: told(['staff']),
    password: { usable: told(true), changed_at: told('2026-10-23T18:00:00Z'), never_expires: told(false) },
    mfa: { registered: told(true), methods: told(['totp']), enforced: told(true) },
    keys: [],
    flags: [],
    ...change,
  };
}

function key(change: Partial<DirKey> = {}): DirKey {
  return {
    id: 'service:ci/secret-1',
    kind: 'client-secret',
    active: told(true),
    created_at: told('2026-08-14T18:00:00Z'),
    last_used_at: told('never'),
    expires_at: told('never'),
    at,
    ...change,
  };
}

function role(principal: string, name: string, change: Partial<RoleAssignment> = {}): RoleAssignment {
  return {
    id: `${name} @ / = ${principal}`,
    at,
    principal,
    principal_kind: principal.startsWith('group:') ? 'group' : 'human',
    role: name,
    role_id: name,
    scope: '/',
    scope_kind: 'directory',
    kind: told('permanent'),
    approval: told(false),
    expires_at: told('never'),
    power: told('standard'),
    ...change,
  };
}

const base = { system: 'entra', account: 'example' };

function derive(identities: readonly DirIdentity[], more: NonNullable<SnapshotSections['iam']> = {}) {
  const given = {
    directory: complete({ ...base, identities, groups: [] }),
    role_assignments: complete({ ...base, assignments: [] }),
    ...more,
  };
  const state = directoryState.derive({ iam: given }, NOW).iam ?? {};
  return { ...state, ...directoryAccounts.derive({ iam: state }, NOW).iam };
}

const stateOf = (one: DirIdentity, more: NonNullable<SnapshotSections['iam']> = {}) =>
  derive([one], more).directory_state?.data?.identities[0];

describe('days', () => {
  it.each<[string, Partial<DirIdentity>, object]>([
    ['since the last sign-in', {}, { idle_days: { value: 10 }, age_days: { value: 325 } }],
    [
      'since it was made where nobody ever signed in',
      { last_activity: told('never') },
      { idle_days: { value: 325 }, last_activity: { value: 'never' } },
    ],
    ['that are not told stay so', { last_activity: open }, { idle_days: { unknown: 'not given' } }],
    ['until the account ends', { expires_at: told('2026-11-24T18:00:00Z') }, { days_to_expiry: { value: 2 } }],
    ['after the account ended', { expires_at: told('2026-11-22T17:00:00Z') }, { days_to_expiry: { value: -1 } }],
    ['of an account without an end', {}, { days_to_expiry: { value: 2_147_483_647 } }],
    ['of the password', {}, { password_age_days: { value: 30 } }],
  ])('%s', (_, change, expected) => {
    expect(stateOf(identity(change))).toMatchObject(expected);
  });
});

describe('the second factor', () => {
  const mfa = (methods: readonly string[]) => ({
    registered: told(methods.length > 0),
    methods: told(methods),
    enforced: open,
  });
  it.each<[string, Partial<DirIdentity>, object]>([
    ['none', { mfa: mfa([]) }, { value: 'none' }],
    ['is weak by SMS alone', { mfa: mfa(['sms', 'voice']) }, { value: 'weak' }],
    ['is strong by an app', { mfa: mfa(['sms', 'totp']) }, { value: 'strong' }],
    ['resists phishing by a key', { mfa: mfa(['sms', 'fido2']) }, { value: 'phishing-resistant' }],
    ['is none by a temporary pass', { mfa: mfa(['temporary-pass']) }, { value: 'none' }],
    [
      'is not told of who signs in elsewhere',
      { mfa: mfa([]), origin: told('federated') },
      { unknown: expect.stringContaining('another provider') },
    ],
    [
      'is none where none is registered, whatever the methods',
      { mfa: { registered: told(false), methods: open, enforced: open } },
      { value: 'none' },
    ],
    ['is not told', { mfa: { registered: open, methods: open, enforced: open } }, { unknown: 'not given' }],
  ])('%s', (_, change, expected) => {
    expect(stateOf(identity(change))?.mfa_strength).toMatchObject(expected);
  });

  it('names what it falls back to', () => {
    expect(stateOf(identity({ mfa: mfa(['fido2', 'sms', 'totp']) }))?.weak_methods).toMatchObject({
      value: ['sms', 'totp'],
    });
  });
});

describe('power', () => {
  const admin = { power: told('admin') };
  it.each<[string, readonly RoleAssignment[], object, readonly string[]]>([
    ['of nobody', [], { value: 'standard' }, []],
    ['of its own', [role('user:ann', 'Global', admin)], { value: 'admin' }, ['Global @ /']],
    ['through a group', [role('group:staff', 'Global', admin)], { value: 'admin' }, ['Global @ / through group:staff']],
    [
      'that must be activated',
      [role('user:ann', 'Global', { ...admin, kind: told('eligible') })],
      { value: 'admin' },
      [],
    ],
    ['of somebody else', [role('user:bob', 'Global', admin)], { value: 'standard' }, []],
    ['that is not told', [role('user:ann', 'Own', { power: open })], { unknown: 'not given' }, []],
    [
      'is the highest that is sure',
      [role('user:ann', 'Own', { power: open, kind: told('eligible') }), role('user:ann', 'Global', admin)],
      { value: 'admin' },
      ['Global @ /'],
    ],
  ])('%s', (_, assignments, power, permanent) => {
    const state = stateOf(identity(), { role_assignments: complete({ ...base, assignments }) });
    expect(state?.power).toMatchObject(power);
    if ('value' in power) expect(state?.permanent_admin_roles).toMatchObject({ value: permanent });
  });

  it.each([
    ['no roles were given', notCollected('the roles were not given', 'Give roles.json.')],
    ['only a part of them was', incomplete({ ...base, assignments: [] }, 'a page is missing')],
  ])('is not told where %s', (_, role_assignments) => {
    expect(stateOf(identity(), { role_assignments })?.power).toHaveProperty('unknown');
  });

  it('is not told where the groups are not, and groups hold roles', () => {
    const assignments = [role('group:staff', 'Global', admin)];
    const state = stateOf(identity({ groups: open }), { role_assignments: complete({ ...base, assignments }) });
    expect(state?.power).toHaveProperty('unknown');
  });
});

describe('keys', () => {
  it('of identities and applications are in one list', () => {
    const application = {
      id: 'app:ci',
      name: 'ci',
      external_id: '2',
      at,
      enabled: told(true),
      owners: told([]),
      keys: [key({ id: 'app:ci/secret-1', expires_at: told('2026-11-12T18:00:00Z') })],
      permissions: told([]),
      power: told('admin'),
      external: told(false),
      last_activity: open,
    };
    const state = derive([identity({ kind: 'service', id: 'service:ci', keys: [key()] })], {
      applications: complete({ ...base, applications: [application] }),
    }).directory_state;
    expect(state).toMatchObject({ flag: 'complete' });
    expect(state?.data?.keys).toMatchObject([
      {
        holder: 'service:ci',
        holder_kind: 'service',
        age_days: { value: 100 },
        idle_days: { value: 100 },
        used: { value: 'never' },
      },
      { holder: 'app:ci', holder_kind: 'application', days_to_expiry: { value: -10 }, power: { value: 'admin' } },
    ]);
  });

  it('of applications are told where no identities were given, and that these are missing', () => {
    const state = derive([], {
      directory: notCollected('the users were not given', 'Give users.json.'),
      applications: complete({ ...base, applications: [] }),
    }).directory_state;
    expect(state).toMatchObject({ flag: 'incomplete', reason: 'the users were not given', data: { identities: [] } });
  });
});

describe('accounts', () => {
  it('tell what joins with people need', () => {
    const assignments = [role('group:staff', 'Global', { power: told('admin') })];
    const { accounts } = derive([identity({ keys: [key()] })], {
      role_assignments: complete({ ...base, assignments }),
    });
    expect(accounts?.data?.accounts).toMatchObject([
      {
        id: 'user:ann',
        kind: 'user',
        tags: [
          { key: 'employeeId', value: 'E7' },
          { key: 'email', value: 'ann@example.com' },
        ],
        enabled: { value: true },
        active_keys: { value: 1 },
        admin: { value: true },
        entitlements: { value: ['group:staff', 'role:Global'] },
      },
    ]);
  });

  it('hold no computers, and services as such', () => {
    const { accounts } = derive([
      identity({ id: 'computer:pc1', kind: 'computer' }),
      identity({ id: 'service:ci', kind: 'service', owners: told(['bob@example.com']) }),
    ]);
    expect(accounts?.data?.accounts).toMatchObject([
      { id: 'service:ci', kind: 'service', tags: expect.arrayContaining([{ key: 'owner', value: 'bob@example.com' }]) },
    ]);
  });
});
