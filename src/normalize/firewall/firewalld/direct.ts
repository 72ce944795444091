import type { Place } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallChain, FirewallFilter } from '../../../model/generated/model.ts';
import { BASE_CHAINS } from '../iptables-save/names.ts';
import { parseDump } from '../iptables-save/parse.ts';
import { cutPayloads } from '../iptables-save/reading.ts';
import { toFilter } from '../iptables-save/to-model.ts';
import type { Making } from './body.ts';
import type { DirectLine, FirewalldConfig } from './objects.ts';

/** With the nftables backend direct rules stand in the chains of iptables, which come before those of firewalld. */
export function directFilter(
  config: FirewalldConfig,
  family: IpFamily,
  loaded: FirewallFilter['loaded'],
): FirewallFilter | undefined {
  const lines = config.direct.filter((line) => line.family === family);
  if (lines.length === 0) return undefined;
  const filter = readDirect(lines, family, loaded, (chain) => chain.replace(/_direct$/, ''));
  return { ...filter, id: `firewalld-direct:${family}`, engine: 'firewalld' };
}

/** Where direct lines stand in a chain of the kernel: arguments that insert come before all else, those that append after. */
export type DirectPlace = 'inserted' | 'direct' | 'appended';

/** With the iptables backend the direct lines of a chain of the kernel stand in it and in a chain of their own. */
export function addDirect({ builder, config, family }: Making, table: string, chain: string, where: DirectPlace): void {
  const lines = config.direct.filter((line) => line.family === family && placeOf(line) === where);
  if (lines.length === 0) return;
  const read = readDirect(lines, family, 'configured', (name) => name);
  const own = where === 'direct' ? `${chain}_direct` : chain;
  const found = read.chains.find(
    (one) => one.table === table && (one.name === chain || one.name === own) && one.rules.length > 0,
  );
  if (found === undefined) return;
  const at: Place = found.rules[0]?.at ?? config.conf.at;
  if (where === 'direct') builder.rule(table, chain, { action: 'jump', target: own, text: `jump ${own}`, at });
  copy(found, own);
  for (const one of read.chains)
    if (one.table === table && one.hook === undefined && one !== found) copy(one, one.name);

  function copy(from: FirewallChain, to: string): void {
    builder.chain(table, to, from.at);
    for (const { conditions, uncertain, action, target, translate, text, at: place } of from.rules) {
      builder.rule(table, to, {
        action,
        ...(target === undefined ? {} : { target }),
        ...(translate === undefined ? {} : { translate }),
        match: { conditions, uncertain },
        text,
        at: place,
      });
    }
  }
}

function placeOf(line: DirectLine): DirectPlace {
  const builtIn = Object.hasOwn(BASE_CHAINS[line.table] ?? {}, line.chain);
  if (line.kind !== 'passthrough' || !builtIn) return 'direct';
  return /^(?:-I|--insert)\s/.test(line.text) ? 'inserted' : 'appended';
}

function readDirect(
  lines: readonly DirectLine[],
  family: IpFamily,
  loaded: FirewallFilter['loaded'],
  chainName: (chain: string) => string,
): FirewallFilter {
  const file = lines[0]?.at.file ?? 'direct.xml';
  const text: string[] = [];
  const places: Place[] = [];
  const add = (line: string, at: Place): void => {
    text.push(line);
    places.push(at);
  };
  const [first] = lines;
  // The chains of the kernel are there, whatever the lines speak of.
  for (const line of ['*filter', ':INPUT ACCEPT [0:0]', ':FORWARD ACCEPT [0:0]', ':OUTPUT ACCEPT [0:0]', 'COMMIT'])
    add(line, first?.at ?? { file });
  const order = { chain: 0, rule: 1, passthrough: 2 };
  const sorted = [...lines].sort((a, b) => order[a.kind] - order[b.kind] || a.priority - b.priority);
  for (const line of sorted) {
    add(`*${line.table}`, line.at);
    const builtIn = Object.hasOwn(BASE_CHAINS[line.table] ?? {}, chainName(line.chain));
    if (line.kind === 'chain') add(`:${line.chain} - [0:0]`, line.at);
    else if (line.kind === 'passthrough') add(line.text, line.at);
    else {
      if (builtIn) add(`:${chainName(line.chain)} ACCEPT [0:0]`, line.at);
      add(`-A ${chainName(line.chain)} ${line.text}`, line.at);
    }
    add('COMMIT', line.at);
  }
  const dump = parseDump(cutPayloads(text.join('\n')), file);
  const { filter } = toFilter(dump, { file, family, loaded });
  const place = (at: Place): Place => (at.line === undefined ? at : (places[at.line - 1] ?? at));
  return {
    ...filter,
    chains: filter.chains.map((chain) => ({
      ...chain,
      at: place(chain.at),
      // A chain of the kernel that no line sets a policy for accepts.
      ...(chain.policy === undefined ? {} : { policy: { value: 'allow', at: place(chain.policy.at) } }),
      rules: chain.rules.map((rule) => ({ ...rule, at: place(rule.at) })),
    })),
  };
}
