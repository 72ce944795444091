import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateSnapshot } from '../../../../../src/model/generated/validators.js';
import { entraFormat } from '../../../../../src/normalize/iam/entra/format.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from '../captures.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0/$metadata#';
const FOLDER = fixture('sources', 'entra');
const id = (n: number): string => `00000001-0000-4000-8000-${String(n).padStart(12, '0')}`;
const page = (context: string, value: readonly unknown[], extra: object = {}): string =>
  JSON.stringify({ '@odata.context': GRAPH + context, ...extra, value });
const user = (n: number, extra: object = {}): object => ({
  id: id(n),
  userPrincipalName: `u${n}@x.example`,
  userType: 'Member',
  accountEnabled: true,
  createdDateTime: '2024-01-02T00:00:00Z',
  ...extra,
});
const sample = (text: string, origin = 'x.json') => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { origin, head: text.slice(0, 65_536), json };
};
const sections = (files: Readonly<Record<string, string>>) => {
  const captures = Object.entries(files).map(([name, text]) => captureOf(name, text));
  const [contribution] = entraFormat.normalize(captures, NO_CONTEXT);
  if (contribution === undefined) throw new TypeError('no contribution');
  return contribution;
};
const identity = (files: Readonly<Record<string, string>>): unknown =>
  Reflect.get(sections(files).sections['directory']?.data ?? {}, 'identities')?.[0];

describe('the fixtures', () => {
  it.each(readdirSync(FOLDER))('%s is read as was approved', async (name) => {
    const contributions = entraFormat.normalize(capturesOf(path.join(FOLDER, name), 'input'), NO_CONTEXT);
    await expect(`${JSON.stringify(contributions, null, 2)}\n`).toMatchFileSnapshot(
      path.join(FOLDER, name, 'expected.json'),
    );
  });

  it.each(readdirSync(FOLDER))(
    '%s gives sections of the model, each file is recognized, and no secret is kept',
    (name) => {
      const captures = capturesOf(path.join(FOLDER, name), 'input');
      for (const { origin, outcome } of captures)
        expect([
          origin,
          outcome.kind === 'read' && entraFormat.recognizes(sample(new TextDecoder().decode(outcome.bytes), origin)),
        ]).toEqual([origin, true]);
      const contributions = entraFormat.normalize(captures, NO_CONTEXT);
      expect(JSON.stringify(contributions)).not.toContain('CANARY');
      for (const one of contributions) {
        const target = { id: 'account:x', kind: 'account', name: 'x' };
        const at = '2026-11-22T18:00:00Z';
        validateSnapshot({
          schemaVersion: '1',
          target,
          collectedAt: at,
          captures: [],
          diagnostics: [],
          iam: one.sections,
        });
        expect(validateSnapshot.errors ?? []).toEqual([]);
      }
    },
  );
});

describe('recognition', () => {
  it.each<[string, string, boolean]>([
    ['a page of users', page('users', [user(1)]), true],
    ['an empty list that says what it is', page('identity/conditionalAccess/policies', []), true],
    ['a page that is cut off', page('users', [user(1)]).slice(0, -9), true],
    ['two pages in one file', page('users', [user(1)]) + page('users', [user(2)]), true],
    ['users of the command line', JSON.stringify([user(1)]), true],
    ['users of PowerShell', JSON.stringify([{ Id: id(1), UserPrincipalName: 'u@x.example' }]), true],
    ['a refusal', '{"error":{"code":"Authorization_RequestDenied","message":"no","innerError":{"date":"x"}}}', true],
    ['another page of Graph', page('sites', [{ id: '1', webUrl: 'https://x.example' }]), false],
    ['role assignments of Azure', '[{"roleDefinitionId":"r","principalId":"p","scope":"/subscriptions/s"}]', false],
    ['an empty list', '[]', false],
    ['another list', '[{"id":"1","name":"x"}]', false],
  ])('%s', (_name, text, expected) => {
    expect(entraFormat.recognizes(sample(text))).toBe(expected);
  });
});

