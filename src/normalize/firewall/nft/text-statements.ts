import { accept, ahead, atEnd, type Cursor, take } from './cursor.ts';
import { selectorAt } from './selectors.ts';
import type { Comparison, Expression, Statement } from './syntax.ts';
import { readNat, readReject, skipLog, skipQueue } from './text-effects.ts';
import { readComputed, readKey, readPrimary, readSet, readValue, readVerdict } from './text-expressions.ts';
import { type Token, written } from './tokens.ts';

/** The statements of one rule, and its comment. */
export interface ReadStatements {
  readonly statements: readonly Statement[];
  readonly comment?: string;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '==': '==',
  eq: '==',
  '!=': '!=',
  ne: '!=',
  '<': '<',
  lt: '<',
  '>': '>',
  gt: '>',
  '<=': '<=',
  le: '<=',
  '>=': '>=',
  ge: '>=',
  '!': '!',
};

/** Without an operator, a value of these is a set of bits of which any will do (bytecode of nft, flagcmp). */
const BIT_FIELDS: ReadonlySet<string> = new Set(['tcp flags', 'ct state', 'ct status']);

/** Words at which a statement begins, for finding back after words that are not understood. */
const VERDICT_WORDS: ReadonlySet<string> = new Set(
  'accept drop continue return jump goto queue reject dnat snat masquerade redirect'.split(' '),
);

/** Reads a rule. What is not understood becomes a statement of its own; nothing is lost. */
export function readStatements(tokens: readonly Token[]): ReadStatements {
  const cursor: Cursor = { tokens: tokens.filter((token) => token.kind !== 'newline'), at: 0 };
  const statements: Statement[] = [];
  let comment: string | undefined;
  while (!atEnd(cursor)) {
    const start = cursor.at;
    if (ahead(cursor) === 'comment') {
      cursor.at++;
      comment = take(cursor)?.text;
      continue;
    }
    const found = readStatement(cursor);
    if (found !== undefined && cursor.at > start) {
      statements.push(...(Array.isArray(found) ? found : [found]));
      continue;
    }
    cursor.at = start + 1;
    while (!atEnd(cursor) && !VERDICT_WORDS.has(ahead(cursor)) && ahead(cursor) !== 'comment') cursor.at++;
    statements.push({ kind: 'unread', text: written(cursor.tokens.slice(start, cursor.at)) });
  }
  return { statements, ...(comment === undefined ? {} : { comment }) };
}

function readStatement(cursor: Cursor): Statement | readonly Statement[] | undefined {
  const word = ahead(cursor);
  switch (word) {
    case 'queue':
      cursor.at++;
      skipQueue(cursor);
      return { kind: 'unknown-verdict', what: 'queue' };
    case 'reject':
      return readReject(cursor);
    case 'counter':
      return readCounter(cursor);
    case 'log':
      skipLog(cursor);
      return { kind: 'pass', what: 'log' };
    case 'limit':
    case 'quota':
      return readRate(cursor, word);
    case 'notrack':
      cursor.at++;
      return { kind: 'notrack' };
    case 'dnat':
    case 'snat':
    case 'masquerade':
    case 'redirect':
      return readNat(cursor);
    case 'tproxy':
      cursor.at++;
      for (const one of ['ip', 'ip6', 'to']) accept(cursor, one);
      while (!atEnd(cursor) && !VERDICT_WORDS.has(ahead(cursor)) && selectorAt(cursor.tokens, cursor.at) === undefined)
        cursor.at++;
      return { kind: 'pass', what: 'tproxy' };
    case 'dup':
    case 'fwd':
      cursor.at++;
      accept(cursor, 'to');
      readComputed(cursor);
      if (accept(cursor, 'device')) readComputed(cursor);
      return word === 'dup' ? { kind: 'pass', what: 'dup' } : { kind: 'taken', what: 'fwd' };
    case 'flow':
      if (ahead(cursor, 1) !== 'add' && ahead(cursor, 1) !== 'offload') return undefined;
      cursor.at += 2;
      readPrimary(cursor);
      return { kind: 'pass', what: 'flow add' };
    case 'add':
    case 'update':
    case 'delete':
      return readSetChange(cursor);
    case 'set':
      return undefined;
    case 'meter':
      return readMeter(cursor);
    case 'synproxy':
      cursor.at++;
      while (['mss', 'wscale', 'name'].includes(ahead(cursor))) cursor.at += 2;
      while (['timestamp', 'sack-perm'].includes(ahead(cursor))) cursor.at++;
      return { kind: 'unknown-verdict', what: 'synproxy' };
    case 'last':
      cursor.at++;
      if (accept(cursor, 'used')) cursor.at++;
      return { kind: 'pass', what: 'last' };
    case 'xt':
      return readExtension(cursor);
    case 'ct':
      if (ahead(cursor, 1) === 'count') {
        cursor.at += 2;
        accept(cursor, 'over');
        cursor.at++;
        return { kind: 'doubt', why: 'ct count depends on how many connections there are' };
      }
      return readMatch(cursor);
    default:
      return readVerdict(cursor) ?? readMatch(cursor);
  }
}

