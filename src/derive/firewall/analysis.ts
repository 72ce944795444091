import type { IpFamily } from '../../core/ip-range.ts';
import type { FirewallChain, FirewallCondition, FirewallRule, FirewallRuleset } from '../../model/generated/model.ts';
import { type CompiledChain, compileChains } from './compile.ts';
import { type Cover, makeCover, subtractAll, type Work, WorkSpent } from './cover.ts';
import { hasIndex, intersect, single, subtract } from './index-set.ts';
import { type Box, type Landmarks, makeUniverse, NO_INTERFACE, sparseOf, type Universe } from './universe.ts';
import { emptyRecord, type Verdict, type WalkRecord, walkBase } from './walk.ts';

/** The rules of one family, compiled once for all questions. */
export interface FamilyRules {
  readonly family: IpFamily;
  readonly universe: Universe;
  readonly chains: readonly CompiledChain[];
}

/** What happens to the packets of one hook. */
export interface HookResult {
  /** Regions that are accepted under some answer to every doubt, with the rules of the deciding chain. */
  readonly accepted: readonly Verdict[];
  /** Regions that are dropped under some answer; empty when nothing is in doubt. */
  readonly dropped: readonly Verdict[];
  /** Regions that a rule outside connection tracking takes out of it. */
  readonly untracked: readonly Verdict[];
  /** Regions whose destination is changed before routing. */
  readonly translated: readonly Verdict[];
  /** Every region that is dropped under some answer; only where it was asked for. */
  readonly denied?: readonly Verdict[];
  readonly doubtful: boolean;
  readonly records: readonly WalkRecord[];
  /** The chain whose rules stand in `accepted`. */
  readonly primary: CompiledChain | undefined;
}

/** Work for one hook; ten thousand rules of any usual kind need about one twentieth of it. */
export const DEFAULT_WORK = 20_000_000;

/** Work for questions about rulesets of any size: it grows with their rules. */
export function workFor(...rulesets: readonly (FirewallRuleset | undefined)[]): number {
  const counts = rulesets.flatMap((ruleset) => ruleset?.filters ?? []).flatMap(({ chains }) => chains);
  return DEFAULT_WORK + WORK_PER_RULE * counts.reduce((sum, chain) => sum + chain.rules.length, 0);
}

const WORK_PER_RULE = 1_000;

/** Compiles the chains of one family. */
export function compileFamily(ruleset: FirewallRuleset, family: IpFamily, landmarks: Landmarks): FamilyRules {
  const [rules] = compileTogether([ruleset], family, landmarks);
  return rules ?? { family, universe: makeUniverse(family, [], landmarks), chains: [] };
}

/**
 * Compiles several rulesets in one universe, cut at the end points of all, so that their regions can be compared.
 * `doubts` are those that mean the same in each of them (`doubtKey`): they become dimensions.
 */
export function compileTogether(
  rulesets: readonly FirewallRuleset[],
  family: IpFamily,
  landmarks: Landmarks,
  doubts: readonly string[] = [],
): readonly FamilyRules[] {
  const filtersOf = (ruleset: FirewallRuleset) =>
    ruleset.filters.filter((filter) => filter.family === family || filter.family === 'inet');
  const rules = rulesets.flatMap((ruleset) =>
    filtersOf(ruleset).flatMap((filter) => filter.chains.flatMap((chain) => chain.rules)),
  );
  const universe = makeUniverse(family, [...conditionsOf(rules), ...(landmarks.conditions ?? [])], landmarks, doubts);
  // Chains of one engine jump only to chains of the same engine and table.
  return rulesets.map((ruleset) => ({
    family,
    universe,
    chains: filtersOf(ruleset).flatMap((filter) => compileChains(filter.chains, universe)),
  }));
}

/** Every condition of the rules, those of their alternatives too. */
function conditionsOf(rules: readonly FirewallRule[]): readonly FirewallCondition[] {
  return rules.flatMap((rule) => [...rule.conditions, ...(rule.any_of ?? []).flat(), ...(rule.none_of ?? []).flat()]);
}

type Hook = NonNullable<FirewallChain['hook']>;

