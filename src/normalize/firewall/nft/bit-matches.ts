import { ALWAYS, type Alternative, condition, doubtful, meet, NEVER } from './alternative.ts';
import { flagNames } from './bits.ts';
import { bitsOf, combine, neededFor } from './fields.ts';
import type { MatchContext } from './match-context.ts';
import { FLAG_BITS, numberOf, STATE_BITS, STATUS_BITS } from './names.ts';
import type { Comparison, Expression, SetElement } from './syntax.ts';

type Test = (value: number) => boolean;

/** A comparison of one field, perhaps masked, as a test of the field's number. Undefined when it cannot be read. */
function testOf(
  left: Expression,
  operator: Comparison,
  right: Expression,
  table: Readonly<Record<string, number>>,
  elements: (right: Expression) => readonly SetElement[] | undefined,
): Test | undefined {
  const masked = maskOf(left, table);
  if (masked === undefined) return undefined;
  const list = elements(right);
  if (list !== undefined) {
    const values = list.map((element) => bitsOf(element.key, table));
    if (values.includes(undefined)) return undefined;
    const wanted = new Set(values);
    if (operator !== '==' && operator !== '!=' && operator !== 'in') return undefined;
    return (value) => wanted.has(masked(value)) !== (operator === '!=');
  }
  if (right.kind === 'range') {
    const from = bitsOf({ kind: 'symbol', text: right.from }, table);
    const to = bitsOf({ kind: 'symbol', text: right.to }, table);
    if (from === undefined || to === undefined || (operator !== '==' && operator !== '!=')) return undefined;
    return (value) => (from <= masked(value) && masked(value) <= to) === (operator === '==');
  }
  const wanted = bitsOf(right, table);
  if (wanted === undefined) return undefined;
  const tests: Readonly<Record<Comparison, Test>> = {
    '==': (value) => masked(value) === wanted,
    '!=': (value) => masked(value) !== wanted,
    in: (value) => (masked(value) & wanted) !== 0,
    '!': (value) => (masked(value) & wanted) === 0,
    '<': (value) => masked(value) < wanted,
    '>': (value) => masked(value) > wanted,
    '<=': (value) => masked(value) <= wanted,
    '>=': (value) => masked(value) >= wanted,
  };
  return tests[operator];
}

function maskOf(left: Expression, table: Readonly<Record<string, number>>): ((value: number) => number) | undefined {
  if (left.kind === 'selector') return (value) => value;
  if (left.kind !== 'binary') return undefined;
  const inner = maskOf(left.left, table);
  const right = bitsOf(left.right, table);
  if (inner === undefined || right === undefined || combine(left.operator, 0, 0) === undefined) return undefined;
  return (value) => combine(left.operator, inner(value), right) ?? 0;
}

/** The alternatives of a match on `ct state`. */
export function stateMatch(
  left: Expression,
  operator: Comparison,
  right: Expression,
  context: MatchContext,
): readonly Alternative[] {
  const test = testOf(left, operator, right, STATE_BITS, context.elementsOf);
  if (test === undefined) return [context.unreadable('ct state')];
  const words = Object.entries(STATE_BITS).flatMap(([word, bit]) => (test(bit) ? [word.toUpperCase()] : []));
  if (context.tracking === 'unsure') return [doubtful('ct state at the priority of connection tracking itself')];
  if (context.tracking === 'not yet') {
    // Before connection tracking the kernel has no connection to ask about: every packet is invalid, or untracked by rule.
    const invalid = words.includes('INVALID');
    if (context.untracks && invalid !== words.includes('UNTRACKED'))
      return [doubtful('ct state is asked before connection tracking, and notrack may have come before')];
    return [invalid ? ALWAYS : NEVER];
  }
  if (words.length === 0) return [NEVER];
  return [words.length === 5 ? ALWAYS : { ...ALWAYS, conditions: [condition('state', words)] }];
}

