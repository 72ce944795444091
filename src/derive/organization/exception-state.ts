import { type Fact, isKnown, known, mapFact } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type { OrganizationExceptionState, OrgException, OrgExceptionState } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { addMonths, dayOf, daysFrom } from './calendar.ts';
import { fromFacts, knownValue, written } from './fact-values.ts';
import { supplied } from './supply.ts';

/** Whether each exception is complete and still holds. */
export const exceptionStateDerivation: Derivation = {
  id: 'exception-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      exception_state: deriveSection(
        [supplied(organization, 'exceptions')],
        ({ exceptions }): OrganizationExceptionState => ({
          exceptions: exceptions.map((exception) => exceptionState(exception, dayOf(nowMs))),
        }),
      ),
    },
  }),
};

function exceptionState(exception: OrgException, today: string): OrgExceptionState {
  const { at, approved_on: approved, expires_on: expires } = exception;
  const named: readonly (readonly [string, Fact<string>])[] = [
    ['check', exception.check],
    ['subject', exception.subject_value],
    ['reason', exception.reason],
    ['owner', exception.owner],
    ['approver', exception.approver],
    ['approved_on', approved],
    ['expires_on', expires],
  ];
  const days = fromFacts([approved, expires], at, (from: string, to: string) =>
    from === '' || to === '' ? 0 : daysFrom(from, to),
  );
  const [from, to, owner] = [written(approved), written(expires), written(exception.owner)];
  const faults = [
    ...named.filter(([, fact]) => knownValue(fact) === '').map(([name]) => `no ${name}`),
    ...(knownValue(exception.compensating_controls)?.length === 0 ? ['no compensating control'] : []),
    ...(owner !== undefined && owner === written(exception.approver) ? ['the approver is the owner'] : []),
    ...(from !== undefined && to !== undefined && to > addMonths(from, 12)
      ? [`it runs ${daysFrom(from, to)} days, more than twelve months`]
      : []),
    ...(to !== undefined && to < today ? [`it expired on ${to} and suppresses nothing`] : []),
    ...(from !== undefined && from > today ? [`it is approved on ${from}, in the future`] : []),
  ];
  const unread = named.map(([, fact]) => fact).find((fact) => !isKnown(fact));
  return {
    id: exception.id,
    at,
    faults,
    undecided: unread === undefined || isKnown(unread) ? known('', at) : unread,
    expires_on: to ?? '',
    days,
    expired: mapFact(expires, (day) => day !== '' && day < today),
  };
}
