import { describe, expect, it } from 'vitest';
import { deriveOrganization } from '../../derive/organization/derive-organization.ts';
import { normalizeFolder, sectionOf } from './capture-of.ts';

const section = (files: Readonly<Record<string, string>>, name: string) => sectionOf(normalizeFolder(files), name);
const diagnostics = (files: Readonly<Record<string, string>>) =>
  normalizeFolder(files).flatMap((contribution) => contribution.diagnostics ?? []);
const HEAD = 'employee_id,email,start_date,end_date,status\n';

describe('somebody who was hired again', () => {
  it('is one person, with the earlier period', () => {
    const rows = 'E1,a@x.example,2015-01-01,2020-06-30,left\nE1,ann@x.example,2024-03-01,,active\n';
    expect(section({ 'hr-roster.csv': HEAD + rows }, 'roster')).toMatchObject({
      flag: 'complete',
      data: {
        people: [{ id: 'ann@x.example', at: { line: 3 }, earlier: [{ email: 'a@x.example', at: { line: 2 } }] }],
      },
    });
    const { organization } = deriveOrganization({ 'hr-roster.csv': HEAD + rows });
    expect(organization?.persons?.data?.people).toMatchObject([
      { state: { value: 'active' }, rehired: true, former_emails: ['a@x.example'] },
    ]);
  });
  it.each<[string, string]>([
    ['periods that overlap', 'E1,a@x.example,2015-01-01,2020-06-30,left\nE1,a@x.example,2019-03-01,,active\n'],
    ['dates that do not tell', 'E1,a@x.example,2015-01-01,,active\nE1,a@x.example,2024-03-01,,active\n'],
  ])('%s are an error that names both lines', (_, rows) => {
    const files = { 'hr-roster.csv': HEAD + rows };
    expect(section(files, 'roster')).toMatchObject({ flag: 'incomplete', data: { people: [{ at: { line: 2 } }] } });
    expect(diagnostics(files)).toMatchObject([
      { code: 'row-error', at: { line: 3 }, message: expect.stringContaining('(line 2)') },
    ]);
  });
});

describe('the last day', () => {
  it('an ambiguous date is an error with file, line and column, and nothing is guessed', () => {
    const files = { 'hr-roster.csv': `${HEAD}E1,a@x.example,2015-01-01,03/09/2026,active\n` };
    expect(diagnostics(files)).toMatchObject([
      { code: 'invalid-value', message: expect.stringMatching(/^hr-roster\.csv:2:\d+: end_date "03\/09\/2026"/) },
    ]);
    const { organization } = deriveOrganization(files);
    expect(organization?.persons?.data?.people[0]?.state).toHaveProperty('unknown');
  });
  it.each<[string, number]>([
    ['Europe/Paris', Date.parse('2026-09-03T22:00:00Z')],
    ['America/New_York', Date.parse('2026-09-04T04:00:00Z')],
  ])('ends at midnight in %s', (zone, ms) => {
    const { organization } = deriveOrganization({
      'organization.yaml': `name: X\ntimezone: ${zone}\ndate_order: dmy\n`,
      'hr-roster.csv': `${HEAD}E1,a@x.example,2015-01-01,2026-09-03,left\n`,
    });
    expect(organization?.persons?.data?.people[0]?.left_end_ms).toBe(ms);
  });
  it('a leave of an earlier period does not end the present one', () => {
    const { organization } = deriveOrganization({
      'hr-roster.csv': `${HEAD}E1,a@x.example,2024-03-01,,active\n`,
      'hr-events.csv': 'employee_id,event,effective_on\nE1,Termination,2020-06-30\n',
    });
    expect(organization?.persons?.data?.people[0]).toMatchObject({ state: { value: 'active' } });
  });
});

describe('role-entitlements.yaml', () => {
  const positions = 'positions:\n  - { position: Buyer, groups: [buyers] }\n';
  it('the short form stays as it was', () => {
    expect(section({ 'role-entitlements.yaml': positions }, 'entitlements')?.data).toEqual({
      positions: [expect.objectContaining({ id: 'Buyer', groups: ['buyers'], roles: [], sudo: [] })],
    });
  });
  it('the long form', () => {
    const text = `${positions}sod:
  - { a: group:buyers, b: [group:payers, aws:Pay], why: orders and pays }
break_glass:
  - bg1
  - account: entra:bg2
    tests: [{ on: 2026-11-01, ticket: T1 }]
    uses: [{ on: 2026-05-01, incident: I1 }]
shared_allowed: [kiosk]
grace_days: 14
birthright: { groups: [staff], sudo: [] }
groups:
  - { group: buyers, department: finance, owner: ann@x.example }
`;
    expect(section({ 'role-entitlements.yaml': text }, 'entitlements')).toMatchObject({
      flag: 'complete',
      data: {
        sod: [{ a: ['group:buyers'], b: ['group:payers', 'aws:Pay'], why: 'orders and pays' }],
        break_glass: [
          { id: 'bg1', tests: [] },
          { id: 'entra:bg2', tests: [{ on: { value: '2026-11-01' }, record: 'T1' }], uses: [{ record: 'I1' }] },
        ],
        shared_allowed: ['kiosk'],
        grace_days: 14,
        birthright: ['group:staff'],
        groups: [{ id: 'buyers', department: 'finance' }],
      },
    });
  });
  it.each<[string, string, string]>([
    ['a pair with one side', 'sod: [{ a: group:x }]\n', 'no a or no b'],
    ['a side that is no grant', 'sod: [{ a: buyers, b: group:x }]\n', 'is no grant'],
    ['an emergency account without a name', 'break_glass: [{ tests: [] }]\n', 'no account'],
  ])('%s is told', (_, more, message) => {
    const found = diagnostics({ 'role-entitlements.yaml': positions + more });
    expect(found.map((one) => one.message).join('\n')).toContain(message);
    expect(section({ 'role-entitlements.yaml': positions + more }, 'entitlements')?.flag).toBe('incomplete');
  });
});

describe('access reviews', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'a table',
      {
        'access-reviews.csv':
          'Périmètre;Date de revue;Revu par;Comptes;Preuve\nComptes à privilèges;2026-11-01;E1;12;CHG-1\n',
      },
    ],
    [
      'a YAML file',
      {
        'access-reviews.yaml':
          'access_reviews:\n  - { scope: privileged, reviewed_on: 2026-11-01, reviewer: E1, accounts: 12, evidence: CHG-1 }\n',
      },
    ],
  ])('from %s', (_, files) => {
    expect(section(files, 'access_reviews')).toMatchObject({
      flag: 'complete',
      data: {
        reviews: [
          {
            scope: { value: 'privileged' },
            reviewed_on: { value: '2026-11-01' },
            reviewer: { value: 'E1' },
            accounts: { value: 12 },
            evidence: { value: 'CHG-1' },
          },
        ],
      },
    });
  });
  it('both beside each other are one register', () => {
    const files = {
      'access-reviews.csv': 'scope,reviewed_on,reviewer\nguest,2026-10-01,E1\n',
      'access-reviews.yaml': 'access_reviews:\n  - { scope: all, reviewed_on: 2026-11-01, reviewer: E2 }\n',
    };
    expect(section(files, 'access_reviews')?.data).toMatchObject({
      reviews: [{ scope: { value: 'guest' } }, { scope: { value: 'all' } }],
    });
  });
});
