import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { captureText, type SourceText, unknownReason } from '../source-text.ts';

/** Folders of the configuration of systemd, the strongest first. */
const FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'] as const;

interface Assignment {
  readonly value: string;
  readonly text: string;
  readonly at: Place;
}

/**
 * One setting of a file like coredump.conf(5): the first main file that exists, then the drop-ins of all folders by name
 * (of one name the strongest folder's). The last assignment holds; an empty one takes the setting back.
 */
export function systemdSetting(
  captures: CaptureSet,
  where: { readonly file: string; readonly section: string; readonly key: string },
  fallback: string,
): Fact<string> {
  const sources = configFiles(captures, where.file);
  const closed = sources.find(
    (source): source is Extract<SourceText, { kind: 'unreadable' }> => source.kind === 'unreadable',
  );
  if (closed !== undefined) return unknown(unknownReason(closed), { file: closed.origin });
  const found = sources.flatMap((source) =>
    source.kind === 'text' ? assignments(source, where.section, where.key) : [],
  );
  const last = found.at(-1);
  const lost = found.slice(0, -1).map(({ text, at }) => ({ text, at, why: 'a later assignment wins' }));
  if (last === undefined || last.value === '')
    return known(fallback, last?.at ?? { file: `/etc/systemd/${where.file}` }, lost);
  return known(last.value, last.at, lost);
}

/** The files of one name in the order systemd reads them. */
export function configFiles(captures: CaptureSet, name: string): readonly SourceText[] {
  const mains = FOLDERS.flatMap((folder) => {
    const capture = captures.get(`${folder}/systemd/${name}`);
    const source = capture === undefined ? undefined : captureText(capture);
    return source === undefined || source.kind === 'absent' ? [] : [source];
  });
  const byName = new Map<string, SourceText>();
  const closed: SourceText[] = [];
  for (const folder of FOLDERS) {
    const dropIns = `${folder}/systemd/${name}.d`;
    const itself = captures.get(dropIns);
    if (itself !== undefined && itself.outcome.kind !== 'absent') closed.push(captureText(itself));
    for (const capture of captures.under(dropIns)) {
      const base = capture.origin.slice(dropIns.length + 1);
      if (!byName.has(base)) byName.set(base, captureText(capture));
    }
  }
  return [...mains.slice(0, 1), ...closed, ...sortedBy(byName, ([base]) => base).map(([, source]) => source)];
}

function assignments(
  source: Extract<SourceText, { kind: 'text' }>,
  section: string,
  key: string,
): readonly Assignment[] {
  let inside = false;
  return source.lines.flatMap((line, index): readonly Assignment[] => {
    const text = line.trim();
    const header = /^\[(.+)\]$/.exec(text)?.[1];
    if (header !== undefined) inside = header === section;
    const equals = text.indexOf('=');
    if (!inside || equals < 0 || text.slice(0, equals).trim() !== key) return [];
    return [{ value: text.slice(equals + 1).trim(), text, at: { file: source.origin, line: index + 1 } }];
  });
}
