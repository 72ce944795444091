import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete } from '../../../core/section.ts';
import type { HostNormalizer } from '../section.ts';
import { captureText, unknownReason } from '../source-text.ts';

const MAIN = '/etc/snmp/snmpd.conf';
const COMMUNITY = /^(r[ow]community6?|com2sec(6|unix)?)$/;

interface Word {
  readonly key: string;
  readonly rest: string;
  readonly file: string;
  readonly line: number;
}

/** Who may read by SNMP, without the communities themselves. */
export const snmpNormalizer: HostNormalizer<'snmp'> = {
  section: 'snmp',
  normalize: (captures) => {
    const words: Word[] = [];
    let blocked: string | undefined;
    const files = captures.all.filter(({ origin }) =>
      /^\/(etc|usr\/share)\/snmp\/snmpd\.conf(\.d(\/|$)|$)/.test(origin),
    );
    for (const capture of files) {
      const source = captureText(capture);
      if (source.kind === 'unreadable') blocked ??= unknownReason(source);
      if (source.kind !== 'text') continue;
      for (const [index, text] of source.lines.entries()) {
        const [key = '', ...rest] = text.trim().split(/\s+/);
        if (key !== '')
          words.push({ key: key.toLowerCase(), rest: rest.join(' '), file: source.origin, line: index + 1 });
      }
    }
    if (files.length === 0) blocked = `${MAIN} was not collected`;
    const include = words.find(({ key }) => key.startsWith('include'));
    if (include !== undefined && !/^\/etc\/snmp\/snmpd\.conf\.d\/?$/.test(include.rest)) {
      blocked ??= `${include.file}:${include.line} includes ${include.rest}, which is not read`;
    }
    const told = (accepts: (word: Word) => boolean, text: (word: Word) => string): Fact<readonly string[]> => {
      const found = words.filter(accepts);
      const [first] = found;
      if (first !== undefined) return known(found.map(text), { file: first.file, line: first.line });
      return blocked === undefined ? known([], { file: MAIN }) : unknown(blocked, { file: MAIN });
    };
    const section = complete({
      communities: list(
        told(
          ({ key }) => COMMUNITY.test(key),
          ({ key }) => key,
        ),
      ),
      weak_users: list(
        told(
          ({ key, rest }) => /^r[ow]user$/.test(key) && /\bnoauth/.test(rest),
          ({ key }) => key,
        ),
      ),
      addresses: list(
        told(
          ({ key }) => key === 'agentaddress',
          ({ rest }) => rest,
        ),
      ),
    });
    return { section, diagnostics: [] };
  },
};

/** The generated types have plain arrays. */
function list(fact: Fact<readonly string[]>): Fact<string[]> {
  return 'value' in fact ? { ...fact, value: [...fact.value] } : fact;
}
