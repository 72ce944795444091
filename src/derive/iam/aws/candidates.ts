import { type IpFamily, lastAddress, parseIpRange } from '../../../core/ip-range.ts';
import type { IamCondition } from '../../../model/generated/model.ts';
import type { KeyState } from './context.ts';
import { plainText } from './glob.ts';
import { instantOf, numberOf, parseOperator } from './operators.ts';

/** States of a key of the request that stand for all of them, as far as some conditions can tell them apart. */
export interface Candidates {
  readonly states: readonly KeyState[];
  /** False where some combination of answers may have been missed. */
  readonly complete: boolean;
}

const OTHER = 'vauban-other-value';
/** More values than this are not combined into sets. */
const COMBINED_VALUES = 4;

/** Keys that every signed request carries (IAM user guide, "AWS global condition context keys"). */
const ALWAYS_THERE = new Set(['aws:currenttime', 'aws:epochtime', 'aws:viaawsservice']);
const TWO_VALUED =
  /^(aws:securetransport|aws:multifactorauthpresent|aws:viaawsservice|aws:principalisawsservice|kms:grantisforawsresource)$/;

/** The states of a key that are worth trying: absent, at and beside every value that a condition names, and another one. */
export function candidatesOf(key: string, conditions: readonly IamCondition[]): Candidates {
  const values = new Set<string>();
  const wild = new Set<string>();
  let complete = true;
  let sets = false;
  for (const condition of conditions) {
    const { base, set } = parseOperator(condition.operator);
    if (set !== undefined) sets = true;
    for (const wanted of condition.values) {
      if (wanted.includes('${') || wanted === '<cut>') complete = false;
      for (const value of around(base, wanted)) values.add(value);
      if ((base === 'stringlike' || base.startsWith('arn')) && /[*?]/.test(wanted) && !/^\*+$/.test(wanted))
        wild.add(wanted);
    }
  }
  // What two patterns share is not looked for.
  if (wild.size > 1) complete = false;
  if (TWO_VALUED.test(key)) {
    values.clear();
    values.add('true').add('false');
  } else values.add(OTHER);
  const list = [...values].map(plainText);
  const lists = sets ? subsets(list) : list.map((value) => [value]);
  if (sets && list.length > COMBINED_VALUES + 1) complete = false;
  return {
    states: [...(ALWAYS_THERE.has(key) ? [] : ['absent' as const]), ...lists.map((each) => ({ values: each }))],
    complete,
  };
}

/** Values that meet a wanted value, and its neighbours that do not. */
function around(base: string, wanted: string): readonly string[] {
  if (base.startsWith('numeric')) {
    const value = numberOf(wanted);
    return value === undefined ? [] : [value - 0.5, value, value + 0.5].map(String);
  }
  if (base.startsWith('date')) {
    const ms = instantOf(wanted);
    return ms === undefined ? [] : [ms - 1000, ms, ms + 1000].map((one) => new Date(one).toISOString());
  }
  if (base === 'ipaddress') {
    const range = parseIpRange(wanted);
    if (range === undefined) return [];
    const after = range.to === lastAddress(range.family) ? [] : [range.to + 1n];
    return [range.from, ...after, 0n].map((value) => addressText(range.family, value));
  }
  if (base === 'bool') return ['true', 'false'];
  if (base === 'null') return [];
  if (base === 'stringequalsignorecase') return [wanted, wanted.toLowerCase(), wanted.toUpperCase(), oddCase(wanted)];
  if (base === 'stringlike' || base.startsWith('arn'))
    return [wanted.replaceAll('*', OTHER).replaceAll('?', 'w'), ...(/^\*+$/.test(wanted) ? [''] : [])];
  return [wanted];
}

function oddCase(text: string): string {
  return [...text].map((char, index) => (index % 2 === 0 ? char.toUpperCase() : char.toLowerCase())).join('');
}

/** An address as text; IPv6 without shortening. */
function addressText(family: IpFamily, value: bigint): string {
  if (family === 'ipv4') return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  return [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((value >> shift) & 0xffffn).toString(16)).join(':');
}

/** All subsets but the empty one, which is the absent key; of many values only the single ones, the pairs and the whole. */
function subsets(list: readonly string[]): readonly (readonly string[])[] {
  if (list.length > COMBINED_VALUES + 1)
    return [
      ...list.map((one) => [one]),
      ...list.flatMap((one, index) => list.slice(index + 1).map((other) => [one, other])),
      list,
    ];
  return Array.from({ length: 2 ** list.length - 1 }, (_, mask) =>
    list.filter((_one, bit) => ((mask + 1) >> bit) % 2 === 1),
  );
}
