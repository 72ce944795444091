import type { Diagnostic } from '../../../core/diagnostic.ts';
import { BINARY_ATTRIBUTES, NOTED_ATTRIBUTES, READ_ATTRIBUTES } from '../../../core/directory-attributes.ts';
import type { Place } from '../../../core/fact.ts';

/** One value of an attribute. */
export interface LdifValue {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly at: Place;
}

/** One entry of a directory, with the attributes that are read. */
export interface LdifRecord {
  readonly dn: string;
  readonly at: Place;
  /** By lower-case name without options. */
  readonly values: ReadonlyMap<string, readonly LdifValue[]>;
  /** Attributes that are there and cannot be read, with the reason. */
  readonly unread: ReadonlyMap<string, string>;
  /** Attributes of which only a range is there (MS-ADTS 3.1.1.3.1.3.3). */
  readonly cut: ReadonlySet<string>;
}

/** What a search ended with, where the file tells. */
export interface SearchEnd {
  /** The code of RFC 4511; 0 is success. */
  readonly code: number;
  readonly text: string;
  /** The base and filter of the search, as ldapsearch writes them. */
  readonly search: string;
  readonly base: string;
  readonly at: Place;
}

/** What one file holds. */
export interface LdifFile {
  readonly records: readonly LdifRecord[];
  readonly searches: readonly SearchEnd[];
  /** Bases of the searches that ldapsearch tells in comments. */
  readonly bases: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** What was left out, sentences without a full stop. */
  readonly gaps: readonly string[];
}

