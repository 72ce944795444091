import { describe, expect, it } from 'vitest';
import { clipped, visible, visibleLines } from '../../../src/report/visible.ts';

describe('visible', () => {
  it.each([
    ['terminal escapes', '\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
    ['C1 controls', 'a\u009b31m', 'a\\x9b31m'],
    ['line breaks and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['separators of lines and paragraphs', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['characters that turn the text around', 'user\u202egnp.exe', 'user\\u202egnp.exe'],
    ['invisible characters', 'a\u200bb\ufeffc\u00add', 'a\\u200bb\\ufeffc\\xadd'],
    ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
    ['half a surrogate pair', 'x\ud800y', 'x\\ud800y'],
  ])('writes out %s', (_name, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it.each(['réseau « interne »\u00a0: 97\u202f%', 'L’État œuvre', '東京 🏰', 'Ωμέγα → 日本'])(
    'leaves %s as it is',
    (text) => {
      expect(visible(text)).toBe(text);
    },
  );

  it('keeps the line breaks of texts that are made of lines', () => {
    expect(visibleLines('one\r\n\ttwo\n\u001b\n')).toEqual(['one', '    two', '\\x1b']);
  });

  it('says how much it cut, and never cuts a character in two', () => {
    expect(clipped('abcdef', 3)).toBe('abc… (3 more characters)');
    expect(clipped('ab🏰cd', 3)).toBe('ab… (4 more characters)');
  });
});
