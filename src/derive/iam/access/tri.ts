import { type Fact, isKnown } from '../../../core/fact.ts';

/** A truth that may not be known. */
export type Tri = 'yes' | 'no' | 'maybe';

/** Both: one that is not decides. */
export function both(...values: readonly Tri[]): Tri {
  if (values.includes('no')) return 'no';
  return values.includes('maybe') ? 'maybe' : 'yes';
}

/** Any: one that is decides. */
export function any(values: readonly Tri[]): Tri {
  if (values.includes('yes')) return 'yes';
  return values.includes('maybe') ? 'maybe' : 'no';
}

/** The opposite. */
export function negated(value: Tri): Tri {
  return value === 'maybe' ? value : value === 'yes' ? 'no' : 'yes';
}

/** Asks of a fact; maybe where it is not known. */
export function asked<T>(fact: Fact<T>, test: (value: T) => boolean): Tri {
  if (!isKnown(fact)) return 'maybe';
  return test(fact.value) ? 'yes' : 'no';
}
