import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateSnapshot } from '../../../../../src/model/generated/validators.js';
import { azureRbacFormat } from '../../../../../src/normalize/iam/azure-rbac/format.ts';
import { covers } from '../../../../../src/normalize/iam/azure-rbac/roles.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from '../captures.ts';

const FOLDER = fixture('sources', 'azure-rbac');
const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const SCOPE = '/subscriptions/0a000000-0000-4000-8000-000000000001';
const row = (extra: object = {}): object => ({
  type: 'Microsoft.Authorization/roleAssignments',
  principalId: 'P-1',
  principalName: 'Ann@x.example',
  principalType: 'User',
  roleDefinitionId: `${SCOPE}/providers/Microsoft.Authorization/roleDefinitions/${OWNER}`,
  scope: SCOPE,
  ...extra,
});
const sample = (text: string) => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { origin: 'x.json', head: text.slice(0, 65_536), json };
};
const assignments = (...texts: readonly string[]) => {
  const captures = texts.map((text, n) => captureOf(`${n}.json`, text));
  return azureRbacFormat
    .normalize(captures, NO_CONTEXT)
    .map(({ target, sections }) => [target.name, Reflect.get(sections['role_assignments']?.data ?? {}, 'assignments')]);
};

describe('the fixtures', () => {
  it.each(readdirSync(FOLDER))('%s is read as was approved, and gives sections of the model', async (name) => {
    const captures = capturesOf(path.join(FOLDER, name), 'input');
    const contributions = azureRbacFormat.normalize(captures, NO_CONTEXT);
    for (const { sections } of contributions) {
      const target = { id: 'account:x', kind: 'account', name: 'x' };
      const at = '2026-11-22T18:00:00Z';
      validateSnapshot({ schemaVersion: '1', target, collectedAt: at, captures: [], diagnostics: [], iam: sections });
      expect(validateSnapshot.errors ?? []).toEqual([]);
    }
    await expect(`${JSON.stringify(contributions, null, 2)}\n`).toMatchFileSnapshot(
      path.join(FOLDER, name, 'expected.json'),
    );
  });
});

describe('recognition', () => {
  it.each<[string, string, boolean]>([
    ['the list of the command line', JSON.stringify([row()]), true],
    [
      'the list of the API',
      JSON.stringify({ value: [{ type: 'Microsoft.Authorization/roleAssignments', properties: {} }] }),
      true,
    ],
    ['a list that is cut off', JSON.stringify([row(), row()]).slice(0, -20), true],
    ['PowerShell', JSON.stringify([{ RoleDefinitionId: OWNER, ObjectId: 'p', Scope: SCOPE }]), true],
    ['definitions', '[{"assignableScopes":["/"],"permissions":[]}]', true],
    ['security groups of a network', '[{"type":"Microsoft.Network/networkSecurityGroups","id":"x"}]', false],
    ['roles of Graph', '[{"roleDefinitionId":"r","principalId":"p","directoryScopeId":"/"}]', false],
    ['an empty list', '[]', false],
  ])('%s', (_name, text, expected) => {
    expect(azureRbacFormat.recognizes(sample(text))).toBe(expected);
  });
});