/** The base chains of a hook, in the order in which the kernel runs them. */
export function baseChains(rules: FamilyRules, hook: Hook): readonly CompiledChain[] {
  return rules.chains
    .filter((one) => one.chain.hook === hook)
    .sort((a, b) => (a.chain.priority ?? 0) - (b.chain.priority ?? 0));
}

/** All packets that pass a hook: a packet for this host leaves by no interface, one of this host comes from none. */
export function packetsOf(universe: Universe, hook: Hook): Box {
  const { in: incoming, out } = universe.words;
  const box = [...universe.full];
  const absent = single(incoming.locate(NO_INTERFACE));
  const present = { in: subtract(incoming.full, absent), out: subtract(out.full, absent) };
  box[universe.order.in] = hook === 'output' || hook === 'postrouting' ? absent : present.in;
  box[universe.order.out] = hook === 'input' || hook === 'prerouting' ? absent : present.out;
  return box;
}

/** What an analysis is to tell beside the acceptances, and where it begins. */
export interface Asked {
  /** Every denial is told, not those in doubt alone. */
  readonly denials?: boolean;
  /** The packets have passed the chains before routing. */
  readonly routed?: boolean;
}

/** Walks the chains before routing and those of the hook. Undefined when the work is spent. */
export function analyzeHook(
  rules: FamilyRules,
  hook: 'input' | 'forward' | 'output',
  within: Box,
  work: Work,
  asked: Asked = {},
): HookResult | undefined {
  try {
    return runHook(rules, hook, within, work, asked);
  } catch (error) {
    if (error instanceof WorkSpent) return undefined;
    throw error;
  }
}

function runHook(
  rules: FamilyRules,
  hook: 'input' | 'forward' | 'output',
  within: Box,
  work: Work,
  { denials: explain = false, routed: late = false }: Asked,
): HookResult {
  const { universe } = rules;
  const records: WalkRecord[] = [];
  const dropped: Verdict[] = [];
  const denied: Verdict[] = [];
  const gone = makeCover(universe, work);
  /** What is gone before routing, as it arrived. */
  const early = makeCover(universe, work);
  const out = universe.order.out;
  /** A region before routing, in the packets of a later hook: the outgoing interface was not known yet. */
  const routed = (box: Box): Box => box.map((set, dimension) => (dimension === out ? (within[out] ?? set) : set));

  const pass = (
    chain: CompiledChain,
    guards: readonly Box[],
    before: readonly Cover[],
    adapt: (box: Box) => Box,
  ): WalkRecord => {
    const record = emptyRecord();
    walkBase(chain, guards, before, { universe, work, record, wantDropped: true });
    records.push(record);
    // What a chain in doubt accepts under no answer is gone all the same.
    const passed = makeCover(universe, work);
    if (record.doubtful) for (const { box } of record.accepted) passed.add(sparseOf(universe, box));
    for (const verdict of record.dropped) {
      const box = adapt(verdict.box);
      if (explain) denied.push({ ...verdict, box });
      if (record.doubtful) {
        dropped.push({ ...verdict, box });
        if (!before.includes(early))
          passed.subtractFrom(box, (piece) => {
            gone.add(sparseOf(universe, piece));
            return false;
          });
      } else {
        gone.add(sparseOf(universe, box));
        if (before.includes(early)) early.add(sparseOf(universe, verdict.box));
      }
    }
    return record;
  };

  const untracked: Verdict[] = [];
  const translated: Verdict[] = [];
  if (hook !== 'output' && !late) {
    const arriving = [...within];
    arriving[out] = packetsOf(universe, 'prerouting')[out] ?? [];
    for (const chain of baseChains(rules, 'prerouting')) {
      if (chain.rules.length === 0 && policyAllows(chain)) continue;
      const record = pass(chain, [arriving], [early], routed);
      untracked.push(...record.untracked.map((verdict) => ({ ...verdict, box: routed(verdict.box) })));
      translated.push(...record.translated.map((verdict) => ({ ...verdict, box: routed(verdict.box) })));
    }
  }
  const chains = baseChains(rules, hook).filter((chain) => chain.chain.table !== 'nat');
  const primary = primaryOf(chains);
  for (const chain of chains) {
    if (chain === primary || (chain.rules.length === 0 && policyAllows(chain))) continue;
    pass(chain, [within], [gone], (box) => box);
  }
  const moved = makeCover(universe, work);
  const states = universe.words.state;
  for (const verdict of translated) {
    const box = [...verdict.box];
    // The machine's own packets were translated, or not, on their way out (nat OUTPUT).
    box[universe.order.in] = subtract(box[universe.order.in] ?? [], single(universe.words.in.locate('lo')));
    const own = box[universe.order.state] ?? [];
    const inState = (...words: readonly string[]) => {
      const out = [...box];
      out[universe.order.state] = intersect(own, states.encode(words));
      return out;
    };
    // The first packet of a connection is translated; the others follow it. An error about another connection is
    // RELATED and not translated by rules, the first packet of an expected one is.
    if (verdict.path.some((rule) => rule.doubts.length > 0))
      dropped.push({ ...verdict, box: inState('NEW', 'RELATED') });
    else {
      moved.add(sparseOf(universe, inState('NEW')));
      const expected = inState('RELATED');
      const { protocol } = universe.numbers;
      for (const icmp of [1n, 58n])
        expected[universe.order.protocol] = subtract(
          expected[universe.order.protocol] ?? [],
          single(protocol.locate(icmp)),
        );
      dropped.push({ ...verdict, box: expected });
    }
  }
  const record = emptyRecord();
  const doubtfulBefore = withoutEmpty(dropped).length > 0;
  if (primary !== undefined) {
    walkBase(primary, [within], [gone, moved], { universe, work, record, wantDropped: explain || isDoubtful(primary) });
    records.push(record);
    if (explain) for (const verdict of record.dropped) denied.push(verdict);
  } else {
    subtractAll(within, [gone, moved], (box) => {
      record.accepted.push({ box, path: [], byPolicy: true });
      return false;
    });
  }
  return {
    accepted: record.accepted,
    dropped: withoutEmpty([...dropped, ...(record.doubtful ? record.dropped : [])]),
    untracked,
    translated,
    ...(explain ? { denied } : {}),
    doubtful: record.doubtful || doubtfulBefore,
    records,
    primary,
  };
}

