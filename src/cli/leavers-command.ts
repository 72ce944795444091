import { Command, InvalidArgumentError } from 'commander';
import { type LeaverList, leaversIn } from '../app/leavers/leavers.ts';
import { leaversCsv, leaversJson, leaversText } from '../app/leavers/text.ts';
import { parseNow } from '../app/scan.ts';
import { sshOptions } from '../app/ssh-options.ts';
import { writeWhole } from '../app/write-whole.ts';
import { EXIT, type ExitCode, UsageError } from '../core/errors.ts';
import { diagnosticLines, progressLine, type Terminal } from './terminal.ts';

const FORMATS = ['text', 'csv', 'json'] as const;
type FormatName = (typeof FORMATS)[number];

interface LeaversOptions {
  readonly root: readonly string[];
  readonly sudo?: boolean;
  readonly sshConfig?: string;
  readonly format: FormatName;
  readonly people?: boolean;
  readonly now?: string;
  readonly output?: string;
}

/** `vauban leavers`: who left or moved, and what they still hold. */
export function leaversCommand(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  return new Command('leavers')
    .summary('everybody who left or moved, and what they still hold')
    .description(
      'Reads the roster and every system given, and lists what to take back: of people who left or whose contract ended, everything; of people who moved, what only the former position or department gives. Each line tells the account, the line of the source, and a command. Nothing is changed.',
    )
    .argument(
      '[target...]',
      'the organization folder, exports, files, patterns, or machines as ssh://[user@]host[:port]',
    )
    .option(
      '--root <dir>',
      'the tree of a machine that is not running: a folder, a tar, an image (repeatable)',
      collect,
      [],
    )
    .option('--sudo', 'read ssh:// machines as root, through `sudo -n` there')
    .option('--ssh-config <file>', 'the configuration of ssh, as `ssh -F` (default: ~/.ssh/config)')
    .option('--people', 'with names and addresses; without it ids only')
    .option('--now <instant>', 'as of this instant (RFC 3339); default: when the newest was read')
    .option('-f, --format <format>', 'text, csv or json', format, 'text')
    .option('-o, --output <file>', 'write to a file')
    .addHelpText(
      'after',
      `
What to give:
  hr-roster.csv           employee_id, email, position, start_date, end_date, status; for movers also
                          previous_position, position_since (or hr-events.csv)
  identities.csv          employee_id, kind, value: which account is whose, so that nothing is guessed
  role-entitlements.yaml  what each position may hold: without it nothing is said of movers
  systems                 exports of AWS, Entra ID, Okta, Keycloak, Google Workspace, LDAP; hosts as trees or ssh://

Examples:
  vauban leavers organization/ exports/
  vauban leavers organization/ account-details.json credential-report.csv --root /mnt/web01
  vauban leavers organization/ exports/ --format csv --output to-remove.csv
  vauban leavers organization/ exports/ --people           with names, for who works it off

A system that is not given is named at the end: nothing is said of it.

Exit codes: 0 nobody holds anything in the systems given, 1 somebody does, 2 wrong usage, 3 no roster or no system was
found, 4 our fault.`,
    )
    .action(async (targets: readonly string[], options: LeaversOptions) => {
      if (targets.length === 0 && options.root.length === 0)
        throw new UsageError('whose leavers?', {
          hint: 'vauban leavers organization/ exports/ — a folder with hr-roster.csv, and the exports of the systems.',
        });
      const list = await leaversIn({
        targets,
        roots: options.root,
        ssh: sshOptions(targets, {
          ...(options.sudo === undefined ? {} : { sudo: options.sudo }),
          ...(options.sshConfig === undefined ? {} : { configFile: options.sshConfig }),
          interactive: terminal.interactive,
        }),
        clockMs: terminal.clockMs,
        nowMs: options.now === undefined ? undefined : parseNow(options.now),
        progress: progressLine(terminal),
        people: options.people === true,
      });
      progressLine(terminal)('');
      terminal.stderr(diagnosticLines(list.diagnostics.filter(({ level }) => level !== 'note')));
      const seen = list.systems.some(({ state }) => state !== 'not given');
      if (list.found) put(render(list, options, terminal), options, terminal);
      finish(!list.found || !seen ? EXIT.nothingAssessed : list.lines.length > 0 ? EXIT.failed : EXIT.passed);
    });
}

function render(list: LeaverList, { format: name, people, output }: LeaversOptions, terminal: Terminal): string {
  switch (name) {
    case 'csv':
      return leaversCsv(list, people === true);
    case 'json':
      return leaversJson(list);
    default:
      return leaversText(list, { color: terminal.color && output === undefined, width: terminal.width });
  }
}

function put(text: string, { output }: LeaversOptions, terminal: Terminal): void {
  if (output === undefined) terminal.stdout(text);
  else writeWhole(output, text);
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function format(value: string): FormatName {
  const found = FORMATS.find((name) => name === value);
  if (found === undefined) throw new InvalidArgumentError('choose text, csv or json');
  return found;
}
