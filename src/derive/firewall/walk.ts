import type { CompiledChain, CompiledRule } from './compile.ts';
import { type Cover, makeCover, narrowBox, subtractAll, type Work } from './cover.ts';
import { meetSparse } from './meet-sparse.ts';
import { type Box, type SparseBox, sparseOf, type Universe } from './universe.ts';

/** A region with one verdict. */
export interface Verdict {
  readonly box: Box;
  /** The jumps that led there and the rule that decided; the policy when the last is not terminal. */
  readonly path: readonly CompiledRule[];
  readonly byPolicy: boolean;
  /** The base chain whose policy decided. */
  readonly chain?: CompiledChain;
}

/** What became of a rule in a walk. */
export interface RuleFate {
  /** Some packet may reach and match it. */
  alive: boolean;
  /** Some packet that enters the chain would match it, were it the first rule. */
  wanted: boolean;
  /** Every packet that it would match is decided by earlier rules of its own chain. */
  covered: boolean;
  /** The first regions that it decides. */
  readonly live: Verdict[];
  /** There are more of them. */
  more: boolean;
}

/** Regions of a rule that are kept. */
const LIVE = 24;

/** Everything a walk gathers. Accepted and dropped are what may happen under some answer to every doubt. */
export interface WalkRecord {
  readonly accepted: Verdict[];
  readonly dropped: Verdict[];
  readonly translated: Verdict[];
  readonly untracked: Verdict[];
  readonly fates: Map<CompiledRule, RuleFate>;
  readonly entered: Set<CompiledChain>;
  /** Doubts met on the way: conditions that cannot be told, policies that are not known. */
  doubtful: boolean;
}

/** Makes an empty record. */
export function emptyRecord(): WalkRecord {
  return {
    accepted: [],
    dropped: [],
    translated: [],
    untracked: [],
    fates: new Map(),
    entered: new Set(),
    doubtful: false,
  };
}

/** What a walk does beyond finding acceptances. */
export interface WalkOptions {
  readonly universe: Universe;
  readonly work: Work;
  readonly record: WalkRecord;
  /** Dropped regions are gathered too: needed where something is in doubt, and for chains that others follow. */
  readonly wantDropped: boolean;
}

const MAX_DEPTH = 64;

interface WalkEnd {
  /** Regions decided for sure, relative to the packets that entered. */
  readonly decided: readonly SparseBox[];
  /** Some packets left, or may have, before the end. */
  readonly leaves: boolean;
}

interface Visit {
  readonly guards: readonly Box[];
  readonly covers: readonly Cover[];
  readonly path: readonly CompiledRule[];
}

/** Walks a base chain: rules, then the policy for what is left. */
export function walkBase(
  chain: CompiledChain,
  guards: readonly Box[],
  before: readonly Cover[],
  options: WalkOptions,
): void {
  const { record } = options;
  const local = makeCover(options.universe, options.work);
  const { decided, leaves } = walk(chain, { guards, covers: before, path: [] }, local, options);
  const policy = chain.chain.policy;
  const value = policy !== undefined && 'value' in policy ? policy.value : undefined;
  const known = value === 'allow' || value === 'deny';
  if (!known) record.doubtful = true;
  const toAccepted = !known || value === 'allow';
  const toDropped = !known || (value === 'deny' && options.wantDropped);
  if (!toAccepted && !toDropped) return;
  let settled = local;
  if (leaves) {
    // What returns from a base chain falls to its policy.
    settled = makeCover(options.universe, options.work);
    for (const box of decided) settled.add(box);
  }
  for (const guard of guards) {
    subtractAll(guard, [settled, ...before], (box) => {
      if (toAccepted) record.accepted.push({ box, path: [], byPolicy: true, chain });
      if (toDropped) record.dropped.push({ box, path: [], byPolicy: true, chain });
      return false;
    });
  }
}

/**
 * Walks one chain for packets of the guards outside of all covers. A rule in doubt takes its packets and leaves them too,
 * so that the result holds for every answer; what it decides is therefore not added to the cover. Returns the regions
 * that were decided for sure, relative to the packets that enter: the caller adds them to its own cover.
 */
