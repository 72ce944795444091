import { describe, expect, it } from 'vitest';
import { EXISTING_METHODS, PASS_ROLE_METHODS } from '../../../../src/derive/iam/aws/pass-role.ts';
import {
  ACCOUNT,
  type Account,
  allow,
  arn,
  deny,
  effectiveOf,
  privilegeOf,
  type Statement,
  trusts,
} from './account.ts';

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const own = { AWS: arn('root') };
const boss = { attached: [ADMIN] };

/** An account in which `ann` holds one statement and a strong user, group and role of each kind exist. */
function around(statements: readonly Statement[], more: Partial<Account['users']> = {}): Account {
  return {
    users: { ann: { inline: statements, groups: ['team'], attached: ['own'], ...more?.['ann'] }, boss },
    groups: { team: { attached: ['team-policy'] }, admins: { attached: [ADMIN] } },
    roles: {
      strong: { attached: [ADMIN], trust: [trusts(own)] },
      computing: { attached: [ADMIN], trust: PASS_ROLE_METHODS.map(({ service }) => trusts({ Service: service })) },
      weak: { trust: [trusts(own)] },
    },
    policies: {
      own: [[allow('s3:ListAllMyBuckets')], [allow('*')]],
      'team-policy': [[allow('s3:ListAllMyBuckets')]],
      cage: [[allow(['s3:*', 'iam:*', 'sts:*'])]],
      closed: [[allow('s3:*')]],
    },
  };
}

/** Method, what allows it, what it takes on. */
const METHODS: readonly (readonly [string, readonly Statement[], string])[] = [
  ['iam:CreatePolicyVersion', [allow('iam:CreatePolicyVersion', arn('policy/own'))], `policy:${arn('policy/own')}`],
  [
    'iam:CreatePolicyVersion',
    [allow('iam:CreatePolicyVersion', arn('policy/team-*'))],
    `policy:${arn('policy/team-policy')}`,
  ],
  ['iam:SetDefaultPolicyVersion', [allow('iam:SetDefaultPolicyVersion')], `policy:${arn('policy/own')}`],
  ['iam:AttachUserPolicy', [allow('iam:AttachUserPolicy', arn('user/ann'))], 'user:ann'],
  ['iam:PutUserPolicy', [allow('iam:Put*', arn(`user/\${aws:username}`))], 'user:ann'],
  ['iam:AttachGroupPolicy', [allow('iam:AttachGroupPolicy')], 'group:team'],
  ['iam:PutGroupPolicy', [allow('iam:PutGroupPolicy', arn('group/team'))], 'group:team'],
  ['iam:AddUserToGroup', [allow('iam:AddUserToGroup', arn('group/admins'))], 'group:admins'],
  ['iam:CreateAccessKey', [allow('iam:CreateAccessKey')], 'user:boss'],
  ['iam:CreateLoginProfile', [allow('iam:CreateLoginProfile', arn('user/boss'))], 'user:boss'],
  ['iam:UpdateLoginProfile', [allow('iam:UpdateLoginProfile')], 'user:boss'],
  ['sts:AssumeRole', [allow('sts:AssumeRole', arn('role/strong'))], 'role:strong'],
  ['iam:UpdateAssumeRolePolicy', [allow('iam:UpdateAssumeRolePolicy', arn('role/computing'))], 'role:computing'],
  [
    'iam:AttachRolePolicy + sts:AssumeRole',
    [allow('iam:AttachRolePolicy'), allow('sts:AssumeRole', arn('role/weak'))],
    'role:weak',
  ],
  [
    'iam:PutRolePolicy + sts:AssumeRole',
    [allow('iam:PutRolePolicy', arn('role/weak')), allow('sts:AssumeRole', arn('role/weak'))],
    'role:weak',
  ],
  ...PASS_ROLE_METHODS.map(
    ({ name, needs }) =>
      [
        `iam:PassRole + ${name}`,
        [allow(['iam:PassRole', ...needs.map((choices) => choices[0])])],
        'role:computing',
      ] as const,
  ),
];

