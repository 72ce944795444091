import { Command, InvalidArgumentError } from 'commander';
import { type Equivalent, findEquivalents, loadEquivalents, RELATION_MEANING } from '../app/equivalents.ts';
import { findRules, listRules } from '../app/rules.ts';
import { writeWhole } from '../app/write-whole.ts';
import { EXIT, type ExitCode } from '../core/errors.ts';
import type { Rule } from '../core/rule.ts';
import type { Terminal } from './terminal.ts';

interface RulesOptions {
  readonly format: 'text' | 'json';
  readonly json?: boolean;
  readonly equivalent?: string;
  readonly output?: string;
}

/** `vauban rules`: the catalogue, or one rule in full. */
export function rulesCommand(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  return new Command('rules')
    .summary('list the rules, or explain one')
    .description(
      'Without an id every rule is listed, worst first. An id may be shortened to a prefix, and names that a rule had before are known.',
    )
    .argument('[id]', 'a rule, a prefix of one (host.ssh), or a former name')
    .option('-f, --format <format>', 'text or json', format, 'text')
    .option('--json', 'the same as --format json')
    .option('-o, --output <file>', 'write to a file')
    .option(
      '--equivalent <check>',
      'the rules that answer a check of another tool: AUTH-9283, prowler:iam_no_root_access_key',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  vauban rules\n  vauban rules host.ssh\n  vauban rules host.ssh.root_login_refused\n  vauban rules --json | jq -r .[].id\n  vauban rules --equivalent sshd_disable_root_login',
    )
    .action(async (id: string | undefined, options: RulesOptions) => {
      const json = options.json === true || options.format === 'json';
      const text =
        options.equivalent === undefined
          ? await rulesText(id, json, terminal.width)
          : await equivalentsText(options.equivalent, json);
      if (options.output === undefined) terminal.stdout(text);
      else writeWhole(options.output, text);
      finish(EXIT.passed);
    });
}

function format(value: string): 'text' | 'json' {
  if (value === 'text' || value === 'json') return value;
  throw new InvalidArgumentError('choose text or json');
}

async function rulesText(id: string | undefined, json: boolean, width: number): Promise<string> {
  const rules = id === undefined ? await listRules() : await findRules(id);
  if (json) return `${JSON.stringify(rules, null, 2)}\n`;
  const [only, ...others] = rules;
  if (only === undefined || others.length > 0) return renderList(rules, width);
  return renderRule(only, await loadEquivalents());
}

async function equivalentsText(name: string, json: boolean): Promise<string> {
  const pairs = await findEquivalents(name);
  if (json) return `${JSON.stringify(pairs, null, 2)}\n`;
  const rules = new Map((await listRules()).map((rule) => [rule.id as string, rule]));
  return pairs
    .map(({ toolTitle, check, rule, relation }) =>
      [
        `${toolTitle} ${check} is answered by ${rule}  (${rules.get(rule)?.severity})`,
        `  ${rules.get(rule)?.title}`,
        `  ${relation}: ${RELATION_MEANING[relation]}`,
        '',
      ].join('\n'),
    )
    .join('\n');
}

function renderList(rules: readonly Rule[], width: number): string {
  const widest = Math.max(...rules.map((rule) => rule.id.length));
  const lines = rules.map((rule) => {
    const line = `${rule.severity.padEnd(8)}  ${rule.id.padEnd(widest)}  ${rule.title}`;
    return width > 40 && line.length > width ? `${line.slice(0, width - 1)}…` : line;
  });
  return `${lines.join('\n')}\n\n${rules.length} rules. \`vauban rules ID\` explains one.\n`;
}

function renderRule(rule: Rule, equivalents: readonly Equivalent[]): string {
  const peers = equivalents
    .filter((pair) => pair.rule === rule.id)
    .map(({ toolTitle, check, relation }) => `  ${toolTitle} ${check} (${relation})`);
  const parameters = rule.parameters.map(
    (parameter) => `  ${parameter.name} = ${JSON.stringify(parameter.default)}  ${parameter.description}`,
  );
  return [
    `${rule.id}  (${rule.severity})`,
    rule.title,
    '',
    rule.description,
    '',
    'To mend it:',
    `  ${rule.remediation.replaceAll('\n', '\n  ')}`,
    '',
    ...(parameters.length === 0 ? [] : ['Parameters:', ...parameters, '']),
    `Judges each: ${rule.subject}`,
    `Reads: ${rule.sections.join(', ')}`,
    ...(rule.aliases.length === 0 ? [] : [`Also known as: ${rule.aliases.join(', ')}`]),
    ...(peers.length === 0 ? [] : ['In other tools:', ...peers]),
    'See:',
    ...rule.references.map((reference) => `  ${reference}`),
    '',
  ].join('\n');
}
