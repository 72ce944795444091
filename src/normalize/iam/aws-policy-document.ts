import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import type { IamCondition, IamPolicyPrincipal, IamStatement } from '../../model/generated/model.ts';
import { isObject, type JsonObject } from './json-value.ts';

/** The statements of a policy document, or why they cannot be told. */
export type StatementsFact = Fact<readonly IamStatement[]>;

/** Where a document stands, and where its parts do. */
export interface DocumentPlace {
  readonly at: Place;
  /** The place of an object inside the document, by a pointer relative to it; undefined inside an encoded text. */
  readonly inside: ((pointer: string) => Place) | undefined;
}

/**
 * Reads an AWS policy document: an object, its JSON text, or that text URL-encoded (RFC 3986) as the API gives it.
 * Statement, Action, Resource and the values of conditions may be single or lists; element names ignore case.
 */
export function parsePolicyDocument(document: unknown, place: DocumentPlace): StatementsFact {
  const decoded = typeof document === 'string' ? decodeDocument(document) : document;
  if (!isObject(decoded)) {
    return unknown('the policy document is neither an object nor (URL-encoded) JSON text; export it again', place.at);
  }
  const withVariables = element(decoded, 'version') === VARIABLES_SINCE;
  const inside = typeof document === 'string' ? undefined : place.inside;
  const list = element(decoded, 'statement');
  const single = isObject(list);
  const items: readonly unknown[] | undefined = single ? [list] : Array.isArray(list) ? list : undefined;
  if (items === undefined) return unknown('the policy document has no Statement; export it again', place.at);
  const statements: IamStatement[] = [];
  for (const [index, item] of items.entries()) {
    const at = inside?.(single ? '/Statement' : `/Statement/${index}`) ?? place.at;
    const statement = isObject(item) ? parseStatement(item, index, at, withVariables) : undefined;
    if (statement === undefined) {
      return unknown(
        `statement ${index + 1} of the policy document is not understood; check Effect, Action and Resource`,
        at,
      );
    }
    statements.push(statement);
  }
  return known(statements, place.at);
}

/** The version of the policy language that has variables; in the one before, `${` is text. */
const VARIABLES_SINCE = '2012-10-17';

function withoutVariables(text: string): string {
  const dollar = '$';
  return text.split(`${dollar}{`).join(`${dollar}{${dollar}}{`);
}

function decodeDocument(text: string): unknown {
  try {
    return JSON.parse(text.trimStart().startsWith('%') ? decodeURIComponent(text) : text);
  } catch {
    return undefined;
  }
}

function element(object: JsonObject, name: string): unknown {
  for (const [key, value] of Object.entries(object)) if (key.toLowerCase() === name) return value;
  return undefined;
}

function strings(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
}

function parseStatement(item: JsonObject, index: number, at: Place, withVariables: boolean): IamStatement | undefined {
  const effect = element(item, 'effect');
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  const actions = strings(element(item, 'action'));
  const notActions = strings(element(item, 'notaction'));
  if (actions === undefined && notActions === undefined) return undefined;
  const patterns = (value: unknown): readonly string[] | undefined =>
    withVariables ? strings(value) : strings(value)?.map(withoutVariables);
  const resources = patterns(element(item, 'resource'));
  const notResources = patterns(element(item, 'notresource'));
  const principals = parsePrincipals(element(item, 'principal'));
  const notPrincipals = parsePrincipals(element(item, 'notprincipal'));
  const conditions = parseConditions(element(item, 'condition'), patterns);
  if (conditions === undefined) return undefined;
  const sid = element(item, 'sid');
  return {
    id: typeof sid === 'string' && sid !== '' ? sid : `#${index + 1}`,
    effect: effect === 'Allow' ? 'allow' : 'deny',
    ...(actions === undefined ? {} : { actions }),
    ...(notActions === undefined ? {} : { not_actions: notActions }),
    ...(resources === undefined ? {} : { resources }),
    ...(notResources === undefined ? {} : { not_resources: notResources }),
    ...(principals === undefined ? {} : { principals }),
    ...(notPrincipals === undefined ? {} : { not_principals: notPrincipals }),
    conditions,
    at,
  };
}

function parsePrincipals(value: unknown): readonly IamPolicyPrincipal[] | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return [{ kind: '*', value: '*' }];
  if (!isObject(value)) return [{ kind: 'AWS', value: JSON.stringify(value) }];
  return Object.entries(value).flatMap(([kind, names]) =>
    (strings(names) ?? []).map((name) => ({ kind, value: name })),
  );
}

/** Keys whose value is shared between two parties, like a password. */
const SHARED_SECRET = /^(sts:externalid|aws:referer|aws:useragent)$/i;

/** Undefined for conditions that are not understood: a condition that is overlooked would widen what is granted. */
function parseConditions(
  value: unknown,
  patterns: (value: unknown) => readonly string[] | undefined,
): readonly IamCondition[] | undefined {
  if (value === undefined) return [];
  if (!isObject(value)) return undefined;
  const conditions: IamCondition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isObject(keys)) return undefined;
    for (const [key, values] of Object.entries(keys)) {
      const told = patterns(values) ?? [];
      // That a value is a bare wildcard matters; what else it is does not.
      const kept = SHARED_SECRET.test(key) ? told.map((one) => (/^[*?]*$/.test(one) ? one : '<cut>')) : told;
      conditions.push({ operator, key, values: kept });
    }
  }
  return conditions;
}
