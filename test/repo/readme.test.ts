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
  const [command = '', ...shown] = block.replaceAll('\\\n', ' ').split(/\n…\n/);
  // Counts, and with them the ends of lines, differ with the modes and owners that a checkout gives the files.
  const plain = (text: string): string =>
    text
      .replace(/\s+/g, ' ')
      .replace(/\b\d+ (?=[a-z])/g, 'N ')
      .trim();
  const printed = plain(runVauban(command.trim().split(/\s+/).slice(2), ROOT).stdout);
  expect(shown).toHaveLength(3);
  for (const part of shown) expect(printed).toContain(plain(part));
});

it('counts the rules and frameworks that there are', async () => {
  expect(readme).toContain(`${(await listRules()).length} rules`);
  const mapped = (await loadFrameworks()).filter(({ controls }) => controls.some(({ rules }) => rules.length > 0));
  expect(readme).toContain(`${mapped.length} frameworks`);
});
