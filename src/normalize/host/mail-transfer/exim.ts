import { known, type Place, unknown } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { type SourceText, sourceText, unknownReason } from '../source-text.ts';
import type { Addresses } from './addresses.ts';

const DEBIAN = '/etc/exim4/update-exim4.conf.conf';
const DEFAULTS = '/etc/default/exim4';
/** A whole configuration replaces the one that Debian generates (update-exim4.conf(8)). */
const WHOLE = ['/etc/exim4/exim4.conf', '/etc/exim/exim.conf'] as const;

/** local_interfaces of Exim, or Debian's dc_local_interfaces; an empty list is every address. */
export function eximAddresses(captures: CaptureSet): Addresses | undefined {
  const daemon = setting(sourceText(captures, DEFAULTS), 'QUEUERUNNER', '=');
  const mode = unquote(daemon?.value ?? '');
  for (const file of WHOLE) {
    const source = sourceText(captures, file);
    const at: Place = { file };
    if (source.kind === 'unreadable' && captures.get(file) !== undefined) {
      return { addresses: unknown(unknownReason(source), at), at };
    }
    if (source.kind !== 'text') continue;
    const found = setting(source, 'local_interfaces', '=');
    if (found === undefined) return { addresses: known(['*'], at), at };
    const place = { file, line: found.line };
    if (/[A-Z_]{4,}|\$/.test(found.value)) {
      return {
        addresses: unknown(`${file}:${found.line} uses a macro; look at \`exim -bP local_interfaces\``, place),
        at,
      };
    }
    return { addresses: known(everyIfEmpty(eximList(found.value)), place), at };
  }
  const source = sourceText(captures, DEBIAN);
  const at: Place = { file: DEBIAN };
  if (source.kind === 'absent' || captures.get(DEBIAN) === undefined) return undefined;
  if (source.kind === 'unreadable') return { addresses: unknown(unknownReason(source), at), at };
  if (mode === 'no' || mode === 'queueonly' || mode === 'ppp') {
    return { addresses: known([], { file: DEFAULTS, line: daemon?.line ?? 1 }), at };
  }
  const options = setting(sourceText(captures, DEFAULTS), 'SMTPLISTENEROPTIONS', '=');
  if (options?.value.includes('-oX')) {
    const place = { file: DEFAULTS, line: options.line };
    return { addresses: unknown('SMTPLISTENEROPTIONS says where Exim listens; this is not read', place), at };
  }
  const found = setting(source, 'dc_local_interfaces', '=');
  const place = found === undefined ? at : { file: DEBIAN, line: found.line };
  const words = unquote(found?.value ?? '')
    .split(/[;\s]+/)
    .filter((word) => word !== '');
  return { addresses: known(everyIfEmpty(words), place), at };
}

function setting(
  source: SourceText,
  name: string,
  sign: string,
): { readonly value: string; readonly line: number } | undefined {
  if (source.kind !== 'text') return undefined;
  let found: { readonly value: string; readonly line: number } | undefined;
  for (const [index, line] of source.lines.entries()) {
    const [key = '', ...rest] = line.split(sign);
    if (key.trim() === name) found = { value: rest.join(sign).trim(), line: index + 1 };
  }
  return found;
}

/** A list of Exim: `<;` names another separator than the colon, a doubled separator stands for itself. */
function eximList(text: string): readonly string[] {
  const other = /^<(\S)\s*(.*)$/.exec(text);
  if (other !== null)
    return (other[2] ?? '')
      .split(other[1] ?? ';')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  return text
    .replace(/::/g, '\u0000')
    .split(':')
    .map((word) => word.replaceAll('\u0000', ':').trim())
    .filter((word) => word !== '');
}

function everyIfEmpty(words: readonly string[]): readonly string[] {
  return words.length === 0 ? ['*'] : words;
}

function unquote(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}
