import { Command, InvalidArgumentError } from 'commander';
import {
  buildPolicies,
  checkPolicies,
  describeDiagnostic,
  formatPolicies,
  openPolicyFolder,
  pathInFolder,
  type RegoDiagnostic,
  type TestResult,
  testPolicies,
} from '../app/policies.ts';
import { writeWhole } from '../app/write-whole.ts';
import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Terminal } from './terminal.ts';

type Format = 'text' | 'json';

/** `vauban policy`: Rego of the user's, without any other tool. */
export function policyCommand(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const print = (text: string, output: string | undefined): void => {
    if (output === undefined) terminal.stdout(text);
    else writeWhole(output, text);
  };
  const command = new Command('policy')
    .summary('check, test, format and build Rego policies')
    .description(
      'Works on a folder of Rego. A rule is one file with its METADATA; its package path is its file path; its test lies beside it.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  vauban policy check ./policies\n  vauban policy test ./policies --coverage\n  vauban policy fmt --write ./policies\n  vauban scan --policy ./policies',
    );

  withResult(command.command('check'))
    .summary('compile with strict checks, our schemas and the rule contract')
    .argument('<dir>', 'a folder of Rego')
    .addHelpText(
      'after',
      '\nExamples:\n  vauban policy check ./policies\n  vauban policy check ./policies --format json',
    )
    .action(async (dir: string, options: ResultOptions) => {
      const { errors } = await checkPolicies(await openPolicyFolder(dir));
      print(
        options.format === 'json' ? json({ errors }) : textOfErrors(errors, `${dir}: all policies are well`),
        options.output,
      );
      finish(errors.length === 0 ? EXIT.passed : EXIT.usage);
    });

  withResult(command.command('test'))
    .summary('run the _test.rego files')
    .argument('<dir>', 'a folder of Rego')
    .option('--coverage', 'tell which lines no test ran', false)
    .option('--run <regex>', 'only tests whose full name matches')
    .addHelpText(
      'after',
      '\nExamples:\n  vauban policy test ./policies --coverage\n  vauban policy test ./policies --run acme.ssh',
    )
    .action(async (dir: string, options: ResultOptions & { coverage: boolean; run?: string }) => {
      const result = await testPolicies(await openPolicyFolder(dir), { coverage: options.coverage, run: options.run });
      print(options.format === 'json' ? json(result) : textOfTests(result), options.output);
      const failed = result.tests.some((test) => test.fail || test.error !== undefined);
      finish(result.errors.length > 0 ? EXIT.usage : failed ? EXIT.failed : EXIT.passed);
    });

  withResult(command.command('fmt'))
    .summary('tell which files are not formatted, or format them')
    .argument('<dir>', 'a folder of Rego')
    .option('-w, --write', 'write the formatted files', false)
    .addHelpText('after', '\nExamples:\n  vauban policy fmt ./policies\n  vauban policy fmt --write ./policies')
    .action(async (dir: string, options: ResultOptions & { write: boolean }) => {
      const source = await openPolicyFolder(dir);
      const { changed, errors } = await formatPolicies(source);
      const names = Object.keys(changed).map((file) => pathInFolder(source, file));
      if (options.write)
        for (const [file, text] of Object.entries(changed)) writeWhole(pathInFolder(source, file), text);
      const text = errors.length > 0 ? textOfErrors(errors, '') : names.map((name) => `${name}\n`).join('');
      print(options.format === 'json' ? json({ changed: names, errors }) : text, options.output);
      finish(errors.length > 0 ? EXIT.usage : names.length > 0 && !options.write ? EXIT.failed : EXIT.passed);
    });

  command
    .command('build')
    .summary('compile to WebAssembly, with an index of the rules')
    .argument('<dir>', 'a folder of Rego')
    .requiredOption('-o, --output <dir>', 'the folder for the compiled policies')
    .addHelpText('after', '\nExamples:\n  vauban policy build ./policies -o ./compiled')
    .action(async (dir: string, options: { output: string }) => {
      const policies = await buildPolicies(await openPolicyFolder(dir), options.output);
      terminal.stderr(
        `wrote ${policies.bundles.length} policies with ${policies.rules.length} rules to ${options.output}\n`,
      );
      finish(EXIT.passed);
    });
  return command;
}

interface ResultOptions {
  readonly format: Format;
  readonly output?: string;
}

function withResult(command: Command): Command {
  return command
    .option(
      '-f, --format <format>',
      'text or json',
      (value): Format => {
        if (value === 'text' || value === 'json') return value;
        throw new InvalidArgumentError('choose text or json');
      },
      'text',
    )
    .option('-o, --output <file>', 'write the result to a file');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function textOfErrors(errors: readonly RegoDiagnostic[], good: string): string {
  return errors.length === 0
    ? `${good}\n`
    : `${errors.map(describeDiagnostic).join('\n')}\n\n${errors.length} to mend\n`;
}

function textOfTests(result: TestResult): string {
  if (result.errors.length > 0) return textOfErrors(result.errors, '');
  const failed = result.tests.filter((test) => test.fail || test.error !== undefined);
  const lines = failed.map((test) => {
    const cases = (test.cases ?? []).filter((one) => !one.pass).map((one) => `    case «${one.name}»`);
    return [
      `FAIL ${test.file}:${test.row} ${test.package}.${test.name}${test.error === undefined ? '' : `: ${test.error}`}`,
      ...cases,
      ...(test.output === undefined || test.output === '' ? [] : [`    ${test.output.trim()}`]),
    ].join('\n');
  });
  const coverage =
    result.coverage === undefined
      ? []
      : Object.entries(result.coverage.files)
          .filter(([, file]) => file.notCovered.length > 0)
          .map(
            ([file, covered]) =>
              `not covered: ${file}:${covered.notCovered.map(({ start, end }) => (start === end ? start : `${start}-${end}`)).join(',')}`,
          );
  const percent = result.coverage === undefined ? '' : `, ${result.coverage.percent.toFixed(1)} % of the lines covered`;
  const count = result.tests.reduce((sum, test) => sum + Math.max(1, test.cases?.length ?? 0), 0);
  return [...lines, ...coverage, `${count} tests and cases, ${failed.length} failed${percent}`, ''].join('\n');
}