/** The alternatives of a match on `tcp flags`. */
export function flagsMatch(
  left: Expression,
  operator: Comparison,
  right: Expression,
  context: MatchContext,
): readonly Alternative[] {
  const test = testOf(left, operator, right, FLAG_BITS, context.elementsOf);
  const needed = neededFor('tcp flags');
  if (test === undefined) return [meet(needed, context.unreadable('tcp flags'))];
  const matching = Array.from({ length: 256 }, (_, value) => value).filter(test);
  if (matching.length === 0) return [NEVER];
  if (matching.length === 256) return [needed];
  return [meet(needed, { ...ALWAYS, conditions: [flagsCondition(matching)] })];
}

/** The shortest way to write a set of flag combinations: one mask, its opposite, or each combination. */
function flagsCondition(matching: readonly number[]): Alternative['conditions'][number] {
  const others = complement(matching);
  for (const [list, negated] of [
    [matching, false],
    [others, true],
  ] as const) {
    const set = list.reduce((common, value) => common & value, 255);
    const clear = list.reduce((common, value) => common & ~value, 255);
    const mask = set | clear;
    if (2 ** (8 - countBits(mask)) === list.length)
      return condition('tcp_flags', [`${flagNames(mask)}/${flagNames(set)}`], negated);
  }
  const negated = others.length < matching.length;
  const values = (negated ? others : matching).map((value) => `${flagNames(255)}/${flagNames(value)}`);
  return condition('tcp_flags', values, negated);
}

function complement(values: readonly number[]): readonly number[] {
  const inside = new Set(values);
  return Array.from({ length: 256 }, (_, value) => value).filter((value) => !inside.has(value));
}

function countBits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest >>= 1) count += rest & 1;
  return count;
}

const TRACKED = condition('state', ['NEW', 'ESTABLISHED', 'RELATED']);

/** The alternatives of a match on `ct status`; of its bits the rules tell only whether the destination was changed. */
export function statusMatch(
  left: Expression,
  operator: Comparison,
  right: Expression,
  context: MatchContext,
): readonly Alternative[] {
  if (context.tracking === 'not yet') return [NEVER];
  const tracked: Alternative = { ...ALWAYS, conditions: [TRACKED] };
  const test = testOf(left, operator, right, STATUS_BITS, context.elementsOf);
  const dnat = STATUS_BITS['dnat'] ?? 0;
  const asked = bitsAsked(left, operator, right);
  if (test === undefined || asked !== dnat)
    return [meet(tracked, doubtful('ct status depends on what became of the connection'))];
  const [changed, unchanged] = [test(dnat), test(0)];
  if (changed === unchanged) return [changed ? tracked : NEVER];
  return [{ ...tracked, translated: changed ? 'yes' : 'no' }];
}

/** The bits that decide a comparison; undefined when it compares the whole. */
function bitsAsked(left: Expression, operator: Comparison, right: Expression): number | undefined {
  if (left.kind === 'binary' && left.operator === '&') return bitsOf(left.right, STATUS_BITS);
  return operator === 'in' || operator === '!' ? bitsOf(right, STATUS_BITS) : undefined;
}

/** The alternatives of a match on `ct direction`: a first packet goes in the original direction. */
export function directionMatch(operator: Comparison, right: Expression, context: MatchContext): readonly Alternative[] {
  if (context.tracking === 'not yet') return [NEVER];
  const word = right.kind === 'symbol' ? right.text : '';
  const reply = word === 'reply' || numberOf(word) === 1;
  const known = reply || word === 'original' || numberOf(word) === 0;
  if (!known || (operator !== '==' && operator !== '!=')) return [context.unreadable('ct direction')];
  const later: Alternative = {
    ...doubtful('ct direction is not told of packets of a connection'),
    conditions: [condition('state', ['ESTABLISHED', 'RELATED'])],
  };
  const first: Alternative = { ...ALWAYS, conditions: [condition('state', ['NEW'])] };
  return reply === (operator === '==') ? [later] : [first, later];
}
