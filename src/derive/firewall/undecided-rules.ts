import { unknown } from '../../core/fact.ts';
import type { FirewallRule, FirewallRuleFacts, FirewallRuleset } from '../../model/generated/model.ts';
import type { CompiledRule } from './compile.ts';
import { makeCover, narrowBox } from './cover.ts';
import { type FamilyView, viewFamily } from './family-view.ts';
import { type Answer, answered, isActionLost, lostOf } from './lost-values.ts';
import { chainFactsOf } from './rule-facts.ts';
import { ruleIndex } from './rule-index.ts';
import { type Box, boxOf, type Universe } from './universe.ts';

type ChainFacts = FirewallRuleFacts['chains'][number];
type Undecided = NonNullable<ChainFacts['undecided']>[number];
type Kind = Undecided['as'][number];

const KINDS = ['redundant', 'shadowed', 'unreachable'] as const;
/** Rules of a chain that are compared with one whose own condition was not read. */
const TRIED = 20;

/**
 * Dead rules, and beside them those of which a value that was not read decides whether they are dead: they are under some
 * answer. The answers that are tried are that all such rules match, and that none does.
 */
export function ruleFactsOf(ruleset: FirewallRuleset, view: FamilyView): readonly ChainFacts[] {
  const facts = chainFactsOf(view);
  const lost = new Map<string, Lost>();
  for (const { chain } of view.rules.chains) {
    for (const rule of chain.rules) {
      const reasons = lostOf(rule);
      if (reasons.length > 0) lost.set(rule.id, { rule, reasons, chain: chain.id, table: chain.table });
    }
  }
  if (lost.size === 0) return facts;
  const ids = new Set(lost.keys());
  const { family } = view.rules;
  const hasLostAction = [...lost.values()].some(({ rule }) => isActionLost(rule));
  const answers: readonly Answer[] = hasLostAction ? ['absent', 'allow', 'deny'] : ['absent', 'allow'];
  const others = answers.map(
    (answer) => new Map(chainFactsOf(viewFamily(answered(ruleset, ids, answer), family)).map((one) => [one.id, one])),
  );
  return facts.map((chain) => {
    const found = new Map<string, Undecided>();
    // Whether a rule behind others does what they do, or not, its action tells.
    const isTold = ({ id }: { readonly id: string }): boolean => {
      const own = lost.get(id);
      return own === undefined || !isActionLost(own.rule);
    };
    const sure = { shadowed: chain.shadowed.filter(isTold), redundant: chain.redundant.filter(isTold) };
    const dead = new Set([...sure.shadowed, ...sure.redundant, ...chain.unreachable].map(({ id }) => id));
    const add = (kind: Kind, { id, text, at }: Pick<Undecided, 'id' | 'text' | 'at'>, by: Lost): void => {
      if (dead.has(id)) return;
      const before = found.get(id);
      if (before?.as.includes(kind) === true) return;
      const made = before ?? { id, text, at, as: [], unknown: sentence(text, id, by) };
      found.set(id, { ...made, as: [...made.as, kind].sort() });
    };
    for (const other of others) {
      const under = other.get(chain.id);
      if (under === undefined) continue;
      for (const kind of KINDS) for (const rule of under[kind]) add(kind, rule, causeOf(rule, lost, chain.id));
    }
    for (const [kind, rule] of narrowedRules(view, chain.id, lost)) {
      const own = lost.get(rule.rule.id);
      if (own !== undefined) add(kind, rule.rule, own);
    }
    return {
      ...chain,
      ...sure,
      ...(found.size === 0 ? {} : { undecided: [...found.values()] }),
      entered: enteredOf(chain, view, lost, others),
    };
  });
}

interface Lost {
  readonly rule: FirewallRule;
  readonly reasons: readonly string[];
  readonly chain: string;
  readonly table: string;
}

