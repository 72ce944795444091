import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureCommand, captureJson } from '../capture-file.ts';
import type { CollectContext, HostSource } from './source.ts';
import { reduceText, reduceUnit } from './unit-text.ts';

/** Search order of systemd.unit(5), table 1: what stands first wins. Generators run at boot only, so their folders are of live machines. */
const UNIT_FOLDERS = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/etc/systemd/system',
  '/etc/systemd/system.attached',
  '/run/systemd/system',
  '/run/systemd/system.attached',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
  '/run/systemd/generator.late',
] as const;

/** Real unit files have a few KiB. */
const UNIT_LIMIT_BYTES = 64 * 1024;

const DBUS_FOLDERS = [
  '/etc/dbus-1/system-services',
  '/usr/local/share/dbus-1/system-services',
  '/usr/share/dbus-1/system-services',
  '/lib/dbus-1/system-services',
] as const;

/** D-Bus service files; Exec may hold anything. */
const DBUS_KEYS = ['Name', 'SystemdService'] as const;

const RUNLEVELS = ['2', '3', '4', '5'] as const;

const INIT_PROGRAMS = [
  ['systemd', '/usr/lib/systemd/systemd'],
  ['systemd', '/lib/systemd/systemd'],
  ['openrc', '/sbin/openrc'],
  ['openrc', '/usr/sbin/openrc'],
  ['sysvinit', '/sbin/telinit'],
  ['sysvinit', '/usr/sbin/telinit'],
  ['runit', '/etc/runit/2'],
] as const;

/** What starts at boot, by whatever starts it, and what runs. */
export const systemdUnitsSource: HostSource = {
  id: 'systemd-units',
  title:
    'Units: the dependency lines of all unit files and drop-ins, links, masks, SysV and OpenRC runlevels, D-Bus services, live state',
  collect: (access, context) => [
    captureJson('systemd units', unitTree(access), context),
    captureJson('dbus system services', dbusServices(access), context),
    captureJson('runlevels', runlevels(access), context),
    captureJson('init system', initSystem(access), context),
    ...liveStates(access, context),
  ],
};

/** One entry of a unit folder or of a folder in it, as kept. */
type Entry =
  | { readonly path: string; readonly kind: 'file'; readonly size: number; readonly text: string }
  | {
      readonly path: string;
      readonly kind: 'link';
      readonly target: string;
      readonly text?: string;
      readonly size?: number;
    }
  | { readonly path: string; readonly kind: 'folder' }
  | { readonly path: string; readonly kind: 'unread'; readonly why: 'denied' | 'failed'; readonly reason: string };

interface Folder {
  readonly path: string;
  readonly outcome: 'read' | 'denied' | 'failed';
  readonly reason?: string;
}

interface Tree {
  readonly folders: readonly Folder[];
  readonly entries: readonly Entry[];
  /** Paths that conditions of units ask about: true when there. */
  readonly conditions: readonly { readonly path: string; readonly there: boolean | null }[];
}

function unitTree(access: Access): Tree {
  const folders: Folder[] = [];
  const entries: Entry[] = [];
  // Since usr-merge both names lead to one folder (file-hierarchy(7)).
  const merged = access.readLink('/lib').kind === 'read';
  for (const path of UNIT_FOLDERS) {
    if (merged && path.startsWith('/lib/')) continue;
    readFolder(access, path, folders, entries, true);
  }
  const asked = new Set(entries.flatMap((entry) => ('text' in entry ? conditionPaths(entry.text ?? '') : [])));
  const conditions = [...asked].sort().map((path) => {
    const info = access.stat(path);
    return { path, there: info.kind === 'read' ? true : info.kind === 'absent' ? false : null };
  });
  return { folders, entries, conditions };
}

const UNIT_NAME = /^[A-Za-z0-9:_.\\@-]+\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$/;
const DEPENDENCY_FOLDER = /\.(wants|requires|upholds|d)$/;

function readFolder(access: Access, path: string, folders: Folder[], entries: Entry[], top: boolean): void {
  const names = access.list(path);
  if (names.kind === 'absent') return;
  if (names.kind !== 'read') {
    folders.push({ path, outcome: names.kind, reason: names.reason });
    return;
  }
  folders.push({ path, outcome: 'read' });
  for (const name of names.value) {
    const entry = `${path}/${name}`;
    if (top && DEPENDENCY_FOLDER.test(name)) readFolder(access, entry, folders, entries, false);
    else if (UNIT_NAME.test(name) || (path.endsWith('.d') && name.endsWith('.conf'))) {
      entries.push(readEntry(access, entry, top || path.endsWith('.d')));
    }
  }
}

function readEntry(access: Access, path: string, content: boolean): Entry {
  const info = access.lstat(path);
  if (info.kind === 'absent') return { path, kind: 'unread', why: 'failed', reason: `${path} went away` };
  if (info.kind !== 'read') return { path, kind: 'unread', why: info.kind, reason: info.reason };
  if (info.value.kind === 'directory') return { path, kind: 'folder' };
  if (info.value.kind === 'link') return readLinkEntry(access, path, content);
  if (!content) return { path, kind: 'file', size: info.value.size, text: '' };
  const text = unitText(access, path);
  return 'text' in text ? { path, kind: 'file', size: info.value.size, text: text.text } : { path, ...text };
}

