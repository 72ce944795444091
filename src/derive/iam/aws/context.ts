import { literally } from './glob.ts';
import type { Truth } from './truth.ts';

/** What is known of a key of the request context: its values, that it is not there, or (undefined) nothing. */
export type KeyState = { readonly values: readonly string[] } | 'absent' | undefined;

/** The request context, by lower-case key. */
export type RequestContext = (key: string) => KeyState;

/** A context of fixed keys over another one. */
export function withKeys(keys: Readonly<Record<string, string>>, below: RequestContext): RequestContext {
  return withStates(
    new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), { values: [value] }])),
    below,
  );
}

/** A context in which some keys, by lower-case name, are settled, over another one. */
export function withStates(states: ReadonlyMap<string, KeyState>, below: RequestContext): RequestContext {
  return (key) => (states.has(key) ? states.get(key) : below(key));
}

/** A context that knows nothing. */
export const openContext: RequestContext = () => undefined;

/** A pattern after its policy variables were put in, or undefined when one of them is not known. */
export type Substituted = { readonly pattern: string } | Exclude<Truth, 'always'>;

const VARIABLE = /\$\{([^}]*)\}/g;

/** The keys that the policy variables of a text ask for, lower case. */
export function variablesOf(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].flatMap(([, inner = '']) => (/^[*?$]$/.test(inner) ? [] : [variable(inner).key]));
}

function variable(inner: string): { readonly key: string; readonly fallback: string | undefined } {
  const comma = inner.indexOf(',');
  const key = (comma === -1 ? inner : inner.slice(0, comma)).trim().toLowerCase();
  return {
    key,
    fallback:
      comma === -1
        ? undefined
        : inner
            .slice(comma + 1)
            .trim()
            .replace(/^'|'$/g, ''),
  };
}

/**
 * Puts the policy variables in: `${aws:username}`, with its default `${key, 'text'}`, and `${*}`, `${?}`, `${$}` for the
 * characters themselves. What is put in means itself, whatever characters it has. A key that is absent, or that has many
 * values, makes the pattern match nothing; one that is not known, sometimes.
 */
export function substitute(text: string, context: RequestContext): Substituted {
  if (!text.includes('${')) return { pattern: text };
  let outcome: 'known' | 'sometimes' | 'never' = 'known';
  const pattern = text.replace(VARIABLE, (_whole, inner: string) => {
    if (/^[*?$]$/.test(inner)) return literally(inner);
    const { key, fallback } = variable(inner);
    const state = context(key);
    if (state === undefined) {
      if (outcome === 'known') outcome = 'sometimes';
      return '';
    }
    if (state !== 'absent' && state.values.length === 1) return literally(state.values[0] ?? '');
    if (state === 'absent' && fallback !== undefined) return literally(fallback);
    outcome = 'never';
    return '';
  });
  return outcome === 'known' ? { pattern } : outcome;
}
