import type { Place } from '../../core/fact.ts';
import { scanJson } from './json-scan.ts';

/** Tells the place of an object of a JSON text by its RFC 6901 pointer. */
export type Locate = (pointer: string) => Place;

/**
 * Places of the objects of a JSON text. The text is walked once, at the first question, so that a source nobody asks
 * about costs nothing; a pointer that has no object of its own gets no line.
 */
export function locator(file: string, text: string): Locate {
  let lines: Map<string, { line: number; column: number }> | undefined;
  return (pointer) => {
    lines ??= objectLines(text);
    const found = lines.get(pointer);
    return found === undefined ? { file, pointer } : { file, ...found, pointer };
  };
}

function objectLines(text: string): Map<string, { line: number; column: number }> {
  const lines = new Map<string, { line: number; column: number }>();
  let line = 1;
  let lineStart = 0;
  let next = text.indexOf('\n');
  scanJson(text, (offset, path) => {
    // Objects come in the order of the text, so each line break is looked for once, however long the lines are.
    while (next !== -1 && next < offset) {
      line++;
      lineStart = next + 1;
      next = text.indexOf('\n', lineStart);
    }
    lines.set(pointerOf(path), { line, column: offset - lineStart + 1 });
  });
  return lines;
}

function pointerOf(path: readonly (string | number)[]): string {
  let pointer = '';
  for (const segment of path) {
    pointer += `/${typeof segment === 'number' ? segment : segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return pointer;
}

/** Where and why a text is not JSON, for the message. */
export function jsonFault(file: string, text: string): { readonly at: Place; readonly what: string } {
  const fault = scanJson(text);
  if (fault === undefined) return { at: { file }, what: 'it could not be parsed' };
  const before = text.slice(0, fault.offset);
  return {
    at: { file, line: before.split('\n').length, column: fault.offset - before.lastIndexOf('\n') },
    what: fault.what,
  };
}
