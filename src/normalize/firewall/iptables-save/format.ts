import type { Capture } from '../../../core/capture.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import { failedSection } from '../../../core/section.ts';
import type { Contribution, Format } from '../../format.ts';
import { setsFor, setsOf } from '../ipset/beside-dumps.ts';
import { isUfwRules } from '../ufw/rule-text.ts';
import { familiesApart } from './families-apart.ts';
import { type DumpReading, readDump, rulesetSection } from './reading.ts';

const TABLE_LINE = /^\*(?:filter|nat|mangle|raw|security)[ \t]*\r?$/m;
const BODY_LINE = /^(?:COMMIT|:[^\s]+ (?:ACCEPT|DROP|-)|(?:\[\d+:\d+\] )?(?:-A|--append|-I) \S+)/m;

/** Text of iptables-save and ip6tables-save. Two files of one name, one for each family, are one firewall. */
export const iptablesSave: Format = {
  id: 'iptables-save',
  title: 'iptables-save and ip6tables-save text',
  domain: 'firewall',
  recognizes: ({ head, json }) =>
    json === undefined && TABLE_LINE.test(head) && BODY_LINE.test(head) && !isUfwRules(head),
  normalize: (captures, context) => {
    const sets = setsOf(context.claimed);
    const readable = captures.filter((capture) => capture.outcome.kind === 'read');
    const unreadable = captures.filter((capture) => capture.outcome.kind !== 'read');
    const readings = sortedBy(readable.flatMap(familiesApart), (capture) => capture.origin).map((capture) => ({
      name: stemOf(capture.origin),
      file: capture.origin,
      reading: readDump(capture, 'configured', undefined, setsFor(sets, capture.origin)),
    }));
    return [...pair(readings).map(contribution), ...unreadable.map(unread)];
  },
};

interface NamedReading {
  readonly name: string;
  readonly file: string;
  readonly reading: DumpReading;
}

/** The name of the firewall: the file's name without extension, program and family. */
function stemOf(origin: string): string {
  const name = baseName(origin).replace(/\.(?:txt|rules|conf|save|dump|ipt|out|log|bak)$/i, '');
  const stem = name
    .replace(/ip6tables/gi, 'iptables')
    .replace(/[._-]?(?:ipv?[46]|v[46]|6)$/i, '')
    .replace(/^(?:ipv?[46]|v[46])[._-]/i, '')
    .replace(/[._-]?(?:ipv?[46]|v[46])(?=[._-])/i, '');
  return stem === '' ? name : stem;
}

function baseName(origin: string): string {
  return origin.slice(origin.lastIndexOf('/') + 1);
}

/** Readings of one firewall: of one name, at most one for each family; or the only two files, one for each family. */
function pair(readings: readonly NamedReading[]): readonly (readonly NamedReading[])[] {
  const distinct = (group: readonly NamedReading[]) =>
    new Set(group.map((one) => one.reading.family)).size === group.length;
  if (readings.length === 2 && distinct(readings)) return [readings];
  const groups = new Map<string, NamedReading[]>();
  for (const one of readings) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return [...groups.values()].flatMap((group) =>
    distinct(group) ? [group] : group.map((one) => [{ ...one, name: one.file }]),
  );
}

function contribution(group: readonly NamedReading[]): Contribution {
  const ordered = [...group].sort((a, b) => compareCodePoints(a.reading.family, b.reading.family));
  const readings = ordered.map((one) => one.reading);
  return {
    target: { kind: 'firewall', name: ordered[0]?.name ?? 'iptables' },
    domain: 'firewall',
    sections: { ruleset: rulesetSection(readings) },
    diagnostics: readings.flatMap((reading) => reading.diagnostics),
  };
}

function unread(capture: Capture): Contribution {
  const why =
    capture.outcome.kind === 'denied' || capture.outcome.kind === 'failed'
      ? capture.outcome.reason
      : capture.outcome.kind;
  return {
    target: { kind: 'firewall', name: stemOf(capture.origin) },
    domain: 'firewall',
    sections: { ruleset: failedSection(`${capture.origin} could not be read: ${why}.`) },
    diagnostics: [],
  };
}