describe('sign-in activity', () => {
  const activity = (signInActivity: unknown, extra: object = {}) =>
    identity({ 'u.json': page('users', [user(1, { signInActivity, ...extra }), user(2, { signInActivity: {} })]) });
  it.each<[string, unknown, object]>([
    [
      'the last success counts, not a later attempt',
      { lastSignInDateTime: '2026-11-01T00:00:00Z', lastSuccessfulSignInDateTime: '2026-03-01T00:00:00Z' },
      { value: '2026-03-01T00:00:00Z' },
    ],
    [
      'attempts alone prove no use',
      { lastSignInDateTime: '2026-11-01T00:00:00Z', lastSuccessfulSignInDateTime: null },
      { unknown: expect.stringContaining('only attempts') },
    ],
    [
      'before successes were told apart an attempt is all there is',
      { lastSignInDateTime: '2022-01-01T00:00:00Z', lastSuccessfulSignInDateTime: null },
      { value: '2022-01-01T00:00:00Z' },
    ],
    [
      'the later of interactive and not',
      { lastSignInDateTime: '2026-01-01T00:00:00Z', lastNonInteractiveSignInDateTime: '2026-02-01T00:00:00Z' },
      { value: '2026-02-01T00:00:00Z' },
    ],
    [
      'an instant that is none',
      { lastSignInDateTime: 'yesterday' },
      { unknown: expect.stringContaining('not an instant') },
    ],
    ['cut off by PowerShell', 'Microsoft.Graph.SignInActivity', { unknown: expect.stringContaining('cut off') }],
  ])('%s', (_name, told, expected) => {
    expect(activity(told)).toMatchObject({ last_activity: expected });
  });

  it('is never where it was asked for and is not there', () => {
    expect(activity(undefined)).toMatchObject({ last_activity: { value: 'never' } });
  });

  it('is unknown of an account older than what the service keeps', () => {
    expect(activity(undefined, { createdDateTime: '2019-01-01T00:00:00Z' })).toMatchObject({
      last_activity: { unknown: expect.stringContaining('April 2020') },
    });
  });

  it('is unknown where nobody asked for it, with the command', () => {
    expect(identity({ 'u.json': page('users', [user(1)]) })).toMatchObject({
      last_activity: { unknown: expect.stringContaining('signInActivity') },
    });
  });
});

describe('several exports', () => {
  it('of one user are put together', () => {
    const found = identity({
      'a.json': page('users', [user(1)]),
      'b.json': page('users', [{ id: id(1), userPrincipalName: 'u1@x.example', department: 'Finance' }]),
    });
    expect(found).toMatchObject({ enabled: { value: true }, department: { value: 'Finance' } });
  });

  it('that contradict each other are told', () => {
    const { diagnostics } = sections({
      'a.json': page('users', [user(1)]),
      'b.json': page('users', [user(1, { accountEnabled: false })]),
    });
    expect(diagnostics).toMatchObject([{ code: 'duplicate-record', at: { file: 'b.json' } }]);
  });

  it('of which the last page is missing are incomplete', () => {
    const { sections: found, diagnostics } = sections({
      'a.json': page('users', [user(1)], { '@odata.nextLink': 'https://graph.microsoft.com/v1.0/users?$skiptoken=x' }),
      'g.json': page('groups', []),
    });
    expect(found['directory']).toMatchObject({ flag: 'incomplete', reason: expect.stringContaining('nextLink') });
    expect(diagnostics).toMatchObject([{ code: 'incomplete-export' }]);
  });

  it('do not depend on their order', () => {
    const captures = capturesOf(path.join(FOLDER, 'mairie'), 'input');
    expect(entraFormat.normalize(captures.toReversed(), NO_CONTEXT)).toEqual(
      entraFormat.normalize(captures, NO_CONTEXT),
    );
  });

  it('of which one is broken make the others incomplete, and the fault has its place', () => {
    const { sections: found, diagnostics } = sections({
      'u.json': page('users', [user(1)]),
      'g.json': page('groups', []).slice(0, -2),
    });
    expect(found['directory']).toMatchObject({ flag: 'incomplete', reason: expect.stringContaining('g.json:1:') });
    expect(diagnostics).toMatchObject([{ code: 'parse-error', at: { file: 'g.json', line: 1 } }]);
  });

  it('that are refused are told by their code alone', () => {
    const { diagnostics } = sections({
      'r.json': '{"error":{"code":"Authorization_RequestDenied","message":"token CANARY","innerError":{}}}',
    });
    expect(diagnostics).toMatchObject([{ code: 'refused-request' }]);
    expect(JSON.stringify(diagnostics)).not.toContain('CANARY');
  });

  it('that are missing are not collected, with the command that gives them', () => {
    const { sections: found } = sections({ 'o.json': page('organization', [{ id: id(9), verifiedDomains: [] }]) });
    for (const [name, section] of Object.entries(found))
      expect([name, section]).toEqual([
        name,
        { flag: 'not-collected', reason: expect.any(String), hint: expect.stringContaining('az rest') },
      ]);
  });
});

