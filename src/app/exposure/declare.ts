import type { Diagnostic } from '../../core/diagnostic.ts';
import { UsageError } from '../../core/errors.ts';
import { declarationOf } from '../../derive/firewall/declared-file.ts';
import { type ExposureSources, readRules } from './exposure.ts';

/** A first exposure.yaml, and what to know of the input. */
export interface Declaration {
  /** Empty where there are no rules. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** An exposure.yaml of what can be reached now. A declaration is written for one target: two are a UsageError. */
export async function declarationsOf(sources: ExposureSources): Promise<Declaration> {
  const { guarded, diagnostics } = await readRules(sources);
  const [first, second] = guarded;
  if (second !== undefined)
    throw new UsageError(`--declare writes for one target; ${guarded.length} have rules`, {
      hint: 'Name them one by one, and put the services of the files together: `on` says which target each one holds for.',
    });
  const ruleset = first?.snapshot.firewall?.ruleset?.data;
  const text = first === undefined || ruleset === undefined ? '' : declarationOf(ruleset, first.snapshot.target.name);
  return { text, diagnostics };
}
