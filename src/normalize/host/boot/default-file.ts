import { sortedBy } from '../../../core/order.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { folderCaptures } from '../look-ups.ts';
import { captureText, type SourceText, sourceText, unknownReason } from '../source-text.ts';
import { type KernelWord, kernelWords } from './arguments.ts';

/** What update-grub would put on the kernel line of a normal entry, or why that cannot be told. */
export type DefaultFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly words: readonly KernelWord[]; readonly file: string }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly file: string };

const FILE = '/etc/default/grub';
type Variables = Map<string, readonly KernelWord[]>;

/**
 * Reads /etc/default/grub and grub.d/*.cfg, which grub-mkconfig sources in this order: later assignments win, and `+=` or
 * a reference to the variable itself adds. GRUB_CMDLINE_LINUX comes before GRUB_CMDLINE_LINUX_DEFAULT (10_linux).
 */
export function defaultFile(captures: CaptureSet): DefaultFile {
  const main = sourceText(captures, FILE);
  const parts = sortedBy(folderCaptures(captures, '/etc/default/grub.d'), ({ origin }) => origin).map(captureText);
  const sources = [main, ...parts];
  const closed = sources.find(
    (source): source is Extract<SourceText, { kind: 'unreadable' }> => source.kind === 'unreadable',
  );
  if (closed !== undefined) return { kind: 'unreadable', reason: unknownReason(closed), file: closed.origin };
  const texts = sources.filter((source): source is Extract<SourceText, { kind: 'text' }> => source.kind === 'text');
  const [first] = texts;
  if (first === undefined) return { kind: 'absent' };
  const variables: Variables = new Map();
  for (const { origin, lines } of texts)
    for (const [index, line] of lines.entries()) assign(variables, line, origin, index + 1);
  const words = ['GRUB_CMDLINE_LINUX', 'GRUB_CMDLINE_LINUX_DEFAULT'].flatMap((name) => variables.get(name) ?? []);
  return { kind: 'read', words, file: first.origin };
}

function assign(variables: Variables, line: string, file: string, number: number): void {
  const found = /^\s*(?:export\s+)?(GRUB_CMDLINE_LINUX(?:_DEFAULT)?)(\+?)=(.*)$/.exec(line);
  if (found === null) return;
  const [, name = '', adds = '', rest = ''] = found;
  const at = { file, line: number };
  const pieces = unquoted(rest).split(
    /(\$\{GRUB_CMDLINE_LINUX(?:_DEFAULT)?\}|\$GRUB_CMDLINE_LINUX(?:_DEFAULT)?(?!\w))/,
  );
  const words = pieces.flatMap((piece): readonly KernelWord[] => {
    const reference = /^\$\{?(GRUB_CMDLINE_LINUX(?:_DEFAULT)?)\}?$/.exec(piece)?.[1];
    return reference === undefined ? kernelWords(piece, at) : (variables.get(reference) ?? []);
  });
  variables.set(name, adds === '+' ? [...(variables.get(name) ?? []), ...words] : words);
}

/** The value of a shell assignment; a comment behind it is left out. */
function unquoted(text: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith("'")) return /^'([^']*)/.exec(trimmed)?.[1] ?? '';
  if (trimmed.startsWith('"')) return (/^"((?:[^"\\]|\\.)*)/.exec(trimmed)?.[1] ?? '').replaceAll(/\\(["\\$`])/g, '$1');
  return trimmed.split(/\s/)[0] ?? '';
}
