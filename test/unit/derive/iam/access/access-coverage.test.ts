import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../../../src/core/fact.ts';
import { complete, notCollected } from '../../../../../src/core/section.ts';
import { accessCoverage } from '../../../../../src/derive/iam/access/access-coverage.ts';
import type { AccessPolicy, IamAccessCoverage } from '../../../../../src/model/generated/model.ts';
import { entraFormat } from '../../../../../src/normalize/iam/entra/format.ts';
import { captureOf, NO_CONTEXT } from '../../../normalize/iam/captures.ts';

const AT = { file: 'ca.json', line: 2 };
const list = (...words: readonly string[]) => known(words, AT);
const UNREAD = unknown('not in the export', AT);

const policy = (name: string, extra: Partial<AccessPolicy> = {}): AccessPolicy => ({
  id: `policy:${name}`,
  name,
  at: AT,
  state: known('on', AT),
  users: list('all'),
  excluded: list(),
  apps: list('all'),
  excluded_apps: list(),
  clients: list('all'),
  conditions: list(),
  flows: list(),
  user_risk: list(),
  sign_in_risk: list(),
  grants: list('mfa'),
  operator: known('or', AT),
  sign_in_hours: known(0, AT),
  persistent: known('', AT),
  ...extra,
});

const id = (n: number): string => `00000001-0000-4000-8000-${String(n).padStart(12, '0')}`;
const GRAPH = 'https://graph.microsoft.com/v1.0/$metadata#';
const GA = '62e90394-69f5-4237-9190-012177145e10';
/** ann and bob, bob in a group, eve administrator after activation, a guest. */
const TENANT = Object.entries({
  users: [
    ...['ann', 'bob', 'eve'].map((name, n) => ({
      id: id(n),
      userPrincipalName: name,
      userType: 'Member',
      accountEnabled: true,
    })),
    { id: id(9), userPrincipalName: 'gus#EXT#', userType: 'Guest', accountEnabled: true },
    { id: id(8), userPrincipalName: 'old', userType: 'Member', accountEnabled: false },
  ],
  groups: [{ id: id(50), displayName: 'Out', groupTypes: [], members: [{ id: id(1) }] }],
  'roleManagement/directory/roleEligibilitySchedules': [
    { id: 'e', principalId: id(2), roleDefinitionId: GA, directoryScopeId: '/', memberType: 'Direct' },
  ],
  'roleManagement/directory/roleAssignments': [],
}).map(([context, value], n) => captureOf(`${n}.json`, JSON.stringify({ '@odata.context': GRAPH + context, value })));
const SECTIONS = entraFormat.normalize(TENANT, NO_CONTEXT)[0]?.sections ?? {};

function coverage(policies: readonly AccessPolicy[], people = true): IamAccessCoverage {
  const access_policies = complete({ system: 'entra', account: 't', policies });
  const iam = { ...(people ? SECTIONS : {}), access_policies };
  const data = accessCoverage.derive({ iam }, { nowMs: 0 }).iam?.access_coverage?.data;
  if (data === undefined) throw new TypeError('no section');
  return data;
}

const question = (data: IamAccessCoverage, name: string) => data.questions.find((one) => one.id === name);
const gaps = (policies: readonly AccessPolicy[], name = 'mfa') =>
  question(coverage(policies), name)?.gaps.map((gap) => gap.id.replace(/^\w+:/, ''));
const EVERYBODY = ['gus#ext#', 'ann', 'bob', 'eve'];
const MFA = policy('a');

