import { isRecord } from '../../../core/record.ts';
import { fibName } from './selectors.ts';
import type { Expression, SetElement, VerdictExpression } from './syntax.ts';

/** Deeper nesting is no dump of nft. */
const MAX_DEPTH = 64;
const OPERATORS = ['&', '|', '^', '<<', '>>'] as const;
const VERDICTS = ['accept', 'drop', 'continue', 'return', 'queue'] as const;

/** Reads an expression of libnftables-json(5). */
export function readJsonExpression(value: unknown, depth = 0): Expression {
  if (depth > MAX_DEPTH) return { kind: 'opaque', text: '…' };
  const read = (one: unknown) => readJsonExpression(one, depth + 1);
  if (typeof value === 'string')
    return value.startsWith('@') ? { kind: 'reference', name: value.slice(1) } : { kind: 'symbol', text: value };
  if (Number.isInteger(value)) return { kind: 'symbol', text: `${value}` };
  if (typeof value === 'boolean') return { kind: 'symbol', text: value ? 'exists' : 'missing' };
  if (Array.isArray(value) && value.length > 0) return { kind: 'list', items: value.map(read) };
  if (!isRecord(value)) return { kind: 'opaque', text: 'null' };
  const verdict = readJsonVerdict(value);
  if (verdict !== undefined) return verdict;
  const [name = '', inner] = Object.entries(value)[0] ?? [];
  const operator = OPERATORS.find((one) => one === name);
  if (operator !== undefined && Array.isArray(inner)) {
    const parts: readonly Expression[] = inner.map(read);
    const [first, ...others] = parts;
    if (first !== undefined) return others.reduce((left, right) => ({ kind: 'binary', operator, left, right }), first);
  }
  switch (name) {
    case 'prefix':
      if (isRecord(inner) && typeof inner['addr'] === 'string' && typeof inner['len'] === 'number')
        return { kind: 'prefix', address: inner['addr'], length: inner['len'] };
      break;
    case 'range':
      if (Array.isArray(inner) && inner.length === 2) {
        const [from, to] = inner.map(read);
        if (from?.kind === 'symbol' && to?.kind === 'symbol') return { kind: 'range', from: from.text, to: to.text };
      }
      break;
    case 'concat':
      if (Array.isArray(inner)) return { kind: 'concat', parts: inner.map(read) };
      break;
    case 'set':
      return { kind: 'set', elements: readJsonElements(inner, depth + 1) };
    case 'elem':
      return isRecord(inner) ? read(inner['val']) : read(inner);
    case 'map':
      if (isRecord(inner)) return { kind: 'map', key: read(inner['key']), data: read(inner['data']) };
      break;
    default: {
      const selector = selectorName(name, inner);
      if (selector !== undefined) return { kind: 'selector', name: selector };
    }
  }
  return { kind: 'opaque', text: JSON.stringify(value).slice(0, 120) };
}

/** `{"accept": null}`, `{"jump": {"target": "x"}}`. */
export function readJsonVerdict(value: unknown): VerdictExpression | undefined {
  if (!isRecord(value)) return undefined;
  const [name = '', inner] = Object.entries(value)[0] ?? [];
  const verdict = VERDICTS.find((one) => one === name);
  if (verdict !== undefined) return { kind: 'verdict', verdict };
  if (name !== 'jump' && name !== 'goto') return undefined;
  const target = isRecord(inner) ? inner['target'] : inner;
  return { kind: 'verdict', verdict: name, target: typeof target === 'string' ? target : '' };
}

/** The elements of a set, or the pairs of a map. */
export function readJsonElements(value: unknown, depth = 0): readonly SetElement[] {
  // One element alone stands without a list in some versions.
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.map((one): SetElement => {
    if (Array.isArray(one) && one.length === 2) {
      const key = readElement(one[0], depth);
      const data = readElement(one[1], depth);
      return { ...key, data: data.key, ...(key.timeout || data.timeout ? { timeout: true } : {}) };
    }
    return readElement(one, depth);
  });
}

function readElement(value: unknown, depth: number): SetElement {
  const inner = isRecord(value) ? value['elem'] : undefined;
  if (!isRecord(inner)) return { key: readJsonExpression(value, depth + 1) };
  const timeout = inner['timeout'] !== undefined || inner['expires'] !== undefined;
  return { key: readJsonExpression(inner['val'], depth + 1), ...(timeout ? { timeout: true } : {}) };
}

/** The selector that an object stands for, named as in the text. */
function selectorName(name: string, inner: unknown): string | undefined {
  if (!isRecord(inner)) return ['symhash', 'numgen', 'jhash', 'osf'].includes(name) ? name : undefined;
  const word = (key: string): string => {
    const value = inner[key];
    return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  };
  const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
  switch (name) {
    case 'payload':
      if (word('base') !== '') return `@${word('base')},${word('offset')},${word('len')}`;
      if (word('protocol') === 'th' && word('offset') !== '') return `@th,${word('offset')},${word('len')}`;
      return words(word('tunnel'), word('protocol'), word('field'));
    case 'meta':
      return `meta ${word('key')}`;
    case 'ct': {
      const family = word('family');
      return words('ct', word('dir'), family, word('key'));
    }
    case 'fib': {
      const flags = inner['flags'];
      const list: readonly unknown[] = Array.isArray(flags) ? flags : [flags];
      return fibName(
        list.filter((one) => typeof one === 'string'),
        word('result') === 'check' ? 'oif' : word('result'),
      );
    }
    case 'rt':
      return words('rt', word('family'), word('key'));
    case 'exthdr':
      return words('exthdr', word('name'), word('field'));
    case 'tcp option':
    case 'ip option':
    case 'sctp chunk':
    case 'dccp option':
      return words(name, word('name') || word('type'), word('field'));
    case 'socket':
      return `socket ${word('key')}`;
    case 'osf':
      return 'osf name';
    case 'numgen':
    case 'jhash':
    case 'symhash':
      return name;
    case 'ipsec':
      return words('ipsec', word('dir'), word('family') || word('key'));
    case 'tunnel':
      return `tunnel ${word('key')}`;
    default:
      return undefined;
  }
}
