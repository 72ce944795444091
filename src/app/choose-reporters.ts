import { UsageError } from '../core/errors.ts';
import { REPORTERS } from '../report/registry.ts';
import type { Reporter } from '../report/reporter.ts';

/** The values of --format. */
export const FORMAT_NAMES: readonly string[] = Object.keys(REPORTERS);

/** The reporters of the formats asked for, each once, in the order asked. */
export function chooseReporters(formats: readonly string[]): readonly Reporter[] {
  return [...new Set(formats)].map((format) => {
    const found = Object.entries<Reporter>(REPORTERS).find(([id]) => id === format);
    if (found !== undefined) return found[1];
    throw new UsageError(`there is no format ${format}`, {
      hint: `Choose among ${FORMAT_NAMES.join(', ')}; several with commas.`,
    });
  });
}