describe('whom no policy asks for a second factor', () => {
  it.each<[string, readonly AccessPolicy[], readonly string[]]>([
    ['nobody where one policy is for all', [MFA], []],
    ['everybody without policies', [], EVERYBODY],
    ['everybody where it only reports', [policy('a', { state: known('report-only', AT) })], EVERYBODY],
    ['everybody where it is off', [policy('a', { state: known('off', AT) })], EVERYBODY],
    ['everybody where a known device is enough', [policy('a', { grants: list('compliant-device', 'mfa') })], EVERYBODY],
    [
      'nobody where a device is asked for beside',
      [policy('a', { grants: list('compliant-device', 'mfa'), operator: known('and', AT) })],
      [],
    ],
    ['nobody where either way has two factors', [policy('a', { grants: list('mfa', 'phishing-resistant') })], []],
    [
      'everybody where the strength has a way of one factor',
      [policy('a', { grants: list('other:single-factor-strength') })],
      EVERYBODY,
    ],
    ['everybody where it is for a platform', [policy('a', { conditions: list('platforms') })], EVERYBODY],
    ['everybody where it is for risk', [policy('a', { sign_in_risk: list('high') })], EVERYBODY],
    ['everybody where it is for browsers', [policy('a', { clients: list('browser') })], EVERYBODY],
    [
      'nobody where two policies share the clients',
      [policy('a', { clients: list('browser') }), policy('b', { clients: list('modern') })],
      [],
    ],
    ['whoever is in an excluded group', [policy('a', { excluded: list('group:Out') })], ['bob']],
    [
      'nobody where another policy catches the excluded',
      [policy('a', { excluded: list('group:Out') }), policy('b', { users: list('group:Out') })],
      [],
    ],
    ['members where it is for guests', [policy('a', { users: list('guests') })], ['ann', 'bob', 'eve']],
    ['guests where these are excluded', [policy('a', { excluded: list('guests') })], ['gus#ext#']],
    [
      'nobody where partners of the service are excluded',
      [policy('a', { excluded: list('guests:serviceProvider') })],
      [],
    ],
    ['whoever may activate an excluded role', [policy('a', { excluded: list('role:Global Administrator') })], ['eve']],
    [
      'who may activate a role, where it is only for the role',
      [policy('a', { users: list('role:Global Administrator') })],
      EVERYBODY,
    ],
    ['everybody where an application is left out', [policy('a', { excluded_apps: list('app-1') })], EVERYBODY],
    [
      'nobody where another policy is for that application',
      [policy('a', { excluded_apps: list('app-1') }), policy('b', { apps: list('app-1') })],
      [],
    ],
    ['everybody where it is for one application', [policy('a', { apps: list('app-1') })], EVERYBODY],
  ])('%s', (_name, policies, expected) => {
    expect(gaps(policies)).toEqual(expected);
  });

  it('is told with the applications that are left out', () => {
    const found = question(coverage([policy('a', { excluded_apps: list('app-1') })]), 'mfa');
    expect(found?.gaps[0]?.cells).toEqual([
      { app: 'app-1', part: 'browser' },
      { app: 'app-1', part: 'modern' },
    ]);
  });

  it('is not known where a policy could not be read', () => {
    const found = question(coverage([policy('a', { excluded: UNREAD })]), 'mfa');
    expect([found?.gaps, found?.doubts.length]).toEqual([[], 4]);
    expect(found?.settled).toMatchObject({ unknown: expect.stringContaining('a') });
  });

  it('is known where one policy is enough and another could not be read', () => {
    expect(question(coverage([MFA, policy('b', { grants: UNREAD })]), 'mfa')).toMatchObject({ gaps: [], doubts: [] });
  });

  it('is told of a part of the guests as not known', () => {
    const found = question(
      coverage([policy('a', { excluded: list('guests:b2bCollaborationGuest@some-tenants') })]),
      'mfa',
    );
    expect([found?.gaps, found?.doubts.map((one) => one.name)]).toEqual([[], ['gus#ext#']]);
  });

  it('says what looks alike and does not count', () => {
    const found = question(
      coverage([
        policy('weak', { grants: list('compliant-device', 'mfa') }),
        policy('quiet', { state: known('report-only', AT) }),
      ]),
      'mfa',
    );
    expect([found?.dormant, found?.weaker]).toEqual([['quiet'], ['weak: one of compliant-device, mfa is enough']]);
  });

  it('without the people is asked of what the policies name', () => {
    const data = coverage([policy('a', { excluded: list('group:Out') })], false);
    expect([data.by_identity, question(data, 'mfa')?.gaps.map((gap) => gap.id)]).toEqual([false, ['group:Out']]);
    expect(question(data, 'device')?.settled).toMatchObject({ unknown: expect.stringContaining('administrators') });
  });

  it('from elsewhere than trusted places is another question', () => {
    const narrowed = [policy('a', { conditions: list('trusted-locations-excluded') })];
    expect([gaps(narrowed), gaps(narrowed, 'mfa-outside')]).toEqual([EVERYBODY, []]);
  });
});

