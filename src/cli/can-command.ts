import { Command, InvalidArgumentError } from 'commander';
import type { AccountSources } from '../app/can/accounts.ts';
import { type Answers, answersTo, whoCan } from '../app/can/answers.ts';
import { type Asked, actionFrom, contextFrom, questionsFrom, resourceFrom } from '../app/can/asked.ts';
import { readUserText } from '../app/can/policy-file.ts';
import { answersText, whoCanText } from '../app/can/text.ts';
import { writeWhole } from '../app/write-whole.ts';
import { EXIT, type ExitCode, UsageError } from '../core/errors.ts';
import { diagnosticLines, progressLine, type Terminal } from './terminal.ts';

interface CanOptions {
  readonly in: readonly string[];
  readonly context: readonly string[];
  readonly without: readonly string[];
  readonly resourcePolicy?: string;
  readonly sessionPolicy: readonly string[];
  readonly queries?: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

const SOURCES = `
Files for --in:
  account*.json   aws iam get-account-authorization-details (every page, as many files as there are)
  scp-*.json      aws organizations list-policies-for-target --target-id ID --filter SERVICE_CONTROL_POLICY,
                  one file for the root, for each unit above the account, and for the account
  p-*.json        aws organizations describe-policy --policy-id ID, one for each policy in those lists
  snapshots and folders of these`;

const CODES = 'Exit codes: 0 answered, 2 wrong usage, 3 no account was found, 4 our fault.';

/** `vauban can`: whether an identity may do something, and why. */
export function canCommand(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  return shared(new Command('can'))
    .summary('may this user or role do that, and which statements decide')
    .description(
      'Decides as AWS does: groups, wildcards, denies, boundaries, policies of the organization, trust and resource policies. Allowed, denied, conditional (it hangs on what the request brings) or unknown (a policy is missing).',
    )
    .argument('[who]', 'a user or role: its name, user:NAME, role:NAME, or ARN')
    .argument('[action]', 's3:GetObject')
    .argument('[on]', 'the ARN of what it is done to; without it: is there anything that it may be done to')
    .option('-q, --queries <file>', 'many questions: JSON, or one a line: WHO ACTION [ON] [KEY=VALUE …]')
    .addHelpText(
      'after',
      `
Examples:
  vauban can ann s3:GetObject arn:aws:s3:::shop/orders.csv --in account.json
  vauban can role:deploy iam:PassRole arn:aws:iam::111122223333:role/admin --in account-*.json scp-*.json p-*.json
  vauban can ann ec2:StopInstances --in account.json --context aws:MultiFactorAuthPresent=true
  vauban can ann kms:Decrypt arn:aws:kms:eu-west-3:111122223333:key/1 --in account.json --resource-policy key.json
  vauban can --queries questions.txt --format json --in exports/
${SOURCES}

${CODES}`,
    )
    .action(
      async (who: string | undefined, action: string | undefined, on: string | undefined, options: CanOptions) => {
        const questions = questionsOf(who, action, on, options);
        const result = await answersTo(questions, sourcesOf(options, terminal), more(options));
        const text =
          options.format === 'json'
            ? json({ queries: result.answers })
            : answersText(result, layout(options, terminal));
        end(result, text, options, terminal, finish);
      },
    );
}

/** `vauban who-can`: every identity that may do something. */
export function whoCanCommand(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  return shared(new Command('who-can'))
    .summary('every user and role that may do something')
    .description(
      'Asks one question of every user and role, and lists those that are not denied, with the statement that allows it.',
    )
    .argument('<action>', 's3:DeleteBucket')
    .argument('[on]', 'the ARN of what it is done to; without it: anything at all')
    .addHelpText(
      'after',
      `
Examples:
  vauban who-can iam:CreateAccessKey --in account.json
  vauban who-can s3:DeleteObject arn:aws:s3:::backups/2026.tar --in account.json --resource-policy bucket.json
  vauban who-can kms:ScheduleKeyDeletion --in exports/ --format json
${SOURCES}

${CODES}`,
    )
    .action(async (action: string, on: string | undefined, options: CanOptions) => {
      const asked = {
        action: actionFrom(action),
        on: resourceFrom(on),
        context: contextFrom(options.context, options.without),
      };
      const result = await whoCan(asked, sourcesOf(options, terminal), more(options));
      const text =
        options.format === 'json'
          ? json({ action, ...(on === undefined ? {} : { on }), denied: result.denied, identities: result.answers })
          : whoCanText(result, action, layout(options, terminal));
      end(result, text, options, terminal, finish);
    });
}

function shared(command: Command): Command {
  return command
    .requiredOption('--in <file...>', 'files and folders that the account was exported to')
    .option('-c, --context <key=value>', 'what the request brings (repeatable; twice for two values)', collect, [])
    .option('--without <key>', 'a key that the request does not bring (repeatable)', collect, [])
    .option('--resource-policy <file>', 'the policy of the resource, as its own command of AWS writes it')
    .option('--session-policy <file>', 'what the session was limited to (repeatable)', collect, [])
    .option('-f, --format <format>', 'text or json', format, 'text')
    .option('-o, --output <file>', 'write to a file');
}

function questionsOf(
  who: string | undefined,
  action: string | undefined,
  on: string | undefined,
  options: CanOptions,
): readonly Asked[] {
  const context = contextFrom(options.context, options.without);
  if (options.queries !== undefined) {
    if (who !== undefined)
      throw new UsageError('--queries brings its own questions; WHO and ACTION were given too', {
        hint: 'Give either.',
      });
    const asked = questionsFrom(readUserText(options.queries), options.queries);
    return asked.map((one) => ({ ...one, context: new Map([...context, ...one.context]) }));
  }
  if (who === undefined || action === undefined)
    throw new UsageError('who, and what?', {
      hint: 'vauban can WHO ACTION [ON] --in FILE…, for example: vauban can ann s3:GetObject --in account.json',
    });
  return [{ who, action: actionFrom(action), on: resourceFrom(on), context }];
}

function sourcesOf(options: CanOptions, terminal: Terminal): AccountSources {
  return { files: options.in, clockMs: terminal.clockMs, progress: progressLine(terminal) };
}

function more({ resourcePolicy, sessionPolicy }: CanOptions): Parameters<typeof answersTo>[2] {
  return { ...(resourcePolicy === undefined ? {} : { resourcePolicy }), sessionPolicy };
}

function layout(options: CanOptions, terminal: Terminal): { readonly color: boolean; readonly width: number } {
  return { color: terminal.color && options.output === undefined, width: terminal.width };
}

function end(
  { accounts, diagnostics }: Answers,
  text: string,
  options: CanOptions,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  progressLine(terminal)('');
  terminal.stderr(diagnosticLines(diagnostics.filter(({ level }) => level !== 'note' || accounts.length === 0)));
  if (accounts.length === 0) {
    finish(EXIT.nothingAssessed);
    return;
  }
  if (options.output === undefined) terminal.stdout(text);
  else writeWhole(options.output, text);
  finish(EXIT.passed);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function format(value: string): 'text' | 'json' {
  if (value === 'text' || value === 'json') return value;
  throw new InvalidArgumentError('choose text or json');
}
