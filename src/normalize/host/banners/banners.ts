import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { isRecord } from '../../../core/record.ts';
import type { HostBanner } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { completeUnless, folderCaptures, jsonOf, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { captureText, type SourceText, sourceText, unknownReason } from '../source-text.ts';

const MAX_TEXT = 4000;
const SCRIPTS = 'scripts of /etc/update-motd.d';

/** Names that tell which system this is, beside those that os-release has. */
const SYSTEM_NAMES = [
  'debian',
  'ubuntu',
  'red hat',
  'centos',
  'fedora',
  'almalinux',
  'rocky linux',
  'alpine linux',
  'suse',
];

/** motd, issue and issue.net, with what adds to them. */
export const bannersNormalizer: HostNormalizer<'banners'> = {
  section: 'banners',
  normalize: (captures) => {
    const names = systemNames(captures);
    const of = (source: SourceText, use: HostBanner['use']): HostBanner => bannerOf(source, use, names);
    const banners = [
      of(sourceText(captures, '/etc/motd'), 'motd'),
      of(sourceText(captures, '/etc/issue'), 'issue'),
      of(sourceText(captures, '/etc/issue.net'), 'issue.net'),
      ...folderCaptures(captures, '/etc/issue.d').map((capture) => of(captureText(capture), 'issue')),
      ...folderCaptures(captures, '/etc/motd.d').map((capture) => of(captureText(capture), 'motd')),
      ...scriptsOf(captures),
    ];
    return {
      section: completeUnless({ banners: sortedBy(banners, ({ id }) => id) }, [scriptsUnread(captures)]),
      diagnostics: [],
    };
  },
};

function bannerOf(source: SourceText, use: HostBanner['use'], names: readonly string[]): HostBanner {
  const at: Place = { file: source.origin };
  if (source.kind === 'unreadable') {
    const fact = unknown(unknownReason(source), at);
    return { id: source.origin, use, text: fact, tells: fact };
  }
  const text = source.kind === 'text' ? source.text : '';
  const found = telling(text, names);
  const line = source.kind === 'text' && found.length > 0 ? lineOf(source.lines, found[0] ?? '') : undefined;
  return {
    id: source.origin,
    use,
    text: known(text.trim().toLowerCase().slice(0, MAX_TEXT), at),
    tells: known(found, line === undefined ? at : { ...at, line }),
  };
}

function lineOf(lines: readonly string[], what: string): number | undefined {
  const index = lines.findIndex((line) => line.toLowerCase().includes(what.toLowerCase()));
  return index === -1 ? undefined : index + 1;
}

/** Escapes of agetty(8) and telnetd for machine, kernel release, system and version, and names of systems. */
function telling(text: string, names: readonly string[]): string[] {
  const escapes = [...text.matchAll(/\\(?:[mrsv]|S(?:\{\w+\})?)|%[mrsv](?!\w)/g)].map((match) => match[0]);
  const lower = text.toLowerCase();
  const told = names.filter((name) => new RegExp(`(?<![a-z0-9])${escapeRegExp(name)}(?![a-z0-9])`).test(lower));
  return sortedBy(new Set([...escapes, ...told]), (one) => one);
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function systemNames(captures: CaptureSet): readonly string[] {
  const names = new Set(SYSTEM_NAMES);
  for (const file of ['/etc/os-release', '/usr/lib/os-release']) {
    const source = sourceText(captures, file);
    if (source.kind !== 'text') continue;
    for (const line of source.lines) {
      const value = /^(?:NAME|PRETTY_NAME|VERSION_CODENAME)="?([^"]{3,60})"?$/.exec(line)?.[1];
      if (value !== undefined) names.add(value.toLowerCase());
    }
  }
  return [...names];
}

/** Why the scripts are not all known. */
function scriptsUnread(captures: CaptureSet): string | undefined {
  const capture = captures.get(SCRIPTS);
  const value = jsonOf(capture);
  if (!isRecord(value)) return whyUnread(capture, SCRIPTS) ?? `${SCRIPTS} could not be read`;
  return value['outcome'] === 'read' || value['outcome'] === 'absent'
    ? undefined
    : '/etc/update-motd.d could not be listed';
}

/** A script that is executable runs at each login (pam_motd); what it asks for, it tells. */
function scriptsOf(captures: CaptureSet): readonly HostBanner[] {
  const value = jsonOf(captures.get(SCRIPTS));
  if (!isRecord(value) || !Array.isArray(value['scripts'])) return [];
  return value['scripts'].flatMap((script: unknown): readonly HostBanner[] => {
    if (!isRecord(script) || script['executable'] !== true) return [];
    const { path, outcome, tells, line } = script;
    if (typeof path !== 'string' || typeof tells !== 'string' || typeof line !== 'number') return [];
    const at = line > 0 ? { file: path, line } : { file: path };
    const tellsFact: Fact<string[]> =
      outcome === 'read'
        ? known(tells === '' ? [] : [tells], at)
        : unknown(`${path} could not be read. Run the scan as root.`, at);
    return [{ id: path, use: 'motd', text: known('', { file: path }), tells: tellsFact }];
  });
}
