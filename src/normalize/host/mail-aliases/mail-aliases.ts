import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { parseColonFile, parseDecimal } from '../accounts/colon-records.ts';
import { jsonOf } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';

const FILE = '/etc/aliases';
const FORWARD = '/root/.forward';
const UID_MIN = 1000;

interface Alias {
  readonly targets: readonly string[];
  readonly at: Place;
}

/** aliases(5): `name: target, …`, lines that begin with a blank go on, names in any case; the first one of a name counts. */
export const mailAliasesNormalizer: HostNormalizer<'mail_aliases'> = {
  section: 'mail_aliases',
  normalize: (captures) => {
    const source = sourceText(captures, FILE);
    const forward = sourceText(captures, FORWARD);
    for (const one of [source, forward]) {
      if (one.kind === 'unreadable') return { section: notCollected(one.reason, one.hint), diagnostics: [] };
    }
    const aliases = readAliases(source.kind === 'text' ? source.lines : []);
    const own = forward.kind === 'text' ? forward.lines.flatMap((line) => split(line)) : [];
    const { targets, at } = resolve(aliases, own);
    const people = peopleOf(captures);
    const reaches = targets.some((target) => isAddress(target) || people.has(target));
    return {
      section: complete({
        can_send: canSend(captures),
        root_targets: known(targets, at),
        root_reaches_person:
          targets.some((target) => target.startsWith(':include:')) && !reaches
            ? unknown('root is sent to the addresses of another file. Look at the :include: of /etc/aliases.', at)
            : known(reaches, at),
      }),
      diagnostics: [],
    };
  },
};

function readAliases(lines: readonly string[]): ReadonlyMap<string, Alias> {
  const aliases = new Map<string, Alias>();
  let open: { name: string; text: string; line: number } | undefined;
  const close = () => {
    if (open !== undefined && !aliases.has(open.name)) {
      aliases.set(open.name, { targets: split(open.text), at: { file: FILE, line: open.line } });
    }
    open = undefined;
  };
  lines.forEach((line, index) => {
    if (line.trim() === '' || /^\s*#/.test(line)) return;
    if (/^\s/.test(line)) {
      if (open !== undefined) open.text += ` ${line.trim()}`;
      return;
    }
    close();
    const [, name, text] = /^"?([^":]+?)"?\s*:\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && text !== undefined) open = { name: name.toLowerCase(), text, line: index + 1 };
  });
  close();
  return aliases;
}

function split(text: string): readonly string[] {
  return (text.match(/"[^"]*"|[^,\s"]+/g) ?? [])
    .map((one) => one.replaceAll('"', '').replace(/^\\/, '\\').trim())
    .filter((one) => one !== '' && !one.startsWith('#'));
}

function isAddress(target: string): boolean {
  return target.includes('@') && !/@(?:localhost|localhost\.localdomain)$/.test(target) && !/^[|/:]/.test(target);
}

/** Follows root through the aliases, then through ~root/.forward; a name that was met before ends its branch. */
function resolve(
  aliases: ReadonlyMap<string, Alias>,
  own: readonly string[],
): { readonly targets: string[]; readonly at: Place } {
  const ends = new Set<string>();
  const seen = new Set<string>();
  let at: Place = { file: FILE };
  const follow = (name: string, depth: number) => {
    const local = name.replace(/@(?:localhost|localhost\.localdomain)$/, '').replace(/^\\/, '');
    const key = local.toLowerCase();
    const alias = name.startsWith('\\') ? undefined : aliases.get(key);
    if (alias !== undefined && !seen.has(key) && depth < 50) {
      seen.add(key);
      if (key === 'root') at = alias.at;
      for (const target of alias.targets) follow(target, depth + 1);
    } else ends.add(local);
  };
  follow('root', 0);
  if (ends.has('root') && own.length > 0) {
    ends.delete('root');
    at = { file: FORWARD, line: 1 };
    for (const target of own) ends.add(target.replace(/^\\/, ''));
  }
  return { targets: [...ends].sort(), at };
}

/** Local accounts of people. */
function peopleOf(captures: CaptureSet): ReadonlySet<string> {
  const passwd = sourceText(captures, '/etc/passwd');
  const records = passwd.kind === 'text' ? parseColonFile('/etc/passwd', passwd.lines, 7).records : [];
  return new Set(
    records.flatMap(({ fields }) => {
      const uid = parseDecimal(fields[2]) ?? -1;
      return uid >= UID_MIN && uid < 65_534 ? [fields[0] ?? ''] : [];
    }),
  );
}

function canSend(captures: CaptureSet): Fact<boolean> {
  const value = jsonOf(captures.get('programs that send mail'));
  const outcomes = (Array.isArray(value) ? value : []).flatMap((one: unknown) =>
    isRecord(one) ? [one['outcome']] : [],
  );
  const at = { file: '/usr/sbin/sendmail' };
  if (outcomes.includes('read')) return known(true, at);
  return outcomes.length > 0 && outcomes.every((one) => one === 'absent')
    ? known(false, at)
    : unknown('Whether a sendmail program is installed could not be looked up. Collect the host again.', at);
}
