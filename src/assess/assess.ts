import { createHash } from 'node:crypto';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { FailOn } from '../core/fail-on.ts';
import type { RuleId } from '../core/ids.ts';
import { compareCodePoints } from '../core/order.ts';
import type { RawObservation } from '../core/raw-observation.ts';
import type { Rule } from '../core/rule.ts';
import { isAtLeast, SEVERITIES, type Severity } from '../core/statuses.ts';
import type { MappedFramework } from '../framework/framework.ts';
import type {
  AssessedRule,
  AssessedTarget,
  Assessment,
  DutySummary,
  Evidence,
  Observation,
  Summary,
} from '../model/generated/model.ts';
import { findingsOf } from './finding.ts';

/** Everything an assessment is made from. */
export interface AssessInput {
  readonly observations: readonly RawObservation[];
  /** The rules that the profile chose. */
  readonly rules: readonly Rule[];
  readonly targets: readonly AssessedTarget[];
  /** The frameworks to report by, the duties among them. */
  readonly frameworks: readonly MappedFramework[];
  readonly diagnostics: readonly Diagnostic[];
  readonly profile: string;
  readonly failOn: FailOn;
  /** What the profile asks of each target, for people. */
  readonly question?: string | undefined;
  /** Unknowns that could fail the gate keep it from passing. */
  readonly strict: boolean;
  /** RFC 3339. */
  readonly now: string;
  readonly toolVersion: string;
  readonly policyDigest: string;
}

/** The framework whose groups are the five duties: every report answers them. */
export const DUTIES = 'administrator-duties';

/** Diagnostics with this code come from a policy of the user's: the gate cannot be trusted. */
export const POLICY_DIAGNOSTIC = 'policy-error';

/** Makes the assessment: severities, findings of each control, counts and the gate. Pure and sorted. */
export function assess(input: AssessInput): Assessment {
  const rules = new Map(input.rules.map((rule) => [rule.id, rule]));
  const observations = input.observations.flatMap((raw) => {
    const rule = rules.get(raw.rule);
    return rule === undefined ? [] : [toObservation(raw, rule)];
  });
  const byRule = groupByRule(observations, input.observations);
  const inRun = new Set(byRule.keys());
  const reported = input.frameworks;
  const judged = reported
    .toSorted((a, b) => Number(b.id === DUTIES) - Number(a.id === DUTIES) || compareCodePoints(a.id, b.id))
    .map((framework) => findingsOf(framework, byRule, inRun));
  return {
    schemaVersion: '1',
    tool: { name: 'vauban', version: input.toolVersion, policyDigest: input.policyDigest },
    now: input.now,
    profile: input.profile,
    ...(input.question === undefined ? {} : { question: input.question }),
    failOn: input.failOn,
    targets: input.targets.toSorted((a, b) => compareCodePoints(a.id, b.id)),
    rules: input.rules
      .filter((rule) => inRun.has(rule.id))
      .toSorted((a, b) => compareCodePoints(a.id, b.id))
      .map((rule) => toAssessedRule(rule, reported)),
    observations: withUniqueIds(observations.sort(worstFirst)),
    frameworks: judged.map(({ result }) => result),
    findings: judged.flatMap(({ findings }) => findings),
    summary: summarize(input, observations),
    diagnostics: input.diagnostics,
  };
}

function toObservation(raw: RawObservation, rule: Rule): Observation {
  // Facts of one line share its place, which is told once.
  const places = new Map(raw.at.map((place) => [JSON.stringify(place), place]));
  const decides = [...places.values()].map(({ called_from: _, ...place }): Evidence => ({ ...place, role: 'decides' }));
  const callers = new Map(raw.at.flatMap((at) => at.called_from ?? []).map((call) => [JSON.stringify(call), call]));
  const calls = [...callers.values()].map((call): Evidence => ({ ...call, role: 'calls' }));
  const lost = raw.overridden.map(
    ({ at: { called_from: _, ...place }, text, why }): Evidence => ({
      ...place,
      role: 'overridden',
      note: `${text} (${why})`,
    }),
  );
  const steps = (raw.steps ?? []).map(
    ({ at: { called_from: _, ...place }, text }): Evidence => ({ ...place, role: 'step', note: text }),
  );
  return {
    id: createHash('sha256').update([raw.rule, raw.target, raw.subject].join('\n')).digest('hex').slice(0, 16),
    rule: raw.rule,
    target: raw.target,
    subject: raw.subject,
    status: raw.status,
    severity: rule.severity,
    message: raw.message,
    evidence: [...decides, ...calls, ...steps, ...lost],
    ...(raw.hint === undefined ? {} : { hint: raw.hint }),
  };
}

/** A subject that was told twice by one rule keeps two ids. */
function withUniqueIds(observations: readonly Observation[]): readonly Observation[] {
  const seen = new Map<string, number>();
  return observations.map((observation) => {
    const count = (seen.get(observation.id) ?? 0) + 1;
    seen.set(observation.id, count);
    return count === 1 ? observation : { ...observation, id: `${observation.id}-${count}` };
  });
}

