import { known, unknown } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { sourceText, unknownReason } from '../source-text.ts';
import type { Addresses } from './addresses.ts';

/** DaemonPortOptions of sendmail.cf: each without Addr listens everywhere. */
export function sendmailAddresses(captures: CaptureSet): Addresses | undefined {
  return fromLines(captures, '/etc/mail/sendmail.cf', (line) => {
    const options = /^O DaemonPortOptions\s*=(.*)$/.exec(line)?.[1];
    return options === undefined ? undefined : (/(?:^|,)\s*A(?:ddr)?\s*=\s*([^,\s]+)/.exec(options)?.[1] ?? '*');
  });
}

/** `listen on` of smtpd.conf(5): an interface, an address, a name, `socket` or `all`. */
export function openSmtpdAddresses(captures: CaptureSet): Addresses | undefined {
  return fromLines(captures, '/etc/smtpd.conf', (line) => /^listen on\s+"?([^\s"]+)/.exec(line)?.[1]);
}

function fromLines(
  captures: CaptureSet,
  file: string,
  read: (line: string) => string | undefined,
): Addresses | undefined {
  const source = sourceText(captures, file);
  const at = { file };
  if (source.kind === 'absent' || captures.get(file) === undefined) return undefined;
  if (source.kind === 'unreadable') return { addresses: unknown(unknownReason(source), at), at };
  const found = source.lines.flatMap((line, index) => {
    const address = read(line);
    return address === undefined ? [] : [{ address, line: index + 1 }];
  });
  const [first] = found;
  return {
    addresses: known(
      found.map(({ address }) => address),
      first === undefined ? at : { file, line: first.line },
    ),
    at,
  };
}
