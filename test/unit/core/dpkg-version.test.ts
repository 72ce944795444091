import { describe, expect, it } from 'vitest';
import { compareDpkgVersions } from '../../../src/core/dpkg-version.ts';

describe('dpkg order', () => {
  it.each([
    ['1.0', '1.0', 0],
    ['1.00', '1.0', 0],
    ['1:00alpha210', '1:0alpha210', 0],
    ['1.0~rc1', '1.0', -1],
    ['1.0~~', '1.0~', -1],
    ['1.0', '1.0a', -1],
    ['1.0a', '1.0+', -1],
    ['1.0-1', '1.0-1+b1', -1],
    ['1.0-1+deb12u1', '1.0-1', 1],
    ['1.0-1~deb12u1', '1.0-1', -1],
    ['1:1.0', '2.0', 1],
    ['9', '10', -1],
    ['5.2.15-2+b8', '5.2.15-2+b13', -1],
    ['1.0-0', '1.0', 0],
    ['1.0-1', '1.0', 1],
  ])('%s against %s', (a, b, order) => {
    expect(Math.sign(compareDpkgVersions(a, b) ?? Number.NaN)).toBe(order);
    expect(Math.sign(compareDpkgVersions(b, a) ?? Number.NaN)).toBe(order === 0 ? 0 : -order);
  });

  it.each(['', '1.0-', 'a1', 'x:1.0', '1.0 2', ':1'])('%j is no version', (text) => {
    expect(compareDpkgVersions(text, '1.0')).toBeUndefined();
  });
});
