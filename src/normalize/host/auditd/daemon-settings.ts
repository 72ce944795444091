import { type Fact, isKnown, known, type Overridden, unknown } from '../../../core/fact.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { isBlocked, whyUnread } from '../look-ups.ts';

const FILE = '/etc/audit/auditd.conf';

/** A setting of auditd.conf(5), lower case; empty when the file or the line is missing. The last line of a name holds. */
export function setting(captures: CaptureSet, name: string): Fact<string> {
  const capture = captures.get(FILE);
  if (capture === undefined || isBlocked(capture)) return unknown(whyUnread(capture, FILE) ?? FILE, { file: FILE });
  const found = (textOf(capture) ?? '').split('\n').flatMap((text, index) => {
    const [, key = '', value = ''] = /^\s*(\w+)\s*=\s*(\S+)/.exec(text) ?? [];
    return key.toLowerCase() === name ? [{ text: text.trim(), value, at: { file: FILE, line: index + 1 } }] : [];
  });
  const last = found.at(-1);
  if (last === undefined) return known('', { file: FILE });
  const lost: Overridden[] = found
    .slice(0, -1)
    .map(({ text, at }) => ({ text, at, why: 'a later line sets it again' }));
  return known(last.value.toLowerCase(), last.at, lost);
}

/** A setting that is a number; 0 when it is missing. */
export function integerSetting(captures: CaptureSet, name: string): Fact<number> {
  const fact = setting(captures, name);
  if (!isKnown(fact)) return fact;
  if (fact.value === '') return known(0, fact.at);
  return /^\d+$/.test(fact.value)
    ? known(Number(fact.value), fact.at, fact.overridden)
    : unknown(`${name} is ${fact.value}, which is no number: auditd does not start with it`, fact.at);
}
