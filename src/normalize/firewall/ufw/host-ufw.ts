import type { Capture } from '../../../core/capture.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { statOf, whyUnread } from '../../host/look-ups.ts';
import { readUfw, type UfwFile, type UfwReading } from './ruleset.ts';

/** ufw as the captures of a machine tell of it; undefined where it is not there. */
export function hostUfw(captures: CaptureSet): UfwReading | undefined {
  const names = [
    'ufw.conf',
    'before.rules',
    'before6.rules',
    'after.rules',
    'after6.rules',
    'user.rules',
    'user6.rules',
  ];
  const all = [captures.get('/etc/default/ufw'), ...names.map((name) => captures.get(`/etc/ufw/${name}`))];
  if (all.every((capture) => capture === undefined || capture.outcome.kind === 'absent')) return undefined;
  const own = (name: string): UfwFile => fileOf(captures.get(`/etc/ufw/${name}`), `/etc/ufw/${name}`);
  return readUfw({
    defaults: fileOf(captures.get('/etc/default/ufw'), '/etc/default/ufw'),
    conf: own('ufw.conf'),
    rules: {
      ipv4: { before: own('before.rules'), after: own('after.rules'), user: own('user.rules') },
      ipv6: { before: own('before6.rules'), after: own('after6.rules'), user: own('user6.rules') },
    },
    hooks: ['/etc/ufw/before.init', '/etc/ufw/after.init'].filter((path) => isExecutable(captures, path)),
  });
}

/** One file as it was read. */
export function fileOf(capture: Capture | undefined, file: string): UfwFile {
  const text = capture === undefined ? undefined : textOf(capture);
  if (text !== undefined) return { kind: 'text', file, text };
  if (capture?.outcome.kind === 'absent') return { kind: 'absent', file };
  return { kind: 'unread', file, why: whyUnread(capture, file) ?? 'it could not be read' };
}

function isExecutable(captures: CaptureSet, path: string): boolean {
  const info = statOf(captures, path);
  return info !== 'absent' && !('unread' in info) && (info.mode & 0o111) !== 0;
}
