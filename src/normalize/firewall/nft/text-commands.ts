import { accept, ahead, atEnd, type Cursor, take } from './cursor.ts';
import { chainOf, type RawRule, type RawTable, setOf, type TableFamily, tableOf } from './syntax.ts';
import { addElements, readChainBlock, readSetBlock, ruleOf } from './text-blocks.ts';
import { placeOf, readTableName, type TextReader } from './text-reader.ts';
import type { Token } from './tokens.ts';

/** Commands that change no rule. */
const HARMLESS: ReadonlySet<string> = new Set('list reset describe monitor export'.split(' '));
/** Objects without which rules mean the same. */
const SIDE_OBJECTS: ReadonlySet<string> = new Set('counter quota limit ct flowtable secmark synproxy'.split(' '));

/**
 * Runs one statement of the flat form: `add rule inet filter input tcp dport 22 accept`, `flush ruleset`. False when it is
 * not understood.
 */
export function runCommand(reader: TextReader, tokens: readonly Token[], raw: readonly Token[]): boolean {
  const cursor: Cursor = { tokens, at: 0 };
  const word = ahead(cursor);
  switch (word) {
    case 'flush':
      cursor.at++;
      return flush(reader, cursor);
    case 'delete':
    case 'destroy':
      cursor.at++;
      return remove(reader, cursor);
    case 'insert':
    case 'replace':
      cursor.at++;
      return word === 'insert' && accept(cursor, 'rule') && addRule(reader, cursor, raw, 'first');
    case 'add':
    case 'create':
      cursor.at++;
      break;
    default:
      if (HARMLESS.has(word)) return true;
  }
  return add(reader, cursor, raw);
}

function add(reader: TextReader, cursor: Cursor, raw: readonly Token[]): boolean {
  const word = ahead(cursor);
  if (accept(cursor, 'rule')) return addRule(reader, cursor, raw, 'last');
  if (SIDE_OBJECTS.has(word)) return true;
  if (word === 'table') {
    cursor.at++;
    const found = readTableName(cursor);
    const [first] = raw;
    if (found === undefined || first === undefined || !atEnd(cursor)) return false;
    tableOf(reader.ruleset, found.family, found.name, placeOf(first));
    return true;
  }
  if (!['chain', 'set', 'map', 'element'].includes(word)) return false;
  cursor.at++;
  const found = readMember(reader, cursor, raw);
  if (found === undefined) return false;
  const { table, name, at } = found;
  if (word === 'element') {
    if (ahead(cursor) !== '{') return false;
    addElements(setOf(table, name, at), cursor);
    return atEnd(cursor);
  }
  const opened = accept(cursor, '{');
  const inner: TextReader = { ...reader, cursor };
  if (word === 'chain') {
    const chain = chainOf(table, name, at);
    if (opened) readChainBlock(inner, table, chain);
  } else {
    const set = setOf(table, name, at);
    if (opened) readSetBlock(inner, set);
  }
  return atEnd(cursor);
}

interface Member {
  readonly table: RawTable;
  readonly name: string;
  readonly at: RawTable['at'];
}

/** The table and name of a chain or set. */
function readMember(reader: TextReader, cursor: Cursor, raw: readonly Token[]): Member | undefined {
  const found = readTableName(cursor);
  const name = take(cursor);
  const [first] = raw;
  if (found === undefined || first === undefined || name === undefined || name.kind === 'mark') return undefined;
  const at = placeOf(first);
  return { table: tableOf(reader.ruleset, found.family, found.name, at), name: name.text, at };
}

function addRule(reader: TextReader, cursor: Cursor, raw: readonly Token[], end: 'first' | 'last'): boolean {
  const member = readMember(reader, cursor, raw);
  if (member === undefined) return false;
  const chain = chainOf(member.table, member.name, member.at);
  const place = ['position', 'handle', 'index'].find((one) => one === ahead(cursor));
  let index: number | undefined;
  if (place !== undefined) {
    const number = Number(cursor.tokens[cursor.at + 1]?.text);
    cursor.at += 2;
    // `add` puts the rule behind the one that is named, `insert` before it.
    if (place === 'index' && Number.isSafeInteger(number)) index = end === 'first' ? number : number + 1;
  }
  const tokens = cursor.tokens.slice(cursor.at);
  if (tokens.length === 0) return false;
  // Variables in the rule stay as they are written; before it they hardly stand.
  const shown = raw.slice(cursor.at);
  const rule: RawRule = ruleOf(reader, raw, tokens, shown.length === 0 ? tokens : shown);
  const misplaced = place !== undefined && index === undefined;
  if (misplaced)
    reader.ruleset.unread.push({ at: rule.at, text: `${place ?? ''} names a rule that the file does not show` });
  const kept: RawRule = misplaced ? { ...rule, misplaced: true } : rule;
  if (index !== undefined) chain.rules.splice(index, 0, kept);
  else if (end === 'first') chain.rules.unshift(kept);
  else chain.rules.push(kept);
  return true;
}

function flush(reader: TextReader, cursor: Cursor): boolean {
  const { tables } = reader.ruleset;
  const what = take(cursor)?.text;
  if (what === 'ruleset') {
    const family = take(cursor)?.text;
    for (const [key, table] of tables) if (family === undefined || table.family === family) tables.delete(key);
    return true;
  }
  if (!['table', 'chain', 'set', 'map'].includes(what ?? '')) return false;
  const table = findTable(reader, cursor);
  if (table === 'no name') return false;
  const name = take(cursor)?.text;
  if (what === 'table') for (const chain of table?.chains.values() ?? []) chain.rules.splice(0);
  else if (what === 'chain') table?.chains.get(name ?? '')?.rules.splice(0);
  else table?.sets.get(name ?? '')?.elements.splice(0);
  return true;
}

function remove(reader: TextReader, cursor: Cursor): boolean {
  const what = take(cursor)?.text ?? '';
  if (SIDE_OBJECTS.has(what)) return true;
  const start = cursor.at;
  const table = findTable(reader, cursor);
  if (table === 'no name' || cursor.at === start) return false;
  const name = take(cursor)?.text ?? '';
  switch (what) {
    case 'table':
      if (table !== undefined) reader.ruleset.tables.delete(`${table.family} ${table.name}`);
      return name !== 'handle';
    case 'chain':
      table?.chains.delete(name);
      return true;
    case 'set':
    case 'map':
      table?.sets.delete(name);
      return true;
    default:
      return false;
  }
}

function findTable(reader: TextReader, cursor: Cursor): RawTable | undefined | 'no name' {
  const found: { readonly family: TableFamily; readonly name: string } | undefined = readTableName(cursor);
  return found === undefined ? 'no name' : reader.ruleset.tables.get(`${found.family} ${found.name}`);
}
