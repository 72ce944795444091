import type { Overridden, Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { captureText, type SourceText, sourceText } from '../source-text.ts';
import { isGlob, matchesGlob, parseSysctl, type SysctlLine } from './parse-sysctl.ts';

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
  /** Keys with an assignment of their own. */
  readonly keys: readonly string[];
  readonly missing: readonly string[];
}

/** Picks one file for each name by the strength of its folder, then reads the files in order of their names. */
export function configuredSysctl(captures: CaptureSet): ConfiguredSysctl {
  const { files, masked } = chosenFiles(captures);
  const missing: string[] = [];
  const lines: SysctlLine[] = [];
  const lost: (SysctlLine & { readonly why: string })[] = [];
  for (const { source, origin } of files) {
    if (source.kind === 'text') lines.push(...parseSysctl(origin, source.lines));
    else if (source.kind === 'unreadable') missing.push(source.reason);
  }
  for (const { source, by, origin } of masked) {
    if (source.kind !== 'text') continue;
    lost.push(
      ...parseSysctl(origin, source.lines).map((line) => ({ ...line, why: `the whole file is masked by ${by}` })),
    );
  }
  // systemd-sysctl does not read sysctl.conf; `sysctl --system` of procps does, last.
  const conf = sourceText(captures, '/etc/sysctl.conf');
  const linked = files.some((file) => file.linkTarget?.endsWith('sysctl.conf') === true);
  if (conf.kind === 'text' && !linked) {
    lost.push(
      ...parseSysctl('/etc/sysctl.conf', conf.lines).map((line) => ({
        ...line,
        why: 'systemd-sysctl does not read /etc/sysctl.conf',
      })),
    );
  }
  const explicit = new Set(lines.filter((line) => !isGlob(line.key)).map((line) => line.key));
  return {
    find: (key) => {
      const fits = explicit.has(key)
        ? lines.filter((line) => line.key === key && line.value !== undefined)
        : lines.filter((line) => isGlob(line.key) && line.value !== undefined && matchesGlob(line.key, key));
      const last = fits.at(-1);
      if (last?.value === undefined) return undefined;
      const losers = [
        ...fits.slice(0, -1).map((line) => ({ at: line.at, text: line.text, why: 'a later assignment wins' })),
        ...lost.filter((line) => line.key === key).map((line) => ({ at: line.at, text: line.text, why: line.why })),
      ];
      return { value: last.value, at: last.at, overridden: losers };
    },
    keys: [...explicit],
    missing,
  };
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
