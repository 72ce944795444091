import type { RuleId } from '../core/ids.ts';
import type { FindingState, Status } from '../core/statuses.ts';
import type { Control, MappedFramework } from '../framework/framework.ts';
import type { Finding, FindingRule, FrameworkResult, Observation } from '../model/generated/model.ts';

/** From worst to best: a rule has the worst status of its observations. */
const WORST: readonly Status[] = ['fail', 'error', 'unknown', 'pass', 'not-applicable', 'manual'];

/** The observations of each rule. */
export type ObservationsByRule = ReadonlyMap<RuleId, readonly Observation[]>;

/** The findings of a framework, one for each control that a rule of this run is mapped to, and its totals. */
export function findingsOf(
  framework: MappedFramework,
  observations: ObservationsByRule,
  inRun: ReadonlySet<RuleId>,
): { readonly result: FrameworkResult; readonly findings: readonly Finding[] } {
  const groups = new Map(framework.groups.map((group) => [group.id, group.title]));
  const counted = framework.controls.filter((control) => control.counted);
  const judged = framework.controls.flatMap((control) => {
    const finding = findingOf(framework, control, groups.get(control.group), observations, inRun);
    return finding === undefined ? [] : [{ control, finding }];
  });
  const countedFindings = judged.filter(({ control }) => control.counted).map(({ finding }) => finding);
  const inState = (state: FindingState): number => countedFindings.filter((finding) => finding.state === state).length;
  return {
    findings: judged.map(({ finding }) => finding),
    result: {
      id: framework.id,
      title: framework.title,
      version: framework.version,
      publisher: framework.publisher,
      source: framework.source,
      licence: framework.licence,
      ...(framework.attribution === undefined ? {} : { attribution: framework.attribution }),
      textPolicy: framework.textPolicy,
      controls: counted.length,
      automated: countedFindings.length,
      satisfied: inState('satisfied'),
      notSatisfied: inState('not-satisfied'),
      undetermined: inState('undetermined'),
      person: counted.length - countedFindings.length,
    },
  };
}

function findingOf(
  framework: MappedFramework,
  control: Control,
  groupTitle: string | undefined,
  observations: ObservationsByRule,
  inRun: ReadonlySet<RuleId>,
): Finding | undefined {
  const rules = control.rules
    .filter(({ rule }) => inRun.has(rule))
    .map(({ rule, strength }): FindingRule => ({ rule, strength, status: statusOfRule(observations.get(rule) ?? []) }));
  if (rules.length === 0) return undefined;
  const all = control.rules.filter(({ rule }) => inRun.has(rule)).flatMap(({ rule }) => observations.get(rule) ?? []);
  const count = (...statuses: readonly Status[]): number =>
    all.filter(({ status }) => statuses.includes(status)).length;
  return {
    framework: framework.id,
    control: control.id,
    ...(control.title === undefined ? {} : { title: control.title }),
    group: control.group,
    ...(groupTitle === undefined ? {} : { groupTitle }),
    ...conclude(rules),
    rules,
    failed: count('fail'),
    passed: count('pass'),
    unknown: count('unknown', 'error'),
  };
}

/** The worst status that a rule has anywhere; a rule that judged nothing does not apply. */
function statusOfRule(observations: readonly Observation[]): Status {
  const present = new Set(observations.map(({ status }) => status));
  return WORST.find((status) => present.has(status)) ?? 'not-applicable';
}

/**
 * Not satisfied as soon as a rule that proves the control or a part of it fails; satisfied when such rules pass and
 * nothing mapped to it fails or is unknown; else undetermined. A rule that merely supports decides nothing by itself.
 */
function conclude(rules: readonly FindingRule[]): Pick<Finding, 'state' | 'reason'> {
  const judged = rules.filter(({ status }) => status !== 'not-applicable');
  const proving = judged.filter(({ strength }) => strength !== 'supports');
  const failing = judged.filter(({ status }) => status === 'fail');
  const open = judged.filter(({ status }) => status === 'unknown' || status === 'error');
  const provingFailures = failing.filter(({ strength }) => strength !== 'supports');
  if (provingFailures.length > 0) {
    return {
      state: 'not-satisfied',
      reason: `${counted(provingFailures.length, 'rule')} that ${provingFailures.length === 1 ? 'proves' : 'prove'} it fail${provingFailures.length === 1 ? 's' : ''}`,
    };
  }
  if (judged.length === 0) return { state: 'undetermined', reason: 'none of its rules applied to what was scanned' };
  if (open.length > 0) return { state: 'undetermined', reason: `${counted(open.length, 'rule')} could not be decided` };
  if (failing.length > 0)
    return {
      state: 'undetermined',
      reason: `${counted(failing.length, 'supporting rule')} fail${failing.length === 1 ? 's' : ''}`,
    };
  if (proving.length === 0)
    return { state: 'undetermined', reason: 'only supporting rules speak of it, and they pass' };
  const full = proving.some(({ strength }) => strength === 'full');
  return {
    state: 'satisfied',
    reason: full
      ? `${counted(proving.length, 'rule')} that prove it pass`
      : `the part that rules can prove holds (${counted(proving.length, 'rule')} pass); a person judges the rest`,
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