describe('other questions', () => {
  const block = (extra: Partial<AccessPolicy>) => policy('b', { grants: list('block'), ...extra });
  it.each<[string, string, readonly AccessPolicy[], readonly string[]]>([
    ['old protocols are blocked', 'legacy', [block({ clients: list('legacy') })], []],
    ['half of the old protocols are blocked', 'legacy', [block({ clients: list('other-clients') })], EVERYBODY],
    ['a factor is demanded of every client', 'legacy', [MFA], []],
    [
      'a factor is demanded of modern clients',
      'legacy',
      [policy('a', { clients: list('browser', 'modern') })],
      EVERYBODY,
    ],
    ['device code is blocked', 'flow:device-code', [block({ flows: list('device-code') })], []],
    ['device code is blocked, transfer is not', 'flow:transfer', [block({ flows: list('device-code') })], EVERYBODY],
    ['device code asks for a factor', 'flow:device-code', [policy('a', { flows: list('device-code') })], EVERYBODY],
    ['every level of risk', 'risk:sign-in', [policy('a', { sign_in_risk: list('high', 'medium', 'low') })], []],
    [
      'both risks at once count for neither',
      'risk:user',
      [policy('a', { user_risk: list('high', 'medium', 'low'), sign_in_risk: list('high') })],
      EVERYBODY,
    ],
    [
      'a password change answers risky users',
      'risk:user',
      [
        policy('a', {
          user_risk: list('high', 'medium', 'low'),
          grants: list('mfa', 'password-change'),
          operator: known('and', AT),
        }),
      ],
      [],
    ],
    [
      'administrators on known devices',
      'device',
      [policy('a', { users: list('role:Global Administrator'), grants: list('compliant-device') })],
      [],
    ],
    [
      'administrators with an alternative to the device',
      'device',
      [policy('a', { grants: list('compliant-device', 'mfa') })],
      ['eve'],
    ],
    [
      'registration from trusted places',
      'registration',
      [policy('a', { apps: list('action:register-security-information'), conditions: list('locations') })],
      [],
    ],
    ['all applications are no registration', 'registration', [MFA], EVERYBODY],
  ])('%s', (_name, name, policies, expected) => {
    expect(gaps(policies, name)).toEqual(expected);
  });
});

describe('exclusions and sessions', () => {
  it('tells who is excluded, and who of them is caught otherwise', () => {
    expect(coverage([policy('a', { excluded: list('group:Out') })]).exclusions).toMatchObject([
      { term: 'group:Out', members: { value: ['user:bob'] }, uncovered: { value: ['user:bob'] } },
    ]);
    expect(
      coverage([policy('a', { excluded: list('group:Out') }), policy('b', { users: list('group:Out') })]).exclusions,
    ).toMatchObject([{ uncovered: { value: [] } }]);
    expect(coverage([policy('a', { excluded: list('group:Out') })], false).exclusions).toMatchObject([
      { members: { unknown: expect.any(String) } },
    ]);
  });

  it.each<[string, readonly AccessPolicy[], object]>([
    ['none', [MFA], { hours: { value: 0 }, persistent: { value: 'allowed' } }],
    [
      'the shortest for an application, the longest over all',
      [
        policy('a', { sign_in_hours: known(8, AT), persistent: known('never', AT) }),
        policy('b', { sign_in_hours: known(1, AT), apps: list('app-1') }),
      ],
      { hours: { value: 8 }, persistent: { value: 'never' } },
    ],
    [
      'for browsers alone',
      [policy('a', { sign_in_hours: known(8, AT), clients: list('browser') })],
      { hours: { value: 0 } },
    ],
    ['not known', [policy('a', { sign_in_hours: UNREAD })], { hours: { unknown: expect.any(String) } }],
  ])('sessions of administrators: %s', (_name, policies, expected) => {
    expect(coverage(policies).sessions).toMatchObject([{ id: 'user:eve', ...expected }]);
  });
});

it('an exclusion from a block of old protocols is of that question, one from registration is of none', () => {
  const block = policy('b', { grants: list('block'), clients: list('legacy'), excluded: list('group:Out') });
  const register = policy('r', { apps: list('action:register-security-information'), excluded: list('group:Out') });
  expect(coverage([MFA, block, register]).exclusions).toMatchObject([{ question: 'legacy', uncovered: { value: [] } }]);
});

describe('the defaults of the directory', () => {
  const settings = (value: boolean) => ({
    directory_settings: complete({
      system: 'entra',
      account: 't',
      at: AT,
      mfa_by_default: known(value, AT),
      legacy_protocols_blocked: known(value, AT),
    }),
  });
  const derive = (iam: object) => accessCoverage.derive({ iam }, { nowMs: 0 }).iam?.access_coverage;

  it('stand for policies that were not given', () => {
    const found = derive({ ...settings(true), access_policies: notCollected('x') });
    expect(found?.data?.questions.find((one) => one.id === 'mfa')).toMatchObject({ by_default: { value: true } });
  });

  it('that are off leave the policies unknown', () => {
    expect(derive({ ...settings(false), access_policies: notCollected('x') })).toMatchObject({ flag: 'not-collected' });
  });

  it('cannot be on beside a policy', () => {
    expect(question(coverage([MFA]), 'mfa')).toMatchObject({ by_default: { value: false } });
    expect(question(coverage([]), 'mfa')).toMatchObject({ by_default: { unknown: expect.any(String) } });
  });
});
