import type { CaptureSet } from '../../capture-set.ts';
import { sourceText } from '../source-text.ts';

/** The name under which the collector keeps modes. */
export const MODES_ORIGIN = 'stat(2) of critical files';

/** One line: class, outcome, kind, octal mode, uid, gid (all four empty unless read), path as a JSON string. */
const LINE =
  /^([a-z-]+)\t(?:read\t(file|directory|link|other)\t([0-7]{4})\t(\d+)\t(\d+)|(absent|denied|failed|cut)\t\t\t\t)\t("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")$/u;

/** What stat(2) said of one path. */
export type CollectedMode = { readonly class: string } & (
  | {
      readonly kind: 'read';
      readonly value: { readonly kind: string; readonly mode: number; readonly uid: number; readonly gid: number };
    }
  | { readonly kind: 'absent' | 'denied' | 'failed' | 'cut' }
);

/** The collected modes by path, in the order of collection, also of a tree whose owners mean nothing (see treeOwner). */
export function allCollectedModes(captures: CaptureSet): ReadonlyMap<string, CollectedMode> {
  const source = sourceText(captures, MODES_ORIGIN);
  const modes = new Map<string, CollectedMode>();
  for (const line of source.kind === 'text' ? source.lines : []) {
    const [, label, kind, octal, uid, gid, outcome, encoded] = LINE.exec(line) ?? [];
    if (label === undefined || encoded === undefined) continue;
    const path: unknown = JSON.parse(encoded);
    if (typeof path !== 'string') continue;
    if (kind !== undefined && octal !== undefined) {
      const mode = Number.parseInt(octal, 8);
      modes.set(path, { class: label, kind: 'read', value: { kind, mode, uid: Number(uid), gid: Number(gid) } });
    } else {
      modes.set(path, {
        class: label,
        kind: outcome === 'absent' || outcome === 'denied' || outcome === 'cut' ? outcome : 'failed',
      });
    }
  }
  return modes;
}

/** The uid that a tree was unpacked as, when its root directory does not belong to root. */
export function treeOwner(modes: ReadonlyMap<string, CollectedMode>): number | undefined {
  const root = modes.get('/');
  return root?.kind === 'read' && root.value.uid !== 0 ? root.value.uid : undefined;
}
