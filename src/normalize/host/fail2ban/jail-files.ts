import type { Place } from '../../../core/fact.ts';

/** One option of one section, as written. */
export interface Setting {
  readonly text: string;
  readonly at: Place;
}

/** The options of a section by lower-case name. */
export type Options = ReadonlyMap<string, Setting>;

/** One file of fail2ban: its sections by name. */
export interface JailFile {
  readonly file: string;
  readonly sections: ReadonlyMap<string, Options>;
  /** Why fail2ban would refuse the file (Python's configparser in its strict mode). */
  readonly refused: { readonly message: string; readonly at: Place } | undefined;
}

/** All files merged in the order given: the last one wins, and what it replaced is kept for `%(known/…)s`. */
export interface MergedJails {
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, readonly Setting[]>>;
}

/** Reads one file as Python's configparser does: `=` or `:`, values continued by deeper indent, `;` comments inline. */
export function parseJailFile(file: string, text: string): JailFile {
  const sections = new Map<string, Map<string, { text: string; at: Place }>>();
  let section: Map<string, { text: string; at: Place }> | undefined;
  let option: { text: string; at: Place } | undefined;
  let optionIndent = 0;
  let refused: JailFile['refused'];
  const refuse = (message: string, line: number): void => {
    refused ??= { message, at: { file, line } };
  };
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    if (/^\s*[#;]/.test(raw)) return;
    const content = raw.replace(/\s;.*$/, '').trimEnd();
    if (content.trim() === '') return;
    const indent = content.length - content.trimStart().length;
    if (option !== undefined && indent > optionIndent) {
      option.text = option.text === '' ? content.trim() : `${option.text}\n${content.trim()}`;
      return;
    }
    option = undefined;
    const header = /^\[([^\]]+)\]/.exec(content.trim())?.[1];
    if (header !== undefined) {
      if (sections.has(header) && header !== 'DEFAULT') refuse(`section [${header}] comes twice`, line);
      section = sections.get(header) ?? new Map();
      sections.set(header, section);
      return;
    }
    const [, name, value] = /^\s*([^=:]+?)\s*[=:]\s*(.*)$/.exec(content) ?? [];
    if (name === undefined || value === undefined || section === undefined) {
      refuse(section === undefined ? 'a line stands before the first section' : 'a line is no option', line);
      return;
    }
    const key = name.toLowerCase();
    if (section.has(key)) refuse(`option ${key} comes twice in one section`, line);
    optionIndent = indent;
    option = { text: value, at: { file, line } };
    section.set(key, option);
  });
  return { file, sections, refused };
}

/** Merges files; each option keeps all its values, the last one holding. */
export function mergeJailFiles(files: readonly JailFile[]): MergedJails {
  const merged = new Map<string, Map<string, Setting[]>>();
  for (const { sections } of files) {
    for (const [name, options] of sections) {
      const into = merged.get(name) ?? new Map<string, Setting[]>();
      merged.set(name, into);
      for (const [key, setting] of options) into.set(key, [...(into.get(key) ?? []), setting]);
    }
  }
  return { sections: merged };
}

/** The files a file includes, `before` it and `after` it, relative to its own folder. */
export function includesOf(file: JailFile): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const options = file.sections.get('INCLUDES');
  const paths = (key: string): readonly string[] =>
    (options?.get(key)?.text ?? '')
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => (name.startsWith('/') ? name : `${file.file.replace(/\/[^/]*$/, '')}/${name}`));
  return { before: paths('before'), after: paths('after') };
}