describe('each method', () => {
  it.each(METHODS)('%s gives full rights', (method, statements, to) => {
    const found = effectiveOf(around(statements), 'user:ann');
    expect(found.privilege).toMatchObject({ value: 'escalation' });
    expect(found.path).toEqual([{ from: 'user:ann', to, method, certainty: 'always' }]);
  });

  it.each(METHODS)('%s is stopped by a deny', (_method, statements) => {
    const denied = statements.map(({ Action }) => deny(Action));
    expect(privilegeOf(around([...statements, ...denied]), 'user:ann')).toBe('standard');
  });

  it.each(METHODS)('%s is stopped by a boundary', (_method, statements) => {
    expect(privilegeOf(around(statements, { ann: { boundary: 'closed' } }), 'user:ann')).toBe('standard');
  });

  it.each(METHODS)('%s is conditional under a condition', (_method, statements) => {
    const conditions = statements.map((one) => ({
      ...one,
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    }));
    const found = effectiveOf(around(conditions), 'user:ann');
    expect(found.privilege).toMatchObject({ value: 'escalation' });
    expect(found.path[0]?.certainty).toBe('conditional');
  });
});

describe('each method over what runs already', () => {
  const statementsOf = (needs: readonly (readonly string[])[]) => [allow(needs.map((choices) => choices[0]))];

  it.each(EXISTING_METHODS)('$name may give full rights', ({ name, needs }) => {
    const found = effectiveOf(around(statementsOf(needs)), 'user:ann');
    expect(found.path).toEqual([{ from: 'user:ann', to: 'role:computing', method: name, certainty: 'conditional' }]);
  });

  it.each(EXISTING_METHODS)('$name is stopped by a deny', ({ needs }) => {
    const account = around([...statementsOf(needs), deny(needs[0]?.[0])]);
    expect(privilegeOf(account, 'user:ann')).toBe('standard');
  });

  it.each(EXISTING_METHODS)('$name is stopped by a boundary', ({ needs }) => {
    expect(privilegeOf(around(statementsOf(needs), { ann: { boundary: 'closed' } }), 'user:ann')).toBe('standard');
  });
});

/** What limits ann, what takes it off, and a limit of that. */
const UNBINDING: readonly (readonly [string, Account])[] = [
  ...['iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary'].map(
    (action): readonly [string, Account] => [
      action,
      {
        users: { ann: { inline: [allow('*')], boundary: 'limit' } },
        policies: { limit: [[allow([action, 's3:*'])]] },
      },
    ],
  ),
  [
    'iam:DetachUserPolicy',
    {
      users: { ann: { inline: [allow('*')], attached: ['limit'] } },
      policies: { limit: [[deny(['ec2:*', 'iam:CreatePolicyVersion'])]] },
    },
  ],
  [
    'iam:DeleteGroupPolicy',
    { users: { ann: { inline: [allow('*')], groups: ['g'] } }, groups: { g: { inline: [deny('ec2:*')] } } },
  ],
];

describe('each way out of a limit', () => {
  const ann = ({ users }: Account) => users?.['ann'] ?? {};
  it.each(UNBINDING)('%s gives full rights', (method, account) => {
    const found = effectiveOf(account, 'user:ann');
    expect(found.privilege).toMatchObject({ value: 'escalation' });
    expect(found.path[0]).toMatchObject({ method, certainty: 'always' });
  });

  it.each(UNBINDING)('%s is stopped by a deny', (_method, account) => {
    const limited = { ...ann(account), groups: [...(ann(account).groups ?? []), 'hold'] };
    const hold = { inline: [deny('iam:*')] };
    const more = { ...account, users: { ann: limited }, groups: { ...account.groups, hold } };
    expect(privilegeOf(more, 'user:ann')).toBe('standard');
  });

  it.each(UNBINDING)('%s is stopped by a boundary', (_method, account) => {
    const policies = { ...account.policies, closed: [[allow('s3:*')]] };
    const limited = { ...ann(account), boundary: 'closed' };
    expect(privilegeOf({ ...account, users: { ann: limited }, policies }, 'user:ann')).toBe('standard');
  });
});

