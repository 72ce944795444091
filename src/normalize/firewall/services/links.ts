import { isRecord } from '../../../core/record.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import { pathOf, valueAt } from './attributes.ts';

/** The resources that an attribute leads to: by reference, by a known id, or by a name that only one of the types has. */
export function linked(
  state: TfState,
  from: TfResource,
  attribute: string,
  types: readonly string[],
): readonly TfResource[] {
  const found = new Map<string, TfResource>();
  const add = (resource: TfResource | undefined): void => {
    if (resource !== undefined && types.includes(resource.type)) found.set(resource.address, resource);
  };
  for (const address of from.referencesOf(attribute)) add(state.get(address));
  for (const word of wordsIn(valueAt(from, pathOf(attribute)))) {
    add(state.byId(word));
    const named = state
      .ofType(...types)
      .filter(({ values }) => values['name'] === word || values['self_link'] === word);
    if (named.length === 1) add(named[0]);
  }
  return [...found.values()];
}

/** Resources of some types whose attribute leads to a resource. */
export function linksTo(
  state: TfState,
  to: TfResource,
  attribute: string,
  types: readonly string[],
): readonly TfResource[] {
  return state.ofType(...types).filter((one) => linked(state, one, attribute, [to.type]).includes(to));
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  return isRecord(value) ? Object.values(value).flatMap(wordsIn) : [];
}
