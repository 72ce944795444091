import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { listOf } from '../../json-list.ts';
import { readExportDocuments } from '../export-documents.ts';
import { type ExportRecord, own, recordOf, recordsOf } from '../export-record.ts';
import type { Locate } from '../json-lines.ts';
import { isObject, type JsonObject } from '../json-value.ts';
import { camelized } from './camel-case.ts';
import { contextOf, type GraphKind, holderOfContext, kindOfContext, kindOfRecord, selectedBy } from './graph-kinds.ts';
import { type GraphRecord, graphRecord } from './graph-record.ts';
import { isMerged, merged } from './merge-records.ts';

/** All exports of one list. */
export interface GraphList {
  readonly given: boolean;
  /** Where its first export stands. */
  readonly at: Place;
  readonly records: readonly GraphRecord[];
  /** The objects whose lists were given, empty ones included. */
  readonly holders: ReadonlySet<string>;
  /** What is missing, sentences without a full stop. */
  readonly gaps: readonly string[];
}

/** What was given of a tenant, by list. */
export interface GraphExports {
  list(kind: GraphKind): GraphList;
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of whole files: nobody can tell which list they would have held. */
  readonly broken: readonly string[];
  readonly firstFile: string;
}

interface Page {
  readonly kind: GraphKind;
  readonly context: string;
  readonly at: Place;
  readonly records: readonly GraphRecord[];
  readonly holder: string | undefined;
  readonly goesOn: boolean;
  readonly total: number | undefined;
}

const AGAIN = 'Export it again, for example with `az rest --url URL > FILE.json`.';

/** Reads all exports of a tenant: pages are joined, and records that come in several exports are one. */
export function readGraphExports(captures: readonly Capture[]): GraphExports {
  const { documents, faults } = readExportDocuments(captures, AGAIN);
  const diagnostics: Diagnostic[] = [...faults];
  const pages: Page[] = [];
  for (const { file, value, locate } of documents) {
    collect({ value: camelized(value), pointer: '', locate, file, holder: fileHolder(file) }, pages, diagnostics);
  }
  const lists = new Map<GraphKind, GraphList>();
  // A tenant without the licence has no eligible roles, and nothing that was activated.
  if (diagnostics.some(({ code }) => code === NO_LICENCE))
    for (const kind of ['role-eligibilities', 'role-assignment-schedules'] as const)
      lists.set(kind, { given: true, at: { file: '' }, records: [], holders: new Set(), gaps: [] });
  for (const kind of new Set(pages.map((page) => page.kind)))
    lists.set(
      kind,
      listOfPages(
        kind,
        pages.filter((page) => page.kind === kind),
        diagnostics,
      ),
    );
  const firstFile = captures.map(({ origin }) => origin).sort()[0] ?? '';
  return {
    list: (kind) =>
      lists.get(kind) ?? { given: false, at: { file: firstFile }, records: [], holders: new Set(), gaps: [] },
    diagnostics,
    broken: faults.map(({ message }) => message),
    firstFile,
  };
}

const NO_LICENCE = 'no-licence';

interface Part {
  readonly value: unknown;
  readonly pointer: string;
  readonly locate: Locate;
  readonly file: string;
  readonly holder: string | undefined;
}

/** A document is a page, one object, a list of either, or the answer to a batch. */
function collect(part: Part, pages: Page[], diagnostics: Diagnostic[]): void {
  const { value, pointer, locate, file } = part;
  if (Array.isArray(value)) {
    if (value.some((item) => isObject(item) && (Array.isArray(own(item, 'value')) || own(item, 'error') !== undefined)))
      for (const [index, item] of value.entries())
        collect({ ...part, value: item, pointer: `${pointer}/${index}` }, pages, diagnostics);
    else addPages(part, { value }, pointer, pages, diagnostics);
    return;
  }
  if (!isObject(value)) {
    diagnostics.push(skipped(file, locate(pointer), 'a value that is no object of Microsoft Graph'));
    return;
  }
  const failure = own(value, 'error');
  if (isObject(failure)) {
    diagnostics.push(refused(file, locate(pointer), failure));
    return;
  }
  const responses = own(value, 'responses');
  if (Array.isArray(responses)) {
    for (const [index, response] of responses.entries()) {
      const body = isObject(response) ? own(response, 'body') : undefined;
      collect({ ...part, value: body, pointer: `${pointer}/responses/${index}/body` }, pages, diagnostics);
    }
    return;
  }
  if (Array.isArray(own(value, 'value'))) addPages(part, value, `${pointer}/value`, pages, diagnostics);
  else addPages(part, { ...context(value), value: [value] }, pointer, pages, diagnostics, true);
}

