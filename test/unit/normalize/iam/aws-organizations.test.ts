import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateSnapshot } from '../../../../src/model/generated/validators.js';
import { awsOrganizationsFormat } from '../../../../src/normalize/iam/aws-organizations/format.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from './captures.ts';

const folder = fixture('sources', 'aws-organizations');

describe('aws-organizations', () => {
  it.each(readdirSync(folder))('reads %s as was approved', async (name) => {
    const contributions = awsOrganizationsFormat.normalize(capturesOf(path.join(folder, name), 'input'), NO_CONTEXT);
    await expect(`${JSON.stringify(contributions, null, 2)}\n`).toMatchFileSnapshot(
      path.join(folder, name, 'expected.json'),
    );
    for (const { sections } of contributions) {
      const target = { id: 'account:x', kind: 'account', name: 'x' };
      const rest = { schemaVersion: '1', target, collectedAt: '2026-11-22T18:00:00Z', captures: [], diagnostics: [] };
      validateSnapshot({ ...rest, iam: sections });
      expect(validateSnapshot.errors ?? []).toEqual([]);
    }
  });

  it.each<[string, boolean, unknown]>([
    ['a policy with its document', true, { Policy: { PolicySummary: { Id: 'p-1' }, Content: '{}' } }],
    ['what is attached at a level', true, { Policies: [{ Id: 'p-1', Type: 'SERVICE_CONTROL_POLICY' }] }],
    ['the organization', true, { Organization: { MasterAccountId: '999988887777' } }],
    ['the policy of a bucket', false, { Policy: '{}' }],
    ['policies of the account', false, { Policies: [{ PolicyName: 'p', Arn: 'arn:aws:iam::1:policy/p' }] }],
    ['an export of the account', false, { UserDetailList: [], Policies: [] }],
    ['an empty list of anything', false, { Policies: [] }],
  ])('%s: %s', (_name, claimed, json) => {
    const head = JSON.stringify(json);
    expect(awsOrganizationsFormat.recognizes({ origin: 'x.json', head, json })).toBe(claimed);
  });

  it.each(['null', '[]', '{"Policies":[null]}', '{"Policy":{"PolicySummary":{}}}', ''])(
    'throws for no content: %s',
    (text) => {
      expect(() => awsOrganizationsFormat.normalize([captureOf('x.json', text)], NO_CONTEXT)).not.toThrow();
    },
  );
});