function walk(chain: CompiledChain, visit: Visit, local: Cover, options: WalkOptions): WalkEnd {
  const { record, universe, work } = options;
  const decided: SparseBox[] = [];
  // Packets that left the chain undecided, or may have: what later rules decide does not hold for them.
  const left = makeCover(universe, work);
  const covers = [local, ...visit.covers];
  record.entered.add(chain);

  const settle = (box: SparseBox): void => {
    local.add(box);
    if (left.isEmpty) decided.push(box);
    else {
      left.subtractFrom(boxFor(universe, box), (piece) => {
        decided.push(sparseOf(universe, piece));
        return false;
      });
    }
  };
  const matched = (boxes: readonly SparseBox[]): readonly Box[] =>
    boxes.flatMap((box) => visit.guards.map((guard) => narrowBox(guard, box)).filter((one) => one !== undefined));
  const live = (boxes: readonly Box[], emit: (box: Box) => boolean): boolean =>
    boxes.some((box) => subtractAll(box, covers, emit));

  for (const rule of chain.rules) {
    work.left -= 1;
    const boxes = matched(rule.boxes);
    const fate = record.fates.get(rule) ?? { alive: false, wanted: false, covered: true, live: [], more: false };
    record.fates.set(rule, fate);
    if (boxes.length === 0) continue;
    fate.wanted = true;
    const sure = rule.doubts.length === 0;
    // Whether a packet is logged or counted changes nothing of its way.
    if (!sure && rule.rule.action !== 'continue') record.doubtful = true;
    const path = [...visit.path, rule];
    const gather = (...lists: readonly Verdict[][]): boolean => {
      let any = false;
      live(boxes, (box) => {
        any = true;
        const verdict: Verdict = { box, path, byPolicy: false };
        for (const list of lists) list.push(verdict);
        if (!sure || !isTerminal(rule)) return lists.length === 0;
        if (fate.live.length < LIVE) fate.live.push(verdict);
        else fate.more = true;
        return lists.length === 0 && fate.more;
      });
      return any;
    };
    const alive = gather(...listsFor(rule, options));
    if (alive) fate.alive = true;
    else {
      if (fate.covered && !fate.alive) fate.covered = !boxes.some((box) => local.subtractFrom(box, () => true));
      if (rule.rule.action !== 'jump' && rule.rule.action !== 'goto' && sure && isTerminal(rule)) settleAll(rule);
      continue;
    }
    switch (rule.rule.action) {
      case 'allow':
      case 'deny':
      case 'reject':
      case 'translate':
        if (sure && isTerminal(rule)) settleAll(rule);
        break;
      case 'return':
        for (const box of rule.boxes) {
          left.add(box);
          if (sure) local.add(box);
        }
        break;
      case 'jump':
      case 'goto':
        follow(rule, boxes, path, sure);
        break;
      case 'unknown':
        record.doubtful = true;
        break;
      case 'continue':
      case 'untrack':
        break;
    }
  }
  return { decided, leaves: !left.isEmpty };

  function settleAll(rule: CompiledRule): void {
    for (const box of rule.boxes) settle(box);
  }

  function follow(rule: CompiledRule, boxes: readonly Box[], path: readonly CompiledRule[], sure: boolean): void {
    const { target } = rule;
    if (target === undefined || path.length > MAX_DEPTH || visit.path.some((earlier) => earlier.target === target)) {
      // No such chain, or a loop, which no kernel loads: the rule may do anything.
      record.doubtful = true;
      live(boxes, (box) => {
        record.accepted.push({ box, path, byPolicy: false });
        record.dropped.push({ box, path, byPolicy: false });
        return false;
      });
      return;
    }
    const inner = makeCover(universe, work);
    const { decided: below } = walk(target, { guards: boxes, covers, path }, inner, options);
    if (sure) {
      for (const part of below.some((box) => box.length === 0) ? [[]] : below) {
        for (const box of rule.boxes) {
          const both = meetSparse(box, part);
          if (both !== undefined) settle(both);
        }
      }
    }
    if (rule.rule.action === 'goto') {
      // What comes back from a goto leaves this chain as well.
      if (sure) {
        for (const box of rule.boxes) {
          left.add(box);
          local.add(box);
        }
      } else {
        const settled = makeCover(universe, work);
        for (const part of below) settled.add(part);
        for (const box of rule.boxes) {
          settled.subtractFrom(boxFor(universe, box), (piece) => {
            left.add(sparseOf(universe, piece));
            return false;
          });
        }
      }
    }
  }
}

function isTerminal(rule: CompiledRule): boolean {
  const { action, translate } = rule.rule;
  return (
    action === 'allow' ||
    action === 'deny' ||
    action === 'reject' ||
    (action === 'translate' && translate !== undefined)
  );
}

/** The lists that a live match of the rule goes to. */
function listsFor(rule: CompiledRule, { record, wantDropped }: WalkOptions): readonly Verdict[][] {
  switch (rule.rule.action) {
    case 'allow':
      return [record.accepted];
    case 'deny':
    case 'reject':
      return wantDropped ? [record.dropped] : [];
    case 'unknown':
      return [record.accepted, record.dropped];
    case 'translate':
      return rule.rule.translate?.kind === 'source' ? [] : [record.translated];
    case 'untrack':
      return [record.untracked];
    default:
      return [];
  }
}

function boxFor(universe: Universe, sparse: SparseBox): Box {
  const box = [...universe.full];
  for (const [dimension, set] of sparse) box[dimension] = set;
  return box;
}