describe('a way that is none', () => {
  it.each<[string, readonly Statement[], string]>([
    ['keys for oneself only', [allow('iam:CreateAccessKey', arn(`user/\${aws:username}`))], 'standard'],
    ['the policy of somebody else', [allow('iam:CreatePolicyVersion', arn('policy/cage'))], 'standard'],
    ['a policy on somebody else', [allow('iam:AttachUserPolicy', arn('user/weak'))], 'standard'],
    [
      'only policies that are named may be attached',
      [
        allow('iam:AttachUserPolicy', '*', {
          ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
        }),
      ],
      'standard',
    ],
    ['a role that trusts a service only', [allow('sts:AssumeRole', arn('role/computing'))], 'standard'],
    [
      'a role passed to a service that it does not trust',
      [
        allow(
          ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
          [arn('role/strong'), 'arn:aws:lambda:*'],
        ),
      ],
      'standard',
    ],
    [
      'a role passed to another service than the one that runs code',
      [
        allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } }),
        allow(['lambda:CreateFunction', 'lambda:InvokeFunction']),
      ],
      'standard',
    ],
    ['a function that nothing can start', [allow(['iam:PassRole', 'lambda:CreateFunction'])], 'standard'],
    ['a role that is passed but nothing that runs it', [allow('iam:PassRole')], 'standard'],
    ['a weak role', [allow('sts:AssumeRole', arn('role/weak'))], 'standard'],
    ['filling a role that it cannot take on', [allow('iam:AttachRolePolicy', arn('role/computing'))], 'standard'],
  ])('%s: %s', (_name, statements, expected) => {
    expect(privilegeOf(around(statements), 'user:ann')).toBe(expected);
  });

  it('that grants itself rights which its boundary stops', () => {
    expect(privilegeOf(around([allow('iam:PutUserPolicy')], { ann: { boundary: 'cage' } }), 'user:ann')).toBe(
      'standard',
    );
  });

  it('but leaves the cage by somebody who has none', () => {
    const account = around([allow('iam:CreateAccessKey')], { ann: { boundary: 'cage' } });
    expect(privilegeOf(account, 'user:ann')).toBe('escalation');
  });

  it('that an older version would give, where it grants no more', () => {
    const account = around([allow('iam:SetDefaultPolicyVersion')]);
    const narrow = { ...account, policies: { ...account.policies, own: [[allow('s3:*')], [allow('s3:Get*')]] } };
    expect(privilegeOf(narrow, 'user:ann')).toBe('standard');
  });
});

describe('a path', () => {
  it('leads over several principals, the shortest way', () => {
    const account: Account = {
      users: { ann: { inline: [allow('sts:AssumeRole', arn('role/first'))] } },
      roles: {
        first: { trust: [trusts(own)], inline: [allow('sts:AssumeRole', arn('role/second'))] },
        second: {
          trust: [trusts({ AWS: arn('role/first') })],
          inline: [allow('iam:PutRolePolicy', arn('role/second'))],
        },
      },
    };
    expect(effectiveOf(account, 'user:ann').path.map(({ from, to, method }) => [from, to, method])).toEqual([
      ['user:ann', 'role:first', 'sts:AssumeRole'],
      ['role:first', 'role:second', 'sts:AssumeRole'],
      ['role:second', 'role:second', 'iam:PutRolePolicy'],
    ]);
  });

  it('ends although two roles may assume each other', () => {
    const pair = (other: string) => ({ trust: [trusts(own)], inline: [allow('sts:AssumeRole', arn(`role/${other}`))] });
    expect(privilegeOf({ roles: { a: pair('b'), b: pair('a') } }, 'role:a')).toBe('standard');
  });

  it('is not denied where somebody can take on rights that are not known', () => {
    const account: Account = {
      users: { ann: { inline: [allow('sts:AssumeRole')] } },
      roles: { vague: { trust: [trusts(own)], attached: ['arn:aws:iam::aws:policy/NotExported'] } },
    };
    expect(effectiveOf(account, 'user:ann').privilege).toHaveProperty('unknown', expect.stringContaining('role:vague'));
  });
});

