import { describe, expect, it } from 'vitest';
import { conditionHolds } from '../../../../src/derive/iam/aws/conditions.ts';
import { type KeyState, openContext, substitute, withStates } from '../../../../src/derive/iam/aws/context.ts';
import { arnMatcher } from '../../../../src/derive/iam/aws/glob.ts';

const ABSENT = 'absent';

/** Operator, wanted, what the request brings (undefined: not known), answer. */
const CASES: readonly (readonly [string, readonly string[], KeyState | readonly string[], string])[] = [
  ['StringEquals', ['a'], ['a'], 'always'],
  ['StringEquals', ['a'], ['A'], 'never'],
  ['StringEquals', ['a*'], ['ab'], 'never'],
  ['StringEquals', ['a*'], ['a*'], 'always'],
  ['stringequals', ['b', 'a'], ['a'], 'always'],
  ['StringEquals', ['a'], ABSENT, 'never'],
  ['StringEquals', ['a'], undefined, 'sometimes'],
  ['StringEqualsIfExists', ['a'], ABSENT, 'always'],
  ['StringEqualsIfExists', ['a'], ['b'], 'never'],
  ['StringNotEquals', ['a', 'b'], ['b'], 'never'],
  ['StringNotEquals', ['a', 'b'], ['c'], 'always'],
  ['StringNotEquals', ['a'], ABSENT, 'always'],
  ['StringEqualsIgnoreCase', ['A'], ['a'], 'always'],
  ['StringNotEqualsIgnoreCase', ['A'], ['a'], 'never'],
  ['StringLike', ['a?c*'], ['abcd'], 'always'],
  ['StringNotLike', ['a*'], ['abc'], 'never'],
  ['StringLike', ['a${*}'], ['ab'], 'never'],
  ['StringLike', ['a${*}'], ['a*'], 'always'],
  ['Bool', ['true'], ['True'], 'always'],
  ['Bool', ['true'], ABSENT, 'never'],
  ['BoolIfExists', ['false'], ABSENT, 'always'],
  ['BinaryEquals', ['QQ=='], ['QQ=='], 'always'],
  ['NumericEquals', ['10'], ['10.0'], 'always'],
  ['NumericNotEquals', ['10'], ['11'], 'always'],
  ['NumericLessThan', ['3600'], ['3599'], 'always'],
  ['NumericLessThanEquals', ['3600'], ['3601'], 'never'],
  ['NumericGreaterThan', ['3600'], ['3600'], 'never'],
  ['NumericGreaterThanEquals', ['3600'], ['3600'], 'always'],
  ['NumericLessThan', ['3600'], ['soon'], 'never'],
  ['NumericLessThan', ['3600'], ABSENT, 'never'],
  ['DateLessThan', ['2026-01-01T00:00:00Z'], ['2025-12-31T23:59:59Z'], 'always'],
  ['DateGreaterThan', ['2026-01-01'], ['2026-01-01T00:00:00Z'], 'never'],
  ['DateEquals', ['1767225600'], ['2026-01-01T00:00:00Z'], 'always'],
  ['DateGreaterThanEquals', ['2026-01-01T02:00:00+02:00'], ['2026-01-01T00:00:00Z'], 'always'],
  ['IpAddress', ['10.0.0.0/8'], ['10.1.2.3'], 'always'],
  ['IpAddress', ['0.0.0.0/0'], ['203.0.113.9'], 'always'],
  ['IpAddress', ['203.0.113.9'], ['203.0.113.9'], 'always'],
  ['IpAddress', ['2001:db8::/32'], ['2001:db8::1'], 'always'],
  ['IpAddress', ['10.0.0.0/8'], ['2001:db8::1'], 'never'],
  ['NotIpAddress', ['10.0.0.0/8'], ['2001:db8::1'], 'always'],
  ['NotIpAddress', ['10.0.0.0/8'], ['10.0.0.1'], 'never'],
  ['NotIpAddress', ['10.0.0.0/8'], ABSENT, 'always'],
  ['ArnEquals', ['arn:aws:sns:*:1:topic'], ['arn:aws:sns:eu-west-1:1:topic'], 'always'],
  ['ArnLike', ['arn:aws:sns:*'], ['arn:aws:sns:eu-west-1:1:topic'], 'always'],
  ['ArnLike', ['arn:aws:sns:*:topic:*:*'], ['arn:aws:sns:eu:1:topic'], 'never'],
  ['ArnNotLike', ['arn:aws:iam::*:role/*'], ['arn:aws:iam::1:role/a'], 'never'],
  ['Null', ['true'], ABSENT, 'always'],
  ['Null', ['true'], ['x'], 'never'],
  ['Null', ['false'], ['x'], 'always'],
  ['Null', ['false'], undefined, 'sometimes'],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], 'always'],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], 'never'],
  ['ForAllValues:StringEquals', ['a'], ABSENT, 'always'],
  ['ForAnyValue:StringEquals', ['a'], ['a', 'c'], 'always'],
  ['ForAnyValue:StringEquals', ['a'], ['c'], 'never'],
  ['ForAnyValue:StringEquals', ['a'], ABSENT, 'never'],
  ['ForAnyValue:StringNotEquals', ['a'], ABSENT, 'never'],
  ['ForAnyValue:StringNotEquals', ['a'], ['a', 'c'], 'always'],
  ['ForAllValues:StringNotEquals', ['a'], ['a', 'c'], 'never'],
  ['StringEquals', ['${aws:username}'], ['ann'], 'always'],
  ['StringEquals', ["${aws:PrincipalTag/none, 'fall, back'}"], ['fall, back'], 'always'],
  ['StringEquals', ['${aws:PrincipalTag/none}'], [''], 'never'],
  ['StringNotEquals', ['${aws:PrincipalTag/none}'], ['x'], 'always'],
  ['StringEquals', ['${aws:open}'], ['x'], 'sometimes'],
  ['StringEquals', ['<cut>'], ['x'], 'sometimes'],
  ['StringAlmostEquals', ['a'], ['a'], 'sometimes'],
];

