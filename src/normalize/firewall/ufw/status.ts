import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import { incomplete, type Section } from '../../../core/section.ts';
import type { FirewallChain, FirewallFilter, FirewallRule, FirewallRuleset } from '../../../model/generated/model.ts';
import { unloaded } from './ruleset.ts';
import { readStatusLine, type StatusRule } from './status-line.ts';

/** The text of `ufw status` as rules. */
export interface StatusReading {
  readonly section: Section<FirewallRuleset>;
  readonly diagnostics: readonly Diagnostic[];
}

const HEADER = /^\s*-{2,}\s+-{4,}\s+-{3,}\s*$/m;
const INACTIVE = /^Status: inactive\s*$/m;
const HOOKS = ['input', 'output', 'forward'] as const;
type Hook = (typeof HOOKS)[number];
/** `Default: deny (incoming), allow (outgoing), disabled (routed)`; only the words in brackets are translated. */
const DEFAULT =
  /^[^:\n]+: (allow|deny|reject) \([^)]*\), (allow|deny|reject) \([^)]*\), (allow|deny|reject|disabled) \([^)]*\)/;
const HIDDEN = '`ufw status` does not show what before.rules and after.rules let in or drop.';
const SUPPLY = 'Give the files of /etc/ufw and /etc/default/ufw, or the output of iptables-save and ip6tables-save.';

/** True for the text of `ufw status`, `ufw status verbose` and `ufw status numbered`, in whatever language. */
export function isStatus(text: string): boolean {
  if (INACTIVE.test(text)) return true;
  return HEADER.test(text) && /\s(?:ALLOW|DENY|REJECT|LIMIT)(?: (?:IN|OUT|FWD))?\s{2,}\S/.test(text);
}

/** Reads the text of `ufw status`: the rules of its user, without those that ufw has by itself. */
export function readStatus(text: string, file: string, profiles: ReadonlyMap<string, string>): StatusReading {
  const diagnostics: Diagnostic[] = [];
  const lines = text.split(/\r?\n/);
  const at: Place = { file };
  if (!/^Status: (?:active|inactive)\s*$/m.test(text)) {
    diagnostics.push({
      level: 'note',
      code: 'translated-text',
      message: 'the words of this status are not English; its rules are read, its settings by their places',
      at,
      hint: 'Print it with `LC_ALL=C ufw status verbose`.',
    });
  }
  const inactive = INACTIVE.test(text);
  const policies = policiesOf(lines, file);
  const rules: { readonly rule: StatusRule; readonly text: string; readonly at: Place }[] = [];
  let body = false;
  for (const [index, line] of lines.entries()) {
    if (HEADER.test(line)) body = true;
    else if (body && line.trim() !== '') {
      const rule = readStatusLine(line, profiles);
      const place = { file, line: index + 1 };
      if (rule === undefined)
        diagnostics.push({
          level: 'error',
          code: 'parse-error',
          message: 'a line of the table is not understood',
          at: place,
        });
      else {
        rules.push({ rule, text: line.trim().replace(/\s{2,}/g, '  '), at: place });
        for (const doubt of rule.uncertain)
          diagnostics.push({ level: 'warning', code: 'uncertain-rule', message: doubt, at: place });
      }
    }
  }
  const lost = diagnostics.some(({ code }) => code === 'parse-error');
  if (inactive) {
    const reason = 'ufw is not active; whether another program filters packets is not told.';
    return { section: incomplete({ filters: unloaded(at, reason) }, reason, SUPPLY), diagnostics };
  }
  const families: readonly IpFamily[] = rules.some(({ rule }) => rule.family === 'ipv6') ? ['ipv4', 'ipv6'] : ['ipv4'];
  const gaps = [
    HIDDEN,
    ...(families.length === 1 ? ['It shows no rule for IPv6; whether ufw filters IPv6 is not told.'] : []),
    ...(lost ? ['Lines of it could not be read.'] : []),
  ];
  const filters = families.map((family) => filterOf(family, policies, rules, at));
  return { section: incomplete({ filters }, gaps.join(' '), SUPPLY), diagnostics };
}

function policiesOf(lines: readonly string[], file: string): Readonly<Record<Hook, Fact<string>>> {
  const index = lines.findIndex((line) => DEFAULT.test(line));
  const words = DEFAULT.exec(lines[index] ?? '');
  const at: Place = index < 0 ? { file } : { file, line: index + 1 };
  const fact = (word: string | undefined): Fact<string> => {
    if (word === undefined) return unknown('The default policy is shown by `ufw status verbose` only.', at);
    return known(word === 'allow' ? 'allow' : 'deny', at);
  };
  return { input: fact(words?.[1]), output: fact(words?.[2]), forward: fact(words?.[3]) };
}

function filterOf(
  family: IpFamily,
  policies: Readonly<Record<Hook, Fact<string>>>,
  rules: readonly { readonly rule: StatusRule; readonly text: string; readonly at: Place }[],
  at: Place,
): FirewallFilter {
  const ids = new Map<string, number>();
  const chains = HOOKS.map((hook): FirewallChain => {
    const name = hook.toUpperCase();
    const id = `${family}:filter/${name}`;
    const own = rules.filter(({ rule }) => rule.family === family && rule.hook === hook);
    return {
      id,
      table: 'filter',
      name,
      hook,
      priority: 0,
      policy: policies[hook],
      rules: [
        ...usual(id, hook, family, at),
        ...own.flatMap(({ rule, text, at: place }) =>
          rule.alternatives.map((conditions): FirewallRule => {
            const seen = (ids.get(`${id}: ${text}`) ?? 0) + 1;
            ids.set(`${id}: ${text}`, seen);
            return {
              id: `${id}: ${text}${seen === 1 ? '' : ` (${seen})`}`,
              ...ACTIONS[rule.action],
              conditions: [...conditions],
              uncertain: [...rule.uncertain],
              ...(rule.comment === undefined ? {} : { comment: rule.comment }),
              text,
              at: place,
            };
          }),
        ),
      ],
      at,
    };
  });
  return {
    id: `ufw:${family}`,
    engine: 'ufw',
    family,
    semantics: 'first-match',
    stateful: true,
    loaded: 'live',
    chains,
    at,
  };
}

// LIMIT refuses who knocks too often: everybody's first packets pass.
const ACTIONS = {
  ALLOW: { action: 'allow', target: 'ACCEPT' },
  LIMIT: { action: 'allow', target: 'LIMIT' },
  DENY: { action: 'deny', target: 'DROP' },
  REJECT: { action: 'reject', target: 'REJECT' },
} as const;

/** What before.rules holds unless somebody changed it. */
function usual(id: string, hook: Hook, family: IpFamily, at: Place): readonly FirewallRule[] {
  const make = (
    text: string,
    conditions: FirewallRule['conditions'],
    action: 'allow' | 'deny' = 'allow',
  ): FirewallRule => ({
    id: `${id}: before.rules ${text}`,
    action,
    target: action === 'allow' ? 'ACCEPT' : 'DROP',
    conditions,
    uncertain: ['before.rules is not shown by `ufw status`'],
    text: `before.rules: ${text}`,
    at,
  });
  return [
    ...(hook === 'forward' ? [] : [make('loopback', [{ on: hook === 'input' ? 'in' : 'out', values: ['lo'] }])]),
    make('established', [{ on: 'state', values: ['RELATED', 'ESTABLISHED'] }]),
    make('icmp', [{ on: 'protocol', values: [family === 'ipv4' ? '1' : '58'] }]),
    ...(hook === 'input' ? [make('invalid', [{ on: 'state', values: ['INVALID'] }], 'deny')] : []),
  ];
}
