import { scanJson } from './json-scan.ts';

/**
 * The first JSON value of a text that holds several (JSON lines, pages written one after the other), for telling what
 * it is; undefined when the text does not hold it as a whole.
 */
export function sampleHead(head: string): unknown {
  const start = head.search(/\S/);
  if (start < 0 || !/^[[{]/.test(head.slice(start, start + 1))) return undefined;
  const text = head.slice(start);
  const fault = scanJson(text);
  try {
    return JSON.parse(fault === undefined ? text : text.slice(0, fault.offset));
  } catch {
    return undefined;
  }
}
