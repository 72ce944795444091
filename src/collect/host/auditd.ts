import type { Capture } from '../../core/capture.ts';
import type { Access, Outcome } from '../access/access.ts';
import { captureCommand, captureFile, captureFolder, captureJson } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

const MAX_PATHS = 1000;

/** Paths worth watching, whether or not a rule names them: the derivation of the coverage asks what they are. */
export const AUDITED_PATHS: readonly string[] = [
  '/etc/apparmor',
  '/etc/apparmor.d',
  '/etc/group',
  '/etc/gshadow',
  '/etc/hosts',
  '/etc/issue',
  '/etc/issue.net',
  '/etc/localtime',
  '/etc/network',
  '/etc/networks',
  '/etc/nsswitch.conf',
  '/etc/pam.conf',
  '/etc/pam.d',
  '/etc/passwd',
  '/etc/security/opasswd',
  '/etc/selinux',
  '/etc/selinux/config',
  '/etc/shadow',
  '/etc/sudoers',
  '/etc/sudoers.d',
  '/etc/sysconfig/network',
  '/etc/sysconfig/network-scripts',
  '/usr/bin/chacl',
  '/usr/bin/chcon',
  '/usr/bin/kmod',
  '/usr/bin/setfacl',
  '/usr/bin/sudo',
  '/usr/sbin/insmod',
  '/usr/sbin/modprobe',
  '/usr/sbin/rmmod',
  '/usr/sbin/usermod',
  '/usr/share/selinux',
  '/var/log/btmp',
  '/var/log/lastlog',
  '/var/log/sudo.log',
  '/var/log/wtmp',
  '/var/run/faillock',
  '/var/run/utmp',
];

/** The audit daemon and its rules. */
export const auditdSource: HostSource = {
  id: 'auditd',
  title: 'Audit daemon: auditd.conf, the rules that load at boot and those in the running kernel (root only)',
  collect: (access, context) => {
    const rules = [
      captureFile(access, '/etc/audit/audit.rules', context),
      ...captureFolder(access, '/etc/audit/rules.d', context, (name) => name.endsWith('.rules')),
    ];
    const loaded = captureCommand(access, ['/usr/sbin/auditctl', '-l'], 'auditctl -l', context);
    return [
      captureStat(access, '/usr/sbin/auditd', context),
      captureStat(access, '/sbin/auditd', context),
      captureStat(access, '/usr/sbin/augenrules', context),
      captureStat(access, '/sbin/augenrules', context),
      captureStat(access, '/etc/audit/rules.d', context),
      captureFile(access, '/etc/audit/auditd.conf', context),
      ...rules,
      loaded,
      captureCommand(access, ['/usr/sbin/auditctl', '-s'], 'auditctl -s', context),
      capturePaths(access, [...rules, loaded], context),
    ];
  },
};

/** What auditctl and the kernel would find at the paths of the rules: it decides whether -w means a file or a folder. */
function capturePaths(access: Access, rules: readonly Capture[], context: CollectContext): Capture {
  // augenrules is a script: what it understands depends on which awk is there.
  const wanted = new Set(['/usr/bin/awk', ...AUDITED_PATHS]);
  for (const { outcome } of rules) {
    if (outcome.kind !== 'read') continue;
    const text = Buffer.from(outcome.bytes).toString('utf8');
    for (const [, path] of text.matchAll(/(?:-w\s+|\b(?:path|dir|exe)!?=)(\/\S*)/g)) {
      if (path !== undefined && wanted.size < MAX_PATHS) wanted.add(path);
    }
  }
  const resolve = resolver(access);
  return captureJson(
    'paths of audit rules',
    [...wanted].map((path) => describe(access, path, resolve)),
    context,
  );
}

function describe(access: Access, path: string, resolve: (path: string, depth: number) => string) {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const parent = clean.slice(0, clean.lastIndexOf('/'));
  const folder = parent === '' ? '' : resolve(parent, 0);
  const real = `${folder}${clean.slice(clean.lastIndexOf('/'))}`;
  const entry = access.lstat(clean);
  const above = access.stat(parent === '' ? '/' : parent);
  const kind = kindOf(entry);
  return {
    path,
    kind,
    real,
    parent: above.kind === 'read' ? 'present' : above.kind === 'absent' ? 'absent' : 'unknown',
    ...(kind === 'link' ? { target: resolve(clean, 0), target_kind: kindOf(access.stat(clean)) } : { target: real }),
  };
}

function kindOf(outcome: Outcome<{ readonly kind: string }>): string {
  return outcome.kind === 'read' ? outcome.value.kind : outcome.kind === 'absent' ? 'absent' : 'unknown';
}

/** Resolves links in every part of a path; what cannot be read stays as written. Answers are kept for this call only. */
function resolver(access: Access): (path: string, depth: number) => string {
  const links = new Map<string, string | undefined>();
  const linkOf = (path: string): string | undefined => {
    if (!links.has(path)) {
      const link = access.readLink(path);
      links.set(path, link.kind === 'read' ? link.value : undefined);
    }
    return links.get(path);
  };
  const resolve = (path: string, depth: number): string => {
    let done = '';
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue;
      if (part === '..') {
        done = done.slice(0, Math.max(0, done.lastIndexOf('/')));
        continue;
      }
      const link = depth < 40 ? linkOf(`${done}/${part}`) : undefined;
      if (link === undefined) done = `${done}/${part}`;
      else done = resolve(link.startsWith('/') ? link : `${done}/${link}`, depth + 1);
    }
    return done;
  };
  return resolve;
}
