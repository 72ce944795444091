/** Whether something holds in every request, in some, or in none: what a condition or a policy variable leaves open. */
export type Truth = 'always' | 'sometimes' | 'never';

/** Holds when all hold. */
export function allOf(left: Truth, right: Truth): Truth {
  if (left === 'never' || right === 'never') return 'never';
  return left === 'always' && right === 'always' ? 'always' : 'sometimes';
}

/** Holds when one holds. */
export function anyOf(left: Truth, right: Truth): Truth {
  if (left === 'always' || right === 'always') return 'always';
  return left === 'never' && right === 'never' ? 'never' : 'sometimes';
}

/** Holds when it does not hold. */
export function negated(truth: Truth): Truth {
  return truth === 'always' ? 'never' : truth === 'never' ? 'always' : 'sometimes';
}