function readCounter(cursor: Cursor): Statement {
  cursor.at++;
  if (accept(cursor, 'name')) {
    cursor.at++;
    return { kind: 'pass', what: 'counter' };
  }
  if (!accept(cursor, 'packets')) return { kind: 'pass', what: 'counter' };
  const packets = Number(take(cursor)?.text);
  if (accept(cursor, 'bytes')) cursor.at++;
  return Number.isSafeInteger(packets) ? { kind: 'counter', packets } : { kind: 'pass', what: 'counter' };
}

function readRate(cursor: Cursor, what: 'limit' | 'quota'): Statement {
  cursor.at++;
  const doubt: Statement = { kind: 'doubt', why: `${what} depends on the rate or count of packets` };
  if (accept(cursor, 'name')) {
    readComputed(cursor);
    return doubt;
  }
  accept(cursor, 'rate');
  if (!accept(cursor, 'over')) accept(cursor, 'until');
  const amount = (): void => {
    cursor.at++;
    if (UNITS.test(ahead(cursor))) cursor.at++;
  };
  amount();
  if (accept(cursor, '/')) cursor.at++;
  for (const option of ['burst', 'used']) if (accept(cursor, option)) amount();
  return doubt;
}

const UNITS = /^(?:bytes|kbytes|mbytes|gbytes|packets)(?:\/\w+)?$/;

/** `add @set { ip saddr timeout 1m }`, `update @set { ip saddr limit rate over 5/second }`, `add @m { ip saddr : 1 }`. */
function readSetChange(cursor: Cursor): Statement | readonly Statement[] | undefined {
  const operation = take(cursor)?.text ?? '';
  if (!accept(cursor, '@')) return undefined;
  const set = take(cursor)?.text ?? '';
  return [{ kind: 'change-set', operation, set }, ...conditionsInside(cursor)];
}

/** A rate inside of the braces decides whether the rule matches. */
function conditionsInside(cursor: Cursor): readonly Statement[] {
  if (ahead(cursor) !== '{') return [];
  const start = cursor.at;
  readSet(cursor);
  const words = cursor.tokens.slice(start, cursor.at).map((token) => token.text);
  const rate = words.some((word) => word === 'limit' || word === 'quota' || word === 'count');
  return rate ? [{ kind: 'doubt', why: 'it depends on the rate or count of packets of one key' }] : [];
}

function readMeter(cursor: Cursor): Statement | undefined {
  cursor.at += 2;
  if (accept(cursor, 'size')) cursor.at++;
  if (ahead(cursor) !== '{') return undefined;
  readSet(cursor);
  return { kind: 'doubt', why: 'it depends on the rate or count of packets of one key' };
}

/** `xt match "recent"`, `xt target LOG`: extensions of iptables that nft does not know. */
function readExtension(cursor: Cursor): Statement {
  cursor.at++;
  const what = take(cursor)?.text ?? '';
  const name = take(cursor)?.text ?? '';
  return extensionStatement(what, name);
}

/** An extension of iptables in a dump of nft. */
export function extensionStatement(type: string, name: string): Statement {
  if (type === 'target') return { kind: 'unknown-verdict', what: `xt ${name}` };
  if (name === 'comment') return { kind: 'pass', what: 'comment' };
  return { kind: 'doubt', why: `xt ${type} ${name}: nft does not tell what it matches` };
}

function readMatch(cursor: Cursor): Statement | undefined {
  const left = readKey(cursor);
  if (left === undefined) return undefined;
  if (accept(cursor, 'vmap')) return { kind: 'vmap', key: left, data: readPrimary(cursor) };
  if (left.kind === 'selector' && ahead(cursor) === 'set') {
    cursor.at++;
    readComputed(cursor);
    return setStatement(left.name);
  }
  const written = COMPARISONS[ahead(cursor)];
  if (written !== undefined) cursor.at++;
  if (atEnd(cursor)) return undefined;
  const right = readValue(cursor);
  const bits = left.kind === 'selector' && BIT_FIELDS.has(left.name);
  if (bits && accept(cursor, '/')) {
    const mask = readValue(cursor);
    const masked: Expression = { kind: 'binary', operator: '&', left, right: mask };
    return { kind: 'match', operator: written ?? '==', left: masked, right };
  }
  const plain = right.kind === 'symbol' || right.kind === 'list' || right.kind === 'binary';
  return { kind: 'match', operator: written ?? (bits && plain ? 'in' : '=='), left, right };
}

const ADDRESSING = /^(?:ip6? [sd]addr|(?:tcp|udp|th|sctp|dccp|udplite) [sd]port|ip protocol|ip6 nexthdr)$/;

/** A statement that writes something of the packet or about it. */
export function setStatement(name: string): Statement {
  return ADDRESSING.test(name) ? { kind: 'rewrite', what: name } : { kind: 'pass', what: `${name} set` };
}
