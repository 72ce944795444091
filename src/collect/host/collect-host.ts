import type { Capture } from '../../core/capture.ts';
import type { Access, PendingAccess } from '../access/access.ts';
import { HOST_SOURCES } from './registry.ts';
import type { CollectContext } from './source.ts';

/** Reads every family of host facts. Two sources may want the same file: the first capture of an origin is kept. */
export function collectHost(access: Access, context: CollectContext): readonly Capture[] {
  const byOrigin = new Map<string, Capture>();
  for (const source of HOST_SOURCES) {
    for (const capture of source.collect(access, context)) {
      if (!byOrigin.has(capture.origin)) byOrigin.set(capture.origin, capture);
    }
  }
  return [...byOrigin.values()];
}

/** How often a remote target may be asked before the collection ends: chains of includes are short. */
const MAX_ROUNDS = 40;

/** As collectHost, over an access whose answers come in rounds; each round asks for what the last one led to. */
export async function collectPendingHost(
  access: PendingAccess,
  context: CollectContext,
  progress: (round: number) => void,
): Promise<readonly Capture[]> {
  for (let round = 1; ; round += 1) {
    progress(round);
    const captures = collectHost(access, context);
    // After the last round what is still pending stays `failed`: said, and never taken for absent.
    if (round === MAX_ROUNDS || !(await access.fetch())) return captures;
  }
}