describe('groups', () => {
  const directory = (groups: string, members: Readonly<Record<string, string>> = {}) =>
    sections({ 'u.json': page('users', [user(1)]), 'g.json': groups, ...members }).sections['directory']?.data;

  it('shown with twenty members may have more', () => {
    const members = Array.from({ length: 20 }, (_, n) => ({ id: id(n + 1) }));
    expect(directory(page('groups', [{ id: id(90), displayName: 'G', groupTypes: [], members }]))).toMatchObject({
      groups: [{ members: { unknown: expect.stringContaining('no more than 20') } }],
      identities: [{ groups: { unknown: expect.any(String) } }],
    });
  });

  it('whose list of members is empty have none', () => {
    const file = `members-${id(90)}.json`;
    expect(
      directory(page('groups', [{ id: id(90), displayName: 'G', groupTypes: [] }]), {
        [file]: page('directoryObjects', []),
      }),
    ).toMatchObject({ groups: [{ members: { value: [] } }], identities: [{ groups: { value: [] } }] });
  });

  it('within groups are groups of their members, also in a circle', () => {
    const of = (n: number, members: readonly number[]) => ({
      id: id(n),
      displayName: `G${n}`,
      groupTypes: [],
      members: members.map((m) => ({ id: id(m) })),
    });
    expect(directory(page('groups', [of(90, [1, 91]), of(91, [90]), of(92, [91])]))).toMatchObject({
      identities: [{ groups: { value: ['G90', 'G91', 'G92'] } }],
    });
  });

  it('of one name stay apart', () => {
    const one = (n: number) => ({
      id: id(n).replace('00000001', `0000000${n}`),
      displayName: 'G',
      groupTypes: [],
      members: [],
    });
    expect(directory(page('groups', [one(1), one(2)]))).toMatchObject({
      groups: [{ name: 'G (00000001)' }, { name: 'G (00000002)' }],
    });
  });
});

