import { type ShellToken, shellTokens } from '../../core/shell-tokens.ts';
import type { Redact } from '../capture-file.ts';

/** Words of the shell's own grammar. */
const KEYWORDS = new Set(
  ['if', 'then', 'elif', 'else', 'fi', 'for', 'while', 'until', 'do', 'done', 'case', 'esac', 'in', 'select'].concat(
    '{ } ! function time'.split(' '),
  ),
);
/** After these a command begins. */
const BEFORE_COMMAND = new Set('if then elif else while until do { ! time'.split(' '));
const DECLARERS = new Set(['readonly', 'export', 'typeset', 'declare', 'local']);
const TESTERS = new Set(['[', '[[', 'test']);
const PLAIN = new Set(['umask', 'unset', 'return', 'exit', '.', 'source', 'true', 'false', ':', 'shopt', 'eval']);

const VARIABLE = String.raw`\$(?:[A-Za-z_]\w*|[-#?0-9@*]|\{[A-Za-z_]\w*(?::?-)?\})`;
const KEPT = {
  mode: /^["']?(?:[0-7]{1,4}|[ugoa]*[-+=][rwxXst]*(?:,[ugoa]*[-+=][rwxXst]*)*|-[Sp]+)["']?$/,
  option: /^[-+][A-Za-z]+$/,
  name: /^[A-Za-z_]\w*$/,
  path: new RegExp(String.raw`^["']?(?:${VARIABLE}|~)?[\w./*+-]*["']?$`),
  searchPath: new RegExp(String.raw`^["']?(?:${VARIABLE}|[\w./:~+-])*["']?$`),
  seconds: new RegExp(String.raw`^["']?(?:\d*|${VARIABLE})["']?$`),
  test: new RegExp(
    String.raw`^(?:-[a-z]{1,2}|!?=|==|=~|\]|\]\]|!|"?(?:${VARIABLE})"?|"?\d+"?|"?\$\(id -[ug]n?\)"?|"?\`(?:/usr)?(?:/bin/)?id -[ug]n?\`"?|["']?/[\w./-]*["']?|["']?\*i\*["']?|interactive)$`,
  ),
} as const;

const LISTED = /\$\(run-parts --list --regex '\^\[a-zA-Z0-9_\]\[a-zA-Z0-9\._-\]\*\\\.sh\$' \/etc\/profile\.d\)/g;

/**
 * Cuts a shell start file down to what decides umask, TMOUT and PATH: control structure, tests of well-known variables
 * and of paths, sourced files. Every other word becomes `_`, comments and here-documents go, line numbers stay. What
 * is cut and speaks of umask or TMOUT leaves a mark, so that nobody takes it for nothing.
 */
export const redactShell: Redact = (bytes) => {
  // Debian 13 lists the folder by run-parts(8), with an expression that takes what the pattern takes.
  const text = Buffer.from(bytes).toString('latin1').replace(LISTED, '/etc/profile.d/*.sh');
  return Buffer.from(render(shellTokens(text)), 'latin1');
};

function render(tokens: readonly ShellToken[]): string {
  let out = '';
  let command: string | undefined;
  let dropNext = false;
  /** Where a `case` stands: its subject, its patterns, or the commands of an arm. */
  const cases: ('subject' | 'pattern' | 'body')[] = [];
  for (const token of tokens) {
    const breaks = token.raw.split('\n').length - 1;
    if (token.kind === 'newline') {
      out += '\n';
      command = undefined;
      dropNext = false;
    } else if (token.kind === 'join') out += ' \\\n';
    else if (token.kind === 'body') out += '\n'.repeat(breaks);
    else if (token.kind === 'operator') {
      if (/[<>]/.test(token.raw)) {
        // A redirection and its target change no variable; `2` before it was a word of its own and stays cut.
        dropNext = true;
        continue;
      }
      out += ` ${token.raw} `;
      command = undefined;
      if (token.raw === ')' && cases.at(-1) === 'pattern') cases.splice(-1, 1, 'body');
      else if (token.raw.startsWith(';;') || token.raw === ';&') {
        if (cases.at(-1) === 'body') cases.splice(-1, 1, 'pattern');
      }
    } else if (token.kind === 'word') {
      if (dropNext) {
        dropNext = false;
        out += ' \\\n'.repeat(breaks);
        continue;
      }
      const phase = cases.at(-1);
      if (command === undefined && token.raw === 'esac') cases.pop();
      if (phase === 'pattern' && token.raw !== 'esac') {
        out += ` ${/^["']?\*(?:i\*)?["']?$/.test(token.raw) ? token.raw : '_'}`;
      } else {
        const step = redactWord(token.raw, command);
        out += ` ${step.text}`;
        command = step.command;
        if (token.raw === 'case' && step.starts) cases.push('subject');
        else if (phase === 'subject' && token.raw === 'in') {
          cases.splice(-1, 1, 'pattern');
          command = undefined;
        }
      }
      out += ' \\\n'.repeat(breaks);
    }
  }
  return out;
}

interface Step {
  readonly text: string;
  /** The command that the next word belongs to; undefined where a command begins. */
  readonly command: string | undefined;
  /** The word stood where a command begins. */
  readonly starts: boolean;
}

function redactWord(raw: string, command: string | undefined): Step {
  if (command === undefined || (command === 'function' && raw === '{')) return { ...firstWord(raw), starts: true };
  if (command === 'for' || command === 'select') {
    return { text: KEPT.name.test(raw) ? raw : '_', command: 'for words', starts: false };
  }
  // Only the first word after `.` names a file.
  const rest = command === '.' || command === 'source' ? '_' : command;
  return { text: argument(raw, command), command: rest, starts: false };
}

function firstWord(raw: string): Omit<Step, 'starts'> {
  if (KEYWORDS.has(raw)) return { text: raw, command: BEFORE_COMMAND.has(raw) || raw === 'fi' ? undefined : raw };
  if (/^[A-Za-z_]\w*\+?=/.test(raw)) return { text: assignment(raw), command: undefined };
  if (DECLARERS.has(raw) || TESTERS.has(raw) || PLAIN.has(raw)) return { text: raw, command: raw };
  return { text: marked(raw), command: '_' };
}

function argument(raw: string, command: string): string {
  const keep = (pattern: RegExp) => (pattern.test(raw) ? raw : marked(raw));
  if (command === 'for words') return raw === 'in' || (/[/~$]/.test(raw) && KEPT.path.test(raw)) ? raw : '_';
  if (command === 'case') return raw === 'in' ? raw : keep(KEPT.test);
  if (command === 'umask') return keep(KEPT.mode);
  if (DECLARERS.has(command)) {
    if (/^[A-Za-z_]\w*\+?=/.test(raw)) return assignment(raw);
    return KEPT.option.test(raw) || KEPT.name.test(raw) ? raw : marked(raw);
  }
  if (command === 'unset') return KEPT.option.test(raw) || KEPT.name.test(raw) ? raw : marked(raw);
  if (command === '.' || command === 'source') return /[/$]/.test(raw) ? keep(KEPT.path) : '_';
  if (command === 'shopt') return /^(?:-q|login_shell)$/.test(raw) ? raw : '_';
  if (TESTERS.has(command)) return keep(KEPT.test);
  if (KEYWORDS.has(command) && KEYWORDS.has(raw)) return raw;
  return marked(raw);
}

function assignment(raw: string): string {
  const sign = raw.indexOf('=') + 1;
  const name = raw.slice(0, sign).replace(/\+?=$/, '');
  const value = raw.slice(sign);
  const kept =
    name === 'PATH' ? KEPT.searchPath.test(value) : name === 'TMOUT' ? KEPT.seconds.test(value) : value === '';
  return `${raw.slice(0, sign)}${kept ? value : '_'}`;
}

/** What is left of a word that is cut. */
function marked(raw: string): string {
  if (/umask/.test(raw)) return '_umask_';
  return /TMOUT/.test(raw) ? '_TMOUT_' : '_';
}
