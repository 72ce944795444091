import type { CaptureSet } from '../../capture-set.ts';
import { parseColonFile, parseDecimal } from '../accounts/colon-records.ts';
import { captureText, sourceText } from '../source-text.ts';
import { type FirstUmask, firstUmask } from './pam-umask.ts';
import { runStartFile } from './run-shell.ts';
import type { ShellContext, SourcedFile } from './shell-context.ts';
import type { ShellState } from './shell-state.ts';

/** One way to start a shell, and what its start files leave. */
export interface ShellSession {
  readonly id: string;
  readonly root: boolean;
  readonly shell: 'bash' | 'sh';
  readonly login: boolean;
  readonly state: ShellState;
  readonly first: FirstUmask;
  /** The home of root. */
  readonly home: string;
}

/**
 * Follows the start files of bash(1) and sh(1): a login shell reads /etc/profile and then, of root, the first of
 * ~/.bash_profile, ~/.bash_login and ~/.profile. A further bash reads /etc/bash.bashrc (Debian) or /etc/bashrc (by the
 * skeleton of RHEL) and ~/.bashrc, and has the umask and the exported variables of the login shell it was started from.
 * Start files of people other than root are their own business and are not looked at.
 */
export function shellSessions(captures: CaptureSet): readonly ShellSession[] {
  const home = rootHome(captures);
  return [false, true].flatMap((root) => {
    const first = firstUmask(captures, root);
    const loginPath = pathOfLogin(captures);
    const context = (shell: 'bash' | 'sh', login: boolean): ShellContext => ({
      shell,
      login,
      interactive: true,
      root,
      uidMin: 1000,
      home: root ? home : undefined,
      readFile: (path) => sourcedFile(captures, path),
      expand: (pattern) => expand(captures, pattern, home),
    });
    const prefix = root ? 'root ' : '';
    const session = (id: string, shell: 'bash' | 'sh', login: boolean, state: ShellState): ShellSession => {
      return { id: `${prefix}${id}`, root, shell, login, state, first, home };
    };
    const own = (names: readonly string[]) =>
      root
        ? names.map((name) => `${home}/${name}`).find((path) => sourcedFile(captures, path).kind !== 'absent')
        : undefined;
    const run = (files: readonly (string | undefined)[], state: ShellState, around: ShellContext) =>
      files.reduce((current, file) => (file === undefined ? current : runStartFile(file, current, around)), state);

    const bash = run(
      ['/etc/profile', own(['.bash_profile', '.bash_login', '.profile'])],
      start(first, loginPath),
      context('bash', true),
    );
    const sh = run(['/etc/profile', own(['.profile'])], start(first, loginPath), context('sh', true));
    const system = sourcedFile(captures, '/etc/bash.bashrc').kind === 'absent' ? '/etc/bashrc' : '/etc/bash.bashrc';
    const further = run([system, root ? `${home}/.bashrc` : undefined], inherited(bash), context('bash', false));
    return [
      session('login bash', 'bash', true, bash),
      session('login sh', 'sh', true, sh),
      session('further bash', 'bash', false, further),
    ];
  });
}

function start(first: FirstUmask, loginPath: string): ShellState {
  return {
    umask: [{ value: first.bits ?? 'unclear', at: first.at, lost: [] }],
    tmout: [{ value: 'unset', at: { file: '/etc/profile' }, lost: [] }],
    path: [{ value: loginPath, at: { file: '/etc/login.defs' }, lost: [] }],
    tmoutReadonly: 'no',
    tmoutExported: 'no',
  };
}

/** What a shell has from the one that started it: no attribute of a variable is handed down, and only exported ones are. */
function inherited(state: ShellState): ShellState {
  const unset = { value: 'unset', at: { file: '/etc/bash.bashrc' }, lost: [] } as const;
  const tmout =
    state.tmoutExported === 'yes' ? state.tmout : state.tmoutExported === 'no' ? [unset] : [...state.tmout, unset];
  return { ...state, tmout, tmoutReadonly: 'no' };
}

/** What login(1) and su(1) give root as PATH before any start file; the fallback is that of shadow's login. */
function pathOfLogin(captures: CaptureSet): string {
  const defs = sourceText(captures, '/etc/login.defs');
  const values = (defs.kind === 'text' ? defs.lines : []).flatMap((text) => {
    const value = /^\s*ENV_SUPATH\s+"?(?:PATH=)?([^"\s]+)/.exec(text)?.[1];
    return value === undefined ? [] : [value];
  });
  return values.at(-1) ?? '/sbin:/bin:/usr/sbin:/usr/bin';
}

function sourcedFile(captures: CaptureSet, path: string): SourcedFile {
  const source = sourceText(captures, path);
  if (source.kind === 'text') return { kind: 'text', text: source.text };
  return source.kind === 'absent' ? { kind: 'absent' } : { kind: 'unread' };
}

function expand(captures: CaptureSet, pattern: string, home: string): readonly string[] | undefined {
  const slash = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, slash);
  if (folder !== '/etc/profile.d' && folder !== `${home}/.bashrc.d`) return undefined;
  const itself = captures.get(folder);
  if (itself !== undefined && captureText(itself).kind === 'unreadable') return undefined;
  const name = pattern.slice(slash + 1);
  if (!/^\*?[\w.-]*$/.test(name)) return undefined;
  return captures
    .under(folder)
    .map(({ origin }) => origin)
    .filter(
      (origin) => !origin.slice(folder.length + 1).includes('/') && !origin.slice(folder.length + 1).startsWith('.'),
    )
    .filter((origin) => (name.startsWith('*') ? origin.endsWith(name.slice(1)) : origin.endsWith(`/${name}`)));
}

function rootHome(captures: CaptureSet): string {
  const passwd = sourceText(captures, '/etc/passwd');
  const records = passwd.kind === 'text' ? parseColonFile('/etc/passwd', passwd.lines, 7).records : [];
  const home = records.find(({ fields }) => parseDecimal(fields[2]) === 0)?.fields[5];
  return home?.startsWith('/') === true ? home.replace(/\/+$/, '') : '/root';
}
