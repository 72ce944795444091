import { describe, expect, it } from 'vitest';
import { actorIndex } from '../../../../src/derive/iam/aws/actors.ts';
import type { KeyState } from '../../../../src/derive/iam/aws/context.ts';
import { compilePolicy } from '../../../../src/derive/iam/aws/policy.ts';
import { ask, type Question, type QuestionAnswer } from '../../../../src/derive/iam/aws/question.ts';
import type { IamOrganizationPolicies } from '../../../../src/model/generated/model.ts';
import { parsePolicyDocument } from '../../../../src/normalize/iam/aws-policy-document.ts';
import { ACCOUNT, type Account, allow, arn, deny, type Statement, sectionsOf, trusts } from './account.ts';

const AT = { file: 'test' };
const BUCKET = 'arn:aws:s3:::shop/a';
const factOf = (statements: readonly Statement[]) =>
  parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, { at: AT, inside: undefined });
const policyOf = (...statements: readonly Statement[]) =>
  compilePolicy({ id: 'given', name: 'given', statements: factOf(statements) });

/** Service control policies by level. */
function organization(
  levels: readonly (readonly (readonly Statement[])[])[],
  kind: 'service-control' | 'resource-control' = 'service-control',
  manager?: string,
): IamOrganizationPolicies {
  return {
    ...(manager === undefined ? {} : { management_account: manager }),
    layers: levels.map((documents, level) => ({
      id: `${kind}:level-${level}`,
      kind,
      policies: documents.map((_one, index) => `${level}-${index}`),
      at: AT,
    })),
    policies: levels.flatMap((documents, level) =>
      documents.map((one, index) => ({ id: `${level}-${index}`, name: 'n', statements: factOf(one), at: AT })),
    ),
  };
}

interface Asked extends Partial<Omit<Question, 'context'>> {
  readonly who?: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly organization?: IamOrganizationPolicies;
}

function answer(account: Account, asked: Asked = {}): QuestionAnswer {
  const { iam } = sectionsOf(account);
  const [principals, policies] = [iam?.principals?.data, iam?.policies?.data];
  if (principals === undefined || policies === undefined) throw new Error('the made-up account was not read');
  const index = actorIndex(principals, policies, asked.organization);
  const actor = index.actors.find(({ principal }) => principal.name === (asked.who ?? 'ann'));
  if (actor === undefined) throw new Error('nobody of that name');
  const { context = {}, who: _who, organization: _organization, ...question } = asked;
  const states = new Map<string, KeyState>(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), { values: [value] }]),
  );
  return ask(actor, { action: 's3:GetObject', resource: BUCKET, ...question, context: states }, index);
}

const verdict = (account: Account, asked?: Asked) => answer(account, asked).decision.verdict;
const ann = (...inline: readonly Statement[]): Account => ({ users: { ann: { inline } } });
const mfa = (value: string, operator = 'Bool') => ({ [operator]: { 'aws:MultiFactorAuthPresent': value } });
const everything = [allow('*')];

describe('a decision over what the request brings', () => {
  it.each<[string, string, Account]>([
    [
      'an allow and a deny under the same condition',
      'deny',
      ann(allow('s3:*', '*', mfa('true')), deny('s3:*', '*', mfa('true'))),
    ],
    [
      'allows that leave no case out',
      'allow',
      ann(allow('s3:*', '*', mfa('true')), allow('s3:*', '*', mfa('false', 'BoolIfExists'))),
    ],
    [
      'ranges that do not meet',
      'deny',
      ann(
        allow('s3:*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
        deny('s3:*', '*', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }),
      ),
    ],
    [
      'numbers that do not meet',
      'deny',
      ann(
        allow('s3:*', '*', {
          NumericLessThan: { 'aws:MultiFactorAuthAge': '10' },
          NumericGreaterThan: { 'aws:MultiFactorAuthAge': '20' },
        }),
      ),
    ],
    [
      'a range within a range',
      'conditional',
      ann(
        allow('s3:*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
        deny('s3:*', '*', { NotIpAddress: { 'aws:SourceIp': '10.1.0.0/16' } }),
      ),
    ],
    [
      'two patterns whose common part nobody looks for',
      'conditional',
      ann(
        allow('s3:*', '*', { StringLike: { 'aws:RequestedRegion': ['eu-*'] } }),
        deny('s3:*', '*', { StringNotLike: { 'aws:RequestedRegion': '*-1' } }),
      ),
    ],
  ])('%s: %s', (_name, wanted, account) => {
    expect(verdict(account)).toBe(wanted);
  });

  it('tells the keys it hangs on, as they are written, and a request that is allowed', () => {
    const { keys, example } = answer(
      ann(
        allow('s3:*', '*', mfa('true')),
        deny('s3:*', '*', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }),
        allow('s3:GetObject', '*', { StringEquals: { 'aws:PrincipalTag/none': 'x' } }),
      ),
    );
    expect(keys).toEqual(['aws:MultiFactorAuthPresent', 'aws:RequestedRegion']);
    expect(example?.get('aws:MultiFactorAuthPresent')).toEqual({ values: ['true'] });
  });

  it('is settled by what is known of the request', () => {
    const account = ann(allow('s3:*', '*', mfa('true')));
    expect(verdict(account, { context: { 'AWS:multifactorauthpresent': 'true' } })).toBe('allow');
    expect(verdict(account, { context: { 'aws:MultiFactorAuthPresent': 'false' } })).toBe('deny');
  });
});

