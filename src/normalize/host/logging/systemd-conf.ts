import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { isBlocked, whyUnread } from '../look-ups.ts';

const FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'] as const;

/** A configuration of systemd: `journald.conf` with its section `Journal`. */
export interface SystemdConf {
  readonly name: string;
  readonly section: string;
}

interface Assignment {
  readonly text: string;
  readonly at: Place;
}

/**
 * One setting: the main file, then the drop-ins of all folders by name (of one name the first of /etc, /run,
 * /usr/local/lib, /usr/lib counts, and an empty one masks), the last value that is accepted holding (systemd.conf(5)).
 */
export function systemdSetting(
  captures: CaptureSet,
  conf: SystemdConf,
  key: string,
  fallback: string,
  accepts: (value: string) => boolean,
): Fact<string> {
  const pattern = `/systemd/${conf.name}`;
  const blocked = captures.all.find((capture) => capture.origin.includes(pattern) && isBlocked(capture));
  const main: Place = { file: `/etc/systemd/${conf.name}` };
  if (blocked !== undefined)
    return unknown(whyUnread(blocked, blocked.origin) ?? blocked.origin, { file: blocked.origin });
  const { files, masked } = filesOf(captures, conf);
  const found = files.flatMap((file) => assignments(captures, file, conf.section, key));
  const lost: Overridden[] = masked.flatMap(({ file, by }) =>
    assignments(captures, file, conf.section, key).map(({ text, at }) => ({
      text: `${key}=${text}`,
      at,
      why: `${by} has its name and stands in for it`,
    })),
  );
  const good = found.filter(({ text }) => accepts(text));
  const winner = good.at(-1);
  for (const one of found) {
    if (one === winner) continue;
    const why = accepts(one.text) ? 'a later file or line sets it' : 'the value is not understood and passed over';
    lost.push({ text: `${key}=${one.text}`, at: one.at, why });
  }
  return winner === undefined ? known(fallback, main, lost) : known(winner.text, winner.at, lost);
}

interface ConfFiles {
  /** In the order in which they are read. */
  readonly files: readonly string[];
  readonly masked: readonly { readonly file: string; readonly by: string }[];
}

function filesOf(captures: CaptureSet, conf: SystemdConf): ConfFiles {
  const main = FOLDERS.map((folder) => `${folder}/systemd/${conf.name}`).find(
    (file) => captures.get(file)?.outcome.kind === 'read',
  );
  const byName = new Map<string, string>();
  const masked: { file: string; by: string }[] = [];
  for (const folder of FOLDERS) {
    for (const { origin } of captures.under(`${folder}/systemd/${conf.name}.d`)) {
      const name = origin.slice(origin.lastIndexOf('/') + 1);
      const before = byName.get(name);
      if (before === undefined) byName.set(name, origin);
      else masked.push({ file: origin, by: before });
    }
  }
  const dropIns = sortedBy(byName, ([name]) => name).map(([, file]) => file);
  return { files: [...(main === undefined ? [] : [main]), ...dropIns], masked };
}

function assignments(captures: CaptureSet, file: string, wanted: string, key: string): readonly Assignment[] {
  const capture = captures.get(file);
  const lines = (capture === undefined ? undefined : textOf(capture))?.split('\n') ?? [];
  const found: Assignment[] = [];
  let section = '';
  let joined = '';
  let start = 0;
  for (const [index, raw] of lines.entries()) {
    // A comment in the middle of a joined line is passed over (systemd.syntax(7)).
    if (/^\s*[#;]/.test(raw)) continue;
    if (joined === '') start = index;
    if (raw.endsWith('\\')) {
      joined += `${raw.slice(0, -1)} `;
      continue;
    }
    const line = (joined + raw).trim();
    joined = '';
    const head = /^\[(.+)\]$/.exec(line)?.[1];
    if (head !== undefined) section = head;
    else if (section === wanted) {
      const cut = line.indexOf('=');
      const value = line.slice(cut + 1).trim();
      if (cut > 0 && line.slice(0, cut).trim() === key) found.push({ text: value, at: { file, line: start + 1 } });
    }
  }
  return found;
}

/** What systemd takes for a truth value, and which (parse_boolean). */
export function truth(value: string): boolean | undefined {
  if (/^(1|yes|y|true|t|on)$/i.test(value)) return true;
  return /^(0|no|n|false|f|off)$/i.test(value) ? false : undefined;
}

/** The default that a packaged file tells in a comment: `#ForwardToSyslog=yes`. */
export function commentedDefault(captures: CaptureSet, conf: SystemdConf, key: string): string | undefined {
  for (const folder of FOLDERS) {
    const capture = captures.get(`${folder}/systemd/${conf.name}`);
    const text = capture === undefined ? undefined : textOf(capture);
    const value = new RegExp(`^#${key}=(\\S+)$`, 'm').exec(text ?? '')?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
}