/** A link between unit folders is an alias or a dependency: its own content is read at its target. Others are linked units. */
function readLinkEntry(access: Access, path: string, content: boolean): Entry {
  const link = access.readLink(path);
  if (link.kind !== 'read') {
    const reason = link.kind === 'absent' ? `${path} went away` : link.reason;
    return { path, kind: 'unread', why: link.kind === 'denied' ? 'denied' : 'failed', reason };
  }
  const target = absoluteTarget(path, link.value);
  if (!content || target === '/dev/null') return { path, kind: 'link', target };
  if (UNIT_FOLDERS.some((folder) => target.slice(0, target.lastIndexOf('/')) === folder)) {
    return { path, kind: 'link', target };
  }
  const info = access.stat(path);
  const text = unitText(access, path);
  return 'text' in text
    ? { path, kind: 'link', target, text: text.text, ...(info.kind === 'read' ? { size: info.value.size } : {}) }
    : { path, kind: 'link', target };
}

function unitText(
  access: Access,
  path: string,
): { readonly text: string } | { readonly kind: 'unread'; readonly why: 'denied' | 'failed'; readonly reason: string } {
  const file = access.readFile(path, UNIT_LIMIT_BYTES);
  switch (file.kind) {
    case 'read':
      return { text: reduceUnit(file.bytes) };
    case 'absent':
      return { text: '' };
    case 'too-large':
      return { kind: 'unread', why: 'failed', reason: `${path} has ${file.bytes} bytes, more than ${file.limit}` };
    case 'denied':
    case 'failed':
      return { kind: 'unread', why: file.kind, reason: file.reason };
  }
}

function absoluteTarget(path: string, target: string): string {
  const start = target.startsWith('/') ? [] : path.split('/').slice(1, -1);
  const steps: string[] = [...start];
  for (const step of target.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') steps.pop();
    else steps.push(step);
  }
  return `/${steps.join('/')}`;
}

/** Paths below folders that do not change with a boot: only these can be told offline. */
function conditionPaths(text: string): readonly string[] {
  return [...text.matchAll(/^Condition\w+=\|?!?(\/[^\s*?[%]+)$/gm)].flatMap(([, path = '']) =>
    /^\/(run|proc|sys|dev|tmp)(\/|$)/.test(path) ? [] : [path],
  );
}

/** What activates units by a name on the system bus; a folder that may not be read says so. */
function dbusServices(access: Access) {
  const unread: string[] = [];
  const services = DBUS_FOLDERS.flatMap((folder) => {
    const names = namesIn(access, folder, unread);
    return names
      .filter((name) => name.endsWith('.service'))
      .flatMap((name) => {
        const path = `${folder}/${name}`;
        const file = access.readFile(path, UNIT_LIMIT_BYTES);
        if (file.kind !== 'read') {
          if (file.kind !== 'absent') unread.push(path);
          return [];
        }
        return [{ path, text: reduceText(file.bytes, DBUS_KEYS) }];
      });
  });
  return { services, unread };
}

/** The names in SysV start folders, the scripts, and OpenRC's runlevels with the words of each script's depend(). */
function runlevels(access: Access) {
  const unread: string[] = [];
  const levels = namesIn(access, '/etc/runlevels', unread).map((level) => ({
    level,
    services: namesIn(access, `/etc/runlevels/${level}`, unread),
  }));
  const inittab = access.readFile('/etc/inittab', UNIT_LIMIT_BYTES);
  const table = inittab.kind === 'read' ? Buffer.from(inittab.bytes).toString('utf8') : '';
  return {
    initdefault: /^[^#:\n]*:([0-9]):initdefault:/m.exec(table)?.[1] ?? null,
    rc: RUNLEVELS.map((level) => ({ level, links: namesIn(access, `/etc/rc${level}.d`, unread) })),
    scripts: namesIn(access, '/etc/init.d', unread).map((name) => ({
      name,
      depend: levels.length === 0 ? '' : dependOf(access, name),
    })),
    levels,
    unread,
  };
}

function namesIn(access: Access, folder: string, unread: string[]): readonly string[] {
  const found = access.list(folder);
  if (found.kind === 'read') return found.value;
  if (found.kind !== 'absent') unread.push(folder);
  return [];
}

/** Lines of depend() in an OpenRC script (openrc-run(8)) that pull other services in, or tell another name. */
function dependOf(access: Access, name: string): string {
  const file = access.readFile(`/etc/init.d/${name}`, UNIT_LIMIT_BYTES);
  if (file.kind !== 'read') return '';
  const body = /^\s*depend\s*\(\)\s*\{?([\s\S]*?)^\s*\}/m.exec(Buffer.from(file.bytes).toString('utf8'))?.[1] ?? '';
  return (body.match(/^[ \t]*(need|want|provide)[ \t]+[\w. -]+$/gm) ?? []).map((line) => line.trim()).join('\n');
}

function initSystem(access: Access) {
  const found = INIT_PROGRAMS.map(([name, file]) => ({ name, file, info: access.lstat(file) }));
  const there = found.find(({ info }) => info.kind !== 'absent');
  if (there === undefined) return { name: 'none', file: '/sbin/init' };
  const { name, file, info } = there;
  return info.kind === 'denied' || info.kind === 'failed' ? { name: null, file, reason: info.reason } : { name, file };
}

function liveStates(access: Access, context: CollectContext): readonly Capture[] {
  if (!access.live) return [];
  // A machine that systemd did not boot has no such folder (sd_booted(3)).
  if (access.stat('/run/systemd/system').kind !== 'read') return [];
  return [
    captureCommand(
      access,
      [
        '/usr/bin/systemctl',
        'show',
        '--no-pager',
        '--property=Id,Names,LoadState,ActiveState,SubState,UnitFileState',
        '*.service',
        '*.socket',
        '*.timer',
        '*.path',
      ],
      'systemctl show',
      context,
    ),
  ];
}
