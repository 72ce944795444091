import { isRecord } from '../../../core/record.ts';
import { readJsonExpression, readJsonVerdict } from './json-expressions.ts';
import type { Comparison, Expression, Statement } from './syntax.ts';
import { extensionStatement, setStatement } from './text-statements.ts';

const COMPARISONS: readonly Comparison[] = ['==', '!=', '<', '>', '<=', '>=', 'in', '!'];
const RATE = 'it depends on the rate or count of packets of one key';

/** Reads a statement of libnftables-json(5). */
export function readJsonStatement(value: unknown): readonly Statement[] {
  if (!isRecord(value)) return [unread(value)];
  const verdict = readJsonVerdict(value);
  const [name = '', inner] = Object.entries(value)[0] ?? [];
  if (verdict !== undefined)
    return [verdict.verdict === 'queue' ? { kind: 'unknown-verdict', what: 'queue' } : verdict];
  const body = isRecord(inner) ? inner : {};
  switch (name) {
    case 'match':
      return [readMatch(body) ?? unread(value)];
    case 'vmap':
      return [{ kind: 'vmap', key: readJsonExpression(body['key']), data: readJsonExpression(body['data']) }];
    case 'counter':
      return typeof body['packets'] === 'number'
        ? [{ kind: 'counter', packets: body['packets'] }]
        : [{ kind: 'pass', what: 'counter' }];
    case 'reject':
      return typeof body['type'] === 'string'
        ? [{ kind: 'reject', answer: body['type'].replace(' reset', '') }]
        : [{ kind: 'reject' }];
    case 'limit':
    case 'quota':
      return [{ kind: 'doubt', why: `${name} depends on the rate or count of packets` }];
    case 'ct count':
      return [{ kind: 'doubt', why: 'ct count depends on how many connections there are' }];
    case 'mangle': {
      const key = readJsonExpression(body['key']);
      return [setStatement(key.kind === 'selector' ? key.name : 'something')];
    }
    case 'notrack':
      return [{ kind: 'notrack' }];
    case 'dnat':
    case 'snat':
    case 'masquerade':
    case 'redirect':
      return [readNat(name, body)];
    case 'set':
      return readSetChange(body);
    case 'meter':
      return [{ kind: 'doubt', why: RATE }];
    case 'xt': {
      const type = typeof body['type'] === 'string' ? body['type'] : 'match';
      return [extensionStatement(type, typeof body['name'] === 'string' ? body['name'] : 'of iptables')];
    }
    case 'queue':
    case 'synproxy':
      return [{ kind: 'unknown-verdict', what: name }];
    case 'fwd':
      return [{ kind: 'taken', what: 'fwd' }];
    case 'log':
    case 'tproxy':
    case 'dup':
    case 'last':
    case 'secmark':
      return [{ kind: 'pass', what: name }];
    case 'flow':
      return [{ kind: 'pass', what: 'flow add' }];
    case 'ct helper':
    case 'ct timeout':
    case 'ct expectation':
      return [{ kind: 'pass', what: `${name} set` }];
    default:
      return [unread(value)];
  }
}

function unread(value: unknown): Statement {
  return { kind: 'unread', text: JSON.stringify(value)?.slice(0, 200) ?? 'nothing' };
}

function readMatch(body: Readonly<Record<string, unknown>>): Statement | undefined {
  const operator = COMPARISONS.find((one) => one === body['op']);
  if (operator === undefined || body['left'] === undefined || body['right'] === undefined) return undefined;
  return {
    kind: 'match',
    operator,
    left: readJsonExpression(body['left']),
    right: readJsonExpression(body['right']),
  };
}

function readNat(nat: 'dnat' | 'snat' | 'masquerade' | 'redirect', body: Readonly<Record<string, unknown>>): Statement {
  const family = body['family'];
  const of = (key: string): Expression | undefined =>
    body[key] === undefined ? undefined : readJsonExpression(body[key]);
  const address = JSON.stringify(body['type_flags'] ?? '').includes('prefix') ? undefined : of('addr');
  const port = of('port');
  return {
    kind: 'nat',
    nat,
    ...(family === 'ip' || family === 'ip6' ? { family } : {}),
    ...(address === undefined ? {} : { address }),
    ...(port === undefined ? {} : { port }),
  };
}

function readSetChange(body: Readonly<Record<string, unknown>>): readonly Statement[] {
  const set = typeof body['set'] === 'string' ? body['set'].replace(/^@/, '') : '';
  const operation = typeof body['op'] === 'string' ? body['op'] : 'add';
  const inside = JSON.stringify(body['stmt'] ?? []);
  const rate = /"(?:limit|quota|ct count)"/.test(inside);
  return [{ kind: 'change-set', operation, set }, ...(rate ? [{ kind: 'doubt', why: RATE } as const] : [])];
}
