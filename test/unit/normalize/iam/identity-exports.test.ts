import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Section } from '../../../../src/core/section.ts';
import type { IamDirectory, IamRoleAssignments } from '../../../../src/model/generated/model.ts';
import { validateSnapshot } from '../../../../src/model/generated/validators.js';
import type { Contribution, Format } from '../../../../src/normalize/format.ts';
import { recognize } from '../../../../src/normalize/recognize.ts';
import { FORMATS } from '../../../../src/normalize/registry.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from './captures.ts';
import { IDENTITY_FORMATS } from './identity-exports.ts';

const cases = IDENTITY_FORMATS.flatMap((format) =>
  readdirSync(fixture('sources', format.id)).map((name) => ({
    name: `${format.id}/${name}`,
    format,
    folder: fixture('sources', format.id, name),
  })),
);
const read = (format: Format, folder: string) => format.normalize(capturesOf(folder, 'input'), NO_CONTEXT);
const section = <T>(contributions: readonly Contribution[], name: string) =>
  contributions[0]?.sections[name] as Section<T> | undefined;
const byId = (format: Format, folder: string) =>
  new Map(section<IamDirectory>(read(format, folder), 'directory')?.data?.identities.map((one) => [one.id, one]));
const of = (name: string) => {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe.each(cases)('$name', ({ format, folder }) => {
  it('is read as was approved', async () => {
    const text = `${JSON.stringify(read(format, folder), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(path.join(folder, 'expected.json'));
  });

  it('gives sections of the model', () => {
    for (const { sections } of read(format, folder)) {
      validateSnapshot({
        schemaVersion: '1',
        target: { id: 'account:x', kind: 'account', name: 'x' },
        collectedAt: '2026-11-22T18:00:00Z',
        captures: [],
        diagnostics: [],
        iam: sections,
      });
      expect(validateSnapshot.errors ?? []).toEqual([]);
    }
  });

  it('is recognized as this format alone', () => {
    const { claimed, diagnostics } = recognize(capturesOf(folder, 'input'), FORMATS);
    expect(diagnostics).toEqual([]);
    expect(new Set(claimed.map((one) => one.format))).toEqual(new Set([format.id]));
    expect(claimed).toHaveLength(capturesOf(folder, 'input').length);
  });

  it('lets no secret and no name of a person through', () => {
    expect(JSON.stringify(read(format, folder))).not.toMatch(/canary/i);
  });

  it('does not depend on the order of its files', () => {
    const captures = capturesOf(folder, 'input');
    expect(format.normalize(captures.toReversed(), NO_CONTEXT)).toEqual(format.normalize(captures, NO_CONTEXT));
  });

  it('keeps the rest when one file is cut off, and says so', () => {
    const [first, ...others] = capturesOf(folder, 'input');
    if (first?.outcome.kind !== 'read' || first.origin.endsWith('.csv')) return;
    const text = readFileSync(path.join(folder, first.origin), 'utf8');
    const contributions = format.normalize(
      [captureOf(first.origin, text.slice(0, text.length / 2)), ...others],
      NO_CONTEXT,
    );
    const told = contributions.flatMap(({ diagnostics }) => diagnostics);
    expect(told.some(({ code, at }) => code === 'parse-error' && at?.line !== undefined)).toBe(true);
    const flags = contributions.flatMap(({ sections }) => Object.values(sections).map(({ flag }) => flag));
    expect(flags).not.toContain('complete');
  });
});

it('claim no file of another format', () => {
  for (const other of readdirSync(fixture('sources')).filter((name) => !IDENTITY_FORMATS.some(({ id }) => id === name)))
    for (const name of readdirSync(fixture('sources', other), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(json|jsonl|csv|ya?ml)$/.test(name) || name.endsWith('expected.json')) continue;
      const text = readFileSync(fixture('sources', other, name), 'utf8');
      const { claimed } = recognize([captureOf(name, text)], IDENTITY_FORMATS);
      expect(claimed.map(({ format }) => `${other}/${name}: ${format}`)).toEqual([]);
    }
});

describe('Keycloak', () => {
  it('tells factors, groups with those above, and the roles of a composite', () => {
    const { format, folder } = of('keycloak/realm');
    const identities = byId(format, folder);
    expect(identities.get('user:ann')).toMatchObject({
      mfa: { methods: { value: ['totp'] }, enforced: { value: true } },
      groups: { value: ['/it', '/it/admins'] },
      employee_id: { value: 'E7' },
    });
    expect(identities.get('user:eve')?.enabled).toMatchObject({ value: false });
    const assignments = section<IamRoleAssignments>(read(format, folder), 'role_assignments')?.data?.assignments ?? [];
    expect(assignments.map(({ id, power }) => [id, 'value' in power && power.value])).toEqual(
      expect.arrayContaining([
        ['it-lead @ / = group:/it', 'privileged'],
        ['realm-management/realm-admin @ / = group:/it/admins', 'admin'],
      ]),
    );
  });

  it('knows a sign-in from the events only', () => {
    const { format, folder } = of('keycloak/directory');
    const identities = byId(format, folder);
    expect(identities.get('user:bob')?.last_activity).toMatchObject({ value: '2026-11-23T03:15:19.311Z' });
    expect(identities.get('user:ann')?.last_activity).toHaveProperty('unknown');
  });

  it('says that a partial export holds no people', () => {
    const { format, folder } = of('keycloak/partial');
    expect(section(read(format, folder), 'directory')).toMatchObject({ flag: 'incomplete' });
  });

  it.each<[string, object]>([
    ['length(12)', { min_length: { value: 12 }, history: { value: 0 }, banned_list: { value: false } }],
    ['length(undefined) and digits(undefined)', { min_length: { value: 8 }, number: { value: true } }],
    [
      'regexPattern(^(a and b).{14,}$) and passwordHistory(3)',
      { min_length: { unknown: expect.any(String) }, history: { value: 3 } },
    ],
    [
      'passwordBlacklist(list.txt) and forceExpiredPasswordChange(90)',
      { banned_list: { value: true }, max_age_days: { value: 90 } },
    ],
    ['length(x)', { min_length: { unknown: expect.any(String) } }],
    ['ourOwnCheck(1)', { min_length: { unknown: expect.any(String) }, upper: { unknown: expect.any(String) } }],
    ['', { min_length: { value: 0 }, lockout_attempts: { value: 0 } }],
  ])('reads the password policy %s', (text, wanted) => {
    const realm = JSON.stringify({ realm: 'r', sslRequired: 'all', passwordPolicy: text });
    const [contribution] = of('keycloak/realm').format.normalize([captureOf('r.json', realm)], NO_CONTEXT);
    expect(contribution?.sections['authentication_policy']?.data).toMatchObject({ policies: [wanted] });
  });

  it.each<[string, object[], object]>([
    ['a password alone', [step('auth-username-password-form', 'REQUIRED')], { value: [] }],
    [
      'a factor that is required',
      [step('auth-username-password-form', 'REQUIRED'), step('auth-otp-form', 'REQUIRED')],
      { value: ['mfa'] },
    ],
    [
      'a factor that is off',
      [step('auth-username-password-form', 'REQUIRED'), step('auth-otp-form', 'DISABLED')],
      { value: [] },
    ],
    [
      'a passkey or a password',
      [step('webauthn-authenticator-passwordless', 'ALTERNATIVE'), step('auth-username-password-form', 'ALTERNATIVE')],
      { value: [] },
    ],
    ['a step that cannot be read', [step('auth-otp-form', 'MAYBE')], { unknown: expect.any(String) }],
  ])('reads a flow with %s', (_name, steps, wanted) => {
    const flow = { alias: 'browser', authenticationExecutions: steps };
    const realm = JSON.stringify({
      realm: 'r',
      sslRequired: 'all',
      browserFlow: 'browser',
      authenticationFlows: [flow],
    });
    const [contribution] = of('keycloak/realm').format.normalize([captureOf('r.json', realm)], NO_CONTEXT);
    expect(contribution?.sections['access_policies']?.data).toMatchObject({ policies: [{ grants: wanted }] });
  });
});

function step(authenticator: string, requirement: string): object {
  return { authenticator, requirement };
}

describe('Okta', () => {
  it('tells never, unknown and a state that opens nothing apart', () => {
    const { format, folder } = of('okta/whole');
    const identities = byId(format, folder);
    expect(identities.get('user:bob@example.com')?.last_activity).toMatchObject({ value: 'never' });
    expect(identities.get('user:hal@example.com')?.mfa.registered).toHaveProperty('unknown');
    expect(
      [...identities.values()].filter(({ enabled }) => 'value' in enabled && !enabled.value).map(({ id }) => id),
    ).toEqual(['user:eve@example.com', 'user:hal@example.com', 'user:ian@example.com']);
  });

  it('does not count a factor that was never activated', () => {
    const { format, folder } = of('okta/whole');
    expect(byId(format, folder).get('user:ann@example.com')?.mfa.methods).toMatchObject({ value: ['fido2'] });
  });

  it('doubts a list whose only page is full', () => {
    const { format, folder } = of('okta/users-only');
    const [user] = JSON.parse(readFileSync(path.join(folder, 'input.json'), 'utf8')) as object[];
    const users = Array.from({ length: 200 }, (_, i) => ({
      ...user,
      id: `00u${i}`,
      profile: { login: `u${i}@example.com` },
    }));
    const [contribution] = format.normalize([captureOf('users.json', JSON.stringify(users))], NO_CONTEXT);
    expect(contribution?.sections['directory']).toMatchObject({
      flag: 'incomplete',
      reason: expect.stringContaining('may go on'),
    });
  });

  it('reads factors by user as a map', () => {
    const factor = { id: 'f', factorType: 'webauthn', provider: 'FIDO', status: 'ACTIVE' };
    const { format, folder } = of('okta/users-only');
    const map = captureOf('factors.json', JSON.stringify({ '00u1ann': [factor], '00u2bob': [] }));
    const contributions = format.normalize([...capturesOf(folder, 'input'), map], NO_CONTEXT);
    const found = section<IamDirectory>(contributions, 'directory')?.data?.identities.map(({ mfa }) => mfa.registered);
    expect(found).toMatchObject([{ value: true }, { value: false }]);
  });
});

describe('Google Workspace', () => {
  it('reads 1970 as never and what is archived as closed', () => {
    const { format, folder } = of('google-workspace/whole');
    const identities = byId(format, folder);
    expect(identities.get('user:bob@example.com')?.last_activity).toMatchObject({ value: 'never' });
    expect(identities.get('user:old@example.com')?.enabled).toMatchObject({ value: false });
    expect(identities.get('user:ann@example.com')?.keys).toMatchObject([
      { kind: 'app-password', last_used_at: { value: 'never' } },
    ]);
  });

  it('tells that the last page is missing', () => {
    const page = JSON.stringify({
      kind: 'admin#directory#users',
      users: [{ kind: 'admin#directory#user', primaryEmail: 'a@example.com' }],
      nextPageToken: 'x',
    });
    const [contribution] = of('google-workspace/whole').format.normalize([captureOf('u.json', page)], NO_CONTEXT);
    expect(contribution?.sections['directory']).toMatchObject({
      flag: 'incomplete',
      reason: expect.stringContaining('goes on'),
    });
  });
});

describe('Google Cloud', () => {
  it('keeps conditions and their end, leaves out the deleted, and tells agents apart', () => {
    const { format, folder } = of('gcp-iam/organization');
    const list = section<IamRoleAssignments>(read(format, folder), 'role_assignments')?.data?.assignments ?? [];
    expect(list.find(({ role }) => role === 'roles/compute.admin')).toMatchObject({
      expires_at: { value: '2027-01-01T00:00:00Z' },
    });
    expect(list.filter(({ principal }) => principal.includes('eve@'))).toEqual([]);
    expect(list.filter(({ principal }) => principal.startsWith('google-agent:'))).toHaveLength(1);
    expect(list.find(({ role }) => role.endsWith('/ops'))).toMatchObject({ power: { value: 'admin' } });
  });

  it('takes the resource of a plain policy from the name of its file, and says so', () => {
    const { format, folder } = of('gcp-iam/project-by-name');
    const [contribution] = read(format, folder);
    expect(contribution?.diagnostics.map(({ code }) => code)).toEqual(['unknown-resource', 'resource-by-name']);
    expect(contribution?.sections['role_assignments']).toMatchObject({ flag: 'incomplete' });
  });
});
