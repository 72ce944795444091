import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { missingLine, readScenario, runScenario } from './run-scenario.ts';

const CASES = path.join(import.meta.dirname, 'cases');

it.each(
  readdirSync(CASES)
    .filter((file) => file.endsWith('.txt'))
    .sort(),
)('%s', (file) => {
  const scenario = readScenario(readFileSync(path.join(CASES, file), 'utf8'));
  const outcome = runScenario(scenario);
  const context = `exit ${outcome.exit}\n--- stdout\n${outcome.stdout}\n--- stderr\n${outcome.stderr}`;
  expect(missingLine(outcome.stdout, scenario.stdout), context).toBeUndefined();
  expect(missingLine(outcome.stderr, scenario.stderr), context).toBeUndefined();
  expect(outcome.stdout + outcome.stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  for (const line of scenario.never) expect(outcome.stdout + outcome.stderr).not.toContain(line);
  expect(outcome.exit, context).toBe(scenario.exit);
});
