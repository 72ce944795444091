import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallCondition } from '../../../model/generated/model.ts';

/** Conditions that hold together. */
export type ConditionList = readonly FirewallCondition[];

/** One way in which a rule can match; a rule is the union of its alternatives. */
export interface Alternative {
  readonly families: readonly IpFamily[];
  readonly conditions: ConditionList;
  readonly anyOf?: readonly ConditionList[];
  readonly noneOf?: readonly ConditionList[];
  readonly uncertain: readonly string[];
  /** Codes of ICMP, to be joined with its types. */
  readonly codes?: readonly number[];
  /** Ports were read from whatever stands behind the IP header (`th dport`). */
  readonly anyHeader?: true;
  /** Only packets whose destination was changed, or only those whose was not. */
  readonly translated?: 'yes' | 'no';
  /** No packet matches: a set that is empty, a state that cannot be. */
  readonly never?: true;
}

/** Both families of IP. */
export const BOTH: readonly IpFamily[] = ['ipv4', 'ipv6'];

/** Every packet. */
export const ALWAYS: Alternative = { families: BOTH, conditions: [], uncertain: [] };

/** No packet. */
export const NEVER: Alternative = { ...ALWAYS, never: true };

/** Any packet may match, or none. */
export function doubtful(why: string): Alternative {
  return { ...ALWAYS, uncertain: [why] };
}

/** A product of more lists than this is not written out. */
const MAX_LISTS = 20_000;

/** Packets of both. */
export function meet(a: Alternative, b: Alternative): Alternative {
  const families = a.families.filter((family) => b.families.includes(family));
  const product = productOf(a.anyOf, b.anyOf);
  const noneOf = [...(a.noneOf ?? []), ...(b.noneOf ?? [])];
  const codes = a.codes === undefined ? b.codes : b.codes === undefined ? a.codes : common(a.codes, b.codes);
  const opposed = a.translated !== undefined && b.translated !== undefined && a.translated !== b.translated;
  const translated = a.translated ?? b.translated;
  const never = a.never === true || b.never === true || opposed || families.length === 0;
  return {
    families,
    conditions: [...a.conditions, ...b.conditions.filter((one) => !a.conditions.some((other) => same(one, other)))],
    uncertain: [...new Set([...a.uncertain, ...b.uncertain, ...(product === 'too many' ? [TOO_MANY] : [])])],
    ...(product === undefined || product === 'too many' ? {} : { anyOf: product }),
    ...(noneOf.length === 0 ? {} : { noneOf }),
    ...(codes === undefined ? {} : { codes }),
    ...(a.anyHeader === true || b.anyHeader === true ? { anyHeader: true } : {}),
    ...(translated === undefined ? {} : { translated }),
    ...(never ? { never: true } : {}),
  };
}

const TOO_MANY = 'two concatenated sets in one rule have too many combinations to be written out';

function productOf(
  a: readonly ConditionList[] | undefined,
  b: readonly ConditionList[] | undefined,
): readonly ConditionList[] | 'too many' | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.length * b.length > MAX_LISTS) return 'too many';
  return a.flatMap((one) => b.map((other) => [...one, ...other]));
}

function common(a: readonly number[], b: readonly number[]): readonly number[] {
  const other = new Set(b);
  return a.filter((one) => other.has(one));
}

function same(a: FirewallCondition, b: FirewallCondition): boolean {
  return (
    a.on === b.on &&
    (a.negated === true) === (b.negated === true) &&
    (a.values === b.values ||
      (a.values.length === b.values.length && a.values.every((value, index) => value === b.values[index])))
  );
}

/** A condition; `negated` only where it is. */
export function condition(on: FirewallCondition['on'], values: readonly string[], negated = false): FirewallCondition {
  return negated ? { on, values, negated: true } : { on, values };
}
