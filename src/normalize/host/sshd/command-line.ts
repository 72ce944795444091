import type { Place } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { parseShellAssignments } from '../os/shell-assignments.ts';
import { sourceText } from '../source-text.ts';
import type { SshdSetting } from './read-config.ts';
import { splitConfigLine, splitWords } from './split-words.ts';

/** How the service manager starts sshd: what comes before all files. */
export interface SshdStart {
  /** The configuration file, when the command line names another one. */
  readonly file?: string;
  readonly settings: readonly SshdSetting[];
}

/** Files that unit files of distributions name in EnvironmentFile, in their order: Debian; RHEL 8 with its crypto policy. */
const ENVIRONMENT = [
  '/etc/default/ssh',
  '/etc/crypto-policies/back-ends/opensshserver.config',
  '/etc/sysconfig/sshd',
] as const;

/** Units of the server by strength; a drop-in comes after the unit it adds to. */
const UNIT = /\/(?:ssh|sshd)\.service(?:\.d\/[^/]+\.conf)?$/;

/** The variables that distributions put behind the program. */
const USUAL_WORDS = [
  { text: '$SSHD_OPTS', at: { file: '/etc/default/ssh' } },
  { text: '$OPTIONS', at: { file: '/etc/sysconfig/sshd' } },
  { text: '$CRYPTO_POLICY', at: { file: '/etc/crypto-policies/back-ends/opensshserver.config' } },
] as const;

/**
 * Options of sshd's command line, first of all settings (sshd(8)): the ExecStart of the administrator's unit or drop-in,
 * else what distributions start it with, variables of its environment files filled in.
 */
export function startOf(captures: CaptureSet): SshdStart {
  const variables = environment(captures);
  const words = execStart(captures).flatMap(({ text, at }) => {
    const name = /^\$\{?(\w+)\}?$/.exec(text)?.[1];
    if (name === undefined) return [{ text, at }];
    const variable = variables.get(name);
    return variable === undefined ? [] : splitWords(variable.text).map((word) => ({ text: word, at: variable.at }));
  });
  const settings: SshdSetting[] = [];
  let file: string | undefined;
  words.forEach(({ text, at }, index) => {
    const next = words[index + 1]?.text ?? '';
    if (text === '-f') file = next;
    const written = text === '-o' ? next : text.startsWith('-o') ? text.slice(2) : text === '-p' ? `Port=${next}` : '';
    const line = splitConfigLine(written);
    if (line !== undefined)
      settings.push({
        keyword: line.keyword,
        words: line.words,
        text: `${text} ${text === '-o' || text === '-p' ? next : ''}`.trim(),
        at,
        scope: [],
      });
  });
  return { ...(file === undefined ? {} : { file }), settings };
}

interface PlacedText {
  readonly text: string;
  readonly at: Place;
}

function environment(captures: CaptureSet): ReadonlyMap<string, PlacedText> {
  const variables = new Map<string, PlacedText>();
  for (const file of ENVIRONMENT) {
    const source = sourceText(captures, file);
    if (source.kind !== 'text') continue;
    for (const { name, value, line } of parseShellAssignments(source.lines))
      variables.set(name, { text: value, at: { file, line } });
  }
  return variables;
}

/** The words of the last ExecStart of the administrator's files; an empty ExecStart= clears those before (systemd.service(5)). */
function execStart(captures: CaptureSet): readonly PlacedText[] {
  let words: readonly PlacedText[] | undefined;
  for (const { origin } of captures.all.filter((capture) => UNIT.test(capture.origin))) {
    const source = sourceText(captures, origin);
    if (source.kind !== 'text') continue;
    source.lines.forEach((line, index) => {
      const command = /^\s*ExecStart\s*=\s*(.*)$/.exec(line)?.[1];
      if (command === undefined) return;
      const at = { file: origin, line: index + 1 };
      words = command === '' ? undefined : splitWords(command).map((text) => ({ text, at }));
    });
  }
  return words ?? USUAL_WORDS;
}