function sentence(text: string, id: string, { rule, reasons }: Lost): string {
  const why = reasons.slice(0, 2).join('; ');
  return rule.id === id
    ? `Whether "${text}" does anything depends on what was not read of it: ${why}.`
    : `Whether "${text}" does anything depends on "${rule.text}": ${why}.`;
}

/** The rule that was not read and would take the packets of a dead one: one that covers it, else one of its chain. */
function causeOf(dead: ChainFacts['shadowed'][number], lost: ReadonlyMap<string, Lost>, chain: string): Lost {
  const all = [...lost.values()];
  const covers = all.find(({ rule }) => dead.by.some(({ at, text }) => text === rule.text && at.line === rule.at.line));
  const cause = lost.get(dead.id) ?? covers ?? all.find((one) => one.chain === chain) ?? all[0];
  if (cause === undefined) throw new Error('no rule was lost');
  return cause;
}

/** A chain to which only what was not read may lead. */
function enteredOf(
  chain: ChainFacts,
  { rules }: FamilyView,
  lost: ReadonlyMap<string, Lost>,
  others: readonly ReadonlyMap<string, ChainFacts>[],
): ChainFacts['entered'] {
  const { entered } = chain;
  if (!('value' in entered) || entered.value) return entered;
  const own = rules.chains.find((one) => one.chain.id === chain.id)?.chain;
  const cause = [...lost.values()].find(
    ({ rule, chain: from, table }) => isActionLost(rule) && table === own?.table && from !== chain.id,
  );
  const isElsewhere = others.some((other) => {
    const under = other.get(chain.id)?.entered;
    return under !== undefined && 'value' in under && under.value;
  });
  const by = cause ?? (isElsewhere ? [...lost.values()][0] : undefined);
  if (by === undefined) return entered;
  return unknown(
    `Whether packets come to ${own?.name ?? chain.id} depends on "${by.rule.text}": ${by.reasons.slice(0, 2).join('; ')}.`,
    entered.at,
  );
}

/**
 * Rules whose own condition was not read, where it may be the one by which another rule of the chain is narrower: then
 * that one may do all that they do.
 */
function* narrowedRules(
  { rules: { chains, universe } }: FamilyView,
  chainId: string,
  lost: ReadonlyMap<string, Lost>,
): Generator<readonly [Kind, CompiledRule]> {
  const chain = chains.find((one) => one.chain.id === chainId);
  if (chain === undefined) return;
  const judged = chain.rules.filter(({ rule }) => lost.has(rule.id) && !isActionLost(rule) && isVerdict(rule));
  if (judged.length === 0) return;
  const index = ruleIndex(universe, chain);
  for (const own of judged) {
    for (const box of own.boxes.map((one) => boxOf(universe, one))) {
      const others = index.some(
        box,
        (one) => one !== own && one.doubts.length === 0 && isVerdict(one.rule) && one.boxes.length > 0,
        TRIED,
      );
      for (const other of others) {
        const isSame = (other.rule.action === 'allow') === (own.rule.action === 'allow');
        if (!isSame && other.position > own.position) continue;
        if (other.boxes.some((one) => coversBut(universe, box, one))) yield [isSame ? 'redundant' : 'shadowed', own];
      }
    }
  }
}

function isVerdict({ action }: FirewallRule): boolean {
  return action === 'allow' || action === 'deny' || action === 'reject';
}

/** True when a region would cover a box, were the box narrowed in addresses, ports and protocol. */
function coversBut(universe: Universe, box: Box, region: CompiledRule['boxes'][number]): boolean {
  const both = narrowBox(box, region);
  if (both === undefined) return false;
  const narrowed = [...box];
  for (const name of ['src', 'dst', 'sport', 'dport', 'protocol', 'icmp', 'fragment'] as const) {
    const dimension = universe.order[name];
    narrowed[dimension] = both[dimension] ?? narrowed[dimension] ?? [];
  }
  const cover = makeCover(universe, { left: 10_000 });
  cover.add(region);
  return !cover.subtractFrom(narrowed, () => true);
}
