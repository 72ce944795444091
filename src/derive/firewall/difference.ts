import type { Unknown } from '../../core/fact.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import { sortedBy } from '../../core/order.ts';
import type { FirewallPoint, FirewallRuleset } from '../../model/generated/model.ts';
import { type AcceptedService, acceptedBy, type DeciderTable, deciderTable } from './accepted-set.ts';
import { compileTogether, type FamilyRules, workFor } from './analysis.ts';
import { everyAnswer, someAnswer } from './answers.ts';
import { changedRegions } from './changed-rules.ts';
import { makeCover, narrowBox, type Work } from './cover.ts';
import { sharedDoubts, withVerdictDoubts } from './doubt-dimension.ts';
import { familiesOf, ofMachine } from './family-view.ts';
import { coverOf, type Part } from './merge-boxes.ts';
import { type ConnectionState, HOOKS, type Hook } from './packet-services.ts';
import { rulesetOfPoint } from './point-ruleset.ts';
import { landmarksOf, type Region, readable, withinBudget } from './regions.ts';
import { isSilent } from './silent-family.ts';
import { type Box, type SparseBox, sparseOf, type Universe } from './universe.ts';

/** A region that only one of two rulesets accepts, and where. */
export interface ChangedRegion extends Region {
  /** The id of the point; absent: the machine itself. */
  readonly point?: string;
}

/** What two rulesets do not agree on. */
export interface Difference {
  /**
   * Accepted after and not before. must: under every answer to every doubt; may: under some. `because` are rules of the
   * later ruleset.
   */
  readonly opened: readonly ChangedRegion[];
  /** Accepted before and not after; `because` are rules of the earlier ruleset. */
  readonly closed: readonly ChangedRegion[];
  /** What could not be compared: a family that one of the two does not tell of, or too much work. */
  readonly unknown: readonly Uncompared[];
}

/** A part of two rulesets that could not be compared. */
export interface Uncompared extends Unknown {
  readonly family: IpFamily;
  readonly hook?: Hook;
  readonly point?: string;
}

/** What is compared: new connections of every hook when nothing is said. */
interface DifferenceOptions {
  readonly hooks?: readonly Hook[];
  readonly states?: readonly ConnectionState[];
  readonly work?: number;
}

/** Doubts that both rulesets have are followed as dimensions up to this number; others are taken as independent. */
const SHARED_DOUBTS = 32;

/**
 * The packets that only one of two rulesets accepts, exactly: rules that are moved or written otherwise with equal effect
 * make no difference. No ruleset before (a new machine, a new group) accepts nothing; points are compared by their id.
 */
export function differenceOf(
  before: FirewallRuleset | undefined,
  after: FirewallRuleset,
  options: DifferenceOptions = {},
): Difference {
  const opened: ChangedRegion[] = [];
  const closed: ChangedRegion[] = [];
  const unknown: Uncompared[] = [];
  for (const { id, earlier, later } of comparedPairs(before, after)) {
    if (earlier !== undefined && later !== undefined && meaningOf(earlier) === meaningOf(later)) continue;
    const where = id === undefined ? {} : { point: id };
    const pair = [earlier, later].map((one) => (one === undefined ? NOTHING : withVerdictDoubts(one)));
    const [first = NOTHING, second = NOTHING] = pair;
    const families = [earlier, later].map((one) => (one === undefined ? undefined : familiesOf(one)));
    for (const family of ['ipv4', 'ipv6'] as const) {
      const told = families.map((list) => list?.includes(family) ?? true);
      if (!families.some((list) => list?.includes(family) === true)) continue;
      if (told.includes(false)) {
        const at = (told[0] === false ? later : earlier)?.filters[0]?.at ?? { file: 'the packet filter' };
        const words = family === 'ipv4' ? 'IPv4' : 'IPv6';
        unknown.push({
          unknown: `The ${words} rules of the ${told[0] === false ? 'earlier' : 'later'} ruleset were not given.`,
          at,
          family,
          ...where,
        });
        continue;
      }
      const hooks = (options.hooks ?? HOOKS).filter((hook) => id === undefined || tells([first, second], hook, family));
      if (hooks.length === 0) continue;
      const shared = sharedDoubts(first, second, SHARED_DOUBTS);
      const [a, b] = compileTogether([first, second], family, landmarksOf([first, second], family), shared);
      if (a === undefined || b === undefined) continue;
      for (const hook of hooks) {
        const found = withinBudget(() => compareHook([a, b], [earlier, later], hook, options));
        if (found === undefined) {
          unknown.push({
            unknown:
              'The rulesets are too intricate to be compared within the limit of work: split them, or remove rules that overlap.',
            at: later?.filters[0]?.at ?? earlier?.filters[0]?.at ?? { file: 'the packet filter' },
            family,
            hook,
            ...where,
          });
          continue;
        }
        for (const region of found.opened) opened.push({ ...region, ...where });
        for (const region of found.closed) closed.push({ ...region, ...where });
      }
    }
  }
  return { opened, closed, unknown };
}

/** False where no ruleset of a point has a chain for the hook, or none lets anything of the family in. */
function tells(rulesets: readonly FirewallRuleset[], hook: Hook, family: IpFamily): boolean {
  const having = rulesets.filter(({ filters }) =>
    filters.some(({ chains }) => chains.some((one) => one.hook === hook)),
  );
  return having.length > 0 && (hook !== 'input' || rulesets.some((one) => one !== NOTHING && !isSilent(one, family)));
}

