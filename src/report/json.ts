import type { Reporter } from './reporter.ts';

/** The assessment itself: what every other report is made from, for programs and for rendering again later. */
export const jsonReporter: Reporter = {
  id: 'json',
  title: 'The whole assessment, for programs',
  extension: 'json',
  render: (assessment) => `${JSON.stringify(assessment, sortedKeys, 2)}\n`,
};

/** Keys in code point order (the order of JavaScript's sort), so that the bytes do not depend on who built the object. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
