/** Something worth recording. */
export interface WantedEvent {
  readonly topic: string;
  /** A system call, a path or a program: what a finding is about. */
  readonly subject: string;
  readonly what: WantedAct;
  /** Only by people: with a login user from UID_MIN on. Else by anybody. */
  readonly byPeople: boolean;
}

/** What is done. */
export type WantedAct =
  | {
      readonly kind: 'syscall';
      readonly name: string;
      /** Results, each of which must be recorded: negative errno. Absent: any result. */
      readonly exits?: readonly number[];
      /** The first argument has this value. */
      readonly a0?: number;
      /** Word sizes in question; both by default. */
      readonly bits?: readonly ('b32' | 'b64')[];
      /** The effective user differs from the real one and from the login user. */
      readonly asOther?: boolean;
      /** Kernels older than this do not have it. */
      readonly since?: readonly [number, number];
    }
  | {
      readonly kind: 'path';
      readonly path: string;
      /** Also everything below it. */
      readonly below: boolean;
      /** Each of r, w, x, a that must be recorded. */
      readonly permissions: string;
      /** Programs are followed to what a link leads to: the kernel watches what runs. */
      readonly program: boolean;
      /** Out of scope where it does not exist; else only where its folder does not. */
      readonly onlyIfThere: boolean;
      /** Out of scope where this file does not exist. */
      readonly onlyWith?: string;
    };

function calls(topic: string, names: string, byPeople: boolean, more: object = {}): readonly WantedEvent[] {
  return names
    .split(' ')
    .map((name) => ({ topic, subject: name, byPeople, what: { kind: 'syscall', name, ...more } as const }));
}

function files(topic: string, paths: readonly string[], onlyIfThere = false): readonly WantedEvent[] {
  return paths.map((path) => ({
    topic,
    subject: path.length > 1 ? path.replace(/\/$/, '') : path,
    byPeople: false,
    what: {
      kind: 'path',
      path: path.length > 1 ? path.replace(/\/$/, '') : path,
      below: path.endsWith('/'),
      permissions: 'wa',
      program: false,
      onlyIfThere,
    },
  }));
}

/** Execution of a program by people. */
export function execution(topic: string, path: string): WantedEvent {
  return {
    topic,
    subject: path.length > 1 ? path.replace(/\/$/, '') : path,
    byPeople: true,
    what: { kind: 'path', path, below: false, permissions: 'x', program: true, onlyIfThere: true },
  };
}

/** Changes of one file by anybody. */
export function change(topic: string, path: string): WantedEvent {
  const [event] = files(topic, [path]);
  return event ?? execution(topic, path);
}

function withSelinux(event: WantedEvent): WantedEvent {
  return event.what.kind === 'path' ? { ...event, what: { ...event.what, onlyWith: '/etc/selinux/config' } } : event;
}

const EACCES = -13;
const EPERM = -1;

/** The events that rules ask for, by topic. A slash at the end of a path takes in all below it. */
export const WANTED_EVENTS: readonly WantedEvent[] = [
  ...files('sudoers', ['/etc/sudoers', '/etc/sudoers.d/']),
  ...calls('user-emulation', 'execve', true, { asOther: true }),
  execution('sudo-exec', '/usr/bin/sudo'),
  ...calls('time', 'adjtimex settimeofday', false),
  ...calls('time', 'clock_settime', false, { a0: 0 }),
  ...files('time', ['/etc/localtime']),
  ...calls('time-stime', 'stime', false, { bits: ['b32'] }),
  ...calls('network', 'sethostname setdomainname', false),
  ...files('network', ['/etc/issue', '/etc/issue.net', '/etc/hosts', '/etc/networks']),
  ...files('network', ['/etc/network/', '/etc/sysconfig/network', '/etc/sysconfig/network-scripts/'], true),
  ...calls('access-denied', 'creat open openat truncate ftruncate', true, { exits: [EACCES, EPERM] }),
  ...files('identity', ['/etc/group', '/etc/passwd', '/etc/gshadow', '/etc/shadow', '/etc/security/opasswd']),
  ...files('identity-config', ['/etc/nsswitch.conf', '/etc/pam.conf', '/etc/pam.d/']),
  ...calls('perm-changes', 'chmod fchmod fchmodat chown fchown fchownat lchown', true),
  ...calls('perm-changes', 'setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr', true),
  ...calls('perm-changes-fchmodat2', 'fchmodat2', true, { since: [6, 6] }),
  ...calls('mounts', 'mount umount2', true),
  ...files('sessions', ['/var/run/utmp', '/var/log/wtmp', '/var/log/btmp']),
  ...files('logins', ['/var/log/lastlog', '/var/run/faillock/']),
  ...calls('deletion', 'rename renameat renameat2 rmdir unlink unlinkat', true),
  ...files('mac', ['/etc/apparmor/', '/etc/apparmor.d/'], true),
  // Debian has the folder too; the file tells that SELinux is set up.
  ...files('mac-selinux', ['/etc/selinux/', '/usr/share/selinux/'], true).map(withSelinux),
  ...['chcon', 'setfacl', 'chacl'].map((name) => execution(name, `/usr/bin/${name}`)),
  execution('usermod', '/usr/sbin/usermod'),
  ...calls('modules', 'init_module finit_module delete_module', true),
  ...calls('modules-commands', 'create_module query_module', true),
  ...['/usr/bin/kmod', '/usr/sbin/insmod', '/usr/sbin/modprobe', '/usr/sbin/rmmod'].map((path) =>
    execution('modules-commands', path),
  ),
];
