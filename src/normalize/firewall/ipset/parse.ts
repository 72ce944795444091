import type { Diagnostic } from '../../../core/diagnostic.ts';
import { tokenize } from '../iptables-save/tokens.ts';

/** An element of a set, as written. */
export interface IpSetElement {
  readonly text: string;
  readonly line: number;
  /** It takes out of a wider element what it covers. */
  readonly nomatch: boolean;
  /** Its interface is a prefix of names. */
  readonly wildcard: boolean;
  /** It leaves the set by itself. */
  readonly expires: boolean;
}

/** A set of `ipset save`. */
export interface IpSet {
  readonly name: string;
  /** `hash:net,port`. */
  readonly type: string;
  readonly family: 'ipv4' | 'ipv6';
  /** Addresses are cut to this prefix length before they are looked up. */
  readonly netmask?: string;
  /** Elements leave by themselves unless they say otherwise. */
  readonly expires: boolean;
  readonly elements: IpSetElement[];
  readonly line: number;
}

/** All sets of a text, by name. */
export interface IpSets {
  readonly file: string;
  readonly sets: ReadonlyMap<string, IpSet>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The first lines of `ipset save`: what makes a text one. */
export const IPSET_LINE = /^(?:create|-N|n) \S+ (?:hash|bitmap|list):[a-z,]+(?:\s|$)/m;

/** Reads the text of `ipset save` (ipset(8)). */
export function parseIpSets(text: string, file: string): IpSets {
  const sets = new Map<string, IpSet>();
  const diagnostics: Diagnostic[] = [];
  const lost = (line: number, why: string): void => {
    diagnostics.push({
      level: 'warning',
      code: 'parse-error',
      message: `${file}:${line}: ${why}`,
      at: { file, line },
      hint: 'Give the text of `ipset save` as it is printed.',
    });
  };
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed === 'COMMIT') continue;
    const words = tokenize(trimmed);
    const [command, name = '', what = '', ...options] = words ?? [];
    if (command === 'create' || command === '-N') {
      sets.set(name, {
        name,
        type: what,
        family: optionOf(options, 'family') === 'inet6' ? 'ipv6' : 'ipv4',
        ...maskOf(options),
        expires: Number(optionOf(options, 'timeout') ?? 0) > 0,
        elements: [],
        line,
      });
    } else if (command === 'add' || command === '-A') {
      const set = sets.get(name);
      if (set === undefined) {
        lost(line, `an element of the set ${name}, which was not created`);
        continue;
      }
      const plain = beforeComment(options);
      const timeout = optionOf(plain, 'timeout');
      set.elements.push({
        text: what,
        line,
        nomatch: plain.includes('nomatch'),
        wildcard: plain.includes('wildcard'),
        expires: timeout === undefined ? set.expires : Number(timeout) > 0,
      });
    } else lost(line, 'a line that is not understood');
  }
  return { file, sets, diagnostics };
}

function optionOf(options: readonly string[], name: string): string | undefined {
  const at = options.indexOf(name);
  return at < 0 ? undefined : options[at + 1];
}

function maskOf(options: readonly string[]): { readonly netmask?: string } {
  const mask = optionOf(options, 'netmask') ?? optionOf(options, 'bitmask');
  return mask === undefined ? {} : { netmask: mask };
}

/** The words of a comment are no options. */
function beforeComment(options: readonly string[]): readonly string[] {
  const at = options.indexOf('comment');
  return at < 0 ? options : [...options.slice(0, at), ...options.slice(at + 2)];
}
