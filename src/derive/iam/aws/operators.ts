import { parseAddress, parseIpRange } from '../../../core/ip-range.ts';
import { arnMatcher, globMatcher, plainText } from './glob.ts';

/** A condition operator taken apart (IAM user guide, "Condition operators" and "Set operators"). */
export interface Operator {
  /** Without its set operator, its negation and `IfExists`, lower case. */
  readonly base: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set: 'all' | 'any' | undefined;
}

/** Takes the name of an operator apart; names ignore case. */
export function parseOperator(text: string): Operator {
  const [, set, body = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(text) ?? [];
  const base = body.toLowerCase();
  const positive = base.replace('not', '');
  return {
    base: positive,
    negated: positive !== base,
    ifExists: ifExists !== undefined,
    set: set === undefined ? undefined : set.toLowerCase() === 'forallvalues' ? 'all' : 'any',
  };
}

/** Whether one wanted value (with the policy variables put in) is met by one value of the request. */
export type Comparison = (wanted: string, actual: string) => boolean;

const EQUALS: Comparison = (wanted, actual) => plainText(wanted) === actual;
const EQUALS_IGNORING_CASE: Comparison = (wanted, actual) => plainText(wanted).toLowerCase() === actual.toLowerCase();
const ARN: Comparison = (wanted, actual) => arnMatcher(wanted)(actual);
const ADDRESS: Comparison = (wanted, actual) => {
  const range = parseIpRange(wanted);
  const address = parseAddress(actual);
  return (
    range !== undefined && address?.family === range.family && range.from <= address.value && address.value <= range.to
  );
};

/** Comparisons by the name of their operator without negation. */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['stringequals', EQUALS],
  ['stringequalsignorecase', EQUALS_IGNORING_CASE],
  ['stringlike', (wanted, actual) => globMatcher(wanted)(actual)],
  ['bool', EQUALS_IGNORING_CASE],
  ['binaryequals', EQUALS],
  ['arnequals', ARN],
  ['arnlike', ARN],
  ['ipaddress', ADDRESS],
  ...ordered('numeric', numberOf),
  ...ordered('date', instantOf),
]);

/** The comparison of an operator; undefined for one that AWS does not have. */
export function comparisonOf(base: string): Comparison | undefined {
  return COMPARISONS.get(base);
}

function ordered(name: string, read: (text: string) => number | undefined): readonly (readonly [string, Comparison])[] {
  const by = (holds: (actual: number, wanted: number) => boolean): Comparison => {
    return (wanted, actual) => {
      const left = read(actual);
      const right = read(plainText(wanted));
      return left !== undefined && right !== undefined && holds(left, right);
    };
  };
  return [
    [`${name}equals`, by((actual, wanted) => actual === wanted)],
    [`${name}lessthan`, by((actual, wanted) => actual < wanted)],
    [`${name}lessthanequals`, by((actual, wanted) => actual <= wanted)],
    [`${name}greaterthan`, by((actual, wanted) => actual > wanted)],
    [`${name}greaterthanequals`, by((actual, wanted) => actual >= wanted)],
  ];
}

/** A number as IAM writes it. */
export function numberOf(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** Milliseconds of a date: ISO 8601 as the W3C profiles it, or seconds of the epoch. */
export function instantOf(text: string): number | undefined {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  const [, day, time, zone = 'Z'] =
    /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text) ?? [];
  if (day === undefined) return undefined;
  const ms = Date.parse(time === undefined ? day : `${day}T${time}${zone}`);
  return Number.isNaN(ms) ? undefined : ms;
}
