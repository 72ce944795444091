import type { Place } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import type { UfwHook, UfwSettings } from './settings.ts';

/** A line of iptables-restore text and where it stands, or what makes ufw write it. */
export interface RestoreLine {
  readonly text: string;
  readonly at: Place;
}

/** The rule files of one family, in the order in which ufw-init loads them. */
export interface RuleFile {
  readonly file: string;
  readonly text: string;
}

const HOOKS: readonly UfwHook[] = ['input', 'output', 'forward'];
const PRIMARY = ['before-logging', 'before', 'after', 'after-logging', 'reject', 'track'] as const;

/**
 * All that ufw-init hands to iptables-restore for one family, as one text (ufw-init-functions of ufw 0.36, `ufw_start`).
 * `--noflush` empties a chain that is declared once more; here that is written as `-F`.
 */
export function initLines(
  family: IpFamily,
  settings: UfwSettings,
  files: {
    readonly before: RuleFile | undefined;
    readonly after: RuleFile | undefined;
    readonly user: RuleFile | undefined;
  },
  places: { readonly script: Place },
): readonly RestoreLine[] {
  const prefix = family === 'ipv6' ? 'ufw6' : 'ufw';
  const declared = new Set<string>();
  const out: RestoreLine[] = [];
  const at = places.script;
  const add = (text: string, place: Place = at): void => {
    const chain = /^\s*:(\S+)\s/.exec(text)?.[1];
    out.push({ text, at: place });
    if (chain === undefined) return;
    const key = `${table} ${chain}`;
    if (declared.has(key) && !/^[A-Z]+$/.test(chain)) out.push({ text: `-F ${chain}`, at: place });
    declared.add(key);
  };
  let table = 'filter';
  const filter = (lines: readonly string[], place: Place = at): void => {
    table = 'filter';
    for (const text of ['*filter', ...lines, 'COMMIT']) add(text, place);
  };
  const file = (rules: RuleFile | undefined): void => {
    for (const [index, text] of (rules?.text ?? '').split(/\r?\n/).entries()) {
      table = /^\s*\*(\S+)/.exec(text)?.[1] ?? table;
      add(text, { file: rules?.file ?? at.file, line: index + 1 });
    }
  };

  filter(PRIMARY.flatMap((stage) => HOOKS.map((hook) => `:${prefix}-${stage}-${hook} - [0:0]`)));
  filter(HOOKS.flatMap((hook) => PRIMARY.map((stage) => `-A ${hook.toUpperCase()} -j ${prefix}-${stage}-${hook}`)));
  for (const hook of HOOKS) {
    const policy = settings.policies[hook];
    const value = 'value' in policy ? policy.value : undefined;
    if (value === 'REJECT') filter([`-A ${prefix}-reject-${hook} -j REJECT`], policy.at);
    if (value === 'ACCEPT') {
      filter(
        ['tcp', 'udp'].map((word) => `-A ${prefix}-track-${hook} -p ${word} -m conntrack --ctstate NEW -j ACCEPT`),
        policy.at,
      );
    }
  }
  filter([`:${prefix}-logging-deny - [0:0]`, `:${prefix}-logging-allow - [0:0]`]);
  filter(HOOKS.map((hook) => `:${prefix}-skip-to-policy-${hook} - [0:0]`));
  for (const hook of HOOKS) {
    const policy = settings.policies[hook];
    const target = 'value' in policy ? policy.value : 'POLICY_NOT_TOLD';
    filter([`-A ${prefix}-skip-to-policy-${hook} -j ${target}`], policy.at);
  }
  file(files.before);
  file(files.after);
  const user = [
    'input',
    'output',
    'forward',
    'logging-input',
    'logging-output',
    'logging-forward',
    'limit',
    'limit-accept',
  ];
  filter(user.map((name) => `:${prefix}-user-${name} - [0:0]`));
  file(files.user);
  if (files.user !== undefined) {
    filter(HOOKS.map((hook) => `-A ${prefix}-before-${hook} -j ${prefix}-user-${hook}`));
  }
  for (const hook of HOOKS) {
    const policy = settings.policies[hook];
    if (!('value' in policy)) continue;
    filter([`:${hook.toUpperCase()} ${policy.value === 'ACCEPT' ? 'ACCEPT' : 'DROP'} [0:0]`], policy.at);
  }
  return out;
}

/** With IPV6=no, ufw-init lets IPv6 through on the loopback only. */
export function closedIpv6(at: Place): readonly RestoreLine[] {
  return [
    '*filter',
    ':INPUT DROP [0:0]',
    ':FORWARD DROP [0:0]',
    ':OUTPUT DROP [0:0]',
    '-A INPUT -i lo -j ACCEPT',
    '-A OUTPUT -o lo -j ACCEPT',
    'COMMIT',
  ].map((text) => ({ text, at }));
}
