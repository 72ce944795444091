import { isObject } from '../json-value.ts';

/**
 * Member names as the API writes them: PowerShell's modules write `UserPrincipalName`, and put what their types do not
 * know into `AdditionalProperties`.
 */
export function camelized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelized);
  if (!isObject(value)) return value;
  const out: Record<string, unknown> = {};
  const set = (key: string, item: unknown): void => {
    Object.defineProperty(out, key, { value: item, enumerable: true, configurable: true, writable: true });
  };
  for (const [key, item] of Object.entries(value)) {
    const inner = camelized(item);
    if (/^additionalProperties$/i.test(key) && isObject(inner)) {
      for (const [name, one] of Object.entries(inner)) if (!Object.hasOwn(out, name)) set(name, one);
    } else set(/^[A-Z]/.test(key) ? key.charAt(0).toLowerCase() + key.slice(1) : key, inner);
  }
  return out;
}
