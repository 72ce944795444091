import type { Capture } from '../../core/capture.ts';
import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import type { NormalizeContext } from '../format.ts';

/** A path written in a register, as the origin that a capture of the same folder has. */
export function besideRegister(register: string, written: string): string {
  const slash = register.lastIndexOf('/');
  const parts = slash < 0 ? [] : register.slice(0, slash).split('/');
  for (const part of written.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** All files of the group by origin: those of a format and the documents. */
export function groupFiles(context: NormalizeContext): ReadonlyMap<string, Capture> {
  const captures = [...context.claimed.map((item) => item.capture), ...context.documents];
  return new Map(
    captures.map((capture) => [
      besideRegister('', capture.origin.startsWith('/') ? capture.origin.slice(1) : capture.origin),
      capture,
    ]),
  );
}

/** The hash of a file that a register names, or why it is not known. */
export function presentHash(
  files: ReadonlyMap<string, Capture>,
  register: string,
  path: string,
  at: Place,
): Fact<string> {
  if (path === '') return unknown('no document path is declared: name the file', at);
  const wanted = besideRegister(register, path).replace(/^\//, '');
  const capture = files.get(wanted);
  if (capture === undefined) return unknown(`${path} was not supplied: put it beside ${register}`, at);
  const { outcome, sha256 } = capture;
  if (outcome.kind === 'read' && sha256 !== undefined) return known(sha256, at);
  const reason = outcome.kind === 'denied' || outcome.kind === 'failed' ? outcome.reason : outcome.kind;
  return unknown(`${path} could not be read (${reason})`, at);
}

/** True when the name of a file says that it is an earlier export, kept beside the present one. */
export function isPrevious(origin: string): boolean {
  return /previous|precedent/i.test(origin.slice(origin.lastIndexOf('/') + 1));
}
