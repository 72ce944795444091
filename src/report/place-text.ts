import type { Place } from '../core/fact.ts';
import type { Evidence } from '../model/generated/model.ts';
import { clipped, visible } from './visible.ts';

/** No path that people use is longer; a longer one is an attack on the reader. */
const MAX_LENGTH = 500;

/** `file:line:column`, as editors and terminals understand it; the pointer stands in where there is no line. */
export function placeText(place: Place | Evidence): string {
  const file = clipped(visible(place.file), MAX_LENGTH);
  if (place.line !== undefined) return `${file}:${place.line}${place.column === undefined ? '' : `:${place.column}`}`;
  return place.pointer === undefined ? file : `${file}#${clipped(visible(place.pointer), MAX_LENGTH)}`;
}
