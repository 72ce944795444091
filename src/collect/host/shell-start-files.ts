import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureJson, redactLines } from '../capture-file.ts';
import { textOfCapture } from './capture-text.ts';
import { captureStatuses, describePath, type PathStatusEntry } from './path-status.ts';
import { redactShell } from './shell-redaction.ts';
import type { CollectContext, HostSource } from './source.ts';

const SYSTEM_FILES = ['/etc/profile', '/etc/bash.bashrc', '/etc/bashrc'] as const;
const OWN_FILES = ['.bash_profile', '.bash_login', '.profile', '.bashrc'] as const;
const OPTIONS = { limitBytes: 512 * 1024, redact: redactShell } as const;
/** More sourced files than this are not followed. */
const MAX_FOLLOWED = 64;

/** Start files of the shells, those of root among them, and the folders that root's commands are looked for in. */
export const shellStartFilesSource: HostSource = {
  id: 'shell-start-files',
  title:
    'Shell start files (umask, TMOUT, PATH), the umask module of PAM, and the search path of root; /root needs root',
  collect: (access, context) => {
    const home = rootHome(access);
    const files = startFiles(access, context, home);
    const environment = captureFile(access, '/etc/environment', context, { redact: redactLines(onlyPath) });
    return [
      ...files,
      environment,
      captureFile(access, '/etc/default/login', context, { redact: redactLines(onlyUmask) }),
      pamLines(access, context),
      searchPath(access, context, [...files, environment], home),
    ];
  },
};

function rootHome(access: Access): string {
  const passwd = access.readFile('/etc/passwd');
  const text = passwd.kind === 'read' ? Buffer.from(passwd.bytes).toString('utf8') : '';
  const home = text
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === '0')?.[5];
  return home?.startsWith('/') === true ? home.replace(/\/+$/, '') : '/root';
}

function startFiles(access: Access, context: CollectContext, home: string): readonly Capture[] {
  const found = new Map<string, Capture>();
  const add = (captures: readonly Capture[]) => {
    for (const capture of captures) if (!found.has(capture.origin)) found.set(capture.origin, capture);
  };
  add(SYSTEM_FILES.map((file) => captureFile(access, file, context, OPTIONS)));
  add(OWN_FILES.map((name) => captureFile(access, `${home}/${name}`, context, OPTIONS)));
  add(captureFolder(access, '/etc/profile.d', context, (name) => /\.(?:sh|local)$/.test(name), OPTIONS));
  add(captureFolder(access, `${home}/.bashrc.d`, context, () => true, OPTIONS));
  // Sourced files by literal names; the map grows while it is walked.
  for (const capture of found.values()) {
    if (found.size > MAX_FOLLOWED + 32) break;
    add(sourcedBy(capture, home).map((path) => captureFile(access, path, context, OPTIONS)));
  }
  return [...found.values()];
}

function sourcedBy(capture: Capture, home: string): readonly string[] {
  const pattern = /(?:^|[\s;])(?:\.|source)\s+["']?((?:~|\$HOME|\$\{HOME\})?\/[\w./+-]+)/gm;
  return [...textOfCapture(capture).matchAll(pattern)].map((match) =>
    (match[1] ?? '').replace(/^(?:~|\$HOME|\$\{HOME\})/, home),
  );
}

function onlyPath(line: string): string {
  return /^\s*(?:export\s+)?PATH\s*=/.test(line) ? line : '';
}

function onlyUmask(line: string): string {
  return /^\s*UMASK\b/.test(line) ? line : '';
}

/** Lines of PAM that set the umask or keep root from terminals: what they say holds before any start file. */
function pamLines(access: Access, context: CollectContext): Capture {
  const names = access.list('/etc/pam.d');
  const lines: { readonly file: string; readonly line: number; readonly text: string }[] = [];
  const unread: string[] = names.kind === 'denied' || names.kind === 'failed' ? ['/etc/pam.d'] : [];
  for (const name of names.kind === 'read' ? names.value : []) {
    const file = `/etc/pam.d/${name}`;
    const content = access.readFile(file);
    if (content.kind !== 'read') {
      if (content.kind !== 'absent') unread.push(file);
      continue;
    }
    Buffer.from(content.bytes)
      .toString('utf8')
      .split('\n')
      .forEach((text, index) => {
        const kept = /^-?(?:session|auth)\s.*\bpam_(?:umask|securetty)\.so\b[^#]*/.exec(text.trim());
        const included = /^(?:@include|-?(?:session|auth)\s+(?:include|substack))\s+[\w.-]+/.exec(text.trim());
        const line = kept?.[0] ?? included?.[0];
        if (line !== undefined) lines.push({ file, line: index + 1, text: line.trim() });
      });
  }
  return captureJson('umask and securetty lines of /etc/pam.d', { lines, unread }, context);
}

/** Folders named by any PATH of the start files, by /etc/environment or login.defs, and the nearest one there is of each. */
function searchPath(access: Access, context: CollectContext, captures: readonly Capture[], home: string): Capture {
  const defs = access.readFile('/etc/login.defs');
  const texts = [
    ...captures.map((capture) =>
      [...textOfCapture(capture).matchAll(/\bPATH\+?=(\S*)/g)].map((match) => match[1] ?? ''),
    ),
    defs.kind === 'read'
      ? [
          ...Buffer.from(defs.bytes)
            .toString('utf8')
            .matchAll(/^\s*ENV_(?:SU|ROOT)PATH\s+(?:PATH=)?(\S+)/gm),
        ].map((match) => match[1] ?? '')
      : [],
  ].flat();
  const folders = new Set(
    texts
      .flatMap((text) => text.replaceAll(/["']/g, '').split(':'))
      .map((entry) => entry.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, home))
      .filter((entry) => entry.startsWith('/') && !/[$`]/.test(entry)),
  );
  const entries = new Map<string, PathStatusEntry>();
  for (const folder of folders) {
    for (let path = folder; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
      if (entries.has(path)) break;
      const entry = describePath(access, path);
      entries.set(path, entry);
      if (entry.outcome !== 'absent') break;
    }
  }
  return captureStatuses('stat(2) of the search path of root', [...entries.values()], access, context);
}