function groupByRule(observations: readonly Observation[], raw: readonly RawObservation[]): Map<RuleId, Observation[]> {
  const groups = new Map<RuleId, Observation[]>(raw.map(({ rule }) => [rule, []]));
  const byName = new Map<string, Observation[]>([...groups].map(([rule, list]) => [rule, list]));
  for (const observation of observations) byName.get(observation.rule)?.push(observation);
  return groups;
}

const STATUS_ORDER: readonly Observation['status'][] = ['fail', 'error', 'unknown', 'pass', 'not-applicable', 'manual'];

function worstFirst(a: Observation, b: Observation): number {
  return (
    STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareCodePoints(a.rule, b.rule) ||
    compareCodePoints(a.target, b.target) ||
    compareCodePoints(a.subject, b.subject) ||
    compareCodePoints(a.message, b.message)
  );
}

function toAssessedRule(rule: Rule, frameworks: readonly MappedFramework[]): AssessedRule {
  return {
    id: rule.id,
    title: rule.title,
    description: rule.description,
    severity: rule.severity,
    subject: rule.subject,
    remediation: rule.remediation,
    references: rule.references,
    sections: rule.sections,
    origin: rule.origin,
    controls: frameworks.flatMap((framework) =>
      framework.controls
        .filter((control) => control.rules.some((mapped) => mapped.rule === rule.id))
        .map((control) => ({ framework: framework.id, control: control.id })),
    ),
  };
}

function summarize(input: AssessInput, observations: readonly Observation[]): Summary {
  const count = (status: Observation['status']): number =>
    observations.filter((observation) => observation.status === status).length;
  const failures = observations.filter(({ status }) => status === 'fail');
  const bySeverity = (severity: Severity): number => failures.filter((failure) => failure.severity === severity).length;
  return {
    ...decideGate(input, observations),
    counts: {
      fail: count('fail'),
      error: count('error'),
      unknown: count('unknown'),
      pass: count('pass'),
      notApplicable: count('not-applicable'),
    },
    failures: {
      critical: bySeverity('critical'),
      high: bySeverity('high'),
      medium: bySeverity('medium'),
      low: bySeverity('low'),
      info: bySeverity('info'),
    },
    duties: summarizeDuties(input, observations),
  };
}

/**
 * The gate, in this order: a broken policy makes every other answer doubtful; a failure at the threshold fails; an input
 * that could not be read, or no verdict at all, is too little to pass; else it passes.
 */
function decideGate(input: AssessInput, observations: readonly Observation[]): Pick<Summary, 'gate' | 'reason'> {
  const errors = observations.filter(({ status }) => status === 'error').length;
  const policyErrors = input.diagnostics.filter(({ code }) => code === POLICY_DIAGNOSTIC).length;
  if (errors + policyErrors > 0) {
    return {
      gate: 'error',
      reason:
        policyErrors > 0
          ? 'a policy does not compile'
          : `${errors} evaluation${errors === 1 ? '' : 's'} of a rule broke`,
    };
  }
  const { failOn } = input;
  const blocking =
    failOn === 'none'
      ? []
      : observations.filter(({ status, severity }) => status === 'fail' && isAtLeast(severity, failOn));
  if (blocking.length > 0) {
    return {
      gate: 'failed',
      reason: `${blocking.length} failure${blocking.length === 1 ? '' : 's'} at or above ${failOn}`,
    };
  }
  const unread = input.diagnostics.filter(({ level }) => level === 'error').length;
  if (unread > 0)
    return { gate: 'too-little-assessed', reason: `${unread} input${unread === 1 ? '' : 's'} could not be read` };
  if (!observations.some(({ status }) => status === 'pass' || status === 'fail')) {
    return { gate: 'too-little-assessed', reason: 'no rule reached a verdict' };
  }
  const open = observations.filter(
    ({ status, severity }) => status === 'unknown' && failOn !== 'none' && isAtLeast(severity, failOn),
  ).length;
  if (input.strict && open > 0)
    return { gate: 'too-little-assessed', reason: `${open} that could fail could not be judged` };
  return {
    gate: 'passed',
    reason: failOn === 'none' ? 'no threshold was asked for' : `no failure at or above ${failOn}`,
  };
}

function summarizeDuties(input: AssessInput, observations: readonly Observation[]): readonly DutySummary[] {
  const duties = input.frameworks.find((framework) => framework.id === DUTIES);
  if (duties === undefined) return [];
  const inRun = new Set(observations.map(({ rule }) => rule));
  return duties.groups.map((group): DutySummary => {
    const mapped = new Set(
      duties.controls
        .filter((control) => control.group === group.id)
        .flatMap((control) => control.rules.map(({ rule }) => String(rule))),
    );
    const own = observations.filter(({ rule }) => mapped.has(rule));
    const count = (status: Observation['status']): number =>
      own.filter((observation) => observation.status === status).length;
    return {
      id: group.id,
      title: group.title ?? group.id,
      rules: [...mapped].filter((rule) => inRun.has(rule)).length,
      fail: count('fail'),
      error: count('error'),
      unknown: count('unknown'),
      pass: count('pass'),
    };
  });
}
