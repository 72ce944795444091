import { baseChains, type FamilyRules } from './analysis.ts';
import type { CompiledChain, CompiledRule } from './compile.ts';
import { makeCover, narrowBox, type Work, WorkSpent } from './cover.ts';
import { type RuleIndex, ruleIndex } from './rule-index.ts';
import type { Box } from './universe.ts';
import type { Verdict, WalkRecord } from './walk.ts';

/** Rules without which every packet is decided as it is with them. */
export interface Redundancy {
  /** What decides the packets of such a rule in its place: later rules, or the policy of a base chain alone. */
  readonly by: ReadonlyMap<CompiledRule, readonly (CompiledRule | CompiledChain)[]>;
  /** Rules that were not followed to the end. */
  readonly unchecked: ReadonlySet<CompiledRule>;
}

/** Rules that meet one region before its search ends. */
const MEETINGS = 400;
/** Pieces that a region may be cut into before its search ends. */
const PIECES = 64;
/** Work for each rule; far less is usual. */
const WORK_PER_RULE = 300;

/** Where the packets of a rule go on without it: rules of chains, the innermost chain first. */
interface Frame {
  readonly chain: CompiledChain;
  readonly from: number;
}

class Unchecked extends Error {}

/**
 * Live rules whose packets later rules decide the same way. They are looked at from the last to the first, a rule that
 * one relies on is kept, and those found are taken for gone: all of them can be taken out together. A rule that keeps
 * packets from a log, a mark or a doubt does something; one that denies what a policy denies says it aloud.
 */
export function redundantRules(
  rules: FamilyRules,
  records: readonly WalkRecord[],
  alive: (rule: CompiledRule) => boolean,
): Redundancy {
  const { universe } = rules;
  const count = rules.chains.reduce((sum, chain) => sum + chain.rules.length, 0);
  const work: Work = { left: 100_000 + WORK_PER_RULE * count };
  const by = new Map<CompiledRule, readonly (CompiledRule | CompiledChain)[]>();
  const unchecked = new Set<CompiledRule>();
  const kept = new Set<CompiledRule>();
  const indices = new Map<CompiledChain, RuleIndex>();
  const indexOf = (chain: CompiledChain): RuleIndex => {
    const found = indices.get(chain) ?? ruleIndex(universe, chain);
    indices.set(chain, found);
    return found;
  };
  const leaving = leavingChains(rules);
  for (const rule of lastFirst(rules)) {
    if (leaving.has(rule.chain)) continue;
    const regions = liveRegions(rule, records);
    if (regions === undefined || kept.has(rule)) continue;
    if (regions.more) {
      unchecked.add(rule);
      continue;
    }
    try {
      const relied = new Set<CompiledRule | CompiledChain>();
      if (regions.list.some(({ box }) => plainlyDiffers(rule, box))) continue;
      if (!regions.list.every((verdict) => decidedAlike(rule, verdict, relied)) || relied.size === 0) continue;
      by.set(rule, [...relied]);
      for (const one of relied) if ('position' in one) kept.add(one);
    } catch (error) {
      if (!(error instanceof Unchecked) && !(error instanceof WorkSpent)) throw error;
      unchecked.add(rule);
    }
  }
  return { by, unchecked };

  /** True when a later rule of the chain decides some of the region otherwise, and nothing between takes it away. */
  function plainlyDiffers(rule: CompiledRule, box: Box): boolean {
    const index = indexOf(rule.chain);
    const others = index.some(
      box,
      (one) =>
        one.position > rule.position && decides(one) && (one.doubts.length > 0 || one.rule.action !== rule.rule.action),
      TRIED,
    );
    work.left -= TRIED;
    return others.some((other) =>
      other.boxes.some((one) => {
        const both = narrowBox(box, one);
        const between = (two: CompiledRule) =>
          two.position > rule.position && two.position < other.position && (decides(two) || isCall(two));
        return both !== undefined && index.some(both, between, 1).length === 0;
      }),
    );
  }

  /** True when the rules after this one decide a region as this one does. */
  function decidedAlike(rule: CompiledRule, verdict: Verdict, relied: Set<CompiledRule | CompiledChain>): boolean {
    let left: readonly Box[] | undefined = [verdict.box];
    for (const frame of framesOf(verdict.path)) {
      left = follow(rule, frame, left, relied, 0);
      if (left === undefined) return false;
      if (left.length === 0) return true;
    }
    const base = verdict.path[0]?.chain;
    const policy = base?.chain.policy;
    if (base === undefined || policy === undefined || !('value' in policy)) return false;
    if (rule.rule.action !== 'allow' || policy.value !== 'allow') return false;
    relied.add(base);
    return true;
  }

  /** What comes out of a chain undecided; undefined when something decides otherwise. */
  function follow(
    rule: CompiledRule,
    { chain, from }: Frame,
    regions: readonly Box[],
    relied: Set<CompiledRule | CompiledChain>,
    depth: number,
  ): readonly Box[] | undefined {
    if (depth > MAX_DEPTH) throw new Unchecked();
    let left = regions;
    const returned: Box[] = [];
    for (const next of meetingRules(chain, from, regions)) {
      const met = left.flatMap((box) =>
        next.boxes.map((one) => narrowBox(box, one)).filter((one) => one !== undefined),
      );
      work.left -= 1 + left.length;
      if (work.left < 0) throw new WorkSpent();
      if (met.length === 0) continue;
      const { action, target } = next.rule;
      if (next === rule || (action === 'continue' && target === undefined)) continue;
      // A call that no packet takes may stay or be taken out as well: its chain is neither support nor none.
      if (!alive(next) && isCall(next)) return undefined;
      if (next.doubts.length > 0) return undefined;
      if (action === 'allow' || action === 'deny' || action === 'reject') {
        if (action !== rule.rule.action) return undefined;
        // A rule that goes as well, or that this one hides, is no support.
        if (by.has(next) || !alive(next)) continue;
        relied.add(next);
      } else if (action === 'return') for (const box of met) returned.push(box);
      else if ((action === 'jump' || action === 'goto') && next.target !== undefined) {
        const back = follow(rule, { chain: next.target, from: 0 }, met, relied, depth + 1);
        if (back === undefined) return undefined;
        if (action === 'goto') for (const box of back) returned.push(box);
        left = [...without(left, next), ...(action === 'jump' ? back : [])];
        if (left.length === 0) break;
        continue;
      } else return undefined;
      left = without(left, next);
      if (left.length === 0) break;
    }
    return [...left, ...returned];
  }

  function without(boxes: readonly Box[], rule: CompiledRule): readonly Box[] {
    const cover = makeCover(universe, work);
    for (const box of rule.boxes) cover.add(box);
    const out: Box[] = [];
    for (const box of boxes)
      cover.subtractFrom(box, (piece) => {
        out.push(piece);
        return out.length > PIECES;
      });
    if (out.length > PIECES) throw new Unchecked();
    return out;
  }

  function meetingRules(chain: CompiledChain, from: number, boxes: readonly Box[]): readonly CompiledRule[] {
    const found = new Set<CompiledRule>();
    for (const box of boxes) {
      work.left -= 10;
      const list = indexOf(chain).within(box, from, MEETINGS);
      if (list === undefined) throw new Unchecked();
      for (const one of list) found.add(one);
    }
    return [...found].sort((a, b) => a.position - b.position);
  }
}

