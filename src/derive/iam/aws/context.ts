import type { Truth } from './truth.ts';

/** What is known of a key of the request context: its value, that it is not there, or (undefined) nothing. */
export type KeyState = { readonly value: string } | 'absent' | undefined;

/** The request context, by lower-case key. */
export type RequestContext = (key: string) => KeyState;

/** A context of fixed keys over another one. */
export function withKeys(keys: Readonly<Record<string, string>>, below: RequestContext): RequestContext {
  const known = new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
  return (key) => {
    const value = known.get(key);
    return value === undefined ? below(key) : { value };
  };
}

/** A context that knows nothing. */
export const openContext: RequestContext = () => undefined;

/** A pattern after its policy variables were put in, or undefined when one of them is not known. */
export type Substituted = { readonly pattern: string } | Exclude<Truth, 'always'>;

const VARIABLE = /\$\{([^}]*)\}/g;

/**
 * Puts the policy variables in: `${aws:username}`, with its default `${key, 'text'}`, and `${*}`, `${?}`, `${$}` for the
 * characters themselves. A key that is absent makes the pattern match nothing; one that is not known, sometimes.
 */
export function substitute(text: string, context: RequestContext): Substituted {
  if (!text.includes('${')) return { pattern: text };
  let outcome: 'known' | 'sometimes' | 'never' = 'known';
  const pattern = text.replace(VARIABLE, (whole, inner: string) => {
    if (inner === '$') return '$';
    if (inner === '*' || inner === '?') return whole;
    const [key = '', fallback] = inner.split(',', 2);
    const state = context(key.trim().toLowerCase());
    if (state === undefined) {
      if (outcome === 'known') outcome = 'sometimes';
      return '';
    }
    if (state !== 'absent') return state.value;
    if (fallback !== undefined) return fallback.trim().replace(/^'|'$/g, '');
    outcome = 'never';
    return '';
  });
  return outcome === 'known' ? { pattern } : outcome;
}
