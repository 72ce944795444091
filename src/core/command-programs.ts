/** Programs that run what follows them: their options that take a word, and how many words more come first. */
const WRAPPERS: ReadonlyMap<string, { readonly takesWord: RegExp; readonly words: number }> = new Map([
  ['chronic', { takesWord: /^$/, words: 0 }],
  ['chrt', { takesWord: /^-[TPDp]$/, words: 1 }],
  ['env', { takesWord: /^-(?:[uC]|-unset|-chdir)$/, words: 0 }],
  ['exec', { takesWord: /^-a$/, words: 0 }],
  ['flock', { takesWord: /^-(?:[wE]|-timeout|-wait|-conflict-exit-code)$/, words: 1 }],
  ['ionice', { takesWord: /^-[cnpPu]$/, words: 0 }],
  ['nice', { takesWord: /^-(?:n|-adjustment)$/, words: 0 }],
  ['nohup', { takesWord: /^$/, words: 0 }],
  ['setsid', { takesWord: /^$/, words: 0 }],
  ['sudo', { takesWord: /^-(?:[ugpCTh]|-user|-group)$/, words: 0 }],
  ['systemd-cat', { takesWord: /^-[tp]$/, words: 0 }],
  ['time', { takesWord: /^-[fo]$/, words: 0 }],
  ['timeout', { takesWord: /^-[ks]$/, words: 1 }],
]);
/** Interpreters: their first argument that is no option is the program. */
const INTERPRETER = /^(?:ba|da|k|z|a)?sh$|^(?:python|perl|ruby|php|node)[\d.]*$/;
/** Words of the shell that stand before a command. */
const SHELL_WORDS = new Set([
  'if',
  'then',
  'else',
  'elif',
  'do',
  'while',
  'until',
  '!',
  '{',
  'fi',
  'done',
  'esac',
  '}',
]);
/** Built into the shell: nothing is run from a file. */
const BUILT_IN = new Set([
  '[',
  '[[',
  'cd',
  'echo',
  'exit',
  'export',
  'false',
  'printf',
  'read',
  'set',
  'sleep',
  'test',
  'true',
  'umask',
  ':',
]);

/**
 * The programs that a shell command starts, as written, in order: of each simple command the first word, past wrappers
 * (nice, flock, sudo …), and the script that an interpreter is given. What a program starts in its turn is not seen.
 */
export function programsOf(command: string): readonly string[] {
  const found = simpleCommands(command).flatMap(programsOfWords);
  return [...new Set(found)];
}

function programsOfWords(words: readonly string[]): readonly string[] {
  let index = 0;
  const skip = (test: (word: string) => boolean): void => {
    while (index < words.length && test(words[index] ?? '')) index += 1;
  };
  skip((word) => SHELL_WORDS.has(word) || /^\w+=/.test(word));
  const found: string[] = [];
  for (;;) {
    const word = words[index];
    if (word === undefined || BUILT_IN.has(word) || word.includes('$')) return found;
    const name = word.replace(/^.*\//, '');
    found.push(word);
    index += 1;
    const wrapper = WRAPPERS.get(name);
    if (wrapper === undefined) {
      if (!INTERPRETER.test(name)) return found;
      if (words[index] === '-c') return [...found, ...programsOf(words[index + 1] ?? '')];
      skip((next) => next.startsWith('-'));
      const script = words[index];
      return script === undefined || script.includes('$') ? found : [...found, script];
    }
    for (let option = words[index] ?? ''; /^-|^\w+=/.test(option); option = words[index] ?? '')
      index += wrapper.takesWord.test(option) ? 2 : 1;
    index += wrapper.words;
    if (words[index] === '-c') return [...found, ...programsOf(words[index + 1] ?? '')];
  }
}

/** Splits at `;`, `&`, `|`, line ends and parentheses outside of quotes; redirections are dropped with their files. */
function simpleCommands(command: string): readonly (readonly string[])[] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word = '';
  let open = false;
  let quote = '';
  let dropNext = false;
  const endWord = (): void => {
    if (open && !dropNext) words.push(word);
    if (open) dropNext = false;
    word = '';
    open = false;
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let index = 0; index < command.length; index += 1) {
    const char = command.charAt(index);
    if (quote !== '') {
      if (char === quote) quote = '';
      else word += char;
    } else if (char === "'" || char === '"') {
      quote = char;
      open = true;
    } else if (char === '\\') {
      index += 1;
      word += command.charAt(index);
      open = true;
    } else if (/[ \t]/.test(char)) endWord();
    else if (char === '>' || char === '<') {
      // The number before `>` is a descriptor.
      if (/^\d*$/.test(word)) {
        word = '';
        open = false;
      } else endWord();
      if (command.charAt(index + 1) === '>' || command.charAt(index + 1) === '&') index += 1;
      dropNext = true;
    } else if (/[;&|\n()]/.test(char)) endCommand();
    else if (char === '#' && !open) break;
    else {
      word += char;
      open = true;
    }
  }
  endCommand();
  return commands;
}
