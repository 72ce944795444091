import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { complete, doesNotExist, incomplete, notCollected } from '../../../core/section.ts';
import type { HostDoasRule } from '../../../model/generated/model.ts';
import { folderCaptures } from '../look-ups.ts';
import { pathStatuses } from '../path-status.ts';
import type { HostNormalizer } from '../section.ts';
import { captureText, sourceText } from '../source-text.ts';
import { SUDO_STATUSES } from '../sudo/read-sudoers.ts';

const FILE = '/etc/doas.conf';

/** doas.conf(5), and the folder that Alpine's build reads beside it. */
export const doasNormalizer: HostNormalizer<'doas'> = {
  section: 'doas',
  normalize: (captures) => {
    const main = sourceText(captures, FILE);
    const members = folderCaptures(captures, '/etc/doas.d').map(captureText);
    const sources = [main, ...members];
    const closed = sources.find((source) => source.kind === 'unreadable');
    if (closed !== undefined) return { section: notCollected(closed.reason, closed.hint), diagnostics: [] };
    if (!sources.some((source) => source.kind === 'text')) {
      return { section: doesNotExist(`${FILE} does not exist`), diagnostics: [] };
    }
    const statuses = pathStatuses(captures, SUDO_STATUSES);
    const rules: HostDoasRule[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const source of sources) {
      if (source.kind !== 'text') continue;
      const refusal = refused(source.origin, statuses.status(source.origin));
      if (refusal !== undefined) {
        diagnostics.push({ level: 'warning', code: 'doas-refused', message: refusal, at: { file: source.origin } });
        continue;
      }
      for (const { words, line } of statements(source.lines)) {
        const at = { file: source.origin, line };
        const rule = ruleOf(words, at);
        if (rule !== undefined) rules.push(rule);
        else {
          const message = `${source.origin}:${line} is not understood as doas.conf(5)`;
          diagnostics.push({
            level: 'warning',
            code: 'parse-error',
            message,
            at,
            hint: `Check it with \`doas -C ${source.origin}\`.`,
          });
        }
      }
    }
    const broken = diagnostics.find(({ code }) => code === 'parse-error');
    return {
      section: broken === undefined ? complete({ rules }) : incomplete({ rules }, broken.message, broken.hint),
      diagnostics,
    };
  },
};

/** doas takes no rule from a file that others may write or that is not root's. */
function refused(path: string, status: ReturnType<ReturnType<typeof pathStatuses>['status']>): string | undefined {
  if (!('value' in status)) return undefined;
  if (status.value.uid !== 0) return `doas refuses ${path}: it does not belong to root`;
  return (status.value.mode & 0o022) === 0 ? undefined : `doas refuses ${path}: others may write it`;
}

interface Word {
  readonly text: string;
  /** Quotes, escapes and a joined line before it take a word the meaning of a keyword. */
  readonly plain: boolean;
}

interface Statement {
  readonly words: readonly Word[];
  readonly line: number;
}

/** Words by the quoting of doas: double quotes, backslash; braces are words of their own; a backslash joins lines. */
function statements(lines: readonly string[]): readonly Statement[] {
  const found: Statement[] = [];
  let words: Word[] = [];
  let word: string | undefined;
  let plain = true;
  let quoted = false;
  let start = 1;
  const endWord = () => {
    if (word !== undefined) {
      words.push({ text: word, plain });
      plain = true;
    }
    word = undefined;
  };
  lines.forEach((text, index) => {
    if (words.length === 0 && word === undefined) start = index + 1;
    let joined = false;
    for (let i = 0; i < text.length; i++) {
      const char = text.charAt(i);
      if (char === '\\') {
        joined = i === text.length - 1;
        plain = false;
        if (!joined) word = (word ?? '') + text.charAt(i + 1);
        i += 1;
      } else if (char === '"') {
        quoted = !quoted;
        plain = false;
        word ??= '';
      } else if (quoted) word = (word ?? '') + char;
      else if (char === '#') break;
      else if (/\s/.test(char)) endWord();
      else if (char === '{' || char === '}') {
        endWord();
        words.push({ text: char, plain: true });
      } else word = (word ?? '') + char;
    }
    if (joined || quoted) return;
    endWord();
    if (words.length > 0) found.push({ words, line: start });
    words = [];
    plain = true;
  });
  endWord();
  return words.length > 0 ? [...found, { words, line: start }] : found;
}

const OPTIONS = new Set(['nopass', 'nolog', 'persist', 'keepenv']);

function ruleOf(words: readonly Word[], at: Place): HostDoasRule | undefined {
  const keyword = (position: number) => (words[position]?.plain === true ? words[position].text : undefined);
  const action = keyword(0);
  if (action !== 'permit' && action !== 'deny') return undefined;
  let position = 1;
  const options = new Set<string>();
  for (; ; position++) {
    const word = keyword(position) ?? '';
    if (OPTIONS.has(word)) options.add(word);
    else if (word === 'setenv' && keyword(position + 1) === '{') {
      position = words.findIndex(({ text }, index) => index > position && text === '}');
      if (position === -1) return undefined;
    } else break;
  }
  const identity = words[position]?.text;
  if (identity === undefined || (options.has('nopass') && options.has('persist'))) return undefined;
  position += 1;
  let target = '';
  if (keyword(position) === 'as') {
    target = words[position + 1]?.text ?? '';
    if (target === '') return undefined;
    position += 2;
  }
  let command = '';
  let named = false;
  if (keyword(position) === 'cmd') {
    command = words[position + 1]?.text ?? '';
    if (command === '') return undefined;
    named = keyword(position + 2) === 'args';
    position = named ? words.length : position + 2;
  }
  if (position < words.length) return undefined;
  return {
    id: `${at.file}:${at.line ?? 0}`,
    action,
    nopass: options.has('nopass'),
    persist: options.has('persist'),
    keepenv: options.has('keepenv'),
    nolog: options.has('nolog'),
    identity,
    target,
    command,
    arguments: command === '' ? 'all' : named ? 'named' : 'any',
    at,
  };
}
