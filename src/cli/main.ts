import { Command, CommanderError } from 'commander';
import { VERSION } from '../app/version.ts';
import { EXIT, type ExitCode, exitCodeOf, ScannerError } from '../core/errors.ts';
import type { Terminal } from './terminal.ts';

type MakeCommand = (terminal: Terminal, finish: (code: ExitCode) => void) => Command;

/** Commands by name, loaded when one is asked for, so that listing rules does not load the scanner. */
const COMMANDS: readonly { readonly name: string; readonly load: () => Promise<MakeCommand> }[] = [
  { name: 'scan', load: async () => (await import('./scan-command.ts')).scanCommand },
  { name: 'collect', load: async () => (await import('./scan-command.ts')).collectCommand },
  { name: 'exposure', load: async () => (await import('./exposure-command.ts')).exposureCommand },
  { name: 'can', load: async () => (await import('./can-command.ts')).canCommand },
  { name: 'who-can', load: async () => (await import('./can-command.ts')).whoCanCommand },
  { name: 'leavers', load: async () => (await import('./leavers-command.ts')).leaversCommand },
  { name: 'rules', load: async () => (await import('./rules-command.ts')).rulesCommand },
  { name: 'policy', load: async () => (await import('./policy-command.ts')).policyCommand },
];

/** Runs one command line and gives the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.passed;
  const finish = (result: ExitCode): void => {
    code = result;
  };
  const program = new Command('vauban')
    .description(
      'Inspects servers, firewalls, identities and the organization behind them, and says what to mend first.',
    )
    .version(VERSION)
    .showHelpAfterError('Run with --help to see what there is.')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExamples:\n  sudo vauban scan\n  vauban scan --root /mnt/image organization/ --format text,html\n  vauban rules host.ssh\n\n`vauban COMMAND --help` tells more.',
    )
    .exitOverride()
    .configureOutput({ writeOut: terminal.stdout, writeErr: terminal.stderr, getOutHelpWidth: () => terminal.width });
  const asked = COMMANDS.filter(({ name }) => name === argv[0]);
  for (const { load } of asked.length > 0 ? asked : COMMANDS) {
    const command = (await load())(terminal, finish);
    for (const each of [command, ...command.commands]) each.copyInheritedSettings(program);
    program.addCommand(command);
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, terminal);
  }
}

/** Says what went wrong in words, and gives its exit code; a stack only for a fault of ours. */
function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
  if (error instanceof ScannerError && error.code !== 'internal') {
    terminal.stderr(`vauban: ${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
  } else {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const hint = error instanceof ScannerError && error.hint !== undefined ? `${error.hint}\n` : '';
    terminal.stderr(`vauban: this is our fault, please report it: ${stack}\n${hint}`);
  }
  return exitCodeOf(error);
}

/** The process as the commands may know it. */
function openTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  return {
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    color:
      env['NO_COLOR'] === undefined || env['NO_COLOR'] === ''
        ? stdout.isTTY === true || (env['FORCE_COLOR'] ?? '') !== ''
        : false,
    width: stdout.columns ?? 100,
    progress: stderr.isTTY === true && env['CI'] === undefined,
    interactive: stdin.isTTY === true && stderr.isTTY === true && env['CI'] === undefined,
    env,
    clockMs: Date.now(),
  };
}

// A reader that went away (| head) is no error, and no verdict either: the exit code stays that of the run.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.once('SIGINT', () => process.exit(EXIT.interrupted));
process.exitCode = await run(process.argv.slice(2), openTerminal());
