import type { Capture } from '../../core/capture.ts';
import { cutCommandSecrets } from '../../core/secrets.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureLines, type Redact } from '../capture-file.ts';
import { captureStatuses, describePath } from './path-status.ts';
import type { CollectContext, HostSource } from './source.ts';

/** sudo refuses deeper nesting (sudoers(5)). */
const MAX_DEPTH = 128;
const PROGRAMS = ['/usr/bin/sudo', '/usr/local/bin/sudo', '/usr/bin/doas', '/usr/local/bin/doas'] as const;

/** sudoers and all that it includes, doas.conf, and the programs themselves. */
export const sudoSource: HostSource = {
  id: 'sudo',
  title: 'sudo and doas: sudoers(5) with its includes, doas.conf(5), modes of these and of the programs; needs root',
  collect: (access, context) => {
    const found = new Map<string, Capture>();
    const folders = new Set<string>();
    const walk: Walk = { access, context, found, folders };
    follow(walk, '/etc/sudoers', 0);
    follow(walk, '/etc/sudoers-rs', 0);
    const doas = [
      captureFile(access, '/etc/doas.conf', context, { redact: cutDoasSecrets }),
      ...captureFolder(access, '/etc/doas.d', context, (name) => name.endsWith('.conf'), {
        redact: cutDoasSecrets,
      }),
    ];
    const paths = [...found.keys(), ...folders, ...doas.map(({ origin }) => origin), ...PROGRAMS];
    return [
      ...found.values(),
      ...doas,
      captureStatuses(
        'stat(2) of sudo and its files',
        [...new Set(paths)].map((path) => describePath(access, path)),
        access,
        context,
      ),
      captureFile(access, '/etc/hostname', context),
      ...linkOf(access, context),
    ];
  },
};

interface Walk {
  readonly access: Access;
  readonly context: CollectContext;
  readonly found: Map<string, Capture>;
  readonly folders: Set<string>;
}

function follow(walk: Walk, path: string, depth: number): void {
  if (walk.found.has(path) || depth > MAX_DEPTH) return;
  const capture = captureFile(walk.access, path, walk.context);
  walk.found.set(path, capture);
  followText(walk, capture, depth);
}

function followText(walk: Walk, capture: Capture, depth: number): void {
  if (capture.outcome.kind !== 'read') return;
  for (const line of Buffer.from(capture.outcome.bytes).toString('utf8').split('\n')) {
    const match = /^\s*[#@](include(?:dir)?)\s+(.+?)\s*$/.exec(line);
    const [, keyword, written] = match ?? [];
    if (keyword === undefined || written === undefined) continue;
    const target = includeTarget(written, capture.origin, hostName(walk.access));
    if (keyword === 'include') {
      follow(walk, target, depth + 1);
      continue;
    }
    walk.folders.add(target);
    const members = captureFolder(
      walk.access,
      target,
      walk.context,
      (name) => !name.includes('.') && !name.endsWith('~'),
    );
    for (const member of members) {
      if (walk.found.has(member.origin)) continue;
      walk.found.set(member.origin, member);
      followText(walk, member, depth + 1);
    }
  }
}

function includeTarget(written: string, from: string, host: string): string {
  const bare = /^"([^"]*)"/.exec(written)?.[1] ?? written.replace(/(?<!\\)\s.*$/, '');
  const plain = bare
    .replaceAll('\\ ', ' ')
    .replaceAll('%h', host)
    .replace(/(?<=.)\/+$/, '');
  return plain.startsWith('/') ? plain : `${from.slice(0, from.lastIndexOf('/'))}/${plain}`;
}

function hostName(access: Access): string {
  const file = access.readFile('/etc/hostname');
  return file.kind === 'read' ? (Buffer.from(file.bytes).toString('utf8').trim().split('.')[0] ?? '') : '';
}

/** `setenv { NAME=value }` may hold anything, over several lines too; which names are set is not asked. */
const cutDoasSecrets: Redact = (bytes) => {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(/#.*$/gm, '#');
  const cut = text.replaceAll(
    /\bsetenv\s*\{[^}]*(?:\}|$)/g,
    (whole) => `setenv { }${' \\\n'.repeat(whole.split('\n').length - 1)}`,
  );
  return Buffer.from(cut.split('\n').map(cutCommandSecrets).join('\n'), 'latin1');
};

/** Where /usr/bin/sudo leads: alternatives choose between sudo and sudo-rs. */
function linkOf(access: Access, context: CollectContext): readonly Capture[] {
  const first = access.readLink('/usr/bin/sudo');
  if (first.kind !== 'read') return [];
  const second = first.value.startsWith('/') ? access.readLink(first.value) : first;
  const target = second.kind === 'read' ? second.value : first.value;
  return [captureLines('link /usr/bin/sudo', [target], context)];
}
