import { type Fact, known, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import type { FirewallRuleFacts } from '../../model/generated/model.ts';
import { baseChains, type HookResult } from './analysis.ts';
import type { CompiledChain, CompiledRule } from './compile.ts';
import { makeCover } from './cover.ts';
import type { FamilyView } from './family-view.ts';
import { type Redundancy, redundantRules } from './redundancy.ts';
import { type RuleIndex, ruleIndex } from './rule-index.ts';
import { boxOf, type Universe } from './universe.ts';
import type { RuleFate } from './walk.ts';

type ChainFacts = FirewallRuleFacts['chains'][number];
type DeadRule = ChainFacts['shadowed'][number];

const SHOWN = 3;
/** Earlier rules that are compared with one dead rule before the search for those that cover it ends. */
const SEARCH = 200;

/** Dead rules of the chains that incoming and forwarded packets can meet, and of chains that nothing leads to. */
export function chainFactsOf(view: FamilyView): readonly ChainFacts[] {
  const results = [view.input, view.forward];
  const facts: ChainFacts[] = [];
  const records = results.flatMap((result) => result?.records ?? []);
  const spent = results.includes(undefined);
  const alive = (rule: CompiledRule) => records.some((record) => record.fates.get(rule)?.alive === true);
  const later: Redundancy = spent
    ? { by: new Map(), unchecked: new Set() }
    : redundantRules(view.rules, records, alive);
  const judged = judgedChains(view);
  for (const chain of judged) {
    if (chain.rules.length === 0) continue;
    facts.push(factsOf(view, chain, results, later));
  }
  return facts.sort((a, b) => compareCodePoints(a.id, b.id));
}

/** Chains on the way of incoming and forwarded packets, and those that no base chain of any hook leads to. */
function judgedChains(view: FamilyView): readonly CompiledChain[] {
  const reached = (hooks: readonly Parameters<typeof baseChains>[1][]) => {
    const found = new Set(hooks.flatMap((hook) => baseChains(view.rules, hook)));
    for (const chain of found) for (const rule of chain.rules) if (rule.target !== undefined) found.add(rule.target);
    return found;
  };
  const ways = reached(['prerouting', 'input', 'forward']);
  const others = reached(['output', 'postrouting']);
  return view.rules.chains.filter(
    (chain) => (ways.has(chain) && !isNatInput(chain)) || (!ways.has(chain) && !others.has(chain)),
  );
}

/** nat INPUT changes sources only; it is not walked. */
function isNatInput({ chain }: CompiledChain): boolean {
  return chain.table === 'nat' && chain.hook === 'input';
}

function factsOf(
  view: FamilyView,
  chain: CompiledChain,
  results: readonly (HookResult | undefined)[],
  later: Redundancy,
): ChainFacts {
  const { universe } = view.rules;
  const spent = results.includes(undefined);
  const records = results.flatMap((result) => result?.records ?? []);
  const entered = records.some((record) => record.entered.has(chain));
  const enteredFact: Fact<boolean> = spent
    ? unknown('The rules are too intricate to be followed within the limit of work.', chain.chain.at)
    : known(entered, chain.chain.at);
  const shadowed: DeadRule[] = [];
  const redundant: DeadRule[] = [];
  const unreachable: DeadRule[] = [];
  let index: RuleIndex | undefined;
  if (entered && !spent) {
    for (const rule of chain.rules) {
      const fates = records
        .map((record) => record.fates.get(rule))
        .filter((fate): fate is RuleFate => fate !== undefined);
      const dead = (by: readonly (CompiledRule | CompiledChain)[]): DeadRule => ({
        id: rule.rule.id,
        text: rule.rule.text,
        at: rule.rule.at,
        by: by.slice(0, SHOWN).map(deciderOf),
      });
      if (fates.some((fate) => fate.alive)) {
        const by = later.by.get(rule);
        if (by !== undefined) redundant.push(dead(by));
        continue;
      }
      const wanted = fates.some((fate) => fate.wanted);
      const covered = wanted && fates.every((fate) => !fate.wanted || fate.covered);
      if (!covered) unreachable.push(dead([]));
      else {
        index ??= ruleIndex(universe, chain);
        const by = coveringRules(universe, index, rule);
        (by.every((one) => sameVerdict(one, rule)) ? redundant : shadowed).push(dead(by));
      }
    }
  }
  const unchecked = chain.rules.filter((rule) => later.unchecked.has(rule)).length;
  return {
    id: chain.chain.id,
    entered: enteredFact,
    rules: chain.rules.length,
    shadowed,
    unreachable,
    redundant,
    ...(unchecked === 0 ? {} : { unchecked }),
  };
}

function deciderOf(one: CompiledRule | CompiledChain): DeadRule['by'][number] {
  if ('position' in one) return { at: one.rule.at, text: one.rule.text };
  return { at: one.chain.policy?.at ?? one.chain.at, text: `policy of ${one.chain.name}` };
}

function sameVerdict(a: CompiledRule, b: CompiledRule): boolean {
  const kind = ({ rule }: CompiledRule) => (rule.action === 'reject' ? 'deny' : rule.action);
  if (kind(a) !== kind(b)) return false;
  return (
    kind(a) === 'allow' ||
    kind(a) === 'deny' ||
    (a.rule.target === b.rule.target && (kind(a) === 'jump' || kind(a) === 'return'))
  );
}

/** The earlier rules of the chain that take the packets of a dead one: one that covers it alone, else all that meet it. */
function coveringRules(universe: Universe, earlier: RuleIndex, dead: CompiledRule): readonly CompiledRule[] {
  const found = earlier.meeting(dead).filter((rule) => rule.position < dead.position);
  const met: CompiledRule[] = [];
  for (const rule of found.slice(0, SEARCH)) {
    if (rule.doubts.length > 0 || ['continue', 'untrack', 'unknown'].includes(rule.rule.action)) continue;
    const alone = makeCover(universe, { left: 100_000 });
    for (const box of rule.boxes) alone.add(box);
    if (rule.rule.action !== 'jump' && !dead.boxes.some((box) => alone.subtractFrom(boxOf(universe, box), () => true)))
      return [rule];
    met.push(rule);
  }
  return met;
}
