import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder } from '../capture-file.ts';
import type { CollectContext, HostSource } from './source.ts';

/** sudo refuses deeper nesting (sudoers(5)). */
const MAX_DEPTH = 128;

/** sudoers and all that it includes. */
export const sudoSource: HostSource = {
  id: 'sudo',
  title: 'sudo: sudoers(5) with its includes; needs root',
  collect: (access, context) => {
    const found = new Map<string, Capture>();
    follow(access, context, '/etc/sudoers', found, 0);
    return [...found.values()];
  },
};

function follow(
  access: Access,
  context: CollectContext,
  path: string,
  found: Map<string, Capture>,
  depth: number,
): void {
  if (found.has(path) || depth > MAX_DEPTH) return;
  const capture = captureFile(access, path, context);
  found.set(path, capture);
  followText(access, context, capture, found, depth);
}

function followText(
  access: Access,
  context: CollectContext,
  capture: Capture,
  found: Map<string, Capture>,
  depth: number,
): void {
  if (capture.outcome.kind !== 'read') return;
  for (const line of Buffer.from(capture.outcome.bytes).toString('utf8').split('\n')) {
    const match = /^\s*[#@](include(?:dir)?)\s+(.+?)\s*$/.exec(line);
    const [, keyword, written] = match ?? [];
    if (keyword === undefined || written === undefined) continue;
    const target = includeTarget(written, capture.origin, hostName(access));
    if (keyword === 'include') {
      follow(access, context, target, found, depth + 1);
      continue;
    }
    for (const member of captureFolder(access, target, context, (name) => !name.includes('.') && !name.endsWith('~'))) {
      if (found.has(member.origin)) continue;
      found.set(member.origin, member);
      followText(access, context, member, found, depth + 1);
    }
  }
}

function includeTarget(written: string, from: string, host: string): string {
  const plain = written.replaceAll('"', '').replaceAll('\\ ', ' ').replaceAll('%h', host);
  return plain.startsWith('/') ? plain : `${from.slice(0, from.lastIndexOf('/'))}/${plain}`;
}

function hostName(access: Access): string {
  const file = access.readFile('/etc/hostname');
  return file.kind === 'read' ? (Buffer.from(file.bytes).toString('utf8').trim().split('.')[0] ?? '') : '';
}