interface Line {
  readonly text: string;
  readonly number: number;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const ATTRIBUTE = /^([A-Za-z0-9][A-Za-z0-9.-]*)((?:;[A-Za-z0-9=*.-]+)*)(:[:<]?)[ \t]*(.*)$/s;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Reads LDIF (RFC 2849): entries, and `changetype: add` as ldifde writes them; other changes are said and skipped. */
export function readLdif(file: string, text: string): LdifFile {
  const records: LdifRecord[] = [];
  const searches: SearchEnd[] = [];
  const bases: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const gaps: string[] = [];
  let search = { base: '', text: '' };
  const lost = (line: number, what: string, hint: string): void => {
    const message = `${file}:${line}:1: ${what}`;
    diagnostics.push({ level: 'warning', code: 'unreadable-record', message, at: { file, line, column: 1 }, hint });
    gaps.push(`${file}:${line}: ${what}`);
  };
  const ended = (told: string, line: number): void => {
    const [, code, word] = /^(\d+)\s*(.*)$/.exec(told) ?? [];
    if (code === undefined) return;
    searches.push({
      code: Number(code),
      text: (word ?? '').trim(),
      search: search.text,
      base: search.base,
      at: { file, line },
    });
  };
  for (const block of blocksOf(text)) {
    const lines = block.filter(({ text: line }) => !line.startsWith('#'));
    for (const { text: line, number } of block) {
      if (!line.startsWith('#')) continue;
      const [, base] = /^#\s*base <(.*)> with scope/.exec(line) ?? [];
      const [, filter] = /^#\s*filter: (.*)$/.exec(line) ?? [];
      const [, bind] = /^#\s*bind as <(.*)>$/.exec(line) ?? [];
      const [, result] = /^#\s*result: (\d.*)$/.exec(line) ?? [];
      if (bind !== undefined) search = { base: '', text: bind === '' ? 'the anonymous bind' : `the bind as ${bind}` };
      if (base !== undefined) {
        bases.push(base);
        search = { base, text: `the search below ${base === '' ? 'the root' : base}` };
      }
      // The collector's own filter names every class that it reads.
      if (filter !== undefined && filter.length < 80 && search.text !== '')
        search = { ...search, text: `${search.text} for ${filter}` };
      if (result !== undefined) ended(result, number);
    }
    const first = lines[0];
    if (first === undefined) continue;
    const body = /^version:\s*\d+\s*$/i.test(first.text) ? lines.slice(1) : lines;
    const head = body[0];
    if (head === undefined) continue;
    if (!/^dn:/i.test(head.text)) {
      const result = body.find(({ text: line }) => /^result:/i.test(line));
      if (result !== undefined) ended(result.text.slice('result:'.length).trim(), result.number);
      else if (!body.every(({ text: line }) => /^(?:ref|search|pagedresults|control|numResponses):/i.test(line)))
        lost(head.number, 'a record begins with no dn; it is left out', 'Export it again.');
      continue;
    }
    readRecord(file, body, records, diagnostics, gaps, lost);
  }
  return { records, searches, bases, diagnostics, gaps };
}

function readRecord(
  file: string,
  lines: readonly Line[],
  records: LdifRecord[],
  diagnostics: Diagnostic[],
  gaps: string[],
  lost: (line: number, what: string, hint: string) => void,
): void {
  const [head, ...rest] = lines;
  if (head === undefined) return;
  const dn = readValue(ATTRIBUTE.exec(head.text), false);
  if (dn === undefined || 'why' in dn) {
    lost(head.number, 'the dn of a record cannot be read; it is left out', 'Export it again.');
    return;
  }
  const values = new Map<string, LdifValue[]>();
  const unread = new Map<string, string>();
  const cut = new Set<string>();
  let change = 'add';
  for (const { text, number } of rest) {
    const parsed = ATTRIBUTE.exec(text);
    const name = parsed?.[1]?.toLowerCase();
    if (name === undefined) {
      // `-` separates the parts of a change (RFC 2849, 4).
      if (change !== 'add' && text === '-') continue;
      // The text may be a part of a secret: it is not shown.
      lost(number, `a line of ${dn.text} is no attribute; the record is left out`, 'Export it again.');
      return;
    }
    if (name === 'changetype') {
      change = (parsed?.[4] ?? '').trim().toLowerCase();
      if (change !== 'add') break;
      continue;
    }
    if (NOTED_ATTRIBUTES.has(name)) {
      values.set(name, [{ text: '', bytes: new Uint8Array(), at: { file, line: number } }]);
      continue;
    }
    if (!READ_ATTRIBUTES.has(name)) continue;
    const at = { file, line: number };
    const options = parsed?.[2] ?? '';
    if (/;range=\d+-\d+$/i.test(options)) cut.add(name);
    const value = readValue(parsed, BINARY_ATTRIBUTES.has(name));
    if (value === undefined || 'why' in value) {
      const why = `${file}:${number}: ${parsed?.[1] ?? name} ${value?.why ?? 'cannot be read'}`;
      unread.set(name, why);
      gaps.push(why);
      diagnostics.push({
        level: 'warning',
        code: 'unreadable-value',
        message: `${file}:${number}:1: ${parsed?.[1] ?? name} of ${dn.text} ${value?.why ?? 'cannot be read'}`,
        at: { ...at, column: 1 },
        hint: 'Export it again; files that an export names by an address are not opened.',
      });
      continue;
    }
    const list = values.get(name) ?? [];
    values.set(name, list);
    list.push({ ...value, at });
  }
  if (change !== 'add') {
    lost(
      head.number,
      `${dn.text} is a change (${JSON.stringify(change)}), which tells not what the entry holds; it is left out`,
      'Give an export of the entries, not of changes.',
    );
    return;
  }
  records.push({ dn: dn.text, at: { file, line: head.number }, values, unread, cut });
}

type Value = { readonly text: string; readonly bytes: Uint8Array } | { readonly why: string };

function readValue(parsed: RegExpExecArray | null, binary: boolean): Value | undefined {
  const [, , , colon, written = ''] = parsed ?? [];
  if (colon === undefined) return undefined;
  if (colon === ':<') return { why: 'is given by an address (`:<`), which is not opened' };
  if (colon === ':') return { text: written, bytes: new TextEncoder().encode(written) };
  const compact = written.replaceAll(/\s/g, '');
  if (!BASE64.test(compact)) return { why: 'is not base64' };
  const bytes = Uint8Array.from(atob(compact), (char) => char.charCodeAt(0));
  if (binary) return { text: '', bytes };
  try {
    return { text: UTF8.decode(bytes), bytes };
  } catch {
    return { why: 'is not UTF-8' };
  }
}

/** Lines of one record each, continuation lines joined (RFC 2849: they begin with one space). */
function* blocksOf(text: string): Generator<readonly Line[]> {
  let block: { text: string; number: number }[] = [];
  const lines = text.split('\n');
  for (const [index, raw] of lines.entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const last = block.at(-1);
    if (line === '') {
      if (block.length > 0) yield block;
      block = [];
    } else if (line.startsWith(' ') && last !== undefined) last.text += line.slice(1);
    else block.push({ text: line, number: index + 1 });
  }
  if (block.length > 0) yield block;
}
