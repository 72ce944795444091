import { describe, expect, it } from 'vitest';
import { type Fact, isKnown } from '../../../../src/core/fact.ts';
import type { SnapshotSections } from '../../../../src/derive/derivation.ts';
import { credentialAges } from '../../../../src/derive/iam/credential-ages.ts';
import { permissions } from '../../../../src/derive/iam/permissions.ts';
import type { IamAccounts } from '../../../../src/model/generated/model.ts';
import { awsAccountAuthorizationDetails } from '../../../../src/normalize/iam/aws-account-authorization-details/format.ts';
import { awsCredentialReport } from '../../../../src/normalize/iam/aws-credential-report/format.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from '../../normalize/iam/captures.ts';
import { type Account, allow, arn, sectionsOf, trusts } from './account.ts';

const NOW = { nowMs: Date.parse('2026-11-22T18:00:00Z') };
const folder = fixture('accounts', 'brumaire-aws');
const details = awsAccountAuthorizationDetails.normalize(capturesOf(folder, 'account'), NO_CONTEXT)[0]?.sections ?? {};
const report = awsCredentialReport.normalize(capturesOf(folder, 'credential'), NO_CONTEXT)[0]?.sections ?? {};

/** What each export tells, without what it says to give too. */
const given = Object.fromEntries(
  [...Object.entries(details), ...Object.entries(report)].filter(([, section]) => section.data !== undefined),
);

function accountsOf(iam: SnapshotSections['iam']) {
  return permissions.derive({ iam: iam ?? {} }, NOW).iam?.accounts;
}

function plain(fact: Fact<unknown>): unknown {
  return isKnown(fact) ? fact.value : 'unknown';
}

function summary(account: IamAccounts['accounts'][number] | undefined) {
  if (account === undefined) return undefined;
  const { enabled, console, active_keys, mfa, privilege, last_activity, idle_days } = account;
  return [enabled, console, active_keys, mfa, privilege, last_activity, idle_days].map(plain);
}

describe('the accounts of the sample organization', () => {
  const accounts = new Map(accountsOf(given)?.data?.accounts.map((account) => [account.id, account]));

  it.each<[string, readonly unknown[]]>([
    ['root', [true, true, 0, true, 'admin', '2026-02-03T08:02:11Z', 292]],
    ['user:thomas.girard', [true, false, 1, false, 'admin', '2026-11-18T02:41:00Z', 4]],
    ['user:stefan.ilic', [true, true, 0, true, 'standard', '2026-10-29T15:44:03Z', 24]],
    ['user:lea.fontaine', [true, true, 0, true, 'admin', '2026-11-17T09:20:54Z', 5]],
    ['user:mila.novak', [true, true, 0, false, 'admin', '2026-11-19T13:05:02Z', 3]],
    ['user:piotr.zielinski', [true, true, 2, true, 'escalation', '2026-11-20T17:32:00Z', 2]],
    ['user:camille.faure', [true, true, 1, false, 'standard', 'never', 110]],
  ])('%s', (id, expected) => {
    expect(summary(accounts.get(id))).toEqual(expected);
  });

  it('tells what a mover still holds, and who it is', () => {
    const account = accounts.get('user:lea.fontaine');
    expect(account?.entitlements).toMatchObject({
      value: ['group:dev', 'group:it-admins', 'group:product', 'group:staff'],
    });
    expect(account?.tags).toContainEqual({ key: 'employee-id', value: 'E017' });
  });

  it('points to the line of the export', () => {
    expect(accounts.get('user:thomas.girard')?.at).toMatchObject({
      file: 'account-authorization-details.json',
      line: 72,
    });
  });
});

