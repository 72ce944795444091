import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import { parseDump } from '../iptables-save/parse.ts';
import type { DumpReading } from '../iptables-save/reading.ts';
import { cutPayloads } from '../iptables-save/reading.ts';
import { toFilter } from '../iptables-save/to-model.ts';
import { closedIpv6, initLines, type RestoreLine, type RuleFile } from './init.ts';
import { readSettings, type SettingsFile, type UfwSettings } from './settings.ts';

/** One file of ufw: its text; or that it does not exist; or why it is not known. */
export type UfwFile =
  | { readonly kind: 'text'; readonly file: string; readonly text: string }
  | { readonly kind: 'absent'; readonly file: string }
  | { readonly kind: 'unread'; readonly file: string; readonly why: string };

/** What a ruleset of ufw is made from, by the names of the files. */
export interface UfwFiles {
  readonly defaults: UfwFile;
  readonly conf: UfwFile;
  readonly rules: Readonly<Record<IpFamily, Readonly<Record<'before' | 'after' | 'user', UfwFile>>>>;
  /** Programs that ufw-init runs before and after loading, where they may be run. */
  readonly hooks: readonly string[];
}

/** What ufw would load: both families. */
export interface UfwReading {
  readonly settings: UfwSettings;
  readonly readings: readonly DumpReading[];
  readonly diagnostics: readonly Diagnostic[];
}

const FAMILIES = ['ipv4', 'ipv6'] as const;
/** Marks lines that stand for a file that was not given; no file can hold a line feed in a comment. */
const NOT_GIVEN = 'vauban\u0001not-given';
const VIRTUAL = 'ufw';

/** Reads the files of ufw as ufw-init would load them; whether it does is told by `settings.enabled`. */
export function readUfw(files: UfwFiles): UfwReading {
  const settings = readSettings(
    [files.defaults, files.conf].flatMap((one): readonly SettingsFile[] => (one.kind === 'text' ? [one] : [])),
    { file: files.defaults.file },
  );
  const diagnostics: Diagnostic[] = [];
  const readings = FAMILIES.map((family) => readFamily(family, settings, files));
  for (const { diagnostics: found } of readings) diagnostics.push(...found);
  for (const hook of files.hooks) {
    diagnostics.push({
      level: 'warning',
      code: 'uncertain-rule',
      message: `${hook} may be run and is run by ufw when it starts: the rules it makes are not read`,
      at: { file: hook },
      hint: 'Give the output of iptables-save and ip6tables-save of the running machine.',
    });
  }
  return { settings, readings, diagnostics };
}

/** The chains of the kernel where ufw loads nothing: what holds there is not told. */
export function unloaded(at: Place, reason: string): FirewallFilter[] {
  return FAMILIES.map((family) => ({
    id: `ufw:${family}`,
    engine: 'ufw',
    family,
    semantics: 'first-match',
    stateful: true,
    loaded: 'configured',
    chains: (['input', 'forward', 'output'] as const).map((hook) => ({
      id: `${family}:filter/${hook.toUpperCase()}`,
      table: 'filter',
      name: hook.toUpperCase(),
      hook,
      priority: 0,
      policy: { unknown: reason, at },
      rules: [],
      at,
    })),
    at,
  }));
}

function readFamily(family: IpFamily, settings: UfwSettings, files: UfwFiles): DumpReading {
  const script: Place = { file: files.defaults.file };
  const gaps = gapOf(files.defaults);
  if (family === 'ipv6') {
    const { ipv6 } = settings;
    if ('unknown' in ipv6) gaps.push(`Whether ufw filters IPv6 is not told: ${ipv6.unknown}`);
    else if (!ipv6.value) return readLines(family, closedIpv6(ipv6.at), gaps);
  }
  const { before, after, user } = files.rules[family];
  for (const one of [before, after, user]) gaps.push(...gapOf(one));
  for (const hook of files.hooks) gaps.push(`${hook} is run when ufw starts; what it does is not read.`);
  const given = (one: UfwFile): RuleFile | undefined => (one.kind === 'text' && one.text !== '' ? one : undefined);
  const stand = before.kind === 'unread' ? { file: before.file, text: usualBefore(family) } : given(before);
  return readLines(
    family,
    initLines(family, settings, { before: stand, after: given(after), user: given(user) }, { script }),
    gaps,
  );
}

function gapOf(file: UfwFile): string[] {
  return file.kind === 'unread' ? [`${file.file}: ${file.why}.`] : [];
}

/** What before.rules lets in on every machine unless somebody changed it: without the file it can only be guessed. */
function usualBefore(family: IpFamily): string {
  const prefix = family === 'ipv6' ? 'ufw6' : 'ufw';
  const mark = `-m comment --comment "${NOT_GIVEN}"`;
  const rules = (['input', 'output', 'forward'] as const).flatMap((hook) => [
    ...(hook === 'forward'
      ? []
      : [`-A ${prefix}-before-${hook} ${hook === 'input' ? '-i' : '-o'} lo ${mark} -j ACCEPT`]),
    `-A ${prefix}-before-${hook} -m conntrack --ctstate RELATED,ESTABLISHED ${mark} -j ACCEPT`,
    `-A ${prefix}-before-${hook} -p ${family === 'ipv6' ? 'ipv6-icmp' : 'icmp'} ${mark} -j ACCEPT`,
  ]);
  return [
    '*filter',
    ...rules,
    `-A ${prefix}-before-input -m conntrack --ctstate INVALID ${mark} -j DROP`,
    'COMMIT',
  ].join('\n');
}

function readLines(family: IpFamily, lines: readonly RestoreLine[], gaps: readonly string[]): DumpReading {
  const dump = parseDump(cutPayloads(lines.map((line) => line.text).join('\n')), VIRTUAL);
  const made = toFilter(dump, { file: VIRTUAL, family, loaded: 'configured' });
  const place = (at: Place): Place => (at.line === undefined ? (lines[0]?.at ?? at) : (lines[at.line - 1]?.at ?? at));
  const tell = (one: Diagnostic): Diagnostic => {
    if (one.at === undefined) return one;
    const at = place(one.at);
    const message = one.message.replace(`${VIRTUAL}:${one.at.line}:`, `${at.file}:${at.line ?? 1}:`);
    return { ...one, message, at };
  };
  const diagnostics = [...dump.diagnostics, ...made.diagnostics].map(tell);
  const lost = dump.lost.map((line) => place({ file: VIRTUAL, line }));
  return {
    family,
    filter: {
      ...made.filter,
      id: `ufw:${family}`,
      engine: 'ufw',
      at: place(made.filter.at),
      chains: made.filter.chains.map((chain) => ({
        ...chain,
        at: place(chain.at),
        ...(chain.policy === undefined ? {} : { policy: { ...chain.policy, at: place(chain.policy.at) } }),
        rules: chain.rules.map((rule) => told(rule, place(rule.at))),
      })),
    } satisfies FirewallFilter,
    diagnostics,
    gaps: [...gaps, ...lost.map((at) => `${at.file}:${at.line ?? 1}: a line could not be read.`)],
  };
}

/** A rule at its own place; one that stands for a file that was not given is in doubt. */
function told(rule: FirewallRule, at: Place): FirewallRule {
  if (rule.comment !== NOT_GIVEN) return { ...rule, at };
  const { comment: _, ...rest } = rule;
  const clean = (text: string) => text.replace(` -m comment --comment "${NOT_GIVEN}"`, '');
  return {
    ...rest,
    id: clean(rule.id),
    text: clean(rule.text),
    uncertain: [`${at.file} was not given, where this usually stands`],
    at: { file: at.file },
  };
}
