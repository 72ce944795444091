import { compareCodePoints } from '../../core/order.ts';
import type { FirewallRuleset } from '../../model/generated/model.ts';
import { sidesOfAddresses, wholeOf } from './declared-openings.ts';
import { type FamilyView, familiesOf, viewFamily } from './family-view.ts';
import { prefixesOf } from './prefixes.ts';
import { type Addresses, subtractAddresses } from './sources-intervals.ts';
import { type Decider, decidersOfOpenings, openingsOf, segmentsOf, sourcesOf } from './sources-openings.ts';
import { type Scope, scopesOf } from './sources-scopes.ts';

type Protocol = 'tcp' | 'udp';

/** One entry to be written. */
interface Entry {
  readonly on: string;
  readonly protocol: Protocol;
  readonly from: number;
  readonly to: number;
  readonly sources: Set<string>;
  readonly deciders: Map<string, Decider>;
  doubtful: boolean;
}

/** Names that people know ports by. */
const NAMES: Readonly<Record<string, string>> = {
  'tcp/22': 'ssh',
  'tcp/25': 'smtp',
  'tcp/53': 'dns-tcp',
  'udp/53': 'dns',
  'tcp/80': 'http',
  'tcp/443': 'https',
  'udp/443': 'http3',
  'udp/123': 'ntp',
  'tcp/3306': 'mysql',
  'tcp/5432': 'postgresql',
  'udp/51820': 'wireguard',
};

/** Networks that one entry lists; what is cut finer is given as the rules that make it. */
const MOST_NETWORKS = 64;

/**
 * A first exposure.yaml: everything that is reachable now at a machine and its points, an entry for each range of ports,
 * with the rules that open it as comments. It holds what may be reachable as well; it declares nothing that is not.
 */
export function declarationOf(ruleset: FirewallRuleset, target: string): string {
  const entries = scopesOf(ruleset).flatMap((scope) => entriesOf(scope, target));
  const names = new Map<string, number>();
  const lines = entries.flatMap((entry) => linesOf(entry, entry.on === target ? '' : entry.on, names));
  return [
    `# What can be reached at ${oneLine(target)} now, by its packet filter.`,
    '# Each entry says that this is meant: remove what is not, and write down who answers for the rest.',
    '# Other keys of an entry: ticket, reason, until (its last day, YYYY-MM-DD). `from` takes internet, networks and zones.',
    entries.length === 0 ? 'services: []' : 'services:',
    ...lines,
    '',
  ].join('\n');
}

function entriesOf(scope: Scope, target: string): readonly Entry[] {
  const own = scope.ruleset();
  const found = new Map<string, Entry>();
  for (const family of familiesOf(own)) {
    const view = viewFamily(own, family);
    for (const protocol of ['tcp', 'udp'] as const) {
      for (const { from, to, openings } of segmentsOf(openingsOf(view, protocol, scope), [])) {
        const key = `${protocol} ${from} ${to}`;
        const entry: Entry = found.get(key) ?? {
          on: scope.point?.id ?? target,
          protocol,
          from,
          to,
          sources: new Set(),
          deciders: new Map(),
          doubtful: false,
        };
        found.set(key, entry);
        const sources = sourcesOf(openings);
        if (subtractAddresses(sources.may, sources.sure).length > 0) entry.doubtful = true;
        for (const source of namesOf(view, sources.may)) entry.sources.add(source);
        for (const one of decidersOfOpenings(view, openings))
          entry.deciders.set(`${one.at.file}:${one.at.line ?? ''} ${one.text}`, one);
      }
    }
  }
  return [...found.values()].sort((a, b) => compareCodePoints(a.protocol, b.protocol) || a.from - b.from);
}

function namesOf(view: FamilyView, sources: Addresses): readonly string[] {
  if (subtractAddresses(wholeOf(view, 'public'), sources).length === 0) return ['internet'];
  const { family } = view.rules;
  const prefixes: string[] = [];
  for (const interval of sources) {
    prefixes.push(...prefixesOf(family, interval));
    if (prefixes.length > MOST_NETWORKS) break;
  }
  if (prefixes.length <= MOST_NETWORKS) return prefixes;
  const beyond = subtractAddresses(sources, sidesOfAddresses(view).private).length > 0;
  return beyond ? ['internet'] : sidesOfAddresses(view).private.flatMap((interval) => prefixesOf(family, interval));
}

function linesOf(entry: Entry, point: string, names: Map<string, number>): readonly string[] {
  const range = entry.from === entry.to ? `${entry.from}` : `${entry.from}-${entry.to}`;
  const port = entry.from === 0 && entry.to === 65_535 ? `${entry.protocol}/any` : `${entry.protocol}/${range}`;
  const base = `${NAMES[port] ?? port.replace('/', '-')}${point === '' ? '' : ` ${point}`}`;
  const seen = (names.get(base) ?? 0) + 1;
  names.set(base, seen);
  const sources = entry.sources.has('internet') ? ['internet'] : [...entry.sources];
  return [
    `  - name: ${scalar(seen === 1 ? base : `${base} ${seen}`)}`,
    `    on: [${scalar(entry.on.replaceAll(/[*?[\\]/g, '\\$&'))}]`,
    `    ports: [${port}]`,
    `    from: [${sources.map(scalar).join(', ')}]`,
    ...[...entry.deciders.values()].map(
      ({ at, text }) => `    # ${oneLine(at.file)}${at.line === undefined ? '' : `:${at.line}`}  ${oneLine(text)}`,
    ),
    ...(entry.doubtful ? ['    # A part of it is in doubt: the rules do not tell all that they depend on.'] : []),
    '    # owner: who answers for it',
  ];
}

/** A value of YAML: quoted where a plain one could be read as something else. */
function scalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9_./-]*$|^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text) ? text : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 160);
}