describe('accounts from a part of the sources', () => {
  it('without the report are known by name, and their credentials are unknown', () => {
    const section = accountsOf(details);
    expect(section).toMatchObject({ flag: 'incomplete', hint: expect.stringContaining('credential report') });
    const [first] = section?.data?.accounts ?? [];
    expect(summary(first)).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'admin', 'unknown', 'unknown']);
  });

  it('without the export are known by their credentials, and their rights are unknown', () => {
    const section = accountsOf(report);
    expect(section).toMatchObject({
      flag: 'incomplete',
      hint: expect.stringContaining('get-account-authorization-details'),
    });
    const girard = section?.data?.accounts.find(({ id }) => id === 'user:thomas.girard');
    expect([girard?.enabled, girard?.admin, girard?.entitlements].map((fact) => fact && plain(fact))).toEqual([
      true,
      'unknown',
      'unknown',
    ]);
  });

  it('are nothing without either', () => {
    expect(accountsOf({})).toBeUndefined();
  });

  it('are an error when the only source is one', () => {
    expect(accountsOf({ principals: { flag: 'error', reason: 'cut off' } })).toEqual({
      flag: 'error',
      reason: 'cut off',
    });
  });

  it('list the roles that a user may assume by name, not those that a wildcard over all covers', () => {
    const own = { AWS: 'arn:aws:iam::111122223333:root' };
    const account: Account = {
      users: {
        boss: { inline: [allow('*')] },
        exact: { inline: [allow('sts:AssumeRole', arn('role/ops'))] },
        prefix: { inline: [allow('sts:*', arn('role/op?'))] },
        wide: { inline: [allow('sts:AssumeRole', arn('role/*'))] },
        named: {},
      },
      roles: { ops: { trust: [trusts(own)] }, machine: {}, mine: { trust: [trusts({ AWS: arn('user/named') })] } },
    };
    const section = accountsOf(sectionsOf(account).iam);
    expect(section?.data?.accounts.map(({ name, entitlements }) => [name, plain(entitlements)])).toEqual([
      ['boss', ['inline:inline']],
      ['exact', ['inline:inline', 'role:ops']],
      ['named', ['role:mine']],
      ['prefix', ['inline:inline', 'role:ops']],
      ['wide', ['inline:inline']],
    ]);
  });
});

describe('credential ages', () => {
  const golden = awsCredentialReport.normalize(
    capturesOf(fixture('sources', 'aws-credential-report', 'values'), 'input'),
    NO_CONTEXT,
  );
  const ages = credentialAges.derive({ iam: golden[0]?.sections ?? {} }, NOW).iam?.credential_ages?.data;
  const keys = new Map(
    ages?.keys.map((key) => [
      key.id,
      [key.active, key.used, key.idle_days, key.age_days, key.made_with_user].map(plain),
    ]),
  );

  it.each<[string, string, readonly unknown[]]>([
    ['never used counts from its making', 'user:never/access-key-1', [true, false, 1055, 1055, true]],
    ['used counts from its use', 'user:program/access-key-1', [true, true, 2, 1055, true]],
    ['deactivated is still listed', 'user:program/access-key-2', [false, true, 1300, 1420, false]],
    ['a certificate has no last use', 'user:program/certificate-1', [true, 'unknown', 'unknown', 1420, false]],
    ['odd dates are unknown, not never', 'user:odd/access-key-1', [true, false, 'unknown', 'unknown', 'unknown']],
  ])('%s', (_name, id, expected) => {
    expect(keys.get(id)).toEqual(expected);
  });

  it('lists no key for a slot that never held one', () => {
    expect([...keys.keys()].filter((id) => id.startsWith('root'))).toEqual([]);
  });

  it('counts a key that was made after now as new', () => {
    const [contribution] = awsCredentialReport.normalize(
      [
        captureOf(
          'r.csv',
          'user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active\nann,arn:aws:iam::111122223333:user/ann,2026-11-01T00:00:00Z,false,false,true,2026-11-23T00:00:00Z,N/A,false\n',
        ),
      ],
      NO_CONTEXT,
    );
    const later = credentialAges.derive({ iam: contribution?.sections ?? {} }, NOW).iam?.credential_ages?.data;
    expect(later?.keys[0]?.age_days).toMatchObject({ value: 0 });
  });
});
