import { accept, ahead, atEnd, type Cursor, take } from './cursor.ts';
import type { Expression, Statement } from './syntax.ts';
import { readComputed, readPrimary } from './text-expressions.ts';

/** `reject`, `reject with tcp reset`, `reject with icmpx type admin-prohibited`. */
export function readReject(cursor: Cursor): Statement {
  cursor.at++;
  if (!accept(cursor, 'with')) return { kind: 'reject' };
  const answer = take(cursor)?.text ?? '';
  if (answer === 'tcp') accept(cursor, 'reset');
  else {
    accept(cursor, 'type');
    readPrimary(cursor);
  }
  return { kind: 'reject', answer };
}

/** `log prefix "x" level warn group 2 snaplen 64 queue-threshold 5 flags tcp sequence,options`. */
export function skipLog(cursor: Cursor): void {
  cursor.at++;
  for (;;) {
    if (['prefix', 'level', 'group', 'snaplen', 'queue-threshold'].includes(ahead(cursor))) cursor.at += 2;
    else if (accept(cursor, 'flags')) {
      const flag = take(cursor)?.text;
      if (flag !== 'tcp' && flag !== 'ip') continue;
      cursor.at++;
      while (accept(cursor, ',')) cursor.at++;
    } else return;
  }
}

/** `queue num 1-3 bypass,fanout`, `queue flags bypass to 0`, `queue to numgen inc mod 2`. */
export function skipQueue(cursor: Cursor): void {
  for (;;) {
    if (accept(cursor, 'num') || accept(cursor, 'to')) readComputed(cursor);
    else if (accept(cursor, 'flags')) cursor.at++;
    else if (['bypass', 'fanout', ','].includes(ahead(cursor))) cursor.at++;
    else return;
  }
}

const KINDS = ['dnat', 'snat', 'masquerade', 'redirect'] as const;

/** `dnat ip to 10.0.0.5:8080`, `dnat to tcp dport map { … }`, `redirect to :8083`, `masquerade random`. */
export function readNat(cursor: Cursor): Statement | undefined {
  const word = take(cursor)?.text;
  const nat = KINDS.find((one) => one === word);
  if (nat === undefined) return undefined;
  const family = ahead(cursor) === 'ip' || ahead(cursor) === 'ip6' ? ahead(cursor) : undefined;
  if (family !== undefined && ahead(cursor, 1) !== 'saddr' && ahead(cursor, 1) !== 'daddr') cursor.at++;
  if (accept(cursor, 'addr')) {
    accept(cursor, '.');
    accept(cursor, 'port');
  }
  const prefix = accept(cursor, 'prefix');
  if (accept(cursor, 'interval')) accept(cursor, 'port');
  const to = accept(cursor, 'to');
  let address: Expression | undefined;
  let port: Expression | undefined;
  if (to || ((nat === 'dnat' || nat === 'snat') && !atEnd(cursor))) {
    if (ahead(cursor) !== ':') address = readNatAddress(cursor);
    if (accept(cursor, ':')) port = readNatPort(cursor);
  }
  while (['random', 'fully-random', 'persistent', ',', 'flags'].includes(ahead(cursor))) cursor.at++;
  return {
    kind: 'nat',
    nat,
    ...(family === 'ip' || family === 'ip6' ? { family } : {}),
    ...(address === undefined || prefix ? {} : { address }),
    ...(port === undefined ? {} : { port }),
  };
}

function readNatAddress(cursor: Cursor): Expression {
  if (!accept(cursor, '[')) return readComputed(cursor);
  const inner = readComputed(cursor);
  accept(cursor, ']');
  if (inner.kind !== 'symbol' || !accept(cursor, '-')) return inner;
  accept(cursor, '[');
  const to = readPrimary(cursor);
  accept(cursor, ']');
  return to.kind === 'symbol' ? { kind: 'range', from: inner.text, to: to.text } : { kind: 'opaque', text: '-' };
}

function readNatPort(cursor: Cursor): Expression {
  return readComputed(cursor);
}
