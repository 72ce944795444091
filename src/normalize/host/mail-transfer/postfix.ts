import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { sourceText, unknownReason } from '../source-text.ts';
import type { Addresses } from './addresses.ts';

const MAIN = '/etc/postfix/main.cf';
const MASTER = '/etc/postfix/master.cf';

/** Servers that take mail from whoever connects (master(5)). */
const TAKES_MAIL = new Set(['smtpd', 'postscreen', 'qmqpd']);

/** inet_interfaces of postconf(5) for services of master(5) that name no address themselves. */
export function postfixAddresses(captures: CaptureSet): Addresses | undefined {
  const main = sourceText(captures, MAIN);
  const at: Place = { file: MAIN };
  if (main.kind === 'absent') return undefined;
  if (main.kind === 'unreadable') {
    return captures.get(MAIN) === undefined ? undefined : { addresses: unknown(unknownReason(main), at), at };
  }
  const interfaces = interfacesOf(main.lines);
  const master = sourceText(captures, MASTER);
  if (master.kind === 'unreadable') return { addresses: unknown(unknownReason(master), { file: MASTER }), at };
  if (master.kind === 'absent') return { addresses: interfaces, at };
  const services = listeners(master.lines);
  const [first] = services;
  if (first === undefined) return { addresses: known([], { file: MASTER }), at };
  const open = services.find(({ host }) => host === undefined);
  const named = services.flatMap(({ host }) => (host === undefined ? [] : [host]));
  if (open === undefined) return { addresses: known(named, { file: MASTER, line: first.line }), at };
  if (!('value' in interfaces)) return { addresses: interfaces, at };
  return { addresses: known([...interfaces.value, ...named], interfaces.at, interfaces.overridden), at };
}

/** The last assignment holds; lines that begin with blanks go on (postconf(5)). The default is every address. */
function interfacesOf(lines: readonly string[]): Fact<readonly string[]> {
  const found: { text: string; line: number }[] = [];
  let open = false;
  for (const [index, line] of lines.entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const value = /^inet_interfaces\s*=(.*)$/.exec(line)?.[1];
    if (value !== undefined) found.push({ text: value, line: index + 1 });
    else if (/^\s/.test(line) && open) {
      const last = found.pop();
      if (last !== undefined) found.push({ text: `${last.text} ${line}`, line: last.line });
    }
    open = value !== undefined || (open && /^\s/.test(line));
  }
  const holds = found.pop();
  if (holds === undefined) return known(['all'], { file: MAIN });
  const lost = found.map(
    ({ text, line }): Overridden => ({
      at: { file: MAIN, line },
      text: `inet_interfaces =${text}`,
      why: 'the last one counts',
    }),
  );
  return known(
    holds.text.split(/[\s,]+/).filter((word) => word !== ''),
    { file: MAIN, line: holds.line },
    lost,
  );
}

/** Services of type inet that take mail, with the address before the port where there is one. */
function listeners(lines: readonly string[]): readonly { readonly host?: string; readonly line: number }[] {
  return lines.flatMap((text, index) => {
    const [name = '', type, , , , , , command] = text.split(/\s+/);
    if (type !== 'inet' || command === undefined || !TAKES_MAIL.has(command)) return [];
    const host = /^(.*):[^:\]]+$/.exec(name)?.[1];
    return [{ ...(host === undefined || host === '' ? {} : { host }), line: index + 1 }];
  });
}