const MAX_DEPTH = 32;
/** Later rules of another action that are tried before the region is followed. */
const TRIED = 2;

/** A rule that ends the way of a packet, or does something to it. */
function decides({ rule }: CompiledRule): boolean {
  return !isCall({ rule }) && !(rule.action === 'continue' && rule.target === undefined);
}

function isCall({ rule }: Pick<CompiledRule, 'rule'>): boolean {
  return rule.action === 'jump' || rule.action === 'goto' || rule.action === 'return';
}

/** Chains that packets of the machine itself come to, which are not followed here. */
function leavingChains(rules: FamilyRules): ReadonlySet<CompiledChain> {
  const found = new Set([...baseChains(rules, 'output'), ...baseChains(rules, 'postrouting')]);
  for (const chain of found) for (const { target } of chain.rules) if (target !== undefined) found.add(target);
  return found;
}

/** Rules from the last that a packet can meet to the first, as far as calls allow. */
function lastFirst(rules: FamilyRules): readonly CompiledRule[] {
  const out: CompiledRule[] = [];
  const seen = new Set<CompiledChain>();
  const visit = (chain: CompiledChain, depth: number): void => {
    if (seen.has(chain) || depth > MAX_DEPTH) return;
    seen.add(chain);
    for (let i = chain.rules.length - 1; i >= 0; i--) {
      const rule = chain.rules[i];
      if (rule === undefined) continue;
      if (rule.target !== undefined) visit(rule.target, depth + 1);
      out.push(rule);
    }
  };
  for (const hook of ['forward', 'input', 'prerouting'] as const)
    for (const chain of [...baseChains(rules, hook)].reverse()) visit(chain, 0);
  return out;
}

/** The regions that a rule decides; undefined for rules that are not judged. */
function liveRegions(
  compiled: CompiledRule,
  records: readonly WalkRecord[],
): { readonly list: readonly Verdict[]; readonly more: boolean } | undefined {
  const { rule, doubts } = compiled;
  if (rule.action !== 'allow' && rule.action !== 'deny' && rule.action !== 'reject') return undefined;
  if (doubts.length > 0 || (rule.conditions.length === 0 && rule.any_of === undefined)) return undefined;
  const fates = records.map((record) => record.fates.get(compiled)).filter((fate) => fate?.alive === true);
  if (fates.length === 0) return undefined;
  return { list: fates.flatMap((fate) => fate?.live ?? []), more: fates.some((fate) => fate?.more === true) };
}

/** The chains in which a packet goes on after a rule; a chain that was left for good by a goto is passed by. */
function framesOf(path: readonly CompiledRule[]): readonly Frame[] {
  const frames: Frame[] = [];
  for (let i = path.length - 1; i >= 0; i--) {
    const rule = path[i];
    if (rule === undefined || (i < path.length - 1 && rule.rule.action === 'goto')) continue;
    frames.push({ chain: rule.chain, from: rule.position + 1 });
  }
  return frames;
}
