import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import type { SourceText } from '../source-text.ts';
import { unknownReason } from '../source-text.ts';

/** A setting as written in a file or as an argument. */
export interface WrittenSetting {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  readonly at: Place;
  readonly text: string;
  /** `an argument` or `a file`, for the words about what beats what. */
  readonly from: 'argument' | 'file';
  /** Set where the program never comes to it, and why. */
  readonly unread?: string;
}

/** Settings in the order the program takes them, and files that could not be read here. */
export interface LayeredSettings {
  readonly settings: readonly WrittenSetting[];
  readonly unreadable: readonly Extract<SourceText, { kind: 'unreadable' }>[];
}

/** Cuts a line of `name = value` files as faillock and libpwquality do; undefined for blanks and comments. */
export function splitSetting(line: string): { readonly name: string; readonly value: string } | undefined {
  const text = (line.split('#')[0] ?? '').trim();
  if (text === '') return undefined;
  const [, name = '', value = ''] = /^([^\s=]+)\s*=?\s*(.*)$/s.exec(text) ?? [];
  return { name, value };
}

/** Arguments of a module line as settings: `name=value` or `name`. */
export function argumentSettings(words: readonly string[], at: Place): readonly WrittenSetting[] {
  return words.map((word) => {
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    const value = equals === -1 ? '' : word.slice(equals + 1);
    return { name: name.toLowerCase(), value, at, text: word, from: 'argument' };
  });
}

/**
 * The value in effect: the last setting that the program can take, else the default. `parse` gives undefined for what
 * the program refuses, so that the value before stays.
 */
export function lastSetting<T>(
  layers: LayeredSettings,
  name: string,
  parse: (value: string) => T | undefined,
  fallback: T,
  fallbackAt: Place,
): Fact<T> {
  const lost: Overridden[] = [];
  let held: { readonly value: T; readonly setting: WrittenSetting } | undefined;
  for (const setting of layers.settings.filter((one) => one.name === name)) {
    const value = setting.unread === undefined ? parse(setting.value) : undefined;
    if (value === undefined) {
      lost.push({ at: setting.at, text: setting.text, why: setting.unread ?? 'the program does not take this value' });
      continue;
    }
    if (held !== undefined) lost.push({ at: held.setting.at, text: held.setting.text, why: beats(setting) });
    held = { value, setting };
  }
  const [blind] = layers.unreadable;
  // An argument of the line beats every file, also one that cannot be read.
  if (blind !== undefined && held?.setting.from !== 'argument') {
    return unknown(unknownReason(blind), { file: blind.origin });
  }
  return held === undefined ? known(fallback, fallbackAt, lost) : known(held.value, held.setting.at, lost);
}

function beats(winner: WrittenSetting): string {
  return winner.from === 'argument'
    ? 'an argument of the module line beats the files'
    : `${winner.at.file}:${winner.at.line ?? 1} is read later`;
}

/** A whole number as strtol takes it, nothing after it. */
export function wholeNumber(text: string): number | undefined {
  return /^\s*[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
