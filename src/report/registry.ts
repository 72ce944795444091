import { htmlReporter } from './html/reporter.ts';
import { jsonReporter } from './json.ts';
import type { Reporter } from './reporter.ts';
import { sarifReporter } from './sarif/reporter.ts';
import { textReporter } from './text/reporter.ts';

/** Every output format, by the value of --format. */
export const REPORTERS = {
  html: htmlReporter,
  json: jsonReporter,
  sarif: sarifReporter,
  text: textReporter,
} as const satisfies Readonly<Record<string, Reporter>>;
