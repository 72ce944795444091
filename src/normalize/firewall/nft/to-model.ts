import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Place, unknown } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallChain, FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import { BOTH, condition, doubtful } from './alternative.ts';
import { type PlannedChain, planChains } from './chain-plan.ts';
import { type Draft, denies, readDrafts } from './drafts.ts';
import { guarded } from './guarded.ts';
import type { MatchContext } from './match-context.ts';
import { ruleOf, type Told } from './model-rules.ts';
import type { RawRule, RawRuleset, RawTable, SetElement, TableFamily } from './syntax.ts';
import { withTranslated } from './translated.ts';

/** A ruleset of nft as filters of the model, and what could not be told. */
export interface FiltersReading {
  readonly filters: readonly FirewallFilter[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How a source is to be taken. */
export interface FiltersSource {
  readonly file: string;
  readonly loaded: FirewallFilter['loaded'];
  /** Destinations that something else changes, iptables-legacy for one: `ct status dnat` may hold for them. */
  readonly elsewhere?: readonly FirewallRule[];
}

/** The families of IP that a table sees. */
function familiesOf(family: TableFamily): readonly IpFamily[] {
  if (family === 'ip') return ['ipv4'];
  if (family === 'ip6') return ['ipv6'];
  return family === 'arp' ? [] : BOTH;
}

/** One filter for each table and family: chains of different tables never jump to each other. */
export function toFilters(ruleset: RawRuleset, source: FiltersSource): FiltersReading {
  const diagnostics: Diagnostic[] = [];
  const unread = new Set<string>();
  const warn = (message: string, at: Place): void => {
    const key = `${at.file}:${at.line ?? at.pointer ?? ''}:${message}`;
    if (unread.has(key)) return;
    unread.add(key);
    diagnostics.push({ level: 'warning', code: 'uncertain-rule', message, at });
  };
  for (const { at, text } of ruleset.unread)
    warn(`${text.slice(0, 120)} is not understood; the rule may match or not`, at);
  const untracks = [...ruleset.tables.values()].some((table) =>
    [...table.chains.values()].some((chain) =>
      chain.rules.some((rule) => rule.statements.some((statement) => statement.kind === 'notrack')),
    ),
  );
  const filters: FirewallFilter[] = [];
  const told: Told[] = [];
  for (const table of ruleset.tables.values()) {
    if (table.dormant) {
      note(
        diagnostics,
        'dormant-table',
        `the table ${table.family} ${table.name} is dormant: its chains do not run`,
        table.at,
      );
      continue;
    }
    if (table.family === 'arp') {
      note(diagnostics, 'not-judged', `the table arp ${table.name} filters ARP, which is not judged`, table.at);
      continue;
    }
    const read = readTable(table, untracks, warn);
    const perFamily = familiesOf(table.family).map((family) => ({ family, chains: read(family, told) }));
    for (const { family, chains } of onlyReached(perFamily)) {
      filters.push({
        id: `nft:${family}:${table.family} ${table.name}`,
        engine: 'nft',
        family,
        semantics: 'first-match',
        stateful: true,
        loaded: source.loaded,
        chains,
        at: table.at,
      });
    }
  }
  return { filters: withTranslated(filters, told, source.elsewhere ?? []), diagnostics };
}

function note(diagnostics: Diagnostic[], code: string, message: string, at: Place): void {
  diagnostics.push({ level: 'note', code, message, at });
}

type Warn = (message: string, at: Place) => void;

/** Reads the rules of a table once, then tells them for each family. */
function readTable(
  table: RawTable,
  untracks: boolean,
  warn: Warn,
): (family: IpFamily, told: Told[]) => readonly FirewallChain[] {
  const changed = new Set(
    [...table.chains.values()].flatMap((chain) =>
      chain.rules.flatMap((rule) =>
        rule.statements.flatMap((one) => (one.kind === 'change-set' && one.operation !== 'delete' ? [one.set] : [])),
      ),
    ),
  );
  const plan = planChains(table);
  const contextOf = (planned: PlannedChain, rule: RawRule): MatchContext => ({
    tracking: planned.way.tracking,
    untracks,
    opening: !denies(rule),
    changed,
    elementsOf: (right): readonly SetElement[] | undefined => {
      if (right.kind === 'set') return right.elements;
      return right.kind === 'reference' ? table.sets.get(right.name)?.elements : undefined;
    },
    unreadable: (what) => {
      warn(`the value of ${what} cannot be read; the rule may match or not: ${rule.text.slice(0, 120)}`, rule.at);
      return doubtful(`the value of ${what} cannot be read`);
    },
  });
  const known = new Set(plan.chains.map((planned) => planned.name));
  const drafts = plan.chains.map((planned) => ({
    planned,
    rules: planned.raw.rules.map((raw) => ({ raw, drafts: readDrafts(raw, contextOf(planned, raw)) })),
  }));
  const named = (draft: Draft, raw: RawRule, planned: PlannedChain): Draft => {
    if ((draft.action !== 'jump' && draft.action !== 'goto') || draft.target === undefined) return draft;
    const target = plan.nameOn(draft.target, planned.way);
    if (known.has(target)) return { ...draft, target };
    warn(`there is no chain ${draft.target}; the rule may do anything`, raw.at);
    return { ...draft, action: 'unknown' };
  };
  return (family, told) => {
    const ids = new Map<string, number>();
    return drafts.map(({ planned, rules }): FirewallChain => {
      const chain = `${family}:${table.family} ${table.name}/${planned.name}`;
      const room = { chain, ids, way: planned.way, ...partly(planned) };
      const list = rules.flatMap(({ raw, drafts: some }) =>
        some.flatMap((draft) => ruleOf(raw, named(draft, raw, planned), family, room, told)),
      );
      return narrowed(chainOf(table, planned, chain, list, warn), planned);
    });
  };
}

/** A chain of a device, or of first packets, in the terms of all packets of its hook. */
function narrowed(chain: FirewallChain, { stand, way }: PlannedChain): FirewallChain {
  if (stand?.devices !== undefined) {
    const on = stand.hook === 'prerouting' ? 'in' : 'out';
    const guard =
      stand.devices.length === 0
        ? { conditions: [], uncertain: 'the device of the chain is not told (nft list ruleset tells it)' }
        : { conditions: [condition(on, stand.devices)] };
    return guarded(chain, guard, 'rules and policy');
  }
  return way.nat ? guarded(chain, { conditions: [condition('state', ['NEW'])] }, 'policy') : chain;
}

function partly(planned: PlannedChain): { readonly partly?: string } {
  const why = planned.stand?.partly;
  return why === undefined ? {} : { partly: why };
}

function chainOf(
  table: RawTable,
  planned: PlannedChain,
  id: string,
  rules: readonly FirewallRule[],
  warn: Warn,
): FirewallChain {
  const { raw, stand, way, name } = planned;
  // Other stages take a table named nat for chains that first packets meet.
  const tableName = way.nat ? 'nat' : table.name === 'nat' ? `${table.family} nat` : table.name;
  const base = { id, table: tableName, name, rules, at: raw.at };
  if (stand === undefined) return base;
  if (raw.hook?.priority === undefined) warn(`the priority of ${name} cannot be read and is taken as 0`, raw.at);
  const word = raw.policy?.word ?? 'accept';
  const at = raw.policy?.at ?? raw.at;
  const policy =
    stand.partly !== undefined && word !== 'accept'
      ? unknown(`The policy of ${name} holds for some packets only: ${stand.partly}.`, at)
      : word === 'accept' || word === 'drop'
        ? { value: word === 'accept' ? 'allow' : 'deny', at }
        : unknown(`The policy ${word} of ${name} is neither accept nor drop.`, at);
  return { ...base, hook: stand.hook, priority: stand.priority, policy };
}

interface FamilyChains {
  readonly family: IpFamily;
  readonly chains: readonly FirewallChain[];
}

/**
 * Leaves out, in one family, chains that only rules of the other family lead to; chains that nothing leads to are told
 * once.
 */
function onlyReached(list: readonly FamilyChains[]): readonly FamilyChains[] {
  if (list.length < 2) return list;
  const reached = list.map(({ chains }) => reachedIn(chains));
  return list.map(({ family, chains }, index) => ({
    family,
    chains: chains.filter(
      ({ name }) => reached[index]?.has(name) === true || (index === 0 && !reached.some((names) => names.has(name))),
    ),
  }));
}

function reachedIn(chains: readonly FirewallChain[]): ReadonlySet<string> {
  const byName = new Map(chains.map((chain) => [chain.name, chain]));
  const found = new Set(chains.filter((chain) => chain.hook !== undefined).map((chain) => chain.name));
  for (const name of found) {
    for (const { action, target } of byName.get(name)?.rules ?? [])
      if ((action === 'jump' || action === 'goto') && target !== undefined) found.add(target);
  }
  return found;
}
