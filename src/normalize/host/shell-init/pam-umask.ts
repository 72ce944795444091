import type { Place } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { jsonOf } from '../look-ups.ts';
import { sourceText } from '../source-text.ts';

/** A line of a PAM service that the collector kept. */
export interface PamLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const ORIGIN = 'umask and securetty lines of /etc/pam.d';
/** pam_umask comes into a login by one of these: sshd and login include them. */
const LOGIN_SERVICES = ['/etc/pam.d/login', '/etc/pam.d/sshd'] as const;

/** The lines of a login service and of what it includes, in order; undefined where some could not be read. */
export function pamLinesOf(captures: CaptureSet, services: readonly string[]): readonly PamLine[] | undefined {
  const value = jsonOf(captures.get(ORIGIN));
  if (!isRecord(value) || !Array.isArray(value['lines'])) return undefined;
  if (!Array.isArray(value['unread']) || value['unread'].length > 0) return undefined;
  const byFile = new Map<string, PamLine[]>();
  for (const entry of value['lines']) {
    if (!isRecord(entry)) continue;
    const { file, line, text } = entry;
    if (typeof file !== 'string' || typeof line !== 'number' || typeof text !== 'string') continue;
    byFile.set(file, [...(byFile.get(file) ?? []), { file, line, text }]);
  }
  const seen = new Set<string>();
  const flat = (file: string): readonly PamLine[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    return (byFile.get(file) ?? []).flatMap((line) => {
      const target = /^(?:@include|-?\w+\s+(?:include|substack))\s+([\w.-]+)$/.exec(line.text)?.[1];
      return target === undefined ? [line] : flat(`/etc/pam.d/${target}`);
    });
  };
  return services.flatMap(flat);
}

/** The umask that a session begins with, before any start file. */
export interface FirstUmask {
  /** Undefined where it cannot be told. */
  readonly bits: number | undefined;
  readonly setBy: 'login.defs' | 'pam' | 'default';
  readonly at: Place;
}

/**
 * What pam_umask(8) gives: its own umask=, else UMASK of login.defs (the first line of it, unlike shadow, which takes
 * the last), else UMASK of /etc/default/login. With `usergroups` the group gets the bits of the owner, but for root;
 * USERGROUPS_ENAB of login.defs does the same on Ubuntu only, whose module is patched. Without the module, what init
 * gives: 022.
 */
export function firstUmask(captures: CaptureSet, root: boolean): FirstUmask {
  const pam = pamLinesOf(captures, LOGIN_SERVICES);
  if (pam === undefined) return { bits: undefined, setBy: 'pam', at: { file: '/etc/pam.d' } };
  const line = pam.find(({ text }) => /^-?session\b.*\bpam_umask\.so\b/.test(text));
  if (line === undefined) return { bits: 0o022, setBy: 'default', at: { file: '/etc/profile' } };
  const at = { file: line.file, line: line.line };
  const args = line.text.slice(line.text.indexOf('pam_umask.so') + 'pam_umask.so'.length);
  const own = /\bumask=([0-7]+)/.exec(args)?.[1];
  const defs = firstSetting(captures, '/etc/login.defs', 'UMASK');
  if (own === undefined && defs === 'unread')
    return { bits: undefined, setBy: 'login.defs', at: { file: '/etc/login.defs' } };
  const fallback = defs === undefined ? firstSetting(captures, '/etc/default/login', 'UMASK') : defs;
  const chosen =
    own === undefined
      ? fallback === undefined || fallback === 'unread'
        ? undefined
        : { text: fallback.value, at: fallback.at }
      : { text: own, at };
  if (chosen === undefined || !/^[0-7]{1,4}$/.test(chosen.text)) {
    return { bits: chosen === undefined ? 0o022 : undefined, setBy: 'default', at };
  }
  const argument = /\busergroups\b/.test(args) && !/\bnousergroups\b/.test(args);
  const shares = own === undefined && isUbuntu(captures) ? (groupsByDefs(captures) ?? argument) : argument;
  const bits = Number.parseInt(chosen.text, 8) & 0o777;
  const shared = (bits & ~0o070) | ((bits >> 3) & 0o070);
  return { bits: shares && !root ? shared : bits, setBy: own === undefined ? 'login.defs' : 'pam', at: chosen.at };
}

function isUbuntu(captures: CaptureSet): boolean {
  return ['/etc/os-release', '/usr/lib/os-release'].some((file) => {
    const source = sourceText(captures, file);
    return source.kind === 'text' && source.lines.some((line) => /^ID="?ubuntu"?$/.test(line));
  });
}

function groupsByDefs(captures: CaptureSet): boolean | undefined {
  const found = firstSetting(captures, '/etc/login.defs', 'USERGROUPS_ENAB');
  return typeof found === 'object' ? found.value.toLowerCase() === 'yes' : undefined;
}

/** The first line with the key, in whatever case, as pam_modutil_search_key reads. */
function firstSetting(
  captures: CaptureSet,
  file: string,
  key: string,
): { readonly value: string; readonly at: Place } | 'unread' | undefined {
  const source = sourceText(captures, file);
  if (source.kind === 'unreadable') return 'unread';
  for (const [index, text] of (source.kind === 'text' ? source.lines : []).entries()) {
    const match = /^\s*([^\s=#]+)[\s=]+([^\s#]+)/.exec(text);
    if (match?.[1]?.toUpperCase() === key) return { value: match[2] ?? '', at: { file, line: index + 1 } };
  }
  return undefined;
}
