import { type Fact, isKnown, known, mapFact, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type { OrganizationRiskState, OrgRisk } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { directory } from './directory.ts';
import { fromFacts, knownValue, written } from './fact-values.ts';
import { supplied } from './supply.ts';

/** Open risks: who owns them, when they were reviewed, whether an acceptance still holds. */
export const riskStateDerivation: Derivation = {
  id: 'risk-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      risk_state: deriveSection(
        [supplied(organization, 'risks'), supplied(organization, 'persons')],
        ({ risks }, { people }): OrganizationRiskState => {
          const { holder } = directory(people, organization);
          const today = dayOf(nowMs);
          return {
            risks: risks
              .filter(({ status }) => knownValue(status) !== 'closed')
              .map((risk) => {
                const { state, detail } = acceptance(risk, today);
                return {
                  id: risk.id,
                  at: risk.at,
                  owner: holder(risk.owner),
                  treatment: risk.treatment,
                  due_on: risk.due_on,
                  due_in_days: mapFact(risk.due_on, (day) => (day === '' ? -1 : daysFrom(today, day))),
                  reviewed_days: mapFact(risk.reviewed_on, (day) => (day === '' ? -1 : daysFrom(day, today))),
                  reviewed_on: written(risk.reviewed_on) ?? '',
                  acceptance: state,
                  acceptance_detail: detail,
                };
              }),
          };
        },
      ),
    },
  }),
};

/** An acceptance is stale when the residual risk is no longer the one that was accepted, or when its term is over. */
function acceptance(risk: OrgRisk, today: string): { state: Fact<string>; detail: string } {
  const { at, treatment } = risk;
  if (!isKnown(treatment)) return { state: treatment, detail: treatment.unknown };
  if (treatment.value !== 'accept') return { state: known('not-accepted', at), detail: '' };
  if (knownValue(risk.accepted_by) === '' || knownValue(risk.accepted_on) === '')
    return { state: known('incomplete', at), detail: 'accepted by nobody or without a date' };
  const due = written(risk.due_on);
  if (due !== undefined && due < today) return { state: known('stale', at), detail: `the acceptance ended on ${due}` };
  const scores = fromFacts(
    [risk.accepted_likelihood, risk.accepted_impact, risk.residual_likelihood, risk.residual_impact],
    at,
    (acceptedLikelihood: number, acceptedImpact: number, likelihood: number, impact: number) => ({
      same: acceptedLikelihood === likelihood && acceptedImpact === impact,
      text: `accepted for ${acceptedLikelihood} x ${acceptedImpact}, residual now ${likelihood} x ${impact}`,
    }),
  );
  if (!isKnown(scores))
    return { state: unknown(`the scores of the acceptance: ${scores.unknown}`, at), detail: scores.unknown };
  const state = fromFacts(
    [scores, risk.accepted_by, risk.accepted_on],
    at,
    ({ same }: { same: boolean }, _by: string, _on: string) => (same ? 'current' : 'stale'),
  );
  return { state, detail: `${scores.value.text}${scores.value.same ? '' : ': the acceptance is stale'}` };
}
