import type { Place } from '../../core/fact.ts';
import { analyzeHook, type FamilyRules, type HookResult } from './analysis.ts';
import { type Cover, makeCover, narrowBox, subtractAll, type Work } from './cover.ts';
import { openingStates } from './family-view.ts';
import type { Part } from './merge-boxes.ts';
import { askedOf, type ConnectionState, type Hook, type Service, serviceBox, servicesOf } from './packet-services.ts';
import { publishedParts } from './translation.ts';
import { type Box, type SparseBox, sparseOf, type Universe } from './universe.ts';
import type { Verdict } from './walk.ts';

/** A rule or policy that decided, for people. */
export interface Decider {
  readonly text: string;
  readonly at: Place;
}

/** Numbers deciders; one line has one number. */
export interface DeciderTable {
  numberOf(decider: Decider): number;
  get(number: number): Decider;
}

/** Makes an empty table of deciders. */
export function deciderTable(): DeciderTable {
  const numbers = new Map<string, number>();
  const list: Decider[] = [];
  return {
    numberOf: (decider) => {
      const key = `${decider.at.file}\n${decider.at.line ?? ''}\n${decider.at.pointer ?? ''}\n${decider.text}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, list.length);
      list.push(decider);
      return list.length - 1;
    },
    get: (number) => list[number] ?? { text: '', at: { file: '' } },
  };
}

/** The packets of one service that a hook accepts: for sure, and under some answer only; both made of disjoint parts. */
export interface AcceptedService {
  readonly service: Service;
  readonly state: ConnectionState;
  /** The packets that were asked for. */
  readonly limits: Box;
  readonly must: readonly Part[];
  readonly may: readonly Part[];
}

/** The rules that let a verdict be: what translates, and what accepts; the policy when no rule does. */
function decidersOfVerdict(verdict: Verdict, result: HookResult): readonly Decider[] {
  const last = verdict.path.at(-1);
  const shown = verdict.path.filter((rule) => rule.rule.action === 'translate' || (rule === last && !verdict.byPolicy));
  const rules = shown.map(({ rule }): Decider => ({ text: rule.text, at: rule.at }));
  if (!verdict.byPolicy && rules.length > 0) return rules;
  const chain = (verdict.path.at(-1)?.chain ?? result.primary)?.chain ?? result.primary?.chain;
  const at = chain?.policy?.at ?? chain?.at;
  return at === undefined ? rules : [...rules, { text: `policy of ${chain?.name ?? 'the hook'}`, at }];
}

/** What a hook accepts of packets as they are in daily life, by service; `asked` narrows them. Throws WorkSpent. */
export function acceptedBy(
  rules: FamilyRules,
  hook: Hook,
  states: readonly ConnectionState[],
  deciders: DeciderTable,
  work: Work,
  asked: SparseBox = [],
): readonly AcceptedService[] | undefined {
  const { universe } = rules;
  const within = askedOf(universe, hook, states, asked);
  if (within === undefined) return [];
  const result = analyzeHook(rules, hook, within, work);
  if (result === undefined) return undefined;
  return servicesOf(universe).flatMap((service) =>
    states.flatMap((state): readonly AcceptedService[] => {
      const limits = narrowBox(serviceBox(universe, within, service, state), asked);
      if (limits === undefined) return [];
      const boxes = state === 'NEW' ? openingStates(universe, result, limits) : [limits];
      const direct = { accepted: result.accepted, dropped: result.dropped };
      const candidates = boxes.flatMap((box) => cutTo(direct, box));
      if (hook !== 'output' && state === 'NEW') {
        for (const part of publishedParts({ rules, input: result }, limits)) {
          // As it arrives: where it goes out is not known yet.
          const box = [...part.box];
          box[universe.order.out] = limits[universe.order.out] ?? [];
          candidates.push({ box, verdict: part.verdict, doubted: part.sure ? [] : [box] });
        }
      }
      const settled = settle(universe, candidates, result, deciders, work);
      // A connection that begins outside of tracking is new all the same.
      const fresh = (part: Part): Part => {
        const box = [...part.box];
        box[universe.order.state] = limits[universe.order.state] ?? [];
        return { box, because: part.because };
      };
      return [{ service, state, limits, must: settled.must.map(fresh), may: settled.may.map(fresh) }];
    }),
  );
}

interface Candidate {
  readonly verdict: Verdict;
  readonly box: Box;
  /** Regions in which it may be dropped all the same. */
  readonly doubted: readonly Box[];
}

function cutTo(result: Pick<HookResult, 'accepted' | 'dropped'>, limits: Box): Candidate[] {
  const sparse = limits.map((set, dimension) => [dimension, set] as const);
  const doubted = result.dropped.map((one) => narrowBox(one.box, sparse)).filter((box) => box !== undefined);
  return result.accepted.flatMap((verdict): Candidate[] => {
    const box = narrowBox(verdict.box, sparse);
    return box === undefined ? [] : [{ verdict, box, doubted }];
  });
}

/** Cuts candidates into disjoint parts: what is accepted under every answer, what under some. */
function settle(
  universe: Universe,
  candidates: readonly Candidate[],
  result: HookResult,
  deciders: DeciderTable,
  work: Work,
): { readonly must: readonly Part[]; readonly may: readonly Part[] } {
  const numbered = new Map<Verdict, readonly number[]>();
  const because = (verdict: Verdict): readonly number[] => {
    const known = numbered.get(verdict);
    if (known !== undefined) return known;
    const numbers = decidersOfVerdict(verdict, result).map((one) => deciders.numberOf(one));
    numbered.set(verdict, numbers);
    return numbers;
  };
  if (candidates.every(({ doubted }) => doubted.length === 0) && !result.doubtful) {
    return { must: candidates.map(({ verdict, box }) => ({ box, because: because(verdict) })), may: [] };
  }
  const covers = new Map<readonly Box[], Cover>();
  const doubtOf = (boxes: readonly Box[]): Cover => {
    const known = covers.get(boxes);
    if (known !== undefined) return known;
    const cover = makeCover(universe, work);
    for (const box of boxes) cover.add(sparseOf(universe, box));
    covers.set(boxes, cover);
    return cover;
  };
  // A rule without doubt explains a packet better than one that may accept it as well.
  const certain = (one: Candidate) => (one.verdict.path.every((rule) => rule.doubts.length === 0) ? 0 : 1);
  const ordered = [...candidates].sort((a, b) => certain(a) - certain(b));
  const must: Part[] = [];
  const sure = makeCover(universe, work);
  for (const { verdict, box, doubted } of ordered) {
    const pieces = piecesOf(box, [doubtOf(doubted)]);
    for (const piece of pieces) {
      for (const part of piecesOf(piece, [sure])) must.push({ box: part, because: because(verdict) });
    }
    for (const piece of pieces) sure.add(sparseOf(universe, piece));
  }
  const may: Part[] = [];
  const taken = makeCover(universe, work);
  for (const { verdict, box } of ordered) {
    for (const part of piecesOf(box, [sure, taken])) may.push({ box: part, because: because(verdict) });
    taken.add(sparseOf(universe, box));
  }
  return { must, may };
}

function piecesOf(box: Box, covers: readonly Cover[]): readonly Box[] {
  const pieces: Box[] = [];
  subtractAll(box, covers, (piece) => {
    pieces.push(piece);
    return false;
  });
  return pieces;
}
