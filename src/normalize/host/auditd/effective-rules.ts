import type { Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { HostAuditdPath, HostAuditdRule } from '../../../model/generated/model.ts';
import { type AuditLine, type RuleBody, readAuditLine } from './audit-line.ts';
import type { SyscallTable } from './syscall-names.ts';

/** A file of audit rules. */
export interface AuditRulesFile {
  readonly file: string;
  readonly text: string;
}

/** A line in the order in which auditctl gets it. */
export interface PlacedLine {
  readonly text: string;
  readonly at: Place;
}

/** What loading amounts to. */
export interface LoadedRules {
  /** In the order in which the kernel asks them, prepended ones first; those that are not loaded come last. */
  readonly rules: readonly HostAuditdRule[];
  /** The last `-e` that is reached. */
  readonly enabled: { readonly text: string; readonly at: Place } | undefined;
  /** The first line that is refused, and whether the ones behind it load all the same. */
  readonly refused: { readonly why: string; readonly at: Place; readonly ends: boolean } | undefined;
}

/** What the loading depends on beside the lines. */
export interface LoadContext {
  readonly table: SyscallTable;
  readonly paths: ReadonlyMap<string, HostAuditdPath>;
}

/**
 * What becomes of lines with blanks before them: the expressions of augenrules say `\\s`, which only gawk reads as a
 * blank. mawk, which Debian installs, lets such lines through where they stand.
 */
export type IndentedLines = 'understood' | 'passed-on';

/** Puts files together as augenrules(8) does: `ls -v` order; -D, -b and -f first, the last -e last, comments dropped. */
export function mergeRules(files: readonly AuditRulesFile[], indented: IndentedLines): readonly PlacedLine[] {
  let clear: PlacedLine | undefined;
  let backlog: PlacedLine | undefined;
  let failure: PlacedLine | undefined;
  let enable: PlacedLine | undefined;
  const rest: PlacedLine[] = [];
  for (const { file, text } of [...files].sort((a, b) => compareNatural(baseName(a.file), baseName(b.file)))) {
    for (const line of placedLines({ file, text })) {
      // A line that begins with -e, whatever follows, is one.
      const begin = indented === 'understood' ? line.text.trim() : line.text;
      if (begin.startsWith('#') || line.text === '') continue;
      if (begin.startsWith('-e')) enable = line;
      else if (begin === '-D') clear = line;
      else if (begin.startsWith('-f')) failure = line;
      else if (begin.startsWith('-b')) backlog = line;
      else rest.push(line);
    }
  }
  return [clear, backlog, failure, ...rest, enable].filter((line) => line !== undefined);
}

/** The lines of one file, each with its place. */
export function placedLines({ file, text }: AuditRulesFile): readonly PlacedLine[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => ({ text: line, at: { file, line: index + 1 } }));
}

/** Loads lines as `auditctl -R` does: it ends at the first line that is refused, unless -i or -c stands before it. */
export function loadRules(lines: readonly PlacedLine[], context: LoadContext): LoadedRules {
  let active: HostAuditdRule[] = [];
  const dead: HostAuditdRule[] = [];
  let enabled: LoadedRules['enabled'];
  let refused: LoadedRules['refused'];
  let goesOn = false;
  let ended: string | undefined;
  const kindOf = (path: string): 'directory' | 'other' => {
    const entry = context.paths.get(path) ?? context.paths.get(`${path}/`);
    const kind = entry?.kind === 'link' ? entry.target_kind : entry?.kind;
    return kind === 'directory' ? 'directory' : 'other';
  };
  for (const { text, at } of lines) {
    const line = readAuditLine(text, context.table, kindOf);
    const body = line.kind === 'add' ? line.body : undefined;
    if (ended !== undefined) {
      if (body !== undefined) dead.push(ruleOf(body, text, at, ended));
      continue;
    }
    const why = refusal(line, active, context.paths, enabled?.text);
    if (why !== undefined) {
      refused ??= { why, at, ends: !goesOn };
      if (body !== undefined) dead.push(ruleOf(body, text, at, why));
      if (!goesOn) ended = `auditctl stops loading at ${at.file}:${at.line ?? 1}: ${why}`;
      continue;
    }
    switch (line.kind) {
      case 'go-on':
        goesOn = true;
        break;
      case 'enable':
        enabled = { text: line.value, at };
        break;
      case 'delete-all':
        active = line.key === undefined ? [] : active.filter((rule) => !rule.keys.includes(line.key ?? ''));
        break;
      case 'delete':
        active = active.filter((rule) => identity(rule) !== identity(line.body));
        break;
      case 'add': {
        const rule = ruleOf(line.body, text, at, '');
        active = line.prepend ? [rule, ...active] : [...active, rule];
        break;
      }
      default:
        break;
    }
  }
  return { rules: [...active, ...dead], enabled, refused };
}

