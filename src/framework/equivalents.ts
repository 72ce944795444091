import { ConfigError } from '../core/errors.ts';
import { explainSchemaErrors } from '../model/explain-schema-errors.ts';
import type { Equivalents } from '../model/generated/model.ts';
import { validateEquivalents } from '../model/generated/validators.js';

/** A check of another tool beside a rule of ours. */
export interface Equivalent {
  /** The id of the tool: `lynis`. */
  readonly tool: string;
  /** Its name as people write it. */
  readonly toolTitle: string;
  /** The id that the tool prints. */
  readonly check: string;
  readonly rule: string;
  readonly relation: 'same' | 'ours-stricter' | 'theirs-wider' | 'part';
}

/** Checks the equivalents of one tool (parsed YAML or JSON). */
export function readEquivalents(value: unknown, file: string): Equivalents {
  if (!validateEquivalents(value))
    throw new ConfigError(`${file}: not equivalents: ${explainSchemaErrors(validateEquivalents.errors)}`);
  return value;
}

/** Every pair of a check and a rule, in the order of the files. */
export function equivalentPairs(tools: readonly Equivalents[]): readonly Equivalent[] {
  return tools.flatMap(({ tool, title, checks }) =>
    checks.flatMap(({ id, rules }) =>
      rules.map(({ rule, relation }) => ({ tool, toolTitle: title, check: id, rule, relation })),
    ),
  );
}

/** What a relation means, said of a check and of our rule. */
export const RELATION_MEANING: Readonly<Record<Equivalent['relation'], string>> = {
  same: 'the same condition',
  'ours-stricter': 'ours fails whenever theirs does, and in more cases',
  'theirs-wider': 'theirs also fails on what ours allows',
  part: 'they overlap',
};
