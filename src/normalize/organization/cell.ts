import type { Place } from '../../core/fact.ts';

/** One value of a register as written: a cell of a table or a scalar of a YAML file. */
export interface Cell {
  /** The name of the column or key, for messages. */
  readonly name: string;
  /** As written, trimmed; empty when nothing is written there. */
  readonly text: string;
  readonly at: Place;
  /** True when a table has no such column at all: that tells nothing, where an empty cell may be a failure to declare. */
  readonly noColumn: boolean;
}

/** Words that say on purpose that a value is not known. */
const NOT_KNOWN = new Set(['unknown', 'inconnu', 'n/a', 'na', 'n.a.', 'not applicable', '?', '-']);

/** True when the text itself says that the value is not known or does not apply (`unknown`, `n/a`, …). */
export function saysUnknown(text: string): boolean {
  return NOT_KNOWN.has(text.toLowerCase());
}
