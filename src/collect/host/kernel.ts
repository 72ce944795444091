import { gunzipSync } from 'node:zlib';
import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureLines, makeCapture, redactLines } from '../capture-file.ts';
import { captureNames, captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Folders of modprobe.d(5), the strongest first. */
const MODPROBE_FOLDERS = [
  '/etc/modprobe.d',
  '/run/modprobe.d',
  '/usr/local/lib/modprobe.d',
  '/usr/lib/modprobe.d',
  '/lib/modprobe.d',
] as const;

/** Where a runtime says that it runs a container. */
const CONTAINER_MARKS = ['/.dockerenv', '/run/.containerenv', '/run/secrets/kubernetes.io'] as const;

/** The parent of all threads of the kernel: a container with process ids of its own does not see it. */
const KTHREADD = '/proc/2/comm';

/** Modules that hardening guides ask to keep out, with the dashes written as underscores. */
const WATCHED: ReadonlySet<string> = new Set([
  'cramfs',
  'dccp',
  'freevxfs',
  'hfs',
  'hfsplus',
  'jffs2',
  'overlay',
  'overlayfs',
  'rds',
  'sctp',
  'squashfs',
  'tipc',
  'udf',
  'usb_storage',
]);

/** A kernel configuration has about 300 KiB; its compressed form a fifth of it. */
const CONFIG_LIMIT_BYTES = 4 * 1024 * 1024;

/** The kernels of the machine: what they were built with, which modules they have, and what keeps modules out. */
export const kernelSource: HostSource = {
  id: 'kernel',
  title:
    'Kernels: build options, modules and modprobe.d(5); live: loaded modules (few kernels give their build options to root only)',
  collect: (access, context) => [
    captureNames(access, '/boot', context),
    ...CONTAINER_MARKS.map((path) => captureStat(access, path, context)),
    captureFile(access, '/run/systemd/container', context),
    ...moduleLists(access, context),
    ...MODPROBE_FOLDERS.flatMap((folder) =>
      captureFolder(access, folder, context, (name) => name.endsWith('.conf'), { redact: redactLines(cutOptions) }),
    ),
    ...kernelConfigs(access, context),
    ...(access.live
      ? [
          captureFile(access, '/proc/sys/kernel/osrelease', context),
          captureFile(access, KTHREADD, context),
          captureFile(access, '/proc/modules', context, { redact: redactLines(keepName) }),
          captureConfigGz(access, context),
        ]
      : []),
  ],
};

/** Options of modules may hold keys (wireless drivers, remote block devices); nothing here asks for them. */
function cutOptions(line: string): string {
  return /^\s*options\b/.test(line) ? line.replace(/^(\s*options\s+\S+).*$/, '$1 <cut>') : line;
}

/** The addresses of modules are nobody's business. */
function keepName(line: string): string {
  return line.split(' ')[0] ?? '';
}

/** The lists that depmod(8) and the build of each kernel leave, cut down to the modules that are asked for. */
function moduleLists(access: Access, context: CollectContext): readonly Capture[] {
  // Where /usr is merged the two are one folder.
  const root = access.list('/lib/modules').kind === 'absent' ? '/usr/lib/modules' : '/lib/modules';
  const names = access.list(root);
  if (names.kind !== 'read') return [makeCapture('ls /lib/modules', names, context)];
  const releases = names.value.filter((name) => !name.startsWith('.'));
  return [
    captureLines('ls /lib/modules', releases, context),
    ...releases.flatMap((release) =>
      ['modules.builtin', 'modules.dep', 'modules.order'].map((file) => {
        const capture = captureFile(access, `${root}/${release}/${file}`, context, {
          redact: redactLines(keepWatched),
        });
        return { ...capture, origin: `/lib/modules/${release}/${file}` };
      }),
    ),
  ];
}

function keepWatched(line: string): string {
  const path = line.split(':')[0] ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.ko(\.\w+)?$/, '');
  return WATCHED.has(name.replaceAll('-', '_')) ? path : '';
}

function kernelConfigs(access: Access, context: CollectContext): readonly Capture[] {
  const boot = access.list('/boot');
  const inBoot = (boot.kind === 'read' ? boot.value : [])
    .filter((name) => /^config-\d/.test(name))
    .map((name) => `/boot/${name}`);
  const modules = access.list('/lib/modules');
  const beside = (modules.kind === 'read' ? modules.value : []).map((release) => `/lib/modules/${release}/config`);
  return [...inBoot, ...beside].flatMap((path) => {
    const capture = captureFile(access, path, context, {
      limitBytes: CONFIG_LIMIT_BYTES,
      redact: redactLines(cutCommandLine),
    });
    return capture.outcome.kind === 'absent' ? [] : [capture];
  });
}

/** A command line that is built in may hold what any other may. */
function cutCommandLine(line: string): string {
  return line.replace(/^(CONFIG_\w*CMDLINE=).*$/, '$1"<cut>"');
}

/** /proc/config.gz, unpacked: it is the configuration of the running kernel itself. */
function captureConfigGz(access: Access, context: CollectContext): Capture {
  const outcome = access.readFile('/proc/config.gz', CONFIG_LIMIT_BYTES);
  if (outcome.kind !== 'read') return makeCapture('/proc/config.gz', outcome, context);
  try {
    const bytes = redactLines(cutCommandLine)(gunzipSync(outcome.bytes, { maxOutputLength: CONFIG_LIMIT_BYTES }));
    return makeCapture('/proc/config.gz', { kind: 'read', bytes }, context);
  } catch {
    return makeCapture('/proc/config.gz', { kind: 'failed', reason: 'it is not gzip data of a sane size' }, context);
  }
}
