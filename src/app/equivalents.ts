import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../core/errors.ts';
import { type Equivalent, equivalentPairs, readEquivalents } from '../framework/equivalents.ts';
import { builtFolder } from './assets.ts';

export { type Equivalent, RELATION_MEANING } from '../framework/equivalents.ts';

/** Every check of another tool that a rule of ours answers. */
export async function loadEquivalents(): Promise<readonly Equivalent[]> {
  const file = path.join(builtFolder(), 'equivalents.json');
  const values: unknown = JSON.parse(await readFile(file, 'utf8'));
  return equivalentPairs(Array.isArray(values) ? values.map((value) => readEquivalents(value, file)) : []);
}

/**
 * What answers the check of that id, of any tool or of `tool:id`; letters of either case. Throws a UsageError that
 * suggests near ids.
 */
export async function findEquivalents(name: string): Promise<readonly Equivalent[]> {
  const all = await loadEquivalents();
  const wanted = name.toLowerCase();
  const fits = (pair: Equivalent): boolean =>
    pair.check.toLowerCase() === wanted || `${pair.tool}:${pair.check}`.toLowerCase() === wanted;
  const found = all.filter(fits);
  if (found.length > 0) return found;
  const near = [
    ...new Set(all.filter(({ check }) => check.toLowerCase().includes(wanted)).map(({ check }) => check)),
  ].slice(0, 5);
  const tools = [...new Set(all.map(({ toolTitle }) => toolTitle))].join(', ');
  throw new UsageError(`no rule is known to answer ${name}`, {
    hint:
      near.length > 0
        ? `Did you mean ${near.join(', ')}?`
        : `Ids of ${tools} are known. What Vauban does not check is not listed: a missing id does not mean that it is covered.`,
  });
}
