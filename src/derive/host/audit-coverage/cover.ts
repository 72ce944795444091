import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import type {
  HostAuditCover,
  HostAuditd,
  HostAuditdPath,
  HostAuditdRule,
  HostAuditEvent,
} from '../../../model/generated/model.ts';
import type { WantedEvent } from './events.ts';
import { callsHold, type EventCase, fieldHolds, type Holds, realOf, UNSET } from './implied.ts';
import { bitsOf, hasCall, nativeBits } from './machine.ts';

/** What covering is judged against. */
export interface CoverContext {
  readonly auditd: HostAuditd;
  readonly paths: ReadonlyMap<string, HostAuditdPath>;
  /** The least id of people (UID_MIN of login.defs). */
  readonly uidMin: Fact<number>;
}

/** What one case of an event comes to. */
type Verdict =
  | { readonly kind: 'covered'; readonly rule: HostAuditdRule; readonly except: readonly HostAuditdRule[] }
  | { readonly kind: 'missing'; readonly why: string };

/** Conditions that except one actor or one object: a known way to keep daemons out of the log. */
const NARROW =
  /^(exe|uid|euid|suid|fsuid|gid|egid|sgid|fsgid|pid|ppid|path|dir|inode|subj_\w+|obj_\w+|fstype|filetype|sessionid|saddr_fam)$/;

/** Judges one wanted event. */
export function coverEvent(event: WantedEvent, context: CoverContext): HostAuditEvent {
  const base = { id: `${event.topic}: ${event.subject}`, topic: event.topic, subject: event.subject };
  const out = whyOutOfScope(event, context);
  const nowhere: Place = { file: '/etc/audit/rules.d' };
  if (out !== undefined) {
    return { ...base, in_scope: false, why_out: out, covered: known(false, nowhere), detail: out, covering: [] };
  }
  const unread = whyUnknown(event, context);
  if (unread !== undefined) {
    return { ...base, in_scope: true, why_out: '', covered: unknown(unread, nowhere), detail: unread, covering: [] };
  }
  const verdicts = casesOf(event, context).map((one) => ({ one, verdict: judge(one, context) }));
  const covering = new Map<string, HostAuditCover>();
  const overridden: Overridden[] = [];
  for (const { verdict } of verdicts) {
    if (verdict.kind !== 'covered') continue;
    covering.set(verdict.rule.id, { id: verdict.rule.id, at: verdict.rule.at });
    for (const rule of verdict.except) {
      if (overridden.every((lost) => lost.text !== rule.text)) {
        overridden.push({ at: rule.at, text: rule.text, why: 'it keeps a part of these events out of the log' });
      }
    }
  }
  const missing = new Map<string, string[]>();
  for (const { one, verdict } of verdicts) {
    if (verdict.kind === 'missing')
      missing.set(verdict.why, [...(missing.get(verdict.why) ?? []), caseName(event, one)]);
  }
  const first = [...covering.values()][0];
  // The cases are named where they do not all miss for one reason.
  const detail = [...missing].map(([why, cases]) =>
    cases.length === verdicts.length ? why : `${cases.join(' and ')}: ${why}`,
  );
  return {
    ...base,
    in_scope: true,
    why_out: '',
    covered: known(missing.size === 0, first?.at ?? nowhere, overridden),
    detail: detail.length === 0 ? 'recorded' : detail.join('; '),
    covering: [...covering.values()],
  };
}