describe('policies of the organization', () => {
  it.each<[string, string, IamOrganizationPolicies]>([
    ['every level allows', 'allow', organization([[everything], [everything]])],
    ['one level does not', 'deny', organization([[everything], [[allow('ec2:*')]]])],
    ['one policy of a level is enough', 'allow', organization([[[allow('ec2:*')], [allow('s3:*')]]])],
    ['one denies', 'deny', organization([[everything, [deny('s3:*')]]])],
    ['a level without policies allows nothing', 'deny', organization([[]])],
    ['the account that manages is spared', 'allow', organization([[[deny('*')]]], 'service-control', ACCOUNT)],
    [
      'resource control of a service that has it',
      'deny',
      organization([[everything, [deny('s3:*')]]], 'resource-control'),
    ],
  ])('%s: %s', (_name, wanted, given) => {
    expect(verdict(ann(allow('*')), { organization: given })).toBe(wanted);
  });

  it('does not control resources of services that have no such control', () => {
    const given = organization([[[deny('*')]]], 'resource-control');
    expect(verdict(ann(allow('*')), { organization: given, action: 'ec2:StopInstances', resource: '*' })).toBe('allow');
  });

  it('tells the level that does not allow it', () => {
    const { refusing } = answer(ann(allow('*')), { organization: organization([[everything], [[allow('ec2:*')]]]) });
    expect(refusing).toEqual([{ kind: 'service-control', id: 'service-control:level-1' }]);
  });
});

