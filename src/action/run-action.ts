import path from 'node:path';
import type * as actions from '@actions/core';
import { chooseReporters } from '../app/choose-reporters.ts';
import { exitCodeOfGate } from '../app/exit-code.ts';
import { scan } from '../app/scan.ts';
import { writeWhole } from '../app/write-whole.ts';
import { EXIT, type ExitCode, exitCodeOf, ScannerError, UsageError } from '../core/errors.ts';
import type { FailOn } from '../core/fail-on.ts';
import { readFailOn } from '../core/fail-on.ts';
import type { Assessment, Observation } from '../model/generated/model.ts';
import { summaryMarkdown } from './summary.ts';

/** What the Action may know of the runner beside its inputs. */
export interface Runner {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clockMs: number;
}

/** Scans as the inputs say, writes the reports, annotates the worst failures and gives the exit code of the command line. */
export async function runAction(core: typeof actions, runner: Runner): Promise<ExitCode> {
  try {
    const assessment = await scanAsAsked(core, runner);
    const files = writeReports(core, assessment);
    annotate(core, assessment);
    const { summary } = assessment;
    const code = exitCodeOfGate(summary.gate);
    core.setOutput('verdict', summary.gate);
    core.setOutput('failed', summary.counts.fail);
    core.setOutput('unknown', summary.counts.unknown);
    core.setOutput('passed', summary.counts.pass);
    core.setOutput('exit-code', code);
    core.setOutput('files', files.join('\n'));
    if ((runner.env['GITHUB_STEP_SUMMARY'] ?? '') !== '')
      await core.summary.addRaw(summaryMarkdown(assessment)).write();
    core.info(`${summary.gate}: ${summary.reason}`);
    if (code !== EXIT.passed) core.error(`Vauban: ${summary.gate}: ${summary.reason}`);
    return code;
  } catch (error) {
    const hint = error instanceof ScannerError && error.hint !== undefined ? ` ${error.hint}` : '';
    core.error(`Vauban: ${error instanceof Error ? error.message : String(error)}${hint}`);
    const code = exitCodeOf(error);
    core.setOutput('verdict', 'error');
    core.setOutput('exit-code', code);
    return code;
  }
}

async function scanAsAsked(core: typeof actions, runner: Runner): Promise<Assessment> {
  const now = core.getInput('now');
  return scan({
    targets: core.getMultilineInput('paths').filter((line) => line !== ''),
    before: core.getMultilineInput('before').filter((line) => line !== ''),
    roots: [],
    policies: core.getMultilineInput('policies').filter((line) => line !== ''),
    profile: core.getInput('profile') || 'default',
    frameworks: [],
    failOn: failOnInput(core.getInput('fail-on')),
    now: now === '' ? undefined : now,
    parameters: undefined,
    policyTimeoutSeconds: 60,
    cacheFolder: path.join(runner.env['RUNNER_TEMP'] ?? '.', 'vauban'),
    clockMs: runner.clockMs,
    progress: () => undefined,
  });
}

function failOnInput(value: string): FailOn | undefined {
  if (value === '') return undefined;
  const severity = readFailOn(value);
  if (severity === undefined)
    throw new UsageError(`fail-on is ${value}`, { hint: 'Write critical, high, medium, low, info or none.' });
  return severity;
}

/** One file for each format; each known format also has its own output. */
function writeReports(core: typeof actions, assessment: Assessment): readonly string[] {
  const folder = core.getInput('output-dir') || 'vauban-report';
  const formats = core
    .getInput('formats')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return chooseReporters(formats).map((reporter) => {
    const file = path.join(folder, `report.${reporter.extension}`);
    writeWhole(file, reporter.render(assessment, { color: false, width: 120, verbose: false }));
    core.setOutput(`${reporter.id}-file`, file);
    return file;
  });
}

/** GitHub shows ten annotations of a kind in a step: the worst failures, each at its first place. */
function annotate(core: typeof actions, assessment: Assessment): void {
  const most = Math.min(Math.max(Number.parseInt(core.getInput('annotations') || '10', 10) || 0, 0), 10);
  const titles = new Map(assessment.rules.map((rule) => [rule.id, rule.title]));
  for (const failure of assessment.observations.filter(({ status }) => status === 'fail').slice(0, most)) {
    const text = `${failure.subject} (${failure.target}): ${failure.message}`;
    const properties = annotationPlace(failure, titles.get(failure.rule) ?? failure.rule);
    if (failure.severity === 'critical' || failure.severity === 'high') core.error(text, properties);
    else core.warning(text, properties);
  }
}

function annotationPlace(failure: Observation, title: string): actions.AnnotationProperties {
  const place = failure.evidence.find(({ role }) => role === 'decides');
  // A path of the target's own machine is no file of the checkout.
  if (place === undefined || path.isAbsolute(place.file)) return { title: `${title} [${failure.severity}]` };
  return {
    title: `${title} [${failure.severity}]`,
    file: place.file,
    ...(place.line === undefined ? {} : { startLine: place.line }),
  };
}
