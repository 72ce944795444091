import type { Place } from './fact.ts';

/** Something a person should know about the input; never lost, never fatal. */
export interface Diagnostic {
  readonly level: 'error' | 'warning' | 'note';
  /** Kebab-case, stable: `unreadable-file`, `parse-error`, `unknown-column`, … */
  readonly code: string;
  /** What happened. */
  readonly message: string;
  readonly at?: Place;
  /** What to do next. */
  readonly hint?: string;
}
