import { describe, expect, it } from 'vitest';
import { awsAccountAuthorizationDetails as details } from '../../../../src/normalize/iam/aws-account-authorization-details/format.ts';
import { awsCredentialReport as report } from '../../../../src/normalize/iam/aws-credential-report/format.ts';
import { captureOf, NO_CONTEXT } from './captures.ts';

const HEADER = 'user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_2_active';
const user = (account: string, name: string, extra: object = {}) => ({
  UserName: name,
  Arn: `arn:aws:iam::${account}:user/${name}`,
  CreateDate: '2024-01-02 03:04:05+00:00',
  GroupList: [],
  ...extra,
});
const page = (users: readonly unknown[], extra: object = {}) =>
  JSON.stringify({ UserDetailList: users, GroupDetailList: [], RoleDetailList: [], Policies: [], ...extra });
const sample = (text: string) => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { origin: 'x', head: text.slice(0, 65_536), json };
};

describe('recognition', () => {
  it.each<[string, string, boolean, boolean]>([
    ['an export', page([]), true, false],
    ['an export that is cut off', page([user('111122223333', 'ann')]).slice(0, -10), true, false],
    ['a list', '[]', false, false],
    ['another JSON', '{"Users":[{"UserName":"ann"}]}', false, false],
    ['text about it', 'see "UserDetailList"', false, false],
    ['a report', `${HEADER}\n`, false, true],
    ['a report with quotes', '"user","arn","user_creation_time","x"\n', false, true],
    ['another CSV', 'user,name\n', false, false],
    ['nothing', '', false, false],
  ])('%s', (_name, text, isDetails, isReport) => {
    expect([details.recognizes(sample(text)), report.recognizes(sample(text))]).toEqual([isDetails, isReport]);
  });
});

describe('several files', () => {
  it('of two accounts stay apart', () => {
    const contributions = details.normalize(
      [
        captureOf('b.json', page([user('444455556666', 'bob')])),
        captureOf('a.json', page([user('111122223333', 'ann')])),
      ],
      NO_CONTEXT,
    );
    expect(contributions.map(({ target }) => target.name)).toEqual(['aws:111122223333', 'aws:444455556666']);
  });

  it('with a byte order mark are pages of one export', () => {
    const [found] = details.normalize(
      [
        captureOf('1.json', `\ufeff${page([user('111122223333', 'ann')], { NextToken: 'x' })}`),
        captureOf('2.json', `\ufeff${page([user('111122223333', 'bob')])}`),
      ],
      NO_CONTEXT,
    );
    expect(found?.sections['principals']).toMatchObject({
      flag: 'complete',
      data: { principals: [{ id: 'user:ann' }, { id: 'user:bob' }] },
    });
  });

  it('do not depend on their order', () => {
    const files = [
      captureOf('1.json', page([user('111122223333', 'ann')], { IsTruncated: true })),
      captureOf('2.json', page([user('111122223333', 'bob')], { IsTruncated: false })),
    ];
    expect(details.normalize(files, NO_CONTEXT)).toEqual(details.normalize(files.toReversed(), NO_CONTEXT));
  });

  it('of which one is broken keep what the other says', () => {
    const [contribution] = details.normalize(
      [
        captureOf('1.json', page([user('111122223333', 'ann')])),
        captureOf('2.json', page([user('111122223333', 'bob')]).slice(0, 90)),
      ],
      NO_CONTEXT,
    );
    expect(contribution?.sections['principals']).toMatchObject({
      flag: 'incomplete',
      reason: expect.stringContaining('2.json:1:'),
      data: { principals: [{ id: 'user:ann' }] },
    });
  });

  it('that contradict each other are told, and the first counts', () => {
    const [contribution] = details.normalize(
      [
        captureOf('1.json', page([user('111122223333', 'ann', { GroupList: ['a'] })])),
        captureOf('2.json', page([user('111122223333', 'ann', { GroupList: ['b'] })])),
      ],
      NO_CONTEXT,
    );
    expect(contribution?.sections['principals']?.data).toMatchObject({ principals: [{ groups: { value: ['a'] } }] });
    expect(contribution?.diagnostics).toMatchObject([{ code: 'duplicate-record', at: { file: '2.json' } }]);
  });

  it('of the report that repeat a user are told', () => {
    const row = 'ann,arn:aws:iam::111122223333:user/ann,2024-01-02T00:00:00Z,false,false,false,false\n';
    const [contribution] = report.normalize([captureOf('r.csv', `${HEADER}\n${row}${row}`)], NO_CONTEXT);
    expect(contribution?.diagnostics).toMatchObject([{ code: 'duplicate-record', at: { file: 'r.csv', line: 3 } }]);
  });
});

describe('hostile input', () => {
  it.each<[string, string]>([
    ['null for lists', '{"UserDetailList":null,"RoleDetailList":[]}'],
    [
      'wrong types everywhere',
      page([
        { Arn: 7 },
        {
          Arn: 'arn:aws:iam::111122223333:user/a',
          GroupList: 'x',
          Tags: 3,
          UserPolicyList: [1, {}],
          AttachedManagedPolicies: [null, {}],
        },
      ]),
    ],
    [
      'a prototype in the keys',
      '{"__proto__":{"x":1},"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/__proto__"}]}',
    ],
    ['an empty text', ''],
    ['a number', '7'],
  ])('%s gives sections, not an exception', (_name, text) => {
    for (const contribution of details.normalize([captureOf('x.json', text)], NO_CONTEXT)) {
      const told = Object.entries(contribution.sections).filter(([, { flag }]) => flag !== 'not-collected');
      expect(told.map(([name]) => name)).toEqual(['principals', 'policies']);
    }
  });

  it.each(['', HEADER, `${HEADER}\n"`, 'user,arn\n', '\u0000'])('a report of %j is an error with a remedy', (text) => {
    const [contribution] = report.normalize([captureOf('r.csv', text)], NO_CONTEXT);
    expect(contribution?.sections['credentials']).toMatchObject({
      flag: 'error',
      hint: expect.stringContaining('generate-credential-report'),
    });
    expect(contribution?.diagnostics.length).toBeGreaterThan(0);
  });
});
