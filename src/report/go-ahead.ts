import { isAtLeast, SEVERITIES } from '../core/statuses.ts';
import type { AssessedRule, Assessment, Observation } from '../model/generated/model.ts';
import { type UnknownGroup, unknownGroups } from './unknown-groups.ts';
import { compareWorstFirst, groupedBy } from './worst-first.ts';

/** The answer to the question of a profile (`May it go live?`) for one target. */
export interface GoAhead {
  readonly target: string;
  /** `no`: something blocks. `not-known`: nothing blocks, and something that could block was not judged. */
  readonly answer: 'yes' | 'no' | 'not-known';
  /** Rules with blocking failures, in the order to mend them. */
  readonly blocking: readonly BlockingRule[];
  /** What could block and was not judged, by reason. */
  readonly open: readonly UnknownGroup[];
}

/** What waits for one and the same thing to be done. */
export interface OpenAdvice {
  /** What to do: `Add --sudo`. */
  readonly advice: string;
  /** Ids, sorted. */
  readonly rules: readonly string[];
  readonly groups: readonly UnknownGroup[];
}

/** Groups by what is to be done, what helps most first; the last clause of a reason without a hint is its advice. */
export function openByAdvice(open: readonly UnknownGroup[]): readonly OpenAdvice[] {
  const byAdvice = groupedBy(open, ({ message, hint }) => adviceOf(hint ?? message));
  return [...byAdvice]
    .map(([advice, groups]) => ({ advice, groups, rules: [...new Set(groups.flatMap(({ rules }) => rules))].sort() }))
    .sort((a, b) => b.rules.length - a.rules.length);
}

function adviceOf(text: string): string {
  const last =
    text
      .replace(/[.\s]+$/, '')
      .split(/[.:;] /)
      .at(-1) ?? text;
  return last.replace(/^./, (letter) => letter.toUpperCase());
}

/** Targets that were asked for and could not be read, so that the question has no answer for them. */
export function unreadTargets({ diagnostics }: Assessment): Assessment['diagnostics'] {
  return diagnostics.filter(({ level, code }) => level === 'error' && UNREAD.includes(code));
}

const UNREAD: readonly string[] = ['unreadable-target', 'unusable-archive', 'unknown-format', 'unreadable-file'];

/** A rule that fails on the target, with what fails. */
export interface BlockingRule {
  readonly rule: AssessedRule;
  readonly observations: readonly Observation[];
}

/**
 * Of two failures that weigh the same, what a stranger can reach is mended first, then who may do what, and last what
 * needs a restart: then one restart is enough.
 */
const MENDING_ORDER: readonly RegExp[] = [
  /^firewall\.|^host\.services\./,
  /^host\.(ssh|mfa)\./,
  /^host\.(accounts|pam|sudo)\.|^iam\./,
  /^host\.(files|mounts|cron)\./,
  /^detection\./,
  /^maintenance\.repositories\./,
];
const RESTARTS_LAST = /^(host\.(sysctl|kernel|modules|boot|mac)\.|maintenance\.updates\.)/;

/** The answer for each target that was judged at all, by target. */
export function goAheads(assessment: Assessment): readonly GoAhead[] {
  const { failOn } = assessment;
  const weighs = ({ severity }: Observation): boolean => failOn !== 'none' && isAtLeast(severity, failOn);
  const rules = new Map(assessment.rules.map((rule) => [rule.id, rule]));
  const byTarget = groupedBy(assessment.observations.filter(weighs), ({ target }) => target);
  return assessment.targets.flatMap(({ id }) => {
    const own = byTarget.get(id);
    if (own === undefined) return [];
    const failed = own.filter(({ status }) => status === 'fail' || status === 'error').sort(mendFirst);
    const blocking = [...groupedBy(failed, ({ rule }) => rule)].flatMap(([ruleId, observations]) => {
      const rule = rules.get(ruleId);
      return rule === undefined ? [] : [{ rule, observations }];
    });
    const open = unknownGroups({ observations: own });
    const answer = blocking.length > 0 ? 'no' : open.length > 0 ? 'not-known' : 'yes';
    return [{ target: id, answer, blocking, open }];
  });
}

function mendFirst(a: Observation, b: Observation): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    mendingRank(a.rule) - mendingRank(b.rule) ||
    compareWorstFirst(a, b)
  );
}

function mendingRank(rule: string): number {
  if (RESTARTS_LAST.test(rule)) return MENDING_ORDER.length + 1;
  const rank = MENDING_ORDER.findIndex((pattern) => pattern.test(rule));
  return rank === -1 ? MENDING_ORDER.length : rank;
}
