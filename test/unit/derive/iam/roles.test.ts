import { describe, expect, it } from 'vitest';
import { permissions } from '../../../../src/derive/iam/permissions.ts';
import { type Account, allow, arn, deny, type Statement, sectionsOf, trusts } from './account.ts';

const NOW = { nowMs: Date.parse('2026-11-22T18:00:00Z') };
const derived = (account: Account) => permissions.derive(sectionsOf(account), NOW).iam;

describe('whom a role admits', () => {
  it.each<[string, Statement, string, readonly string[]]>([
    ['everyone', trusts('*'), 'anyone', []],
    ['every AWS principal', trusts({ AWS: '*' }), 'anyone', []],
    ['all but one', { Effect: 'Allow', NotPrincipal: { AWS: arn('user/x') }, Action: 'sts:AssumeRole' }, 'anyone', []],
    ['the own account', trusts({ AWS: arn('root') }), 'own-account', []],
    ['the own account by id', trusts({ AWS: '111122223333' }), 'own-account', []],
    ['an own user', trusts({ AWS: arn('user/ann') }), 'own-principal', []],
    ['a foreign account', trusts({ AWS: '444455556666' }), 'foreign-account', []],
    [
      'a foreign role with an external id',
      trusts({ AWS: 'arn:aws:iam::444455556666:role/r' }, { StringEquals: { 'sts:ExternalId': 'x' } }),
      'foreign-account',
      ['external-id'],
    ],
    [
      'an external id of any value',
      trusts({ AWS: '444455556666' }, { StringLike: { 'sts:ExternalId': '*' } }),
      'foreign-account',
      [],
    ],
    [
      'an external id if there is one',
      trusts({ AWS: '444455556666' }, { StringEqualsIfExists: { 'sts:ExternalId': 'x' } }),
      'foreign-account',
      [],
    ],
    [
      'not a certain external id',
      trusts({ AWS: '444455556666' }, { StringNotEquals: { 'sts:ExternalId': 'x' } }),
      'foreign-account',
      [],
    ],
    ['an organization', trusts('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), 'anyone', ['organization']],
    ['the whole internet by address', trusts('*', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }), 'anyone', []],
    [
      'principals of any account',
      trusts('*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deploy' } }),
      'anyone',
      [],
    ],
    ['any organization', trusts('*', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), 'anyone', []],
    [
      'with a second factor',
      trusts({ AWS: '444455556666' }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
      'foreign-account',
      ['mfa'],
    ],
    [
      'without a second factor',
      trusts({ AWS: '444455556666' }, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
      'foreign-account',
      [],
    ],
    ['a service', trusts({ Service: 'ec2.amazonaws.com' }), 'service', []],
    ['a federation', trusts({ Federated: arn('saml-provider/entra') }), 'federated', []],
    ['a principal that was deleted', trusts({ AWS: 'AIDAEXAMPLEGONE' }), 'other', []],
  ])('%s', (_name, statement, kind, restrictions) => {
    const trust = derived({ roles: { r: { trust: [statement] } } })?.roles?.data?.roles[0]?.trust;
    expect(trust).toMatchObject({ value: [{ kind, restrictions }] });
  });

  it('counts a role that was never used from its making', () => {
    expect(derived({ roles: { r: {} } })?.roles?.data?.roles[0]).toMatchObject({
      used: { value: false },
      idle_days: { value: 1055 },
    });
  });
});

describe('what a policy grants too openly', () => {
  const passed = (service: string) => ({ StringEquals: { 'iam:PassedToService': service } });

  it.each<[string, Statement, readonly string[]]>([
    ['star', allow('*', 'arn:aws:s3:::shop'), ['star-action']],
    ['star of every service', allow('*:*'), ['star-action']],
    ['star of one service', allow('s3:*'), []],
    ['a deny of star', deny('*'), []],
    ['NotAction', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, ['not-action']],
    ['a deny with NotAction', { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }, []],
    ['PassRole of everything', allow('iam:PassRole'), ['pass-role-open']],
    ['PassRole of everything to one service', allow('iam:Pass*', '*', passed('ec2.amazonaws.com')), ['pass-role-open']],
    ['PassRole of every role of the account', allow('iam:PassRole', arn('role/*')), ['pass-role-open']],
    ['PassRole of a prefix', allow('iam:PassRole', arn('role/shop-*')), ['pass-role-open']],
    ['PassRole of a prefix to one service', allow('iam:PassRole', arn('role/shop-*'), passed('ec2.amazonaws.com')), []],
    ['PassRole of a prefix to any service', allow('iam:PassRole', arn('role/shop-*'), passed('*')), ['pass-role-open']],
    ['PassRole of one role', allow('iam:PassRole', arn('role/shop')), []],
    ['PassRole among all of IAM', allow('iam:*'), ['pass-role-open']],
    ['AssumeRole of everything', allow('sts:AssumeRole'), ['assume-role-open']],
    [
      'AssumeRole of everything in another account',
      allow('sts:AssumeRole', 'arn:aws:iam::444455556666:role/*'),
      ['assume-role-open'],
    ],
    [
      'AssumeRole of everything under a condition',
      allow('sts:*', '*', { StringEquals: { 'aws:ResourceOrgID': 'o-1' } }),
      [],
    ],
    ['AssumeRole of a name in every account', allow('sts:AssumeRole', 'arn:aws:iam::*:role/audit'), []],
  ])('%s', (_name, statement, kinds) => {
    const [policy] = derived({ users: { ann: { inline: [statement] } } })?.policy_grants?.data?.policies ?? [];
    expect(policy?.flaws && 'value' in policy.flaws ? policy.flaws.value.map(({ kind }) => kind) : 'unknown').toEqual(
      kinds,
    );
  });
});