function withoutEmpty(list: readonly Verdict[]): readonly Verdict[] {
  return list.filter(({ box }) => box.every((set) => set.length > 0));
}

function policyAllows({ chain }: CompiledChain): boolean {
  return chain.policy !== undefined && 'value' in chain.policy && chain.policy.value === 'allow';
}

/** The chain that people write their rules in: the filter table's, else the longest. */
function primaryOf(chains: readonly CompiledChain[]): CompiledChain | undefined {
  const named = chains.filter((one) => one.chain.table === 'filter');
  const candidates = named.length > 0 ? named : chains;
  return candidates.reduce<CompiledChain | undefined>(
    (best, one) => (best === undefined || one.rules.length > best.rules.length ? one : best),
    undefined,
  );
}

/** True when any rule that the chain can lead to is in doubt. */
function isDoubtful(start: CompiledChain): boolean {
  const policy = start.chain.policy;
  if (policy === undefined || !('value' in policy)) return true;
  const seen = new Set<CompiledChain>([start]);
  for (const chain of seen) {
    for (const rule of chain.rules) {
      if (rule.rule.action === 'continue') continue;
      if (rule.doubts.length > 0 || rule.rule.action === 'unknown') return true;
      const calls = rule.rule.action === 'jump' || rule.rule.action === 'goto';
      if (calls && rule.target === undefined) return true;
      if (rule.target !== undefined) seen.add(rule.target);
    }
  }
  return hasLoop(start, new Set());
}

function hasLoop(chain: CompiledChain, above: ReadonlySet<CompiledChain>): boolean {
  if (above.has(chain) || above.size > 60) return true;
  const path = new Set([...above, chain]);
  const targets = new Set(chain.rules.map((rule) => rule.target).filter((target) => target !== undefined));
  return [...targets].some((target) => hasLoop(target, path));
}

/** True when a box holds the atoms of one packet. */
export function holds(box: Box, atoms: readonly number[]): boolean {
  return box.every((set, dimension) => hasIndex(set, atoms[dimension] ?? 0));
}
