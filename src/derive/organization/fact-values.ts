import { type Fact, isKnown, known, type Place, type Unknown, unknown } from '../../core/fact.ts';

/** The value of a known fact, else undefined. */
export function knownValue<T>(fact: Fact<T>): T | undefined {
  return isKnown(fact) ? fact.value : undefined;
}

/** The text of a fact when it is known and not empty. */
export function written(fact: Fact<string>): string | undefined {
  return isKnown(fact) && fact.value !== '' ? fact.value : undefined;
}

/** Computes from several facts; unknown with all their reasons when one is unknown. */
export function fromFacts<T extends readonly unknown[], U>(
  facts: { readonly [K in keyof T]: Fact<T[K]> },
  at: Place,
  compute: (...values: { [K in keyof T]: T[K] }) => U,
): Fact<U> {
  const list: readonly Fact<unknown>[] = facts;
  const open = list.filter((fact): fact is Unknown => !isKnown(fact));
  const first = open[0];
  if (first !== undefined) return unknown([...new Set(open.map((fact) => fact.unknown))].join('; '), first.at);
  const values = list.map((fact) => (isKnown(fact) ? fact.value : undefined)) as unknown as { [K in keyof T]: T[K] };
  return known(compute(...values), at);
}

/** True when one is true, unknown when none is and one is unknown, else false (Kleene's or). */
export function anyOf(facts: readonly Fact<boolean>[], at: Place): Fact<boolean> {
  const yes = facts.find((fact) => isKnown(fact) && fact.value);
  if (yes !== undefined) return yes;
  return facts.find((fact) => !isKnown(fact)) ?? known(false, at);
}

/** False when one is false, unknown when none is and one is unknown, else true (Kleene's and). */
export function allOf(facts: readonly Fact<boolean>[], at: Place): Fact<boolean> {
  const no = facts.find((fact) => isKnown(fact) && !fact.value);
  if (no !== undefined) return no;
  return facts.find((fact) => !isKnown(fact)) ?? known(true, at);
}

export { knownValue as valueOf };
