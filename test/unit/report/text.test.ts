import { describe, expect, it } from 'vitest';
import { textReporter } from '../../../src/report/text/reporter.ts';
import { crafted, manyFailures, PLAIN } from './crafted.ts';

const hostile = textReporter.render(crafted('hostile'), PLAIN);

describe('the text report', () => {
  it('holds no control character but line breaks', () => {
    expect(hostile).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e]/u);
  });

  it('uses only its own escapes when colour is wanted', () => {
    const colored = textReporter.render(crafted('hostile'), { ...PLAIN, color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is tested
    expect(colored.replaceAll(/\u001b\[[0-9;]*m/g, '')).toBe(hostile);
  });

  it('gives no orders to the runner of a pipeline', () => {
    for (const width of [40, 47, 80, 110]) {
      for (const line of textReporter.render(crafted('hostile'), { ...PLAIN, width, verbose: true }).split('\n')) {
        expect(line.trimStart()).not.toMatch(/^::.*::/);
        expect(line).not.toContain('##[');
      }
    }
  });

  it.each([48, 60, 80, 110])('keeps prose within %d columns', (width) => {
    const lines = textReporter
      .render(crafted('full'), { ...PLAIN, width })
      .trimEnd()
      .split('\n')
      .slice(0, -1);
    const prose = lines.filter((line) => line.includes(' ') && !/^ {6}\S+$|^ {8}/.test(line));
    for (const line of prose) expect([...line].length, line).toBeLessThanOrEqual(width);
  });

  it('closes with one line that has the verdict, the counts and the unknowns', () => {
    const last = textReporter.render(crafted('full'), PLAIN).trimEnd().split('\n').at(-1);
    expect(last).toBe(
      'ERROR: 1 evaluation of a rule broke. In all 24 failures (5 critical, 11 high, 5 medium, 2 low, 1 info), 1 error, 7 could not be judged, 31 passed, 4 not applicable.',
    );
  });

  it('tells a rule that fails on many targets once', () => {
    const text = textReporter.render(manyFailures(6000), PLAIN);
    expect(text.match(/on many targets/g)).toHaveLength(5);
    expect(text.match(/To mend: /g)?.length).toBe(30);
    expect(text).toMatch(/^ {4}host:srv-\d{3} user:person-\d+: the account/m);
  });

  it('shows ten subjects of a rule on a target and says how many more there are', () => {
    const base = manyFailures(6000);
    const [first] = base.observations;
    if (first === undefined) throw new Error('no observation');
    const same = base.observations.map((observation) => ({
      ...observation,
      rule: first.rule,
      target: first.target,
      severity: first.severity,
    }));
    const text = textReporter.render({ ...base, observations: same }, PLAIN);
    expect(text).toContain('… and 5990 more subjects: --verbose lists them.');
    expect(text.split('\n').length).toBeLessThan(150);
  });
});
