import type { Capture } from '../core/capture.ts';
import { compareCodePoints } from '../core/order.ts';

/** Look-ups over captures by origin. */
export interface CaptureSet {
  get(origin: string): Capture | undefined;
  /** Captures below a folder, sorted by origin. */
  under(folder: string): readonly Capture[];
  readonly all: readonly Capture[];
}

/** Indexes captures by origin. */
export function captureSet(captures: readonly Capture[]): CaptureSet {
  const sorted = [...captures].sort((a, b) => compareCodePoints(a.origin, b.origin));
  const byOrigin = new Map(sorted.map((capture) => [capture.origin, capture]));
  return {
    get: (origin) => byOrigin.get(origin),
    under: (folder) => {
      const prefix = folder.endsWith('/') ? folder : `${folder}/`;
      return sorted.filter((capture) => capture.origin.startsWith(prefix));
    },
    all: sorted,
  };
}

/** Computes once for each set of captures what many sections ask of it. */
export function oncePerSet<T>(compute: (captures: CaptureSet) => T): (captures: CaptureSet) => T {
  const made = new WeakMap<CaptureSet, { readonly value: T }>();
  return (captures) => {
    const found = made.get(captures) ?? { value: compute(captures) };
    made.set(captures, found);
    return found.value;
  };
}

/** The text of a capture that was read: UTF-8, or UTF-16 when its byte order mark says so; the mark is cut off. */
export function textOf(capture: Capture): string | undefined {
  if (capture.outcome.kind !== 'read') return undefined;
  return decodeText(capture.outcome.bytes);
}

/** Decodes bytes by their byte order mark, UTF-8 without one. */
export function decodeText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
