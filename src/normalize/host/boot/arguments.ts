import type { Overridden, Place } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { HostBootArgument } from '../../../model/generated/model.ts';

/** One word of a kernel command line. */
export interface KernelWord {
  /** Lower-case part before `=`, underscores for dashes (the kernel takes them as one). */
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly at: Place;
}

/** What the collector puts in place of values that are no known settings. */
const CUT = '<cut>';

/**
 * Splits a command line as the kernel does: blanks part words, double quotes join them, and what follows `--` belongs to
 * init (Documentation/admin-guide/kernel-parameters).
 */
export function kernelWords(line: string, at: Place): readonly KernelWord[] {
  const words: KernelWord[] = [];
  for (const [text] of line.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)) {
    if (text === '--') break;
    const bare = text.replaceAll('"', '');
    const equals = bare.indexOf('=');
    const name = (equals < 0 ? bare : bare.slice(0, equals)).replaceAll('-', '_');
    words.push({ name, value: equals < 0 ? '' : bare.slice(equals + 1), text: bare, at });
  }
  return words;
}

/** The arguments by name: of several with one name the last one holds. Values that were cut say nothing and are left out. */
export function bootArguments(words: readonly KernelWord[]): readonly HostBootArgument[] {
  const byName = new Map<string, KernelWord[]>();
  for (const word of words.filter(({ value }) => value !== CUT)) {
    byName.set(word.name, [...(byName.get(word.name) ?? []), word]);
  }
  return sortedBy(byName, ([name]) => name).flatMap(([name, all]): readonly HostBootArgument[] => {
    const last = all.at(-1);
    if (last === undefined) return [];
    const lost: Overridden[] = all
      .slice(0, -1)
      .filter(({ value }) => value !== last.value)
      .map(({ text, at }) => ({ at, text, why: 'a later argument of the same name holds' }));
    return [{ id: name, value: last.value, at: last.at, ...(lost.length === 0 ? {} : { overridden: lost }) }];
  });
}