/** The rules without places, names and counters: equal texts mean equal filters. */
function meaningOf(ruleset: FirewallRuleset): string {
  const cut: readonly string[] = ['at', 'id', 'packets', 'comment', 'loaded'];
  return JSON.stringify(ruleset.filters, (key, value: unknown) => (cut.includes(key) ? undefined : value));
}

const NOTHING: FirewallRuleset = { filters: [] };

interface Pair {
  readonly id: string | undefined;
  readonly earlier: FirewallRuleset | undefined;
  readonly later: FirewallRuleset | undefined;
}

/** The machine with the machine, and each point with the point of the same id. */
function comparedPairs(before: FirewallRuleset | undefined, after: FirewallRuleset): readonly Pair[] {
  const pairs: Pair[] = [];
  const machines = [before, after].map((ruleset) => {
    const own = ruleset === undefined ? NOTHING : ofMachine(ruleset);
    return own.filters.length === 0 ? undefined : own;
  });
  if (machines.some((one) => one !== undefined))
    pairs.push({ id: undefined, earlier: machines[0], later: machines[1] });
  const pointsOf = (ruleset: FirewallRuleset | undefined) =>
    new Map<string, FirewallPoint>((ruleset?.points ?? []).map((point) => [point.id, point]));
  const [old, fresh] = [pointsOf(before), pointsOf(after)];
  for (const id of sortedBy(new Set([...old.keys(), ...fresh.keys()]), (one) => one)) {
    const [a, b] = [old.get(id), fresh.get(id)];
    pairs.push({
      id,
      earlier: a === undefined || before === undefined ? undefined : rulesetOfPoint(before, a),
      later: b === undefined ? undefined : rulesetOfPoint(after, b),
    });
  }
  return pairs;
}

/** One hook of two rulesets in one universe. Undefined when the work is spent. */
function compareHook(
  [a, b]: readonly [FamilyRules, FamilyRules],
  [earlier, later]: readonly (FirewallRuleset | undefined)[],
  hook: Hook,
  options: DifferenceOptions,
): { readonly opened: readonly Region[]; readonly closed: readonly Region[] } | undefined {
  const work: Work = { left: options.work ?? workFor(earlier, later) };
  const deciders = deciderTable();
  const states = options.states ?? ['NEW'];
  // What is not there accepts nothing; a ruleset without chains for the hook accepts everything.
  const old = earlier === undefined ? [] : acceptedBy(a, hook, states, deciders, work);
  const fresh = later === undefined ? [] : acceptedBy(b, hook, states, deciders, work);
  if (old === undefined || fresh === undefined) return undefined;
  const local = earlier === undefined || later === undefined ? undefined : changedRegions(a, b);
  const where = local === undefined ? undefined : disjoint(a.universe, local, work);
  return {
    opened: minus(b, hook, cutTo(fresh, where), old, deciders, work),
    closed: minus(a, hook, cutTo(old, where), fresh, deciders, work),
  };
}

/** The same packets as boxes that do not overlap. */
function disjoint(universe: Universe, boxes: readonly Box[], work: Work): readonly SparseBox[] {
  const taken = makeCover(universe, work);
  const out: SparseBox[] = [];
  for (const box of boxes) {
    const pieces: SparseBox[] = [];
    taken.subtractFrom(box, (piece) => {
      pieces.push(sparseOf(universe, piece));
      return false;
    });
    for (const piece of pieces) {
      out.push(piece);
      taken.add(piece);
    }
  }
  return out;
}

/** Parts of what is accepted, where the rulesets can differ at all. */
function cutTo(
  services: readonly AcceptedService[],
  where: readonly SparseBox[] | undefined,
): readonly AcceptedService[] {
  if (where === undefined) return services;
  const cut = (parts: readonly Part[]): readonly Part[] =>
    parts.flatMap(({ box, because }) =>
      where.flatMap((one): readonly Part[] => {
        const both = narrowBox(box, one);
        return both === undefined ? [] : [{ box: both, because }];
      }),
    );
  return services.map((one) => ({ ...one, must: cut(one.must), may: cut(one.may) }));
}

/** What the first accepts and the second does not. */
function minus(
  rules: FamilyRules,
  hook: Hook,
  from: readonly AcceptedService[],
  other: readonly AcceptedService[],
  deciders: DeciderTable,
  work: Work,
): readonly Region[] {
  const { universe } = rules;
  const services = from.map((one): AcceptedService => {
    const twin = other.find(({ service, state }) => service.id === one.service.id && state === one.state);
    const all = (service: AcceptedService | undefined) => [...(service?.must ?? []), ...(service?.may ?? [])];
    // Sure: accepted here whatever the answers, and there under none. Possible: here under some, there not under all.
    const sure = without(universe, one.must, all(twin), work);
    const possible = without(universe, all(one), twin?.must ?? [], work);
    const must = everyAnswer(universe, sure, work);
    return { ...one, must, may: without(universe, someAnswer(universe, possible, work), must, work) };
  });
  return readable(rules, hook, services, deciders, work);
}

/** Parts of the first list outside of the second. */
function without(universe: Universe, parts: readonly Part[], others: readonly Part[], work: Work): readonly Part[] {
  if (others.length === 0) return parts;
  const cover = coverOf(universe, others, work);
  const out: Part[] = [];
  for (const { box, because } of parts) {
    cover.subtractFrom(box, (piece) => {
      out.push({ box: piece, because });
      return false;
    });
  }
  return out;
}
