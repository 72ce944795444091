import type { Place } from '../../../core/fact.ts';
import { eachStanza } from '../updates/stanzas.ts';

/** One source of packages as written: one address with one suite. */
export interface AptSource {
  readonly uri: string;
  readonly suite: string;
  /** Options by lower-case name: trusted, signed-by, allow-insecure, … */
  readonly options: ReadonlyMap<string, string>;
  readonly at: Place;
}

const ONE_LINE = /^\s*deb(?:-src)?\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)/;

/** Reads one-line style (sources.list(5)); a line that is none is passed over, as apt would refuse the file. */
export function parseOneLine(file: string, text: string): readonly AptSource[] {
  return text.split('\n').flatMap((raw, index) => {
    const [, options = '', uri, suite] = ONE_LINE.exec(raw.replace(/#.*$/, '')) ?? [];
    if (uri === undefined || suite === undefined) return [];
    return [{ uri, suite, options: parseOptions(options), at: { file, line: index + 1 } }];
  });
}

function parseOptions(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/([A-Za-z-]+)[+-]?=("[^"]*"|\S+)/g)) {
    options.set(name.toLowerCase(), value.replaceAll('"', ''));
  }
  return options;
}

const FIELDS = [
  'Types',
  'URIs',
  'Suites',
  'Enabled',
  'Trusted',
  'Signed-By',
  'Allow-Insecure',
  'Allow-Weak',
  'Check-Valid-Until',
] as const;

/** Reads deb822 style; stanzas with `Enabled: no` are off. */
export function parseDeb822(file: string, text: string): readonly AptSource[] {
  const sources: AptSource[] = [];
  eachStanza(text, FIELDS, (fields, line) => {
    if (isNo(fields.get('Enabled') ?? 'yes')) return;
    const options = new Map(
      [...fields]
        .filter(([name]) => !['Types', 'URIs', 'Suites', 'Enabled'].includes(name))
        .map(([name, value]) => [name.toLowerCase(), value]),
    );
    for (const uri of words(fields.get('URIs'))) {
      for (const suite of words(fields.get('Suites'))) sources.push({ uri, suite, options, at: { file, line } });
    }
  });
  return sources;
}

/** The words by which apt says yes (apt-pkg, StringToBool). */
export function isYes(text: string): boolean {
  return /^(yes|true|with|on|enable|1)$/i.test(text.trim());
}

function isNo(text: string): boolean {
  return /^(no|false|without|off|disable|0)$/i.test(text.trim());
}

function words(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}