function context(value: JsonObject): JsonObject {
  return { '@odata.context': own(value, '@odata.context') };
}

function addPages(
  part: Part,
  page: JsonObject,
  pointer: string,
  pages: Page[],
  diagnostics: Diagnostic[],
  single = false,
): void {
  const { locate, file } = part;
  const told = contextOf(page) ?? '';
  const listed = single
    ? {
        records: [recordOf(listOf(page['value'])[0], pointer, locate)].filter((r) => r !== undefined),
        odd: 0,
      }
    : (recordsOf(page['value'], pointer, locate) ?? { records: [], odd: 0 });
  if (listed.odd > 0) diagnostics.push(skipped(file, locate(pointer), `${listed.odd} entries that are no objects`));
  const ofContext = kindOfContext(told);
  const kinds = new Map<GraphKind, ExportRecord[]>();
  for (const record of listed.records) {
    const kind =
      ofContext === undefined || ofContext === 'members'
        ? part.holder === undefined
          ? kindOfRecord(record.value)
          : 'members'
        : ofContext;
    if (kind === undefined) {
      diagnostics.push(skipped(file, record.at, 'a record that no list of Microsoft Graph is known to hold'));
      continue;
    }
    const list = kinds.get(kind) ?? [];
    kinds.set(kind, list);
    list.push(record);
  }
  if (kinds.size === 0 && ofContext !== undefined) kinds.set(ofContext, []);
  const holder = holderOfContext(told) ?? part.holder;
  const count = own(page, '@odata.count');
  for (const [kind, records] of kinds) {
    const asked = new Set([...selectedBy(told), ...records.flatMap(({ value }) => Object.keys(value))]);
    pages.push({
      kind,
      context: told,
      at: locate(pointer),
      records: records.map((record) => graphRecord(record, asked, holder)),
      holder,
      goesOn: typeof own(page, '@odata.nextLink') === 'string',
      total: typeof count === 'number' ? count : undefined,
    });
  }
}

function listOfPages(kind: GraphKind, pages: readonly Page[], diagnostics: Diagnostic[]): GraphList {
  const gaps: string[] = [];
  const chains = new Map<string, Page[]>();
  for (const page of pages) chains.set(page.context, [...(chains.get(page.context) ?? []), page]);
  for (const chain of chains.values()) {
    const files = [...new Set(chain.map(({ at }) => at.file))].join(', ');
    const held = chain.reduce((sum, { records }) => sum + records.length, 0);
    const total = Math.max(0, ...chain.map((page) => page.total ?? 0));
    if (chain.every(({ goesOn }) => goesOn))
      gaps.push(`${files}: the export goes on (@odata.nextLink), its last page is not here`);
    else if (total > held) gaps.push(`${files}: ${held} of ${total} records are here`);
  }
  for (const gap of gaps)
    diagnostics.push({
      level: 'warning',
      code: 'incomplete-export',
      message: gap,
      at: { file: pages[0]?.at.file ?? '' },
      hint: 'Give every page: call the address in @odata.nextLink the same way until none is told.',
    });
  const records = pages.flatMap((page) => page.records);
  const at = pages[0]?.at ?? { file: '' };
  const holders = new Set(pages.flatMap(({ holder }) => holder ?? []));
  return { given: true, at, records: isMerged(kind) ? merged(records, diagnostics) : records, holders, gaps };
}

/** Lists of members do not say whose they are: the object's id in the name of the file does. */
function fileHolder(file: string): string | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return /(?:member|owner|method)/i.test(name)
    ? /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i.exec(name)?.[0].toLowerCase()
    : undefined;
}

function skipped(file: string, at: Place, what: string): Diagnostic {
  const line = at.line === undefined ? '' : `:${at.line}:${at.column ?? 1}`;
  return {
    level: 'warning',
    code: 'unreadable-record',
    message: `${file}${line}: ${what} was left out`,
    at,
    hint: AGAIN,
  };
}

/** Codes are words of the service; its messages may hold tokens of the request and are not kept. */
function refused(file: string, at: Place, failure: JsonObject): Diagnostic {
  const code = own(failure, 'code');
  if (typeof code === 'string' && /^AadPremiumLicenseRequired$/i.test(code))
    return {
      level: 'note',
      code: NO_LICENCE,
      message: `${file}: the tenant has no licence for Privileged Identity Management: no role is eligible in it`,
      at,
    };
  const word = typeof code === 'string' && /^[\w.]{1,80}$/.test(code) ? code : 'an error';
  return {
    level: 'error',
    code: 'refused-request',
    message: `${file}: Microsoft Graph answered ${word} instead of the list`,
    at,
    hint: 'Ask again as a Global Reader with a licence for the list (sign-in activity needs Entra ID P1, risk and PIM P2).',
  };
}
