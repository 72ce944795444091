import type { Result } from 'sarif';
import type { AssessedRule, AssessedTarget, Observation } from '../../model/generated/model.ts';
import { clipped, visible } from '../visible.ts';
import { codeFlows, fingerprints, primaryLocation, relatedLocations } from './locations.ts';
import { levelOf } from './rules.ts';
import type { Taxonomies } from './taxonomies.ts';

/** What results are made from beside the observation. */
export interface ResultContext {
  readonly rules: ReadonlyMap<string, AssessedRule>;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  readonly targets: ReadonlyMap<string, AssessedTarget>;
  readonly taxonomies: Taxonomies;
}

const MESSAGE_LENGTH = 2000;

/**
 * A failure, or an error of a rule, as a result. Nothing else becomes one: GitHub ignores `kind` and shows every result
 * as an alert, so a result of kind pass, open or notApplicable would be a false alarm. (SARIF 3.27.9 also wants level
 * `none` for every kind but fail, and no schema catches a breach of that.)
 */
export function resultOf(observation: Observation, context: ResultContext): Result {
  const target = context.targets.get(observation.target);
  const related = relatedLocations(observation, target);
  const flows = codeFlows(observation, target);
  const index = context.ruleIndexes.get(observation.rule);
  const taxa = (context.rules.get(observation.rule)?.controls ?? []).flatMap((control) => {
    const reference = context.taxonomies.reference(control);
    return reference === undefined ? [] : [reference];
  });
  return {
    ruleId: observation.rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    kind: 'fail',
    level: levelOf(observation.severity),
    message: { text: messageOf(observation) },
    locations: [primaryLocation(observation, target)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...(flows.length === 0 ? {} : { codeFlows: flows }),
    partialFingerprints: fingerprints(observation),
    ...(taxa.length === 0 ? {} : { taxa }),
    properties: { observation: visible(observation.id), status: observation.status, severity: observation.severity },
  };
}

function messageOf(observation: Observation): string {
  const subject = clipped(visible(observation.subject), 300);
  const target = clipped(visible(observation.target), 300);
  const where = subject === target ? target : `${subject} on ${target}`;
  const message = clipped(visible(observation.message), MESSAGE_LENGTH);
  if (observation.status === 'error')
    return `${where}: the rule could not decide: ${message || 'no reason was given'}.`;
  return `${where}: ${message || 'no reason was given'}.`;
}
