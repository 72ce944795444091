import type { Place } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { coverLost } from './cover-lost.ts';
import { readJsonElements } from './json-expressions.ts';
import { readJsonStatement } from './json-statements.ts';
import { priorityOf } from './priorities.ts';
import { renderRule } from './render.ts';
import {
  chainOf,
  emptyRuleset,
  type RawRuleset,
  type Statement,
  setOf,
  TABLE_FAMILIES,
  type TableFamily,
  tableOf,
} from './syntax.ts';

/** Objects that change no verdict. */
const SIDE_OBJECTS: ReadonlySet<string> = new Set([
  'metainfo',
  'counter',
  'quota',
  'limit',
  'flowtable',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'synproxy',
  'secmark',
]);

/** Reads the value of `nft -j list ruleset`. Undefined when it is none. */
export function readJson(value: unknown, file: string): RawRuleset | undefined {
  const list = isRecord(value) ? value['nftables'] : undefined;
  if (!Array.isArray(list)) return undefined;
  const ruleset = emptyRuleset();
  for (const [index, item] of list.entries()) {
    const at: Place = { file, pointer: `/nftables/${index}` };
    if (readObject(ruleset, item, at)) continue;
    ruleset.lost.push(at);
    ruleset.astray.push(at);
  }
  coverLost(ruleset);
  return ruleset;
}

function readObject(ruleset: RawRuleset, item: unknown, at: Place): boolean {
  if (!isRecord(item)) return false;
  const [kind = '', outer] = Object.entries(item)[0] ?? [];
  // A file for `nft -j -f` wraps each object in its command.
  if (kind === 'add' || kind === 'create') return readObject(ruleset, outer, at);
  if (kind === 'flush' && isRecord(outer) && 'ruleset' in outer) {
    ruleset.tables.clear();
    return true;
  }
  if (SIDE_OBJECTS.has(kind)) return true;
  if (!isRecord(outer)) return false;
  const body = outer;
  const family = TABLE_FAMILIES.find((one) => one === body['family']);
  const word = (key: string): string | undefined => {
    const value = body[key];
    return typeof value === 'string' ? value : undefined;
  };
  const name = word('name');
  const tableName = word('table');
  if (family === undefined) return false;
  if (kind === 'table') {
    if (name === undefined) return false;
    const table = tableOf(ruleset, family, name, at);
    // nft 1.0.6 prints the first letter of the flag only.
    table.dormant ||= /"d(?:ormant)?"/.test(JSON.stringify(body['flags'] ?? ''));
    return true;
  }
  if (tableName === undefined) return false;
  const table = tableOf(ruleset, family, tableName, at);
  switch (kind) {
    case 'chain':
      if (name === undefined) return false;
      return readChain(chainOf(table, name, at), body, family, at);
    case 'set':
    case 'map':
    case 'meter': {
      if (name === undefined) return false;
      const set = setOf(table, name, at);
      const flags = body['flags'];
      for (const flag of Array.isArray(flags) ? flags : [flags]) if (typeof flag === 'string') set.flags.add(flag);
      if (body['timeout'] !== undefined) set.flags.add('timeout');
      for (const element of readJsonElements(body['elem'])) set.elements.push(element);
      return true;
    }
    case 'element': {
      if (name === undefined) return false;
      for (const element of readJsonElements(body['elem'])) setOf(table, name, at).elements.push(element);
      return true;
    }
    case 'rule': {
      const chain = word('chain');
      const expressions = body['expr'];
      if (chain === undefined) return false;
      const statements: readonly Statement[] = Array.isArray(expressions)
        ? expressions.flatMap(readJsonStatement)
        : [{ kind: 'unread', text: 'a rule without its expressions' }];
      const comment = word('comment');
      for (const one of statements) if (one.kind === 'unread') ruleset.unread.push({ at, text: one.text });
      chainOf(table, chain, at).rules.push({
        statements,
        text: renderRule(statements),
        at,
        ...(comment === undefined ? {} : { comment }),
      });
      return true;
    }
    default:
      return false;
  }
}

function readChain(
  chain: ReturnType<typeof chainOf>,
  body: Readonly<Record<string, unknown>>,
  family: TableFamily,
  at: Place,
): boolean {
  const { hook, type, prio, policy, dev } = body;
  if (policy !== undefined) chain.policy = { word: typeof policy === 'string' ? policy : 'that cannot be read', at };
  // A chain that runs somewhere, and nobody can tell where.
  if (typeof hook !== 'string') return hook === undefined && policy === undefined && type === undefined;
  if (typeof type !== 'string') return false;
  const list: readonly unknown[] = Array.isArray(dev) ? dev : [dev];
  const devices = list.filter((one) => typeof one === 'string');
  chain.hook = {
    type,
    hook,
    priority: typeof prio === 'number' ? prio : typeof prio === 'string' ? priorityOf(prio, family) : undefined,
    ...(devices.length === 0 ? {} : { devices: devices.length === list.length ? devices : [] }),
  };
  return true;
}
