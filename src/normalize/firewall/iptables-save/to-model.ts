import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Place, unknown } from '../../../core/fact.ts';
import { type IpFamily, parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallChain, FirewallCondition, FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import type { IpSets } from '../ipset/parse.ts';
import { BASE_CHAINS } from './names.ts';
import type { RawChain, RawDump, RawRule, RawTable } from './parse.ts';
import { type RuleMeaning, readRule } from './rule.ts';
import { type TranslatedPackets, translatedPackets, withoutTranslatedState } from './translated.ts';

/** A dump as rules of the model, and what could not be told. */
export interface FilterReading {
  readonly filter: FirewallFilter;
  readonly diagnostics: readonly Diagnostic[];
}

/** How a dump is to be taken. */
export interface FilterSource {
  readonly file: string;
  readonly family: IpFamily;
  readonly loaded: FirewallFilter['loaded'];
  /** The content of the sets that rules name, where it was given. */
  readonly sets?: IpSets;
}

const HOOKS = ['prerouting', 'input', 'forward', 'output', 'postrouting'] as const;

/** Turns the tables of a dump into base chains with hook and priority, and user chains. */
export function toFilter(dump: RawDump, source: FilterSource): FilterReading {
  const diagnostics: Diagnostic[] = [];
  const ids = new Map<string, number>();
  const translated = translatedPackets(dump, source.family);
  const untracks = dump.tables.filter((table) => table.name === 'raw').flatMap(untracksIn);
  const sets = source.sets === undefined ? undefined : { ...source.sets, changing: changingSets(dump) };
  const chains = dump.tables.flatMap((table) => [...table.chains.values()].map((chain) => readChain(table, chain)));
  if (!chains.some((chain) => chain.table === 'filter' && chain.name === 'INPUT')) chains.push(...missingChains());
  return {
    filter: {
      id: `iptables:${source.family}`,
      engine: 'iptables',
      family: source.family,
      semantics: 'first-match',
      stateful: true,
      loaded: source.loaded,
      chains,
      at: { file: source.file },
    },
    diagnostics,
  };

  /** A dump prints only the tables in use: an unused filter table accepts. A file may also have been saved with -t. */
  function missingChains(): readonly FirewallChain[] {
    const whole = source.loaded === 'live' || dump.tables.length === 0;
    const at: Place = { file: source.file };
    return ['INPUT', 'FORWARD', 'OUTPUT'].map((name) => ({
      id: `${source.family}:filter/${name}`,
      table: 'filter',
      name,
      hook: hookOf(name) ?? 'input',
      priority: 0,
      policy: whole
        ? { value: 'allow', at }
        : unknown(
            'The file has no filter table, so the policy of its chains is not told: give a dump made without -t.',
            at,
          ),
      rules: [],
      at,
    }));
  }

  function readChain(table: RawTable, chain: RawChain): FirewallChain {
    const at: Place = { file: source.file, line: chain.line };
    const priority = BASE_CHAINS[table.name]?.[chain.name];
    const hook = priority === undefined ? undefined : hookOf(chain.name);
    if (!chain.declared && hook === undefined) {
      warn(`the chain ${chain.name} is not declared, so iptables-restore would not load the file`, chain.line);
    }
    return {
      id: `${source.family}:${table.name}/${chain.name}`,
      table: table.name,
      name: chain.name,
      ...(hook === undefined || priority === undefined ? {} : { hook, priority, policy: policyOf(chain, at) }),
      rules: chain.rules.flatMap((rule) => readWithTranslated(table, chain, rule)),
      at,
    };
  }

  function policyOf(chain: RawChain, at: Place): NonNullable<FirewallChain['policy']> {
    if (chain.policy === undefined) {
      return unknown(
        `No line sets the policy of ${chain.name}: declare it, for example :${chain.name} DROP [0:0].`,
        at,
      );
    }
    const place: Place = { file: source.file, line: chain.policy.line };
    if (chain.policy.name === 'ACCEPT') return { value: 'allow', at: place };
    if (chain.policy.name === 'DROP') return { value: 'deny', at: place };
    return unknown(`The policy ${chain.policy.name} of ${chain.name} is neither ACCEPT nor DROP.`, place);
  }

  /** A rule about the state DNAT is one about the other states, and one for each change of a destination. */
  function readWithTranslated(table: RawTable, chain: RawChain, raw: RawRule): readonly FirewallRule[] {
    const plain = withoutTranslatedState(raw);
    const read = readOne(table, chain, plain?.raw ?? raw);
    if (read === undefined) return [];
    if (plain === undefined) return [read];
    const others = read.conditions.filter((condition) => condition.on !== 'state');
    return [
      ...(plain.alone ? [] : [read]),
      ...translated
        .filter((packets) => comesTo(packets, chain))
        .map(
          (packets, index): FirewallRule => ({
            ...read,
            id: `${read.id} after translation ${index + 1}`,
            conditions: [...others, ...packets.conditions],
            uncertain: [...read.uncertain, ...packets.uncertain],
          }),
        ),
    ];
  }

  function readOne(table: RawTable, chain: RawChain, raw: RawRule): FirewallRule | undefined {
    const plain = readRule(raw.tokens, source.family, sets);
    const untracked = untracks.some((one) => one.chain !== chain.name || one.line < raw.line);
    const meaning = table.name === 'raw' ? beforeTracking(plain, untracked) : plain;
    if (!meaning.applies) return undefined;
    for (const reason of meaning.unread)
      warn(`${reason}; the rule may match or not: ${raw.text.slice(0, 120)}`, raw.line);
    const base = `${source.family}:${table.name}/${chain.name}: ${raw.text}`;
    const seen = (ids.get(base) ?? 0) + 1;
    ids.set(base, seen);
    const packets = raw.packets ?? meaning.packets;
    return {
      id: seen === 1 ? base : `${base} (${seen})`,
      ...resolveTarget(table, meaning, raw),
      ...(meaning.translate === undefined ? {} : { translate: meaning.translate }),
      conditions: meaning.conditions,
      uncertain: meaning.uncertain,
      ...(meaning.any_of === undefined ? {} : { any_of: meaning.any_of }),
      ...(meaning.none_of === undefined ? {} : { none_of: meaning.none_of }),
      ...(meaning.comment === undefined ? {} : { comment: meaning.comment }),
      ...(packets === undefined ? {} : { packets }),
      text: raw.text,
      at: { file: source.file, line: raw.line },
    };
  }

  function resolveTarget(
    table: RawTable,
    meaning: Pick<FirewallRule, 'action' | 'target'>,
    raw: RawRule,
  ): Pick<FirewallRule, 'action' | 'target'> {
    const { action, target } = meaning;
    if (target === undefined) return { action };
    if ((action === 'jump' || action === 'goto') && !table.chains.has(target)) {
      if (action === 'goto' || !/^[A-Z0-9_]+$/.test(target) || target === '?') {
        warn(`there is no chain ${target}; the rule may do anything`, raw.line);
      }
      return { action: 'unknown', target };
    }
    return { action, target };
  }

  function warn(message: string, line: number): void {
    diagnostics.push({ level: 'warning', code: 'uncertain-rule', message, at: { file: source.file, line } });
  }
}

function untracksIn({ chains }: RawTable): readonly { readonly chain: string; readonly line: number }[] {
  return [...chains.values()].flatMap(({ name, rules }) =>
    rules
      .filter(({ tokens }) => tokens.includes('NOTRACK') || tokens.includes('--notrack'))
      .map(({ line }) => ({ chain: name, line })),
  );
}

/**
 * The table raw comes before connection tracking: there every packet looks INVALID (xt_conntrack.c), or UNTRACKED once a
 * rule made it so.
 */
function beforeTracking(meaning: RuleMeaning, untracks: boolean): RuleMeaning {
  const conditions: FirewallCondition[] = [];
  const uncertain = [...meaning.uncertain];
  for (const condition of meaning.conditions) {
    if (condition.on !== 'state') {
      conditions.push(condition);
      continue;
    }
    const holds = (state: string) => condition.values.includes(state) !== (condition.negated === true);
    if (untracks && holds('INVALID') !== holds('UNTRACKED'))
      uncertain.push('a connection state in the table raw, where other rules end the tracking of packets');
    else if (!holds('INVALID')) conditions.push({ on: 'protocol', values: [] });
  }
  return { ...meaning, conditions, uncertain };
}

/** Sets that rules add to or take from (-j SET) while packets pass. */
function changingSets(dump: RawDump): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { chains } of dump.tables)
    for (const { rules } of chains.values())
      for (const { tokens } of rules)
        for (const [i, token] of tokens.entries())
          if (token === '--add-set' || token === '--del-set' || token === '--map-set') names.add(tokens[i + 1] ?? '');
  return names;
}

