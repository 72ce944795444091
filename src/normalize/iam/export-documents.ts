import type { Capture } from '../../core/capture.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { sortedBy } from '../../core/order.ts';
import { textOf } from '../capture-set.ts';
import type { Sample } from '../format.ts';
import { type Locate, locator } from './json-lines.ts';
import { scanJson } from './json-scan.ts';

/** One JSON value of an export, with the places of its objects. */
export interface ExportDocument {
  readonly file: string;
  readonly value: unknown;
  readonly locate: Locate;
}

/** What files of an export hold, and what could not be read of them. */
export interface ExportDocuments {
  readonly documents: readonly ExportDocument[];
  /** A file that is cut off or broken: what it would have held, nobody can tell. */
  readonly faults: readonly Diagnostic[];
}

const AFTER_VALUE = 'the end of the text was expected';

/** Reads JSON, JSON lines, and pages that were written one after the other into one file. */
export function readExportDocuments(captures: readonly Capture[], hint: string): ExportDocuments {
  const documents: ExportDocument[] = [];
  const faults: Diagnostic[] = [];
  for (const capture of sortedBy(captures, ({ origin }) => origin)) {
    const file = capture.origin;
    const text = textOf(capture);
    if (text === undefined) {
      const message = `${file} could not be read`;
      faults.push({ level: 'error', code: 'unreadable-file', message, at: { file }, hint });
    } else readText(file, text, documents, faults, hint);
  }
  return { documents, faults };
}

function readText(file: string, text: string, documents: ExportDocument[], faults: Diagnostic[], hint: string): void {
  let start = 0;
  let [line, column] = [1, 1];
  const next = /\S/g;
  for (;;) {
    next.lastIndex = start;
    if (!next.test(text)) return;
    const rest = text.slice(start);
    const whole = parse(rest);
    const fault = whole === undefined ? scanJson(rest) : undefined;
    const end = fault?.what === AFTER_VALUE ? fault.offset : undefined;
    const piece = end === undefined ? rest : rest.slice(0, end);
    const parsed = end === undefined ? whole : parse(piece);
    if (parsed === undefined) {
      const before = rest.slice(0, fault?.offset ?? 0);
      const at = placeIn(file, before, line, column);
      const message = `${file}:${at.line}:${at.column}: not JSON: ${fault?.what ?? 'it could not be parsed'}`;
      faults.push({ level: 'error', code: 'parse-error', message, at, hint });
      return;
    }
    documents.push({ file, value: parsed.value, locate: shifted(locator(file, piece), line, column) });
    if (end === undefined) return;
    ({ line, column } = placeIn(file, piece, line, column));
    start += end;
  }
}

function placeIn(file: string, before: string, line: number, column: number) {
  const breaks = before.split('\n').length - 1;
  const inLine = before.length - (before.lastIndexOf('\n') + 1);
  return { file, line: line + breaks, column: breaks === 0 ? column + inLine : inLine + 1 };
}

/** Places of a piece that begins inside its file. */
function shifted(locate: Locate, line: number, column: number): Locate {
  if (line === 1 && column === 1) return locate;
  return (pointer) => {
    const place = locate(pointer);
    if (place.line === undefined) return place;
    return {
      ...place,
      line: place.line + line - 1,
      ...(place.line === 1 ? { column: (place.column ?? 1) + column - 1 } : {}),
    };
  };
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What a file begins with: its whole JSON value, or the first of several in it; undefined when that cannot be told. */
export function firstValue(sample: Sample): unknown {
  if (sample.json !== undefined) return sample.json;
  if (!/^\s*[[{]/.test(sample.head)) return undefined;
  const fault = scanJson(sample.head);
  return fault?.what === AFTER_VALUE ? parse(sample.head.slice(0, fault.offset))?.value : undefined;
}
