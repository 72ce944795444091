import type { AssessedRule, Assessment } from '../model/generated/model.ts';

/** The catalogue whose groups are the administrator's duties. */
const DUTY_FRAMEWORK = 'administrator-duties';

/** The duties (ids of summary.duties) that each rule serves, by rule id: the groups of the duty catalogue it is mapped to. */
export function dutiesByRule(assessment: Assessment): Map<string, string[]> {
  const groupOf = new Map(
    assessment.findings
      .filter((finding) => finding.framework === DUTY_FRAMEWORK && finding.group !== undefined)
      .map((finding) => [finding.control, finding.group]),
  );
  return new Map(
    assessment.rules.map((rule) => {
      const served = new Set(dutyControls(rule).map((control) => groupOf.get(control) ?? control.split('.')[0]));
      return [rule.id, assessment.summary.duties.map((duty) => duty.id).filter((duty) => served.has(duty))];
    }),
  );
}

function dutyControls(rule: AssessedRule): string[] {
  return rule.controls
    .filter((reference) => reference.framework === DUTY_FRAMEWORK)
    .map((reference) => reference.control);
}