describe('trust policies', () => {
  const roleWith = (trust: readonly Statement[], ann: readonly Statement[] = []): Account => ({
    users: { ann: { inline: ann } },
    roles: { strong: { attached: [ADMIN], trust } },
  });
  const assume = [allow('sts:AssumeRole')];

  it.each<[string, Account, string]>([
    ['the account, and an own policy that allows', roleWith([trusts(own)], assume), 'escalation'],
    ['the account alone', roleWith([trusts(own)]), 'standard'],
    ['the account by its id', roleWith([trusts({ AWS: ACCOUNT })], assume), 'escalation'],
    ['the user by name', roleWith([trusts({ AWS: arn('user/ann') })]), 'escalation'],
    ['the user by name, who is denied', roleWith([trusts({ AWS: arn('user/ann') })], [deny('sts:*')]), 'standard'],
    ['another user', roleWith([trusts({ AWS: arn('user/bob') })], assume), 'standard'],
    ['another account', roleWith([trusts({ AWS: 'arn:aws:iam::444455556666:root' })], assume), 'standard'],
    ['a service', roleWith([trusts({ Service: 'ec2.amazonaws.com' })], assume), 'standard'],
    ['everyone', roleWith([trusts('*')]), 'escalation'],
    [
      'everyone but the user',
      roleWith([{ Effect: 'Allow', NotPrincipal: { AWS: arn('user/ann') }, Action: 'sts:AssumeRole' }], assume),
      'standard',
    ],
    [
      'the account, and denies the user',
      roleWith([trusts(own), { ...trusts({ AWS: arn('user/ann') }), Effect: 'Deny' }], assume),
      'standard',
    ],
    [
      'the account with a tag that the user lacks',
      roleWith([trusts(own, { StringEquals: { 'aws:PrincipalTag/team': 'ops' } })], assume),
      'standard',
    ],
  ])('%s: %s', (_name, account, expected) => {
    expect(privilegeOf(account, 'user:ann')).toBe(expected);
  });
});

describe('full rights', () => {
  it.each<[string, Account, string]>([
    ['star on star', { users: { ann: { inline: [allow('*')] } } }, 'admin'],
    [
      'two statements that add up',
      { users: { ann: { inline: [allow('iam:*'), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] } } },
      'admin',
    ],
    ['all but the organization', { users: { ann: { inline: [allow('*'), deny('organizations:*')] } } }, 'admin'],
    [
      'a second factor is asked for',
      { users: { ann: { inline: [allow('*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })] } } },
      'admin-conditional',
    ],
    ['by a group', { users: { ann: { groups: ['g'] } }, groups: { g: { inline: [allow('*')] } } }, 'admin'],
    ['by AdministratorAccess that a filter left out', { users: { ann: { attached: [ADMIN] } } }, 'admin'],
    [
      'all but IAM',
      { users: { ann: { inline: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] } } },
      'standard',
    ],
    [
      'in a cage',
      { users: { ann: { inline: [allow('*')], boundary: 'b' } }, policies: { b: [[allow('s3:*')]] } },
      'standard',
    ],
    ['all of IAM', { users: { ann: { inline: [allow('iam:*')] } } }, 'escalation'],
    ['a policy is not in the export', { users: { ann: { attached: ['arn:aws:iam::aws:policy/Some'] } } }, 'unknown'],
  ])('%s: %s', (_name, account, expected) => {
    expect(privilegeOf(account, 'user:ann')).toBe(expected);
  });
});
