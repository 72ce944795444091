import { Command, InvalidArgumentError } from 'commander';
import { changeOf } from '../app/exposure/change.ts';
import { declarationsOf } from '../app/exposure/declare.ts';
import { type ExposureSources, exposureOf, type Hook } from '../app/exposure/exposure.ts';
import { answersOf } from '../app/exposure/query.ts';
import { queryText } from '../app/exposure/query-text.ts';
import { changeText, exposureText } from '../app/exposure/text.ts';
import { sshOptions } from '../app/ssh-options.ts';
import { writeWhole } from '../app/write-whole.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { EXIT, type ExitCode, UsageError } from '../core/errors.ts';
import { diagnosticLines, progressLine, type Terminal } from './terminal.ts';

interface ExposureOptions {
  readonly root: readonly string[];
  readonly format: 'text' | 'json';
  readonly diff?: boolean;
  readonly declare?: boolean;
  readonly query: readonly string[];
  readonly direction: readonly Hook[];
  readonly output?: string;
  readonly sudo?: boolean;
  readonly sshConfig?: string;
}

const DIRECTIONS: Readonly<Record<string, readonly Hook[]>> = {
  in: ['input', 'forward'],
  out: ['output'],
  both: ['input', 'forward', 'output'],
};

/** `vauban exposure`: who can reach what, and what a change opens. */
export function exposureCommand(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  return new Command('exposure')
    .summary('who can reach what through the firewalls, and what a change opens')
    .description(
      'Follows all rules together, in the order and through the chains and layers in which they work, and tells the exact regions that are let in: new connections, unless a query says otherwise. Without a target this host is asked.',
    )
    .argument('[target...]', 'files, folders, patterns, or machines as ssh://[user@]host[:port]')
    .option(
      '--root <dir>',
      'the tree of a machine that is not running: a folder, a tar, an image (repeatable)',
      collect,
      [],
    )
    .option('--sudo', 'read ssh:// machines as root, through `sudo -n` there')
    .option('--ssh-config <file>', 'the configuration of ssh, as `ssh -F` (default: ~/.ssh/config)')
    .option('-f, --format <format>', 'text, or json with the regions', format, 'text')
    .option('--direction <direction>', 'in, out or both', direction, DIRECTIONS['in'])
    .option('-q, --query <packets>', "ask for packets: 'tcp 203.0.113.9 -> :22' (repeatable)", collect, [])
    .option('--diff', 'two states, OLD then NEW, or one Terraform plan: what is opened and what is closed')
    .option('--declare', 'write an exposure.yaml of what can be reached now, to be looked through and kept')
    .option('-o, --output <file>', 'write to a file')
    .addHelpText(
      'after',
      `
Examples:
  sudo vauban exposure                                   this host, with the programs that wait
  iptables-save > rules.txt && vauban exposure rules.txt
  vauban exposure plan.json --format json
  vauban exposure rules.txt --query 'tcp 203.0.113.9 -> :22'
  vauban exposure --diff old-rules.txt rules.txt         + is newly let in, - no longer
  vauban exposure --diff plan.json                       what the plan opens
  vauban exposure rules.txt --declare -o exposure.yaml   a first declaration of what is meant

Exit codes: 0 answered, 2 wrong usage, 3 no rules were found, 4 our fault.`,
    )
    .action(async (targets: readonly string[], options: ExposureOptions) => {
      const { text, diagnostics, found } = await answer(targets, options, terminal);
      progressLine(terminal)('');
      // Where nothing was found, what was left out is the answer.
      terminal.stderr(diagnosticLines(diagnostics.filter(({ level }) => level !== 'note' || !found)));
      if (!found) return finish(EXIT.nothingAssessed);
      if (options.output === undefined) terminal.stdout(text);
      else writeWhole(options.output, text);
      finish(EXIT.passed);
    });
}

interface Answered {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Some rules were there to be asked. */
  readonly found: boolean;
}

async function answer(targets: readonly string[], options: ExposureOptions, terminal: Terminal): Promise<Answered> {
  const sources = (list: readonly string[], roots: readonly string[]): ExposureSources => ({
    targets: list,
    roots,
    ssh: sshOptions(list, {
      ...(options.sudo === undefined ? {} : { sudo: options.sudo }),
      ...(options.sshConfig === undefined ? {} : { configFile: options.sshConfig }),
      interactive: terminal.interactive,
    }),
    clockMs: terminal.clockMs,
    progress: progressLine(terminal),
  });
  const layout = { color: terminal.color && options.output === undefined, width: terminal.width };
  if (options.diff === true) {
    const [first, second, ...others] = targets;
    if (first === undefined || others.length > 0)
      throw new UsageError(`--diff compares two states; ${targets.length} were named`, {
        hint: 'vauban exposure --diff OLD NEW, or one Terraform plan, which holds both.',
      });
    const change = await changeOf(
      second === undefined ? undefined : sources([first], []),
      sources([second ?? first], options.root),
      options.direction,
    );
    return {
      text: options.format === 'json' ? json(change.targets) : changeText(change, layout),
      diagnostics: change.diagnostics,
      found: change.targets.length > 0,
    };
  }
  if (options.query.length > 0) {
    const result = await answersOf(sources(targets, options.root), options.query);
    const text =
      options.format === 'json'
        ? `${JSON.stringify({ queries: result.queries }, null, 2)}\n`
        : queryText(result, layout);
    const found = result.queries.some(({ places }) => places.length > 0);
    return { text, diagnostics: result.diagnostics, found };
  }
  if (options.declare === true) {
    const { text, diagnostics } = await declarationsOf(sources(targets, options.root));
    return { text, diagnostics, found: text !== '' };
  }
  const exposure = await exposureOf(sources(targets, options.root), options.direction);
  return {
    text: options.format === 'json' ? json(exposure.targets) : exposureText(exposure, layout),
    diagnostics: exposure.diagnostics,
    found: exposure.targets.some(({ places, missing }) => places.length > 0 || missing === undefined),
  };
}

function json(targets: unknown): string {
  return `${JSON.stringify({ targets }, null, 2)}\n`;
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function format(value: string): 'text' | 'json' {
  if (value === 'text' || value === 'json') return value;
  throw new InvalidArgumentError('choose text or json');
}

function direction(value: string): readonly Hook[] {
  const hooks = DIRECTIONS[value];
  if (hooks === undefined) throw new InvalidArgumentError('choose in, out or both');
  return hooks;
}
