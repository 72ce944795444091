import type { Overridden, Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { matchesWildcard } from '../../../core/wildcard.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { captureText } from '../source-text.ts';

/** Folders of modprobe.d(5), the strongest first; /lib is /usr/lib where /usr is merged. */
const FOLDERS = [
  '/etc/modprobe.d',
  '/run/modprobe.d',
  '/usr/local/lib/modprobe.d',
  '/usr/lib/modprobe.d',
  '/lib/modprobe.d',
];

/** A command of modprobe.d. */
export interface ModprobeCommand {
  readonly command: string;
  /** The module or the pattern of modules, underscores for dashes. */
  readonly module: string;
  readonly rest: string;
  readonly text: string;
  readonly at: Place;
}

/** All commands in the order modprobe reads them, those of masked files, and what could not be read. */
export interface ModprobeConfig {
  readonly commands: readonly ModprobeCommand[];
  readonly masked: readonly (ModprobeCommand & { readonly by: string })[];
  readonly missing: readonly string[];
  /** Lines that are no command of modprobe.d(5). */
  readonly strange: readonly { readonly text: string; readonly at: Place }[];
}

const COMMANDS = ['alias', 'blacklist', 'install', 'options', 'remove', 'softdep', 'weakdep', 'config', 'include'];

/** Picks one file for each name by the strength of its folder, then reads the files in order of their names. */
export function modprobeConfig(captures: CaptureSet): ModprobeConfig {
  const chosen = new Map<string, string>();
  const masked: { origin: string; by: string }[] = [];
  const missing: string[] = [];
  for (const folder of FOLDERS) {
    const itself = captures.get(folder);
    const closed = itself === undefined ? undefined : captureText(itself);
    if (closed?.kind === 'unreadable') missing.push(closed.reason);
    for (const { origin } of captures.under(folder)) {
      const name = origin.slice(folder.length + 1);
      const before = chosen.get(name);
      if (before === undefined) chosen.set(name, origin);
      else if (before.replace(/^\/usr\/lib\//, '/lib/') !== origin) masked.push({ origin, by: before });
    }
  }
  const commands: ModprobeCommand[] = [];
  const strange: { text: string; at: Place }[] = [];
  for (const [, origin] of [...chosen].sort(([a], [b]) => compareCodePoints(a, b))) {
    const capture = captures.get(origin);
    const source = capture === undefined ? undefined : captureText(capture);
    if (source?.kind === 'unreadable') missing.push(source.reason);
    if (source?.kind !== 'text') continue;
    const parsed = parseModprobe(origin, source.lines);
    commands.push(...parsed.commands);
    strange.push(...parsed.strange);
  }
  const lost = masked.flatMap(({ origin, by }) => {
    const capture = captures.get(origin);
    const source = capture === undefined ? undefined : captureText(capture);
    return source?.kind === 'text' ? parseModprobe(origin, source.lines).commands.map((one) => ({ ...one, by })) : [];
  });
  return { commands, masked: lost, missing, strange };
}

/** Reads one file: `\` at the end of a line joins the next one, `#` begins a comment line. */
export function parseModprobe(
  file: string,
  lines: readonly string[],
): {
  readonly commands: readonly ModprobeCommand[];
  readonly strange: readonly { readonly text: string; readonly at: Place }[];
} {
  const commands: ModprobeCommand[] = [];
  const strange: { text: string; at: Place }[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const at = { file, line: index + 1 };
    let text = lines[index] ?? '';
    while (text.endsWith('\\') && index + 1 < lines.length) {
      index += 1;
      text = `${text.slice(0, -1)}${lines[index] ?? ''}`;
    }
    text = text.trim();
    if (text === '' || text.startsWith('#')) continue;
    const found = /^(\S+)(?:\s+(\S+)(?:\s+(.*))?)?$/.exec(text);
    const [, command = '', module = '', rest = ''] = found ?? [];
    // Only blacklist takes a name alone; modprobe passes over the others.
    if (!COMMANDS.includes(command) || module === '' || (command !== 'blacklist' && rest.trim() === ''))
      strange.push({ text, at });
    else commands.push({ command, module: underscores(module), rest: rest.trim(), text, at });
  }
  return { commands, strange };
}

/** Dashes and underscores are the same in names of modules, but not inside brackets (libkmod, underscores()). */
export function underscores(name: string): string {
  return name.replaceAll(/\[[^\]]*\]|-/g, (part) => (part === '-' ? '_' : part));
}

/** What modprobe runs in place of a module: the first install command whose pattern fits, as libkmod picks it. */
export function installCommand(
  config: ModprobeConfig,
  module: string,
): { readonly command: ModprobeCommand; readonly overridden: readonly Overridden[] } | undefined {
  const fits = config.commands.filter((one) => one.command === 'install' && matchesWildcard(one.module, module));
  const [first, ...later] = fits;
  if (first === undefined) return undefined;
  const lost = config.masked.filter((one) => one.command === 'install' && matchesWildcard(one.module, module));
  return {
    command: first,
    overridden: [
      ...later.map(({ at, text }) => ({ at, text, why: 'the first install command of a module holds' })),
      ...lost.map(({ at, text, by }) => ({ at, text, why: `the whole file is masked by ${by}` })),
    ],
  };
}

/** True for a command that does nothing: true or false, alone. */
export function doesNothing(command: string): boolean {
  return /^(?:(?:\/usr)?\/bin\/)?(?:true|false)(?:\s*(?:#.*)?)$/.test(command);
}
