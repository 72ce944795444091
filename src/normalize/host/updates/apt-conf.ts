/** apt's configuration tree, flat: lower-case path to its value and to its list of anonymous values. */
export interface AptConf {
  /** The last value of a name (`APT::Periodic::Enable`), with the place of it. */
  value(name: string): { readonly text: string; readonly file: string; readonly line: number } | undefined;
  /** The values of a list (`Unattended-Upgrade::Origins-Pattern`), in order. */
  list(name: string): readonly string[];
}

/** A file of apt's configuration. */
export interface AptConfFile {
  readonly file: string;
  readonly text: string;
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

/** Reads files in order (apt.conf(5)): later values win, `::` and bare values append, `#clear` forgets a whole branch. */
export function parseAptConf(files: readonly AptConfFile[]): AptConf {
  const values = new Map<string, { text: string; file: string; line: number }>();
  const lists = new Map<string, string[]>();
  for (const { file, text } of files) {
    const scopes: string[] = [];
    let words: Token[] = [];
    const path = (name: string): string => [...scopes, ...(name === '' ? [] : [name])].join('::').toLowerCase();
    const finish = (): void => {
      const [name, value] = words;
      words = [];
      if (name === undefined) return;
      if (!name.quoted && name.text === '#clear') {
        if (value !== undefined) clear(path(value.text), values, lists);
        return;
      }
      // A bare value inside a block, or a name that ends in `::`, adds to a list.
      const bare = value === undefined && (name.quoted || scopes.length > 0);
      if (bare || name.text.endsWith('::')) {
        const key = bare ? path('') : path(name.text.slice(0, -2));
        lists.set(key, [...(lists.get(key) ?? []), bare ? name.text : (value?.text ?? '')]);
        return;
      }
      if (value !== undefined) values.set(path(name.text), { text: value.text, file, line: name.line });
    };
    for (const token of tokens(text)) {
      if (!token.quoted && token.text === '{') {
        scopes.push((words[0]?.text ?? '').replace(/::$/, ''));
        words = [];
      } else if (!token.quoted && token.text === '}') {
        finish();
        scopes.pop();
      } else if (!token.quoted && token.text === ';') finish();
      else words.push(token);
    }
    finish();
  }
  return { value: (name) => values.get(name.toLowerCase()), list: (name) => lists.get(name.toLowerCase()) ?? [] };
}

function clear(path: string, values: Map<string, unknown>, lists: Map<string, unknown>): void {
  for (const map of [values, lists]) {
    for (const key of [...map.keys()]) if (key === path || key.startsWith(`${path}::`)) map.delete(key);
  }
}

const TOKEN = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|#clear\b|#[^\n]*|"((?:[^"\\\n]|\\.)*)"|[{};]|[^\s{};"]+|\n/g;

function* tokens(text: string): Generator<Token> {
  let line = 1;
  for (const match of text.matchAll(TOKEN)) {
    const [all, quoted] = match;
    const comment = all.startsWith('/*') || all.startsWith('//') || (all.startsWith('#') && all !== '#clear');
    if (all !== '\n' && !comment) yield { text: quoted ?? all, quoted: quoted !== undefined, line };
    line += all.split('\n').length - 1;
  }
}
