import { describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../../src/derive/iam/aws/catalogue/catalogue.ts';
import { openGrants } from '../../../../src/derive/iam/open-grants.ts';
import { allow, arn, deny, type Statement, sectionsOf } from './account.ts';

function kindsOf(...inline: readonly Statement[]): readonly string[] {
  const { iam } = openGrants.derive(sectionsOf({ users: { ann: { inline } } }), { nowMs: 0 });
  const grants = iam?.open_grants?.data?.policies.find(({ kind }) => kind === 'inline')?.grants;
  if (grants === undefined || !('value' in grants)) throw new Error('the policy was not read');
  return grants.value.map(({ kind }) => kind);
}

describe('open grants', () => {
  it.each<[string, readonly string[], Statement]>([
    ['reading every object', ['data', 'star-resource'], allow('s3:GetObject')],
    ['reading every object by ARN', ['data'], allow('s3:Get*', 'arn:aws:s3:::*')],
    ['reading every object of every bucket', ['data'], allow('s3:GetObject', 'arn:aws:s3:::*/*')],
    ['reading a bucket', [], allow('s3:GetObject', 'arn:aws:s3:::shop/*')],
    ['reading buckets of a name', [], allow('s3:GetObject', 'arn:aws:s3:::shop-*')],
    ['keys of everybody', ['credentials', 'star-resource', 'write'], allow('iam:CreateAccessKey')],
    ['keys of every user by ARN', ['credentials', 'write'], allow('iam:CreateAccessKey', arn('user/*'))],
    ['own keys', [], allow('iam:CreateAccessKey', arn('user/${aws:username}'))],
    ['policies of buckets', ['permissions', 'star-resource', 'write'], allow('s3:PutBucketPolicy')],
    ['deleting queues', ['star-resource', 'write'], allow('sqs:DeleteQueue')],
    ['every function by ARN', ['write'], allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function:*')],
    ['one function with all versions', [], allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function:shop:*')],
    ['an action that cannot be limited', [], allow('ec2:DescribeInstances')],
    ['pulling images', [], allow('ecr:GetAuthorizationToken')],
    ['a condition limits', [], allow('sqs:DeleteQueue', '*', { StringEquals: { 'aws:ResourceTag/team': 'shop' } })],
    ['a deny grants nothing', [], deny('s3:GetObject')],
    ['a bare star is told elsewhere', [], allow('*')],
    ['an action that is not in the catalogue', [], allow('s3:InventedYesterday')],
    ['a service that is not in the catalogue', [], allow('invented:DeleteAll')],
    ['a pattern that is not of the service', [], allow('sqs:DeleteQueue', 'arn:aws:sns:*:*:*')],
  ])('%s: %j', (_name, kinds, statement) => {
    expect(kindsOf(statement)).toEqual(kinds);
  });
});

describe('the catalogue', () => {
  const catalogue = openCatalogue();

  it('knows levels, and what can be limited', () => {
    expect(catalogue.matching('s3:getobject')).toEqual([{ name: 's3:GetObject', level: 'read', scopable: true }]);
    expect(catalogue.matching('ec2:DescribeRegions')).toEqual([
      { name: 'ec2:DescribeRegions', level: 'list', scopable: false },
    ]);
    expect(catalogue.has('s3:GetObjekt')).toBe(false);
    expect(catalogue.has('invented:Get')).toBeUndefined();
  });

  it('follows wildcards in names of services', () => {
    expect(catalogue.matching('s?s:PurgeQueue').map(({ name }) => name)).toEqual(['sqs:PurgeQueue']);
  });
});
