import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Log, Result } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import { sarifReporter } from '../../src/report/sarif/reporter.ts';
import { crafted, manyFailures, PLAIN } from '../unit/report/crafted.ts';

const MULTITOOL = process.env['VAUBAN_SARIF_MULTITOOL'] ?? '';
const present = MULTITOOL !== '' && existsSync(MULTITOOL);
if (!present) {
  console.log(
    'skipped: the SARIF multitool. Install the npm package @microsoft/sarif-multitool-linux 5.7.0 outside the repository, ' +
      'run chmod u+x on its file Sarif.Multitool and put its path into VAUBAN_SARIF_MULTITOOL.',
  );
}
const folder = mkdtempSync(path.join(tmpdir(), 'vauban-sarif-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the multitool finds wrong: it ends with 0 whatever it finds, so its own report is read. */
function findings(text: string, name: string): Result[] {
  const input = path.join(folder, `${name}.sarif`);
  const output = path.join(folder, `${name}.findings.sarif`);
  writeFileSync(input, text);
  execFileSync(
    MULTITOOL,
    ['validate', input, '--rule-kind', 'Sarif;Ghas', '--output', output, '--log', 'ForceOverwrite'],
    {
      env: { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', DOTNET_BUNDLE_EXTRACT_BASE_DIR: folder },
      timeout: 50_000,
    },
  );
  const log: Log = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, ''));
  return log.runs.flatMap((run) => run.results ?? []);
}

describe.skipIf(!present)('the SARIF multitool, with the rules of SARIF and of GitHub', () => {
  it.each([
    ['crafted', crafted('full')],
    ['hostile', crafted('hostile')],
    ['large', manyFailures(600)],
  ])(
    'finds no error in the report of the %s assessment',
    (name, assessment) => {
      const errors = findings(sarifReporter.render(assessment, PLAIN), name).filter(({ level }) => level === 'error');
      expect(errors.map(({ ruleId, message }) => [ruleId, message])).toEqual([]);
    },
    60_000,
  );

  it('finds the error in a result without a place, so that its silence means something', () => {
    const log: Log = JSON.parse(sarifReporter.render(crafted('full'), PLAIN));
    for (const result of log.runs[0]?.results ?? []) delete result.locations;
    const levels = findings(JSON.stringify(log), 'broken').map(({ level }) => level);
    expect(levels).toContain('error');
  }, 60_000);
});
