import type { Overridden, Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { commandLines } from '../boot/boot.ts';
import { firstBlocked } from '../look-ups.ts';
import { captureText, type SourceText, sourceText } from '../source-text.ts';
import { unitEnabled } from '../unit-state.ts';
import { dottedKey, isGlob, matchesGlob, parseSysctl, type SysctlLine } from './parse-sysctl.ts';

/** Folders of sysctl.d(5), the strongest first; /lib is /usr/lib where it is not merged. */
const FOLDERS = ['/etc/sysctl.d', '/run/sysctl.d', '/usr/local/lib/sysctl.d', '/usr/lib/sysctl.d', '/lib/sysctl.d'];

/** What the files set for one key, and what lost. */
export interface ConfiguredKey {
  readonly value: string;
  readonly at: Place;
  readonly overridden: readonly Overridden[];
}

/** All that the files set at boot, and why it is not all. */
export interface ConfiguredSysctl {
  /** The setting of a key: an assignment of its own before any glob, the last one of its sort. */
  find(key: string): ConfiguredKey | undefined;
  /** Assignments of a key in files that are not read: what the administrator meant to hold. */
  unread(key: string): readonly Overridden[];
  /** Keys with an assignment of their own. */
  readonly keys: readonly string[];
  readonly missing: readonly string[];
}

/** A line with what sets it beside the files of sysctl.d. */
interface LaterLine extends SysctlLine {
  readonly why: string;
}

/**
 * Picks one file for each name by the strength of its folder, then reads the files in order of their names. What loads
 * later (sysctl.conf without systemd, ufw, systemd-networkd) beats them; `sysctl.` arguments of the kernel come before.
 */
export function configuredSysctl(captures: CaptureSet): ConfiguredSysctl {
  const { files, masked } = chosenFiles(captures);
  const missing: string[] = [];
  const lines: SysctlLine[] = [];
  const lost: LaterLine[] = [];
  for (const { source, origin } of files) {
    if (source.kind === 'text') lines.push(...parseSysctl(origin, source.lines));
    else if (source.kind === 'unreadable') missing.push(source.reason);
  }
  for (const { source, by, origin } of masked) {
    if (source.kind !== 'text') continue;
    const why = `the whole file is masked by ${by}`;
    lost.push(...parseSysctl(origin, source.lines).map((line) => ({ ...line, why })));
  }
  // systemd-sysctl does not read sysctl.conf; procps, busybox and OpenRC do, last.
  const conf = sourceText(captures, '/etc/sysctl.conf');
  const linked = files.some((file) => file.linkTarget?.endsWith('sysctl.conf') === true);
  if (conf.kind === 'text' && !linked) {
    const own = parseSysctl('/etc/sysctl.conf', conf.lines);
    if (withoutSystemd(captures)) lines.push(...own);
    else lost.push(...own.map((line) => ({ ...line, why: 'systemd-sysctl does not read /etc/sysctl.conf' })));
  }
  // Where systemd is, the file holds nothing that counts.
  const closed = firstBlocked([captures.get('/etc/sysctl.conf')]);
  if (closed !== undefined && !linked && !withSystemd(captures)) missing.push(closed);
  const later = laterLines(captures);
  missing.push(...later.missing);
  const early = earlyLines(captures);
  const explicit = new Set(lines.filter((line) => !isGlob(line.key)).map((line) => line.key));
  const unread = (key: string): readonly Overridden[] =>
    // Where /lib is a link to /usr/lib, each file is there twice.
    lost
      .filter((line) => line.key === key)
      .filter(
        (line, _, all) =>
          !all.some(
            (one) => one.at.file === `/usr${line.at.file}` && one.at.line === line.at.line && one.text === line.text,
          ),
      )
      .map((line) => ({ at: line.at, text: line.text, why: line.why }));
  return {
    find: (key) => {
      const own = explicit.has(key)
        ? lines.filter((line) => line.key === key && line.value !== undefined)
        : lines.filter((line) => isGlob(line.key) && line.value !== undefined && matchesGlob(line.key, key));
      const late = later.lines.filter((line) => line.key === key);
      const fits = [...early.filter((line) => line.key === key), ...own, ...late];
      const last = fits.at(-1);
      if (last?.value === undefined) return undefined;
      const beaten = late.at(-1)?.why ?? 'a later assignment wins';
      const losers = [
        ...fits.slice(0, -1).map((line) => ({ at: line.at, text: line.text, why: beaten })),
        ...unread(key),
      ];
      return { value: last.value, at: last.at, overridden: losers };
    },
    unread,
    keys: [...new Set([...explicit, ...later.lines.map((line) => line.key), ...early.map((line) => line.key)])],
    missing,
  };
}

const SYSTEMD_SYSCTL = ['/lib/systemd/systemd-sysctl', '/usr/lib/systemd/systemd-sysctl'];

/** True when systemd-sysctl is there. */
function withSystemd(captures: CaptureSet): boolean {
  return SYSTEMD_SYSCTL.some((path) => captures.get(`stat ${path}`)?.outcome.kind === 'read');
}

/** True when both places of systemd-sysctl were looked at and are empty. */
function withoutSystemd(captures: CaptureSet): boolean {
  return SYSTEMD_SYSCTL.every((path) => captures.get(`stat ${path}`)?.outcome.kind === 'absent');
}

/** The `sysctl.` arguments of the next boot, which the kernel sets before init reads any file. */
function earlyLines(captures: CaptureSet): readonly SysctlLine[] {
  const lines = commandLines(captures);
  const words = (lines.find(({ id }) => id === 'next') ?? lines.find(({ id }) => id === 'running'))?.words ?? [];
  return words
    .filter(({ name, value }) => name.startsWith('sysctl.') && value !== '<cut>')
    .map(({ name, value, text, at }) => ({ key: dottedKey(name.slice('sysctl.'.length)), value, text, at }));
}

/** What programs set that start after systemd-sysctl: ufw its own file, systemd-networkd the forwarding of its networks. */
function laterLines(captures: CaptureSet): {
  readonly lines: readonly LaterLine[];
  readonly missing: readonly string[];
} {
  const missing: string[] = [];
  const lines: LaterLine[] = [];
  const conf = sourceText(captures, '/etc/ufw/ufw.conf');
  const blocked = firstBlocked([captures.get('/etc/ufw/ufw.conf')]);
  if (blocked !== undefined) missing.push(blocked);
  if (conf.kind === 'text' && conf.lines.some((line) => /^\s*ENABLED\s*=\s*["']?yes\b/i.test(line))) {
    const own = sourceText(captures, '/etc/default/ufw');
    const setting = own.kind === 'text' ? /^\s*IPT_SYSCTL\s*=\s*["']?(\/[\w./-]+)/m.exec(own.text)?.[1] : undefined;
    const file = sourceText(captures, setting ?? '/etc/ufw/sysctl.conf');
    if (file.kind === 'unreadable') missing.push(file.reason);
    if (file.kind === 'text') {
      const why = `ufw loads ${file.origin} later`;
      lines.push(...parseSysctl(file.origin, file.lines).map((line) => ({ ...line, why })));
    }
  }
  const networkd = captures.all.filter(({ origin }) => /\/systemd\/network\/[^/]+\.network$/.test(origin));
  if (networkd.length === 0) return { lines, missing };
  const starts = unitEnabled(captures, ['systemd-networkd.service']);
  if (!('value' in starts && starts.value)) return { lines, missing };
  for (const capture of networkd) {
    const source = captureText(capture);
    if (source.kind === 'text') lines.push(...forwardingLines(source.origin, source.lines));
    if (source.kind === 'unreadable') missing.push(source.reason);
  }
  return { lines, missing };
}

/** systemd.network(5): the forwarding of one network turns it on for all; nothing there turns it off again. */
function forwardingLines(file: string, lines: readonly string[]): readonly LaterLine[] {
  const why = 'systemd-networkd turns forwarding on later';
  return lines.flatMap((text, index): readonly LaterLine[] => {
    const found = /^\s*(IPForward|IPv4Forwarding|IPv6Forwarding|IPMasquerade)\s*=\s*([\w-]+)\s*$/.exec(text);
    const [, key = '', value = ''] = found ?? [];
    const on = /^(?:yes|true|on|1|both)$/i.test(value);
    const at = { file, line: index + 1 };
    const v4 = on ? key !== 'IPv6Forwarding' : value === 'ipv4';
    const v6 = on ? key !== 'IPv4Forwarding' : value === 'ipv6';
    return [
      ...(v4 ? [{ key: 'net.ipv4.ip_forward', value: '1', text: text.trim(), at, why }] : []),
      ...(v6 ? [{ key: 'net.ipv6.conf.all.forwarding', value: '1', text: text.trim(), at, why }] : []),
    ];
  });
}

interface ChosenFile {
  readonly origin: string;
  readonly source: SourceText;
  readonly linkTarget: string | undefined;
}

interface MaskedFile {
  readonly origin: string;
  readonly source: SourceText;
  readonly by: string;
}

function chosenFiles(captures: CaptureSet): {
  readonly files: readonly ChosenFile[];
  readonly masked: readonly MaskedFile[];
} {
  const links = sourceText(captures, 'links of sysctl.d');
  const targets = new Map(
    (links.kind === 'text' ? links.lines : []).map(
      (line) => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? ''] as const,
    ),
  );
  const chosen = new Map<string, ChosenFile>();
  const masked: MaskedFile[] = [];
  for (const folder of FOLDERS) {
    const itself = captures.get(folder);
    const members = [...(itself === undefined ? [] : [itself]), ...captures.under(folder)].map((capture) => ({
      origin: capture.origin,
      source: captureText(capture),
      linkTarget: targets.get(capture.origin),
    }));
    const nulls = [...targets].filter(([origin, target]) => origin.startsWith(`${folder}/`) && target === '/dev/null');
    // A link to /dev/null is no regular file, so it was not captured; it masks all the same.
    for (const [origin] of nulls) members.push({ origin, source: { kind: 'absent', origin }, linkTarget: '/dev/null' });
    for (const member of members) {
      const name = member.origin.slice(folder.length + 1);
      const before = chosen.get(name);
      if (before === undefined) chosen.set(name, member);
      else if (before.origin.replace(/^\/usr\/lib\//, '/lib/') !== member.origin)
        masked.push({ ...member, by: before.origin });
    }
  }
  const files = [...chosen].sort(([a], [b]) => compareCodePoints(a, b)).map(([, file]) => file);
  return { files, masked };
}
