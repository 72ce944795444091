import { describe, expect, it } from 'vitest';
import { actorIndex } from '../../../../src/derive/iam/aws/actors.ts';
import { decide, decideSomewhere } from '../../../../src/derive/iam/aws/decide.ts';
import { globMatcher } from '../../../../src/derive/iam/aws/glob.ts';
import { type Account, allow, deny, type MadeUp, sectionsOf } from './account.ts';

const BUCKET = 'arn:aws:s3:::shop/a';

function setOf(ann: MadeUp, rest: Account = {}) {
  const { iam } = sectionsOf({ ...rest, users: { ann } });
  const { principals, policies } = iam ?? {};
  if (principals?.data === undefined || policies?.data === undefined)
    throw new Error('the made-up account was not read');
  const [actor] = actorIndex(principals.data, policies.data).actors;
  if (actor === undefined) throw new Error('the made-up account has no user');
  return actor.set;
}

const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const tagged = (value: string) => ({ StringEquals: { 'aws:PrincipalTag/team': value } });

describe('decide', () => {
  it.each<[string, string, MadeUp, Account?]>([
    ['nothing allows', 'deny', {}],
    ['an inline policy allows', 'allow', { inline: [allow('s3:GetObject', 'arn:aws:s3:::shop/*')] }],
    ['the resource is another one', 'deny', { inline: [allow('s3:GetObject', 'arn:aws:s3:::other/*')] }],
    ['resources heed case', 'deny', { inline: [allow('s3:GetObject', 'arn:aws:s3:::SHOP/*')] }],
    ['actions ignore case', 'allow', { inline: [allow('S3:getobject')] }],
    ['a question mark is one character', 'allow', { inline: [allow('s3:GetObjec?')] }],
    ['a wildcard in the middle', 'allow', { inline: [allow('s3:*Object')] }],
    ['the double star of a service', 'allow', { inline: [allow('*:*')] }],
    ['a deny beats the allow', 'deny', { inline: [allow('*'), deny('s3:Get*')] }],
    ['a deny of another resource does not', 'allow', { inline: [allow('*'), deny('s3:*', 'arn:aws:s3:::other/*')] }],
    [
      'a deny in a group beats the own allow',
      'deny',
      { inline: [allow('*')], groups: ['g'] },
      { groups: { g: { inline: [deny('s3:*')] } } },
    ],
    ['a group allows', 'allow', { groups: ['g'] }, { groups: { g: { inline: [allow('s3:*')] } } }],
    [
      'an attached policy of a group allows',
      'allow',
      { groups: ['g'] },
      { groups: { g: { attached: ['p'] } }, policies: { p: [[allow('s3:*')]] } },
    ],
    [
      'only the version in force counts',
      'deny',
      { attached: ['p'] },
      { policies: { p: [[allow('ec2:*')], [allow('s3:*')]] } },
    ],
    [
      'NotAction allows what is not listed',
      'allow',
      { inline: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] },
    ],
    [
      'NotAction does not allow what is listed',
      'deny',
      { inline: [{ Effect: 'Allow', NotAction: ['iam:*', 's3:*'], Resource: '*' }] },
    ],
    ['a deny with NotAction', 'deny', { inline: [allow('*'), { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }] }],
    [
      'NotResource allows elsewhere',
      'allow',
      { inline: [{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::other/*' }] },
    ],
    [
      'NotResource does not allow there',
      'deny',
      { inline: [{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::shop/*' }] },
    ],
    [
      'the boundary allows too',
      'allow',
      { inline: [allow('*')], boundary: 'b' },
      { policies: { b: [[allow('s3:*')]] } },
    ],
    ['the boundary stops', 'deny', { inline: [allow('*')], boundary: 'b' }, { policies: { b: [[allow('ec2:*')]] } }],
    ['the boundary grants nothing', 'deny', { boundary: 'b' }, { policies: { b: [[allow('s3:*')]] } }],
    [
      'the boundary denies',
      'deny',
      { inline: [allow('*')], boundary: 'b' },
      { policies: { b: [[allow('*'), deny('s3:*')]] } },
    ],
    ['a condition of the request', 'conditional', { inline: [allow('s3:*', '*', mfa)] }],
    [
      'a deny under a condition of the request',
      'conditional',
      { inline: [allow('*'), deny('*', '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })] },
    ],
    [
      'a condition in the boundary',
      'conditional',
      { inline: [allow('*')], boundary: 'b' },
      { policies: { b: [[allow('*', '*', mfa)]] } },
    ],
    [
      'an unconditional allow beside a conditional one',
      'allow',
      { inline: [allow('s3:*', '*', mfa), allow('s3:GetObject')] },
    ],
    [
      'a condition on a tag that the user has',
      'allow',
      { inline: [allow('s3:*', '*', tagged('shop'))], tags: { team: 'shop' } },
    ],
    [
      'a condition on a tag that the user has not',
      'deny',
      { inline: [allow('s3:*', '*', tagged('shop'))], tags: { team: 'erp' } },
    ],
    [
      'a negated condition on a tag that is absent',
      'allow',
      { inline: [allow('s3:*', '*', { StringNotEquals: { 'aws:PrincipalTag/team': 'shop' } })] },
    ],
    [
      'Null on a tag that is absent',
      'allow',
      { inline: [allow('s3:*', '*', { Null: { 'aws:PrincipalTag/team': 'true' } })] },
    ],
    [
      'ForAllValues on a key that is absent',
      'allow',
      { inline: [allow('s3:*', '*', { 'ForAllValues:StringEquals': { 'aws:PrincipalTag/team': 'x' } })] },
    ],
    [
      'ForAnyValue on a key that is absent',
      'deny',
      { inline: [allow('s3:*', '*', { 'ForAnyValue:StringEquals': { 'aws:PrincipalTag/team': 'x' } })] },
    ],
    [
      'a policy variable that fits',
      'allow',
      {
        inline: [
          allow('s3:*', `arn:aws:s3:::shop/\${aws:username}`),
          allow('s3:*', `arn:aws:s3:::\${aws:PrincipalTag/bucket}/*`),
        ],
        tags: { bucket: 'shop' },
      },
    ],
    ['a policy variable that does not', 'deny', { inline: [allow('s3:*', `arn:aws:s3:::shop/\${aws:username}/*`)] }],
    [
      'a policy variable that only the request knows',
      'conditional',
      { inline: [allow('s3:*', `arn:aws:s3:::shop/\${aws:SourceIdentity}`)] },
    ],
    [
      'a managed policy that the export leaves out may allow',
      'unknown',
      { attached: ['arn:aws:iam::aws:policy/Some'] },
    ],
    [
      'a managed policy of AWS that is left out takes nothing away',
      'allow',
      { inline: [allow('*')], attached: ['arn:aws:iam::aws:policy/Some'] },
    ],
    ['unless its name says so', 'unknown', { inline: [allow('*')], attached: ['arn:aws:iam::aws:policy/AWSDenyAll'] }],
    ['a customer policy that is left out may deny', 'unknown', { inline: [allow('*')], attached: ['gone'] }],
    ['a proved deny stands beside a policy that is left out', 'deny', { inline: [deny('s3:*')], attached: ['gone'] }],
    ['a group that is left out may allow', 'unknown', { groups: ['gone'] }],
    ['a boundary that is left out may stop', 'unknown', { inline: [allow('*')], boundary: 'gone' }],
    [
      'a boundary that stops decides over a policy that is left out',
      'deny',
      { attached: ['gone'], boundary: 'b' },
      { policies: { b: [[allow('ec2:*')]] } },
    ],
  ])('%s: %s', (_name, verdict, ann, rest) => {
    expect(decide(setOf(ann, rest), { action: 's3:GetObject', resource: BUCKET }).verdict).toBe(verdict);
  });

  it('finds an action that is allowed on some resource only', () => {
    const set = setOf({
      inline: [allow('s3:PutObject', 'arn:aws:s3:::shop-*/x'), deny('s3:PutObject', 'arn:aws:s3:::other/*')],
    });
    expect(decideSomewhere(set, 's3:PutObject').verdict).toBe('allow');
    expect(decideSomewhere(set, 's3:GetObject').verdict).toBe('deny');
  });
});

describe('globMatcher', () => {
  it.each([
    ['*', '', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abbd', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['*a*a*a*a*a*a*a*b', 'a'.repeat(2000), false],
    ['arn:aws:iam::*:role/*', 'arn:aws:iam::1:role/x/y', true],
  ])('%s against %s is %s', (pattern, text, answer) => {
    expect(globMatcher(pattern)(text)).toBe(answer);
  });
});
