import type { IamCondition } from '../../../model/generated/model.ts';
import { type RequestContext, substitute } from './context.ts';
import { globMatcher } from './glob.ts';
import { allOf, anyOf, negated, type Truth } from './truth.ts';

/** Whether all conditions of a statement hold: a key whose value the request alone decides leaves it open. */
export function conditionsHold(conditions: readonly IamCondition[], context: RequestContext): Truth {
  let truth: Truth = 'always';
  for (const condition of conditions) {
    truth = allOf(truth, conditionHolds(condition, context));
    if (truth === 'never') return truth;
  }
  return truth;
}

interface Operator {
  readonly base: string;
  readonly ifExists: boolean;
  readonly forAll: boolean;
}

function parseOperator(text: string): Operator {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(text) ?? [];
  return { base: base.toLowerCase(), ifExists: ifExists !== undefined, forAll: set?.toLowerCase() === 'forallvalues' };
}

function conditionHolds(condition: IamCondition, context: RequestContext): Truth {
  const { base, ifExists, forAll } = parseOperator(condition.operator);
  const state = context(condition.key.toLowerCase());
  if (base === 'null') {
    if (state === undefined) return 'sometimes';
    const wantsAbsent = condition.values.some((value) => value.toLowerCase() === 'true');
    return wantsAbsent === (state === 'absent') ? 'always' : 'never';
  }
  if (state === undefined) return 'sometimes';
  const negative = base.includes('not');
  // An absent key meets IfExists, ForAllValues and every negated operator; it fails the others (IAM user guide).
  if (state === 'absent') return ifExists || forAll || negative ? 'always' : 'never';
  const equal = equality(base.replace('not', ''));
  if (equal === undefined) return 'sometimes';
  let some: Truth = 'never';
  for (const value of condition.values) {
    const wanted = substitute(value, context);
    some = anyOf(some, typeof wanted === 'string' ? wanted : equal(wanted.pattern, state.value) ? 'always' : 'never');
  }
  return negative ? negated(some) : some;
}

/** The comparison of a positive operator; undefined for those that no known key needs (numbers, dates, addresses). */
function equality(base: string): ((wanted: string, actual: string) => boolean) | undefined {
  switch (base) {
    case 'stringequals':
      return (wanted, actual) => wanted === actual;
    case 'stringequalsignorecase':
    case 'bool':
      return (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();
    case 'stringlike':
    case 'arnlike':
    case 'arnequals':
      return (wanted, actual) => globMatcher(wanted)(actual);
    default:
      return undefined;
  }
}
