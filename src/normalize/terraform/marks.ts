import { isRecord } from '../../core/record.ts';
import { listOf } from '../json-list.ts';

/**
 * Marks as Terraform writes them: shaped as the value, or of a part of it, `true` for what is unknown or sensitive. Where
 * they are of another shape than the value they say nothing that can be told, and the value counts as marked.
 */
export function readableMarks(marks: unknown, value: unknown): unknown {
  if (marks === undefined || typeof marks === 'boolean') return marks;
  // Of what is not set no part can be marked.
  const isUnset = value === undefined || value === null;
  if (Array.isArray(marks) && (isUnset ? marks.length === 0 : Array.isArray(value)))
    return listOf(marks).map((mark, index) => readableMarks(mark, listOf(value)[index]));
  if (isRecord(marks) && (isUnset ? Object.keys(marks).length === 0 : isRecord(value))) {
    const inner = isRecord(value) ? value : {};
    return Object.fromEntries(Object.entries(marks).map(([key, mark]) => [key, readableMarks(mark, inner[key])]));
  }
  return STRANGE;
}

/** A mark in place of one that cannot be read, or that does not fit its value. */
export const STRANGE = 'strange';

/** True when the marks say so of the path or of one that holds it; `strange`: only where they cannot be read. */
export function isMarked(marks: unknown, path: readonly (string | number)[], strange = false): boolean {
  const counts = (node: unknown): boolean => node === STRANGE || (node === true && !strange);
  let node = marks;
  for (const step of path) {
    if (counts(node)) return true;
    if (Array.isArray(node)) node = listOf(node)[Number(step)];
    else if (isRecord(node)) node = node[String(step)];
    else return false;
  }
  return counts(node);
}