const context = withStates(
  new Map<string, KeyState>([
    ['aws:username', { values: ['ann'] }],
    ['aws:principaltag/none', 'absent'],
    ['aws:principaltag/star', { values: ['*'] }],
    ['aws:tagkeys', { values: ['a', 'b'] }],
  ]),
  openContext,
);

function stateOf(state: KeyState | readonly string[]): KeyState {
  return isList(state) ? { values: state } : state;
}

function isList(state: KeyState | readonly string[]): state is readonly string[] {
  return Array.isArray(state);
}

describe('conditionHolds', () => {
  it.each(CASES)('%s %j against %j: %s', (operator, values, state, truth) => {
    const key = 'App:Key';
    const own = withStates(new Map([['app:key', stateOf(state)]]), context);
    expect(conditionHolds({ operator, key, values }, own)).toBe(truth);
  });
});

describe('substitute', () => {
  it.each([
    ['what is put in means itself', 'arn:aws:s3:::b/${aws:PrincipalTag/star}/x', 'arn:aws:s3:::b/anything/x', false],
    ['also when it is a star', 'arn:aws:s3:::b/${aws:PrincipalTag/star}/x', 'arn:aws:s3:::b/*/x', true],
    ['a dollar sign', 'arn:aws:s3:::b/${$}{x}', 'arn:aws:s3:::b/${x}', true],
    ['a star meets no colon before the resource', 'arn:aws:s3*:::b', 'arn:aws:s3:x::b', false],
    ['but colons in it', 'arn:aws:logs:*:1:log-group:*', 'arn:aws:logs:eu:1:log-group:a:log-stream:b', true],
  ])('%s', (_name, pattern, text, meets) => {
    const put = substitute(pattern, context);
    expect(typeof put === 'string' ? put : arnMatcher(put.pattern)(text)).toBe(meets);
  });

  it('knows no single value of a key that has many', () => {
    expect(substitute('${aws:TagKeys}', context)).toBe('never');
  });
});
