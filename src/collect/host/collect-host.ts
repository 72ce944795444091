import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
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
