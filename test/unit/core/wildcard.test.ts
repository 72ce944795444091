import { describe, expect, it } from 'vitest';
import { matchesWildcard } from '../../../src/core/wildcard.ts';

describe('matchesWildcard', () => {
  it.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['*.conf', 'a.conf', true],
    ['*.conf', 'a.confx', false],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXc', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['[a-c]1', 'b1', true],
    ['[!a-c]1', 'b1', false],
    ['[!a-c]1', 'd1', true],
    ['[]x]', ']', true],
    ['[ab', '[ab', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['.+(x)', '.+(x)', true],
  ])('%j on %j is %s', (pattern, text, want) => {
    expect(matchesWildcard(pattern, text)).toBe(want);
  });

  it('ends for a hostile pattern', () => {
    expect(matchesWildcard('*a'.repeat(60), `${'a'.repeat(59)}${'b'.repeat(196)}`)).toBe(false);
  });
});
