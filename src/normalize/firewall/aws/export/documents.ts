import type { Capture } from '../../../../core/capture.ts';
import type { Diagnostic } from '../../../../core/diagnostic.ts';
import type { Place } from '../../../../core/fact.ts';
import { textOf } from '../../../capture-set.ts';
import { jsonFault } from '../../../iam/json-lines.ts';
import { scanJson } from '../../../iam/json-scan.ts';
import { isObject, type JsonObject, listAt, textAt } from '../../../iam/json-value.ts';
import { jsonPlaces, offsetOf, type PlacedNode, positions } from '../../../json-places.ts';
import { AWS_LISTS, type AwsList, commandFor, listOfEntries, listsOf } from './lists.ts';

/** One entry of a list, with the place of anything in it. */
export interface AwsRecord {
  readonly value: JsonObject;
  readonly file: string;
  at(...path: readonly (string | number)[]): Place;
}

/** One list of one answer. */
export interface AwsDocument {
  readonly list: AwsList;
  readonly file: string;
  readonly records: readonly AwsRecord[];
  /** The answer says that more follows. */
  readonly truncated: boolean;
}

/** What a file held, and what is wrong with it. */
export interface FileReading {
  readonly file: string;
  readonly documents: readonly AwsDocument[];
  readonly diagnostics: readonly Diagnostic[];
  /** Lists of which some or all could not be read, with the reason. */
  readonly spoiled: readonly { readonly list: AwsList | undefined; readonly why: string }[];
}

/** Answers that follow each other in one file are told apart; this many at most. */
const MOST_ANSWERS = 10_000;

/** Reads one file: an answer, several one after the other, or a list of answers. */
export function readFile(capture: Capture): FileReading {
  const file = capture.origin;
  const text = textOf(capture);
  if (text === undefined) {
    const why = 'reason' in capture.outcome ? capture.outcome.reason : capture.outcome.kind;
    return faulty(file, undefined, `${file} could not be read: ${why}`, { file });
  }
  const documents: AwsDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  const spoiled: FileReading['spoiled'][number][] = [];
  const lineOf = positions(text);
  for (const { start, value } of answersOf(text)) {
    if (value === undefined) {
      const { at, what } = jsonFault(file, text.slice(start));
      const line = lineOf(start).line + (at.line ?? 1) - 1;
      const fault = faulty(file, guess(text), `${file}:${line}: not JSON: ${what}`, { file, line });
      diagnostics.push(...fault.diagnostics);
      spoiled.push(...fault.spoiled);
      break;
    }
    let root: PlacedNode | undefined;
    const placeOf = (path: readonly (string | number)[]): Place => {
      root ??= jsonPlaces(text.slice(start));
      const { line } = lineOf(start + offsetOf(root, path));
      return { file, line, pointer: path.map((step) => `/${String(step)}`).join('') };
    };
    readAnswer(value, [], placeOf);
  }
  return { file, documents, diagnostics, spoiled };

  function readAnswer(
    value: unknown,
    path: readonly (string | number)[],
    placeOf: (path: readonly (string | number)[]) => Place,
  ): void {
    if (Array.isArray(value)) {
      const cut = listOfEntries(value);
      if (cut === undefined) {
        for (const [index, page] of value.entries()) readAnswer(page, [...path, index], placeOf);
        return;
      }
      const why = `${file} holds a part of the answer, as --query or jq cut it: who else is in the list, and which fields, is not told`;
      const fault = faulty(file, cut, why, placeOf(path));
      diagnostics.push(...fault.diagnostics);
      spoiled.push(...fault.spoiled);
      return;
    }
    if (!isObject(value)) return;
    const truncated = textAt(value, 'NextToken') !== undefined || textAt(value, 'NextMarker') !== undefined;
    for (const list of listsOf(value)) {
      const entries = listAt(value, list) ?? [];
      const records = entries.flatMap((entry, index): readonly AwsRecord[] => {
        const own = [...path, list, index];
        if (isObject(entry) && AWS_LISTS[list].id in entry)
          return [{ value: entry, file, at: (...inner) => placeOf([...own, ...inner]) }];
        const why = `${file}: entry ${index} of ${list} has no ${AWS_LISTS[list].id}`;
        diagnostics.push({
          level: 'warning',
          code: 'odd-record',
          message: `${why}; it was left out`,
          at: placeOf(own),
        });
        spoiled.push({ list, why });
        return [];
      });
      documents.push({ list, file, records, truncated });
    }
  }
}

function faulty(file: string, list: AwsList | undefined, message: string, at: Place): FileReading {
  const hint = list === undefined ? 'Export it again.' : `Export it again, whole: \`${commandFor(list)}\`.`;
  return {
    file,
    documents: [],
    diagnostics: [{ level: 'error', code: 'parse-error', message, at, hint }],
    spoiled: [{ list, why: message }],
  };
}

/** The list that a broken file began with. */
function guess(text: string): AwsList | undefined {
  const key = BEGINNING.exec(text)?.[1];
  return key !== undefined && isList(key) ? key : undefined;
}

function isList(key: string): key is AwsList {
  return key in AWS_LISTS;
}

/** How an answer begins. */
export const BEGINNING = new RegExp(String.raw`^\s*\[?\s*\{\s*"(${Object.keys(AWS_LISTS).join('|')})"\s*:\s*\[`);

/** The JSON values of a text, one after the other: pages that a loop appended to one file. */
function answersOf(text: string): readonly { readonly start: number; readonly value: unknown }[] {
  const found: { start: number; value: unknown }[] = [];
  let start = 0;
  while (found.length < MOST_ANSWERS && /\S/.test(text.slice(start, start + 1000))) {
    const rest = start === 0 ? text : text.slice(start);
    const fault = scanJson(rest);
    const next = fault === undefined || !fault.what.startsWith('the end of the text') ? undefined : fault.offset;
    found.push({ start, value: parse(next === undefined ? rest : rest.slice(0, next)) });
    if (next === undefined || next === 0) break;
    start += next;
  }
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