/** Why auditctl or the kernel refuses a line; undefined when they take it. */
function refusal(
  line: AuditLine,
  active: readonly HostAuditdRule[],
  paths: LoadContext['paths'],
  enabled: string | undefined,
): string | undefined {
  if (line.kind === 'error') return line.why;
  if (line.kind !== 'add') return undefined;
  if (enabled === '2') return 'the rules are locked by -e 2 above it';
  if (active.some((rule) => identity(rule) === identity(line.body))) return 'the same rule stands above it';
  for (const { name, value } of line.body.fields) {
    const entry = paths.get(value) ?? paths.get(`${value}/`);
    // What lies in /run and the like comes at boot.
    if (entry === undefined || /^\/(run|proc|sys|dev|tmp|var\/run)\//.test(value)) continue;
    if (name === 'path' && entry.parent === 'absent') return `the folder of ${value} does not exist`;
    if (name === 'dir' && entry.kind === 'absent') return `the folder ${value} does not exist`;
  }
  return undefined;
}

function ruleOf(body: RuleBody, text: string, at: Place, why: string): HostAuditdRule {
  return {
    id: `${at.file}:${at.line ?? 1}`,
    text: text.trim().slice(0, 400),
    list: body.list,
    action: body.action,
    syscalls: [...body.syscalls],
    fields: [...body.fields],
    keys: [...body.keys],
    effective: why === '',
    why_not: why,
    at,
  };
}

/** Equal for the kernel: the keys count too (audit_compare_rule). */
function identity(rule: RuleBody): string {
  const fields = rule.fields.map(({ name, operator, value }) => `${name}${operator}${value}`);
  return [rule.list, rule.action, rule.syscalls.join(','), ...fields, ...rule.keys].join(' ');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The order of `ls -v`: runs of digits count as numbers, `~` first, then the end, letters, and the rest (gnulib filevercmp). */
export function compareNatural(a: string, b: string): number {
  const [left, right] = [stem(a), stem(b)];
  const byStem = left === right ? 0 : compareVersions(left, right);
  return byStem !== 0 ? byStem : compareVersions(a, b) || compareCodePoints(a, b);
}

/** The name without what looks like suffixes (`.rules`), which are compared last. */
function stem(name: string): string {
  return name.replace(/(\.[A-Za-z~][A-Za-z0-9~]*)*$/, '');
}

function compareVersions(a: string, b: string): number {
  const left = a.split(/(\d+)/);
  const right = b.split(/(\d+)/);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const one = left[i] ?? '';
    const two = right[i] ?? '';
    const difference = i % 2 === 1 ? Number(one) - Number(two) : compareText(one, two);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = weight(a, i) - weight(b, i);
    if (difference !== 0) return difference;
  }
  return 0;
}

function weight(text: string, index: number): number {
  const char = text.charAt(index);
  if (char === '') return 0;
  if (char === '~') return -1;
  return /[A-Za-z]/.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 256;
}