describe('assignments', () => {
  it.each<[string, object, object]>([
    [
      'of a user',
      {},
      { principal: 'user:ann@x.example', principal_kind: 'human', role: 'Owner', power: { value: 'admin' } },
    ],
    [
      'of a guest',
      { principalName: 'a_b.example#EXT#@x.example' },
      { principal: 'guest:a_b.example#ext#@x.example', principal_kind: 'guest' },
    ],
    [
      'of a program',
      { principalType: 'ServicePrincipal', principalName: 'app-1' },
      { principal: 'app:app-1', principal_kind: 'service' },
    ],
    [
      'of somebody deleted',
      { principalName: '', principalType: 'Unknown' },
      { principal: 'id:p-1', principal_kind: 'unknown' },
    ],
    ['at the root', { scope: '/' }, { scope_kind: 'organization' }],
    ['in a group', { scope: `${SCOPE}/resourceGroups/g` }, { scope_kind: 'resource-group' }],
    ['on a resource', { scope: `${SCOPE}/resourceGroups/g/providers/X/y/z` }, { scope_kind: 'resource' }],
    [
      'of an unknown role',
      { roleDefinitionId: 'x/r-9', roleDefinitionName: 'Mine' },
      { role: 'Mine', power: { unknown: expect.stringContaining('az role definition list') } },
    ],
    ['with a condition', { condition: 'c' }, { condition: 'c' }],
    ['may be activated ones', {}, { kind: { unknown: expect.stringContaining('roleAssignmentScheduleInstances') } }],
  ])('%s', (_name, extra, expected) => {
    const [found] = assignments(JSON.stringify([row(extra)]));
    expect(found?.[1]).toMatchObject([expected]);
  });

  it('above a subscription are inherited by the subscription of the same file', () => {
    const other = SCOPE.replace(/1$/, '2');
    const found = assignments(JSON.stringify([row(), row({ scope: '/' })]), JSON.stringify([row({ scope: other })]));
    expect(found.map(([name, list]) => [name, list.length])).toEqual([
      [`azure:${SCOPE.slice(15)}`, 2],
      [`azure:${other.slice(15)}`, 1],
    ]);
  });

  it('that were activated are the eligible ones', () => {
    const of = (kind: string, extra: object) => ({
      type: `Microsoft.Authorization/${kind}`,
      properties: { principalId: 'P-1', roleDefinitionId: `x/${OWNER}`, scope: SCOPE, principalType: 'User', ...extra },
    });
    const [found] = assignments(
      JSON.stringify([row()]),
      JSON.stringify({ value: [of('roleAssignmentScheduleInstances', { assignmentType: 'Activated' })] }),
      JSON.stringify({ value: [of('roleEligibilityScheduleInstances', { endDateTime: '2027-01-01T00:00:00Z' })] }),
    );
    expect(found?.[1]).toMatchObject([{ kind: { value: 'eligible' }, expires_at: { value: '2027-01-01T00:00:00Z' } }]);
  });

  it('beside the exports of the tenant have its names', () => {
    const graph = {
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users',
      value: [{ id: 'p-1', userPrincipalName: 'bob@x.example' }],
    };
    const capture = captureOf('users.json', JSON.stringify(graph));
    const [found] = azureRbacFormat.normalize([captureOf('a.json', JSON.stringify([row({ principalName: '' })]))], {
      claimed: [{ format: 'entra', capture }],
      documents: [],
    });
    expect(found?.sections['role_assignments']?.data).toMatchObject({
      assignments: [{ principal: 'user:bob@x.example' }],
    });
  });
});

describe('patterns of actions', () => {
  it.each<[string, string, boolean]>([
    ['*', 'Microsoft.Authorization/roleAssignments/write', true],
    ['microsoft.authorization/*', 'Microsoft.Authorization/roleAssignments/write', true],
    ['*/write', 'Microsoft.Authorization/roleAssignments/write', true],
    ['Microsoft.Authorization/*/read', 'Microsoft.Authorization/roleAssignments/write', false],
    ['a*b*c', 'abc', true],
    ['ab*bc', 'abc', false],
    ['a', 'ab', false],
  ])('%s over %s', (pattern, action, expected) => {
    expect(covers(pattern, action)).toBe(expected);
  });
});

it('never throws, whatever the bytes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc
          .dictionary(fc.constantFrom('type', 'properties', 'scope', 'principalId', 'roleDefinitionId'), fc.jsonValue())
          .map((one) => JSON.stringify([{ ...row(), ...one }])),
      ),
      (text) => {
        azureRbacFormat.recognizes(sample(text));
        expect(azureRbacFormat.normalize([captureOf('x.json', text)], NO_CONTEXT).length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 200 },
  );
});