describe('roles', () => {
  const GA = '62e90394-69f5-4237-9190-012177145e10';
  const row = (n: number, extra: object = {}) => ({
    id: `a${n}`,
    principalId: id(n),
    roleDefinitionId: GA,
    directoryScopeId: '/',
    ...extra,
  });
  const assignments = (files: Readonly<Record<string, string>>) =>
    Reflect.get(
      sections({ 'u.json': page('users', [user(1)]), ...files }).sections['role_assignments']?.data ?? {},
      'assignments',
    );
  const plain = page('roleManagement/directory/roleAssignments', [row(1)]);

  it.each<[string, Readonly<Record<string, string>>, readonly object[]]>([
    [
      'in the plain list may be assigned or activated',
      { 'a.json': plain },
      [{ kind: { unknown: expect.stringContaining('look alike') } }],
    ],
    [
      'are permanent where nothing is eligible',
      { 'a.json': plain, 'e.json': page('roleManagement/directory/roleEligibilitySchedules', []) },
      [{ kind: { value: 'permanent' }, approval: { value: false } }],
    ],
    [
      'are permanent where the tenant has no licence for eligible ones',
      { 'a.json': plain, 'e.json': '{"error":{"code":"AadPremiumLicenseRequired","message":"x","innerError":{}}}' },
      [{ kind: { value: 'permanent' } }],
    ],
    [
      'that were activated are the eligible ones',
      {
        'a.json': plain,
        'e.json': page('roleManagement/directory/roleEligibilityScheduleInstances', [
          row(1, { memberType: 'Direct', endDateTime: null }),
        ]),
        's.json': page('roleManagement/directory/roleAssignmentScheduleInstances', [
          row(1, { assignmentType: 'Activated', memberType: 'Direct' }),
        ]),
      },
      [
        {
          kind: { value: 'eligible' },
          approval: { unknown: expect.stringContaining('roleManagementPolicyAssignments') },
          expires_at: { value: 'never' },
        },
      ],
    ],
    [
      'through a group are told by the group',
      {
        's.json': page('roleManagement/directory/roleAssignmentSchedules', [
          row(1, { assignmentType: 'Assigned', memberType: 'Group' }),
        ]),
      },
      [],
    ],
    [
      'over a part of the directory are less',
      {
        'a.json': page('roleManagement/directory/roleAssignments', [
          row(1, { directoryScopeId: '/administrativeUnits/1' }),
        ]),
      },
      [{ power: { value: 'privileged' }, scope: '/administrativeUnits/1' }],
    ],
    [
      'of one’s own that nobody exported give nobody knows what',
      { 'a.json': page('roleManagement/directory/roleAssignments', [row(1, { roleDefinitionId: id(77) })]) },
      [{ power: { unknown: expect.stringContaining('roleDefinitions') } }],
    ],
  ])('%s', (_name, files, expected) => {
    expect(assignments(files)).toMatchObject(expected);
    expect(assignments(files)).toHaveLength(expected.length);
  });
});

describe('damage', () => {
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => page('users', [value])),
        ),
        (text) => {
          entraFormat.recognizes(sample(text));
          for (const { sections: found } of entraFormat.normalize([captureOf('x.json', text)], NO_CONTEXT))
            expect(Object.keys(found)).toHaveLength(7);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of one value never throws and keeps to the model', () => {
    const files = capturesOf(path.join(FOLDER, 'mairie'), 'input');
    const texts = files.map(({ outcome }) => (outcome.kind === 'read' ? new TextDecoder().decode(outcome.bytes) : ''));
    fc.assert(
      fc.property(
        fc.nat(files.length - 1),
        fc.nat(),
        fc.constantFrom('null', '7', '"x"', '[]', '{}', 'true'),
        (file, at, value) => {
          const text = texts[file] ?? '';
          const spots = [...text.matchAll(/: ("[^"\n]*"|true|false|null|\d+)/g)];
          const spot = spots[at % Math.max(1, spots.length)];
          if (spot === undefined) return;
          const damaged = `${text.slice(0, spot.index + 2)}${value}${text.slice(spot.index + spot[0].length)}`;
          const captures = files.map((capture, n) => (n === file ? captureOf(capture.origin, damaged) : capture));
          for (const { sections: found } of entraFormat.normalize(captures, NO_CONTEXT)) {
            const target = { id: 'account:x', kind: 'account', name: 'x' };
            validateSnapshot({
              schemaVersion: '1',
              target,
              collectedAt: '2026-11-22T18:00:00Z',
              captures: [],
              diagnostics: [],
              iam: found,
            });
            expect(validateSnapshot.errors ?? []).toEqual([]);
            expect(JSON.stringify(found)).not.toContain('CANARY');
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
