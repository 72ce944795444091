import type { FirewallChain, FirewallCondition, FirewallRule } from '../../model/generated/model.ts';
import { type CompiledList, withLists } from './compile-lists.ts';
import { withAnswers } from './doubt-dimension.ts';
import { type IndexSet, intersect, subtract } from './index-set.ts';
import type { SparseBox, Universe } from './universe.ts';

/** A rule as regions. */
export interface CompiledRule {
  readonly rule: FirewallRule;
  readonly chain: CompiledChain;
  readonly position: number;
  /** Disjoint boxes whose union is what the rule matches; none when its conditions contradict. */
  readonly boxes: readonly SparseBox[];
  /** Empty when the match is exact. */
  readonly doubts: readonly string[];
  readonly target?: CompiledChain;
}

/** A chain with compiled rules. */
export interface CompiledChain {
  readonly chain: FirewallChain;
  readonly rules: readonly CompiledRule[];
}

/** Compiles the chains of one family; targets are found in the same table. */
export function compileChains(chains: readonly FirewallChain[], universe: Universe): readonly CompiledChain[] {
  const compiled = new Map<string, CompiledChain & { readonly rules: CompiledRule[] }>();
  for (const chain of chains) compiled.set(`${chain.table}/${chain.name}`, { chain, rules: [] });
  const sets = new Map<string, IndexSet | undefined>();
  for (const one of compiled.values()) {
    for (const [position, rule] of one.chain.rules.entries()) {
      const wanted = rule.action === 'jump' || rule.action === 'goto' ? rule.target : undefined;
      const target = wanted === undefined ? undefined : compiled.get(`${one.chain.table}/${wanted}`);
      const { boxes, doubts } = withAnswers(rule, compileMatch(rule, universe, sets), universe);
      one.rules.push({ rule, chain: one, position, boxes, doubts, ...(target === undefined ? {} : { target }) });
    }
  }
  return [...compiled.values()];
}

/** Conditions that a fragment after the first never meets: its transport header is not there. */
const TRANSPORT: ReadonlySet<FirewallCondition['on']> = new Set([
  'sport',
  'dport',
  'port',
  'icmp',
  'tcp_flags',
] as const);

function compileMatch(rule: FirewallRule, universe: Universe, sets: Map<string, IndexSet | undefined>): CompiledList {
  const compile = (conditions: readonly FirewallCondition[]) => compileConditions(conditions, universe, sets);
  const base = compile(rule.conditions);
  return withLists(rule, { ...base, doubts: [...rule.uncertain, ...base.doubts] }, universe, compile);
}

function compileConditions(
  conditions: readonly FirewallCondition[],
  universe: Universe,
  sets: Map<string, IndexSet | undefined>,
): CompiledList {
  const doubts: string[] = [];
  let boxes: Map<number, IndexSet>[] = [new Map()];
  const narrow = (box: Map<number, IndexSet>, dimension: number, set: IndexSet): Map<number, IndexSet> =>
    new Map(box).set(dimension, intersect(box.get(dimension) ?? universe.full[dimension] ?? [], set));
  const encode = (condition: FirewallCondition): IndexSet | undefined => {
    const key = `${condition.on} ${condition.negated === true} ${condition.values.join(' ')}`;
    if (!sets.has(key)) sets.set(key, universe.encode(condition));
    return sets.get(key);
  };
  for (const condition of conditions) {
    const { on } = condition;
    if (on === 'port') {
      const sport = universe.encodePorts('sport', condition.values);
      const dport = universe.encodePorts('dport', condition.values);
      if (sport === undefined || dport === undefined) {
        doubts.push(`the ports ${condition.values.join(',')} cannot be read`);
        continue;
      }
      const s = universe.order.sport;
      const d = universe.order.dport;
      const notSport = subtract(universe.numbers.sport.full, sport);
      const notDport = subtract(universe.numbers.dport.full, dport);
      boxes = boxes.flatMap((box) =>
        condition.negated === true
          ? [narrow(narrow(box, s, notSport), d, notDport)]
          : [narrow(box, s, sport), narrow(narrow(box, s, notSport), d, dport)],
      );
    } else {
      const set = encode(condition);
      if (set === undefined) doubts.push(`${on} ${condition.values.join(',')} cannot be read`);
      else boxes = boxes.map((box) => narrow(box, universe.order[on], set));
    }
  }
  if (conditions.some((condition) => TRANSPORT.has(condition.on))) {
    boxes = boxes.map((box) => narrow(box, universe.order.fragment, universe.words.fragment.encode(['whole'])));
  }
  const sparse = boxes
    .filter((box) => [...box.values()].every((set) => set.length > 0))
    .map((box) =>
      [...box].filter(([dimension, set]) => !isWhole(universe, dimension, set)).sort((a, b) => a[0] - b[0]),
    );
  return { boxes: sparse, doubts };
}

function isWhole(universe: Universe, dimension: number, set: IndexSet): boolean {
  return set.length === 2 && set[0] === 0 && set[1] === universe.full[dimension]?.[1];
}
