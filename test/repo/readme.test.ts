import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadFrameworks } from '../../src/app/load-frameworks.ts';
import { listRules } from '../../src/app/rules.ts';
import { runVauban } from '../scenario/run-scenario.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

it('shows what the command really prints', () => {
  const [, block = ''] = /```console\n([\s\S]*?)```/.exec(readme) ?? [];
  const [command = '', ...shown] = block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line !== '' && line !== '…');
  // Counts differ with the modes and owners that a checkout gives the files of the example.
  const uncounted = (line: string): string => line.replace(/\b\d+ (?!day|hour)(?=\w)/g, 'N ');
  const printed = runVauban(command.split(/\s+/).slice(2), ROOT).stdout.split('\n').map(uncounted);
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter((line) => !printed.includes(uncounted(line)))).toEqual([]);
});

it('counts the rules and frameworks that there are', async () => {
  expect(readme).toContain(`${(await listRules()).length} rules`);
  const mapped = (await loadFrameworks()).filter(({ controls }) => controls.some(({ rules }) => rules.length > 0));
  expect(readme).toContain(`${mapped.length} frameworks`);
});
