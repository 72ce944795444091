import { UsageError } from '../../core/errors.ts';
import type { KeyState } from '../../derive/iam/aws/context.ts';
import { isObject, listAt, textAt } from '../../normalize/iam/json-value.ts';

/** One question as it was asked. */
export interface Asked {
  readonly who: string;
  readonly action: string;
  readonly on: string | undefined;
  /** What is known of the request, by lower-case key. */
  readonly context: ReadonlyMap<string, KeyState>;
}

/** Reads an action: one of a service, without wildcards. */
export function actionFrom(text: string, where = ''): string {
  if (/^[a-z0-9-]+:[a-z0-9]+$/i.test(text)) return text;
  const hint = /[*?]/.test(text)
    ? 'Name one action, without * and ?: s3:GetObject.'
    : 'An action is a service and a name: s3:GetObject.';
  throw new UsageError(`${where}${JSON.stringify(text)} is not an action`, { hint });
}

/** Reads what an action is done to: an ARN, or `*` for anything. */
export function resourceFrom(text: string | undefined, where = ''): string | undefined {
  if (text === undefined || /^arn:[^:]+:[^:]*:[^:]*:[^:]*:.+$/.test(text) || text === '*') return text;
  throw new UsageError(`${where}${JSON.stringify(text)} is not an ARN`, {
    hint: 'Give the ARN of a resource (arn:aws:s3:::bucket/key), or nothing to ask for any.',
  });
}

/** Reads `key=value` pairs; a key that comes twice has two values, one without a value is told to be absent. */
export function contextFrom(
  pairs: readonly string[],
  absent: readonly string[],
  where = '',
): ReadonlyMap<string, KeyState> {
  const values = new Map<string, string[]>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, equals).trim().toLowerCase();
    if (equals < 1 || !key.includes(':'))
      throw new UsageError(`${where}${JSON.stringify(pair)} is not KEY=VALUE`, {
        hint: 'For example --context aws:MultiFactorAuthPresent=true, and --without aws:SourceVpce for a key that is not there.',
      });
    values.set(key, [...(values.get(key) ?? []), pair.slice(equals + 1)]);
  }
  return new Map<string, KeyState>([
    ...[...values].map(([key, list]) => [key, { values: list }] as const),
    ...absent.map((key) => [key.toLowerCase(), 'absent'] as const),
  ]);
}

/**
 * Reads a file of questions: a JSON list of `{who, action, on, context}`, or lines of `WHO ACTION [ON] [KEY=VALUE …]`, in
 * which `#` begins a comment.
 */
export function questionsFrom(text: string, file: string): readonly Asked[] {
  return /^\s*\[/.test(text) ? fromJson(text, file) : fromLines(text, file);
}

function fromLines(text: string, file: string): readonly Asked[] {
  return text.split(/\r?\n/).flatMap((line, index): readonly Asked[] => {
    const words = line
      .replace(/(^|\s)#.*$/, '')
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length === 0) return [];
    const where = `${file}:${index + 1}: `;
    const [who = '', action, ...rest] = words;
    if (action === undefined)
      throw new UsageError(`${where}expected WHO ACTION [ON] [KEY=VALUE …]`, {
        hint: 'For example: ann s3:GetObject arn:aws:s3:::shop/a aws:MultiFactorAuthPresent=true',
      });
    const named = rest[0] !== undefined && (rest[0].startsWith('arn:') || !rest[0].includes('='));
    const on = named ? rest[0] : undefined;
    const pairs = named ? rest.slice(1) : rest;
    return [
      { who, action: actionFrom(action, where), on: resourceFrom(on, where), context: contextFrom(pairs, [], where) },
    ];
  });
}

function fromJson(text: string, file: string): readonly Asked[] {
  const value = parsedJson(text, file);
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map((one, index): Asked => {
    const where = `${file}: question ${index + 1}: `;
    const who = isObject(one) ? textAt(one, 'who') : undefined;
    const action = isObject(one) ? textAt(one, 'action') : undefined;
    if (!isObject(one) || who === undefined || action === undefined)
      throw new UsageError(`${where}expected an object with "who" and "action"`, {
        hint: '[{"who": "ann", "action": "s3:GetObject", "on": "arn:aws:s3:::shop/a", "context": {"aws:SourceIp": "10.0.0.1"}}]',
      });
    const given = isObject(one['context']) ? one['context'] : {};
    const pairs = Object.entries(given).flatMap(([key, each]) =>
      each === null
        ? []
        : (Array.isArray(each) ? (listAt(given, key) ?? []) : [each]).map((item) => `${key}=${String(item)}`),
    );
    const absent = Object.keys(given).filter((key) => given[key] === null);
    return {
      who,
      action: actionFrom(action, where),
      on: resourceFrom(textAt(one, 'on'), where),
      context: contextFrom(pairs, absent, where),
    };
  });
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} is not JSON: ${why}`, { hint: 'Give a list of questions, or one question a line.' });
  }
}