describe('policies of resources and sessions', () => {
  const names = (AWS: unknown) => ({ ...allow('s3:*'), Principal: { AWS } });
  const caged: Account = {
    users: { ann: { boundary: 'cage' } },
    roles: { box: { boundary: 'cage' } },
    policies: { cage: [[allow('ec2:*')]] },
  };

  it.each<[string, string, Account, Asked]>([
    ['names the user', 'allow', ann(), { resourcePolicy: policyOf(names(arn('user/ann'))) }],
    ['names another user', 'deny', ann(), { resourcePolicy: policyOf(names(arn('user/bob'))) }],
    ['names the account only', 'deny', ann(), { resourcePolicy: policyOf(names(ACCOUNT)) }],
    [
      'denies the account',
      'deny',
      ann(allow('*')),
      { resourcePolicy: policyOf({ ...names(ACCOUNT), Effect: 'Deny' }) },
    ],
    ['names a user beyond the boundary', 'allow', caged, { resourcePolicy: policyOf(names(arn('user/ann'))) }],
    [
      'names a role within the boundary',
      'deny',
      caged,
      { who: 'box', resourcePolicy: policyOf(names(arn('role/box'))) },
    ],
    [
      'names everybody, beyond the boundary',
      'allow',
      caged,
      { who: 'box', resourcePolicy: policyOf({ ...allow('s3:*'), Principal: '*' }) },
    ],
    [
      'names one session of a role',
      'conditional',
      { roles: { box: {} } },
      { who: 'box', resourcePolicy: policyOf(names(`arn:aws:sts::${ACCOUNT}:assumed-role/box/one`)) },
    ],
    [
      'a session policy that allows less',
      'deny',
      { roles: { box: { inline: [allow('*')] } } },
      { who: 'box', sessionPolicies: [policyOf(allow('ec2:*'))] },
    ],
    [
      'a session policy that allows it',
      'allow',
      { roles: { box: { inline: [allow('*')] } } },
      { who: 'box', sessionPolicies: [policyOf(allow('s3:*'))] },
    ],
    [
      'a key without its policy',
      'unknown',
      ann(allow('*')),
      { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` },
    ],
    [
      'a key whose policy admits the account',
      'allow',
      ann(allow('*')),
      {
        action: 'kms:Decrypt',
        resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`,
        resourcePolicy: policyOf({ ...allow('kms:*'), Principal: { AWS: arn('root') } }),
      },
    ],
    [
      'a key whose policy admits nobody',
      'deny',
      ann(allow('*')),
      { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`, resourcePolicy: policyOf() },
    ],
    [
      'a resource of another account',
      'unknown',
      ann(allow('*')),
      { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:444455556666:q' },
    ],
    [
      'both sides allow',
      'allow',
      ann(allow('*')),
      {
        action: 'sqs:SendMessage',
        resource: 'arn:aws:sqs:eu-west-1:444455556666:q',
        resourcePolicy: policyOf({ ...allow('sqs:*'), Principal: { AWS: ACCOUNT } }),
      },
    ],
    [
      'the other side alone is not enough',
      'deny',
      ann(),
      {
        action: 'sqs:SendMessage',
        resource: 'arn:aws:sqs:eu-west-1:444455556666:q',
        resourcePolicy: policyOf({ ...allow('sqs:*'), Principal: { AWS: arn('user/ann') } }),
      },
    ],
  ])('%s: %s', (_name, wanted, account, asked) => {
    expect(verdict(account, asked)).toBe(wanted);
  });

  it.each<[string, string, Statement, readonly Statement[]]>([
    ['the trust policy names the user', 'allow', trusts({ AWS: arn('user/ann') }), []],
    ['it admits the account and the user has no right', 'deny', trusts({ AWS: arn('root') }), []],
    [
      'it admits the account and the user has the right',
      'allow',
      trusts({ AWS: arn('root') }),
      [allow('sts:AssumeRole')],
    ],
    ['it admits a service only', 'deny', trusts({ Service: 'ec2.amazonaws.com' }), [allow('*')]],
    ['it wants a second factor', 'conditional', trusts({ AWS: arn('root') }, mfa('true')), [allow('*')]],
  ])('%s: %s', (_name, wanted, trust, inline) => {
    const account: Account = { users: { ann: { inline } }, roles: { box: { trust: [trust] } } };
    expect(verdict(account, { action: 'sts:AssumeRole', resource: arn('role/box') })).toBe(wanted);
  });
});

describe('a question about anything', () => {
  it.each<[string, string, Account]>([
    ['one named resource', 'allow', ann(allow('s3:GetObject', 'arn:aws:s3:::only/this'))],
    ['a pattern with the name of the user', 'allow', ann(allow('s3:GetObject', 'arn:aws:s3:::b/${aws:username}/*'))],
    ['all of it is denied', 'deny', ann(allow('s3:GetObject', 'arn:aws:s3:::b/*'), deny('*', 'arn:aws:s3:::b/*'))],
    [
      'the boundary leaves one resource',
      'allow',
      {
        users: { ann: { inline: [allow('*')], boundary: 'b' } },
        policies: { b: [[allow('s3:*', 'arn:aws:s3:::left/*')]] },
      },
    ],
  ])('%s: %s', (_name, wanted, account) => {
    const { iam } = sectionsOf(account);
    const [principals, policies] = [iam?.principals?.data, iam?.policies?.data];
    if (principals === undefined || policies === undefined) throw new Error('the made-up account was not read');
    const index = actorIndex(principals, policies);
    const [actor] = index.actors;
    if (actor === undefined) throw new Error('nobody is there');
    expect(ask(actor, { action: 's3:GetObject', context: new Map() }, index).decision.verdict).toBe(wanted);
  });
});

it('knows no variables in documents of the version before 2012-10-17', () => {
  const fact = parsePolicyDocument(
    { Statement: [allow('s3:*', 'arn:aws:s3:::b/${aws:username}')] },
    { at: AT, inside: undefined },
  );
  const resourcePolicy = compilePolicy({ id: 'old', name: 'old', statements: fact });
  const asked = { resourcePolicy, action: 's3:GetObject' };
  expect(verdict(ann(), { ...asked, resource: 'arn:aws:s3:::b/ann' })).toBe('deny');
  expect(verdict(ann(), { ...asked, resource: 'arn:aws:s3:::b/${aws:username}' })).toBe('allow');
});
