import { isRecord } from '../../../core/record.ts';
import { isStrange, listAt, textMap, textOf } from './objects.ts';

/** One demand of a label selector. */
interface Demand {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** A label selector: all demands hold; none: everything is selected. */
export interface Selector {
  readonly demands: readonly Demand[];
  /** Parts of it that the API would refuse; then it may select anything. */
  readonly unreadable: readonly string[];
  /** As a person would write it: `app=web, tier in (a,b)`; empty for everything. */
  readonly text: string;
}

/** The answer to "is it selected": `maybe` where labels may be added that the source does not tell. */
export type Selected = 'yes' | 'no' | 'maybe';

/** Reads matchLabels and matchExpressions (apimachinery LabelSelector). */
export function readSelector(value: unknown): Selector {
  const unreadable: string[] = [];
  if (value !== undefined && value !== null && !isRecord(value)) unreadable.push('the selector is no mapping');
  for (const key of ['matchLabels', 'matchExpressions'] as const) {
    const part = isRecord(value) ? (value[key] ?? undefined) : undefined;
    const fits = key === 'matchLabels' ? isRecord(part) : Array.isArray(part);
    if (part !== undefined && !fits)
      unreadable.push(`${key} is ${typeof part === 'string' ? part : 'of another kind'}`);
    else if (key === 'matchLabels' && isStrange(part, 'words')) unreadable.push('a value of matchLabels is no word');
  }
  const fromLabels = [...textMap(isRecord(value) ? value['matchLabels'] : undefined)].map(
    ([key, word]): Demand => ({ key, operator: 'In', values: [word] }),
  );
  const fromExpressions = listAt(value, 'matchExpressions').flatMap((one): readonly Demand[] => {
    const key = isRecord(one) ? textOf(one['key']) : undefined;
    const operator = isRecord(one) ? one['operator'] : undefined;
    const values = listAt(one, 'values').flatMap((word) => textOf(word) ?? []);
    if (
      key !== undefined &&
      !isStrange(isRecord(one) ? one['values'] : undefined, 'list of words') &&
      (((operator === 'In' || operator === 'NotIn') && values.length > 0) ||
        ((operator === 'Exists' || operator === 'DoesNotExist') && values.length === 0))
    )
      return [{ key, operator, values }];
    unreadable.push(`matchExpressions with the operator ${String(operator)} cannot be read`);
    return [];
  });
  const demands = [...fromLabels, ...fromExpressions];
  return { demands, unreadable, text: [...demands.map(textOfDemand), ...unreadable].join(', ') };
}

/** True for a selector that selects everything. */
export function selectsAll(selector: Selector): boolean {
  return selector.demands.length === 0 && selector.unreadable.length === 0;
}

/** Whether labels are selected; keys that `mayHave` names may be there with any value beside those told. */
export function selects(
  selector: Selector,
  labels: ReadonlyMap<string, string>,
  mayHave: (key: string) => boolean,
): Selected {
  let answer: Selected = selector.unreadable.length === 0 ? 'yes' : 'maybe';
  for (const { key, operator, values } of selector.demands) {
    const value = labels.get(key);
    if (value === undefined && mayHave(key)) answer = 'maybe';
    else if (!holds(operator, values, value)) return 'no';
  }
  return answer;
}

/** What is certain of the pods of one selector: that another selects them all, some at most, or none. */
export function covers(outer: Selector, inner: Selector): Selected {
  const known = new Map(
    inner.demands.flatMap(({ key, operator, values }) =>
      operator === 'In' && values.length === 1 ? [[key, values[0] ?? ''] as const] : [],
    ),
  );
  let answer: Selected = outer.unreadable.length + inner.unreadable.length === 0 ? 'yes' : 'maybe';
  for (const demand of outer.demands) {
    if (inner.demands.some((own) => textOfDemand(own) === textOfDemand(demand))) continue;
    const value = known.get(demand.key);
    if (value === undefined) answer = 'maybe';
    else if (!holds(demand.operator, demand.values, value)) return 'no';
  }
  return answer;
}

function holds(operator: Demand['operator'], values: readonly string[], value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    // A label that is not there is in no list.
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

function textOfDemand({ key, operator, values }: Demand): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0] ?? ''}` : `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} not in (${values.join(',')})`;
    case 'Exists':
      return `${key} exists`;
    case 'DoesNotExist':
      return `no ${key}`;
  }
}
