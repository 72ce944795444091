import type { IamCondition } from '../../../model/generated/model.ts';
import { type RequestContext, substitute } from './context.ts';
import { type Comparison, comparisonOf, parseOperator } from './operators.ts';
import { allOf, anyOf, negated, type Truth } from './truth.ts';

/** What the reader of policies leaves of a value that two parties share like a password. */
const CUT = '<cut>';

/** Whether all conditions of a statement hold: a key whose value the request alone decides leaves it open. */
export function conditionsHold(conditions: readonly IamCondition[], context: RequestContext): Truth {
  let truth: Truth = 'always';
  for (const condition of conditions) {
    truth = allOf(truth, conditionHolds(condition, context));
    if (truth === 'never') return truth;
  }
  return truth;
}

/** Whether one condition holds. */
export function conditionHolds(condition: IamCondition, context: RequestContext): Truth {
  const operator = parseOperator(condition.operator);
  const state = context(condition.key.toLowerCase());
  if (state === undefined) return 'sometimes';
  if (operator.base === 'null') {
    // `true` asks that the key is absent, anything else that it is there.
    const wantsAbsent = condition.values.some((value) => value.toLowerCase() === 'true');
    return wantsAbsent === (state === 'absent') ? 'always' : 'never';
  }
  const values = state === 'absent' ? [] : state.values;
  if (values.length === 0) {
    // An absent key meets IfExists and ForAllValues; never ForAnyValue; of the others only the negated ones.
    if (operator.ifExists || operator.set === 'all') return 'always';
    return operator.set === undefined && operator.negated ? 'always' : 'never';
  }
  const compare = comparisonOf(operator.base);
  if (compare === undefined) return 'sometimes';
  const answers = values.map((value) => {
    const met = meetsSome(condition.values, value, compare, context);
    return operator.set !== undefined && operator.negated ? negated(met) : met;
  });
  if (operator.set === 'all') return answers.reduce(allOf);
  const some = answers.reduce(anyOf);
  return operator.set === undefined && operator.negated ? negated(some) : some;
}

function meetsSome(wanted: readonly string[], actual: string, compare: Comparison, context: RequestContext): Truth {
  let some: Truth = 'never';
  for (const value of wanted) {
    if (value === CUT) {
      some = anyOf(some, 'sometimes');
      continue;
    }
    const put = substitute(value, context);
    some = anyOf(some, typeof put === 'string' ? put : compare(put.pattern, actual) ? 'always' : 'never');
    if (some === 'always') return some;
  }
  return some;
}