/** In a chain that people made nothing tells which packets come to it. */
function comesTo(packets: TranslatedPackets, chain: RawChain): boolean {
  return packets.chain === chain.name || hookOf(chain.name) === undefined;
}

function hookOf(name: string): (typeof HOOKS)[number] | undefined {
  return HOOKS.find((hook) => hook === name.toLowerCase());
}

/** The family that the text of a dump tells; undefined when both would fit, `both` when it contradicts itself. */
export function familyOf(text: string, dump: RawDump): IpFamily | 'both' | undefined {
  if (dump.generator !== undefined) return dump.generator === 'ip6tables-save' ? 'ipv6' : 'ipv4';
  let v4 = false;
  let v6 = /-p(?:rotocol)? (?:ipv6-icmp|icmpv6|58)\b|icmp6-|--icmpv6-type/.test(text);
  for (const table of dump.tables) {
    for (const chain of table.chains.values()) {
      for (const { tokens } of chain.rules) {
        for (const [i, token] of tokens.entries()) {
          if (/^(-s|-d|--source|--destination|--src|--dst|--src-range|--dst-range)$/.test(token)) {
            const word = tokens[i + 1] === '!' ? tokens[i + 2] : tokens[i + 1];
            const family = parseIpRange((word ?? '').split(',')[0] ?? '')?.family;
            if (family === 'ipv4') v4 = true;
            if (family === 'ipv6') v6 = true;
          } else if (token === 'icmp' && tokens[i - 1] === '-p') v4 = true;
          else if (/^icmp-[a-z-]+$/.test(token)) v4 = true;
        }
      }
    }
  }
  if (v4 && v6) return 'both';
  return v4 ? 'ipv4' : v6 ? 'ipv6' : undefined;
}
