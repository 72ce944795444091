import { parseInstant } from '../../core/clock.ts';

/** An instant as the model writes it (UTC, no empty fraction); undefined when the text is not an instant. */
export function utcInstant(text: string): string | undefined {
  // Python's str() of a date puts a space where RFC 3339 has T.
  const ms = parseInstant(text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T'));
  return ms === undefined ? undefined : new Date(ms).toISOString().replace('.000Z', 'Z');
}
