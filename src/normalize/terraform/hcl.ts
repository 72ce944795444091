import { positions } from '../json-places.ts';

/** An attribute as written, without its value being computed. */
export interface HclAttribute {
  readonly name: string;
  readonly line: number;
  /** The expression, as written. */
  readonly text: string;
}

/** A block: its header and what stands in it. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
  readonly body: HclBody;
}

/** Attributes and blocks in the order of the file. */
export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** Blocks in blocks, templates in templates; what is deeper is passed over. */
const MOST_LEVELS = 64;
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;

/**
 * Finds the blocks and attributes of HCL's native syntax (HCL Syntax-Agnostic Information Model, structural part) with
 * their lines. Expressions are passed over as text. Bad text gives less, never an exception.
 */
export function parseHcl(text: string): HclBody {
  const source = text.replace(/^\uFEFF/, '');
  const lineAt = positions(source);
  let at = 0;
  return readBody(0);

  function readBody(level: number): HclBody {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    for (;;) {
      skipSpace(true);
      if (at >= source.length) break;
      if (source.charAt(at) === '}') {
        at += 1;
        if (level > 0) break;
        continue;
      }
      const start = at;
      const name = identifier() ?? quoted();
      skipSpace(false);
      if (name === undefined) passExpression();
      else if (source.charAt(at) === '=') {
        at += 1;
        const from = at;
        passExpression();
        attributes.push({ name, line: lineAt(start).line, text: source.slice(from, at).trim() });
      } else {
        const labels: string[] = [];
        for (let label = identifier() ?? quoted(); label !== undefined; label = identifier() ?? quoted()) {
          labels.push(label);
          skipSpace(false);
        }
        if (source.charAt(at) === '{' && level < MOST_LEVELS) {
          at += 1;
          blocks.push({ type: name, labels, line: lineAt(start).line, body: readBody(level + 1) });
        } else passExpression();
      }
      // Whatever stood there, the walk goes on.
      if (at === start) at += 1;
    }
    return { attributes, blocks };
  }

  function identifier(): string | undefined {
    IDENTIFIER.lastIndex = at;
    const found = IDENTIFIER.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }

  function quoted(): string | undefined {
    if (source.charAt(at) !== '"') return undefined;
    const start = at;
    passQuoted(0);
    return source.slice(start + 1, at - 1).replace(/\\(["\\])/g, '$1');
  }

  /** Blanks and comments; line ends too where they mean nothing. */
  function skipSpace(lines: boolean): void {
    for (;;) {
      const char = source.charAt(at);
      if (char === ' ' || char === '\t' || char === '\r' || (lines && char === '\n')) at += 1;
      else if (!passComment()) return;
    }
  }

  function passComment(): boolean {
    const char = source.charAt(at);
    if (char !== '#' && char !== '/') return false;
    const next = source.charAt(at + 1);
    if (char === '/' && next === '*') {
      const end = source.indexOf('*/', at + 2);
      at = end < 0 ? source.length : end + 2;
      return true;
    }
    if (char === '/' && next !== '/') return false;
    const end = source.indexOf('\n', at);
    at = end < 0 ? source.length : end;
    return true;
  }

  /** To the end of the line, or of the body on the same line; brackets, strings and heredocs hold lines together. */
  function passExpression(): void {
    let depth = 0;
    while (at < source.length) {
      const char = source.charAt(at);
      if (char === '"') passQuoted(0);
      else if (char === '<' && passHeredoc()) {
        // Passed whole.
      } else if (!passComment()) {
        if (char === '(' || char === '[' || char === '{') depth += 1;
        else if (char === ')' || char === ']' || char === '}') {
          if (depth === 0) return;
          depth -= 1;
        } else if (char === '\n' && depth === 0) return;
        at += 1;
      }
    }
  }

  function passHeredoc(): boolean {
    HEREDOC.lastIndex = at;
    const head = HEREDOC.exec(source);
    if (head === null) return false;
    at += head[0].length;
    while (at < source.length) {
      const end = source.indexOf('\n', at);
      const line = source.slice(at, end < 0 ? source.length : end);
      // The line end after the closing word ends the attribute.
      at = end < 0 ? source.length : end;
      if (line.trim() === head[1]) return true;
      at += 1;
    }
    return true;
  }

  /** A quoted template: an interpolation in it may hold strings of its own. */
  function passQuoted(level: number): void {
    for (at += 1; at < source.length; ) {
      const char = source.charAt(at);
      if (char === '\\') at += 2;
      else if (char === '"') {
        at += 1;
        return;
      } else if (char === '\n') return;
      else if ((char === '$' || char === '%') && source.charAt(at + 1) === char && source.charAt(at + 2) === '{')
        at += 3;
      else if ((char === '$' || char === '%') && source.charAt(at + 1) === '{' && level < MOST_LEVELS) {
        at += 2;
        passInterpolation(level + 1);
      } else at += 1;
    }
  }

  function passInterpolation(level: number): void {
    for (let depth = 1; at < source.length && depth > 0; ) {
      const char = source.charAt(at);
      if (char === '"') passQuoted(level);
      else {
        if (char === '{') depth += 1;
        if (char === '}') depth -= 1;
        at += 1;
      }
    }
  }
}