function whyOutOfScope({ what }: WantedEvent, { auditd, paths }: CoverContext): string | undefined {
  if (what.kind === 'syscall') {
    const bits = bitsOf(auditd.machine).filter(
      (one) => hasCall(auditd.machine, one, what.name) && (what.bits ?? [one]).includes(one),
    );
    if (bits.length === 0) return `programs of this machine have no ${what.name}`;
    const { since } = what;
    if (since === undefined || !('value' in auditd.kernels)) return undefined;
    if (auditd.kernels.value.length === 0) return 'no kernel is installed on this tree';
    const has = auditd.kernels.value.some((release) => atLeast(release, since));
    return has ? undefined : `no installed kernel has ${what.name} (${since.join('.')} brought it)`;
  }
  if (what.onlyWith !== undefined && paths.get(what.onlyWith)?.kind === 'absent')
    return `${what.onlyWith} does not exist`;
  const entry = paths.get(what.path);
  if (entry === undefined) return undefined;
  if (what.onlyIfThere && (entry.kind === 'absent' || entry.target_kind === 'absent'))
    return `${what.path} does not exist`;
  if (entry.parent === 'absent' && !/^\/(var\/)?run\//.test(what.path))
    return `the folder of ${what.path} does not exist`;
  return undefined;
}

function atLeast(release: string, [major, minor]: readonly [number, number]): boolean {
  const [, one = '0', two = '0'] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  return Number(one) > major || (Number(one) === major && Number(two) >= minor);
}

function whyUnknown(event: WantedEvent, { auditd, paths, uidMin }: CoverContext): string | undefined {
  if ('unknown' in auditd.rules) return auditd.rules.unknown;
  if (event.byPeople && 'unknown' in uidMin) return uidMin.unknown;
  if (event.what.kind === 'syscall') {
    return event.what.since !== undefined && 'unknown' in auditd.kernels ? auditd.kernels.unknown : undefined;
  }
  const entry = paths.get(event.what.path);
  return entry?.kind === 'unknown' && event.what.onlyIfThere
    ? `${event.what.path} could not be looked up: run the collection as root`
    : undefined;
}

function casesOf(event: WantedEvent, { auditd, paths, uidMin }: CoverContext): readonly EventCase[] {
  const { what } = event;
  const least = 'value' in uidMin ? uidMin.value : 0;
  const bits = bitsOf(auditd.machine);
  const base = {
    native: nativeBits(auditd.machine),
    loginUsers: event.byPeople ? ([least, UNSET - 1] as const) : ([0, UNSET] as const),
  };
  if (what.kind === 'syscall') {
    return bits
      .filter((one) => (what.bits ?? [one]).includes(one) && hasCall(auditd.machine, one, what.name))
      .flatMap((one) =>
        (what.exits ?? [undefined]).map((exit) => ({
          ...base,
          bits: one,
          syscall: what.name,
          asOther: what.asOther === true,
          ...(exit === undefined ? {} : { exit }),
          ...(what.a0 === undefined ? {} : { a0: what.a0 }),
        })),
      );
  }
  const entry = paths.get(what.path);
  const real = what.program && entry !== undefined && entry.kind === 'link' ? entry.target : realOf(what.path, paths);
  const path = {
    real,
    below: what.below,
    missing: entry === undefined || entry.kind === 'absent' || entry.kind === 'file',
  };
  return bits.flatMap((one) =>
    [...what.permissions].map((permission) => ({ ...base, bits: one, path, permission, asOther: false })),
  );
}

function caseName({ what }: WantedEvent, one: EventCase): string {
  const parts = [one.bits === 'b64' ? '64-bit programs' : '32-bit programs'];
  if (one.exit !== undefined) parts.push(one.exit === -13 ? 'EACCES' : 'EPERM');
  if (one.permission !== undefined && what.kind === 'path' && what.permissions.length > 1) {
    parts.push(one.permission === 'w' ? 'writes' : 'changes of attributes');
  }
  return parts.join(', ');
}

/** The first rule of the exit list that records all of the case, with no rule before it that takes it out. */
function judge(event: EventCase, { auditd, paths }: CoverContext): Verdict {
  const rules = auditd.configured_rules;
  const whole = silenced(event, rules, paths);
  if (whole !== undefined) return { kind: 'missing', why: whole };
  const except: HostAuditdRule[] = [];
  let near: string | undefined;
  for (const rule of rules) {
    if (rule.list !== 'exit') continue;
    const holds = ruleHolds(rule, event, paths);
    if (!rule.effective) {
      if (rule.action === 'always' && holds === 'all') near = `${rule.id} would record it, but ${rule.why_not}`;
      continue;
    }
    if (holds === 'none') continue;
    if (rule.action === 'always') {
      if (holds === 'all') return { kind: 'covered', rule, except };
      if (isAbout(rule, event)) near ??= `${rule.id} records a part of it only`;
      continue;
    }
    if (takesOut(rule, forPeople(event), paths)) return { kind: 'missing', why: `${rule.id} takes it out (never)` };
    if (ruleHolds(rule, forPeople(event), paths) !== 'none') except.push(rule);
  }
  return { kind: 'missing', why: near ?? 'no rule records it' };
}

/** A rule that names the call or a path of the event, not one that merely does not exclude it. */
function isAbout(rule: HostAuditdRule, event: EventCase): boolean {
  return event.syscall === undefined
    ? rule.fields.some(({ name }) => name === 'path' || name === 'dir')
    : rule.syscalls.includes(event.syscall);
}

/** A rule of the lists task and exclude that leaves no record of any call. */
function silenced(
  event: EventCase,
  rules: readonly HostAuditdRule[],
  paths: CoverContext['paths'],
): string | undefined {
  const task = rules.find(
    (rule) =>
      rule.effective && rule.list === 'task' && ruleHolds({ ...rule, syscalls: ['all'] }, event, paths) !== 'none',
  );
  if (task?.action === 'never' && takesOut({ ...task, syscalls: ['all'] }, forPeople(event), paths)) {
    return `${task.id} keeps every program out of the log (never,task)`;
  }
  const dropped = rules.find((rule) => {
    const types = rule.fields.filter(({ name }) => name === 'msgtype');
    const rest = { ...rule, syscalls: ['all'], fields: rule.fields.filter(({ name }) => name !== 'msgtype') };
    return (
      rule.effective &&
      rule.list === 'exclude' &&
      types.every(({ operator, value }) =>
        operator === '=' ? value === '1300' : operator === '!=' ? value !== '1300' : true,
      ) &&
      takesOut(rest, forPeople(event), paths)
    );
  });
  return dropped === undefined ? undefined : `${dropped.id} drops the records of system calls (exclude)`;
}

/** Acts without a login user are those of daemons: that a rule keeps these out is no gap. */
function forPeople(event: EventCase): EventCase {
  return { ...event, loginUsers: [event.loginUsers[0], Math.min(event.loginUsers[1], UNSET - 1)] };
}

/** True when a rule takes out all of the case, or a part of it that is not just one program, user or object. */
function takesOut(rule: HostAuditdRule, event: EventCase, paths: CoverContext['paths']): boolean {
  const holds = ruleHolds(rule, event, paths);
  if (holds !== 'some') return holds === 'all';
  return !rule.fields.some((field) => {
    if (fieldHolds(field, event, paths) !== 'some' || !NARROW.test(field.name) || field.operator !== '=') return false;
    // Root is whom it is about, and / is everything.
    return !(/uid$/.test(field.name) && field.value === '0') && field.value !== '/';
  });
}

function ruleHolds(rule: HostAuditdRule, event: EventCase, paths: CoverContext['paths']): Holds {
  const parts: readonly Holds[] = [
    callsHold(rule, event),
    ...rule.fields.map((field) => fieldHolds(field, event, paths)),
  ];
  if (parts.includes('none')) return 'none';
  return parts.includes('some') ? 'some' : 'all';
}

/** Where no rule records anything, one event stands for those of its topic: one cause is told once. */
export function withoutRepetition(
  events: readonly HostAuditEvent[],
  { auditd }: CoverContext,
): readonly HostAuditEvent[] {
  if (!('value' in auditd.rules) || auditd.rules.value > 0) return events;
  const topics = new Set<string>();
  return events.flatMap((event) => {
    if (!event.in_scope) return [event];
    if (topics.has(event.topic)) return [];
    topics.add(event.topic);
    const why = 'value' in auditd.load_error && auditd.load_error.value !== '' ? `: ${auditd.load_error.value}` : '';
    return [
      {
        ...event,
        id: `${event.topic}: audit-rules`,
        subject: 'audit-rules',
        detail: `no audit rule records anything${why}`,
      },
    ];
  });
}
