import type { Unknown } from '../../core/fact.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import type { FirewallRuleset } from '../../model/generated/model.ts';
import { type AcceptedService, acceptedBy, type DeciderTable, deciderTable } from './accepted-set.ts';
import { destinationLandmarks, sourceLandmarks } from './address-classes.ts';
import { compileTogether, type FamilyRules, workFor } from './analysis.ts';
import { type Work, WorkSpent } from './cover.ts';
import { familiesOf } from './family-view.ts';
import { coverOf, isWithin, mergeParts, type Part, widenParts, withoutContained } from './merge-boxes.ts';
import { type ConnectionState, HOOKS, type Hook } from './packet-services.ts';
import type { Region } from './region.ts';
import { describePart, type Shape } from './region-shape.ts';
import { translationLandmarks } from './translation.ts';
import type { Universe } from './universe.ts';

export type { Region } from './region.ts';

/** What is asked for: new connections of every hook and family when nothing is said. */
interface RegionOptions {
  readonly families?: readonly IpFamily[];
  readonly hooks?: readonly Hook[];
  /** UNTRACKED counts as NEW. */
  readonly states?: readonly ConnectionState[];
  readonly work?: number;
}

/** Regions, and what could not be told. */
export interface Regions {
  readonly regions: readonly Region[];
  readonly unknown: readonly UnknownHook[];
}

/** A hook that could not be followed to the end. */
export interface UnknownHook extends Unknown {
  readonly family: IpFamily;
  readonly hook: Hook;
}

/**
 * What is accepted, as readable exact regions: by default what opens a connection, from any wire and not from the machine
 * itself. Packets for the machine that are handed on elsewhere (DNAT) are told under `input` as they arrive. A ruleset of
 * points is asked one point at a time (`rulesetOfPoint`).
 */
export function regionsOf(ruleset: FirewallRuleset, options: RegionOptions = {}): Regions {
  const regions: Region[] = [];
  const unknown: UnknownHook[] = [];
  for (const family of options.families ?? familiesOf(ruleset)) {
    const rules = compileTogether([ruleset], family, landmarksOf([ruleset], family))[0];
    if (rules === undefined) continue;
    for (const hook of options.hooks ?? HOOKS) {
      const deciders = deciderTable();
      const found = withinBudget(() => {
        const work: Work = { left: options.work ?? workFor(ruleset) };
        const services = acceptedBy(rules, hook, options.states ?? ['NEW'], deciders, work);
        return services === undefined ? undefined : readable(rules, hook, services, deciders, work);
      });
      if (found === undefined) unknown.push(spentHook(rules, hook));
      else for (const region of found) regions.push(region);
    }
  }
  return { regions, unknown };
}

/** The end points that questions about new connections add to the universe. */
export function landmarksOf(
  rulesets: readonly FirewallRuleset[],
  family: IpFamily,
): Parameters<typeof compileTogether>[2] {
  const translated = rulesets.map((ruleset) => translationLandmarks(ruleset, family));
  return {
    addresses: sourceLandmarks(family),
    dstAddresses: [...destinationLandmarks(family), ...translated.flatMap((one) => one.addresses)],
    ports: translated.flatMap((one) => one.ports),
  };
}

/** Undefined when the work is spent. */
export function withinBudget<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof WorkSpent) return undefined;
    throw error;
  }
}

/** The statement that a hook could not be followed. */
export function spentHook(rules: FamilyRules, hook: Hook): UnknownHook {
  const chain = rules.chains.find((one) => one.chain.hook === hook) ?? rules.chains[0];
  return {
    family: rules.family,
    hook,
    unknown:
      'The rules are too intricate to be followed within the limit of work: split the ruleset, or remove rules that overlap.',
    at: chain?.chain.at ?? { file: 'the packet filter' },
  };
}

/** Merges the parts of each service and certainty and puts them into words. */
export function readable(
  rules: FamilyRules,
  hook: Hook,
  services: readonly AcceptedService[],
  deciders: DeciderTable,
  work: Work,
): readonly Region[] {
  const { universe } = rules;
  const dimensions = mergeOrder(universe);
  const whole = services.map((one) => ({
    ...one,
    must: withoutContained(widenParts(universe, mergeParts(one.must, dimensions, work), one.limits, dimensions, work)),
    may: mergeParts(one.may, dimensions, work),
  }));
  const regions: Region[] = [];
  for (const certainty of ['must', 'may'] as const) {
    const shapes = togetherWherePossible(universe, whole, certainty, work);
    for (const { services: said, state, limits, part } of shapes) {
      regions.push(
        describePart(rules, hook, {
          services: said,
          state,
          limits,
          box: part.box,
          certainty,
          because: part.because.map((number) => deciders.get(number)),
        }),
      );
    }
  }
  return regions;
}

/** Ports are joined first, then addresses: people write `22 and 80 from A`. */
function mergeOrder({ order }: Universe): readonly number[] {
  return [order.dport, order.icmp, order.src, order.dst, order.in, order.out, order.sport, order.protocol];
}

/** Parts of all services that hold for everything else alike are one: any protocol. */
function togetherWherePossible(
  universe: Universe,
  services: readonly AcceptedService[],
  certainty: 'must' | 'may',
  work: Work,
): readonly Shape[] {
  const shapes: Shape[] = [];
  const { order } = universe;
  const serviceDimensions = [order.protocol, order.sport, order.dport, order.icmp, order.tcp_flags];
  for (const state of new Set(services.map((one) => one.state))) {
    const own = services.filter((one) => one.state === state);
    const covers = own.map((one) => coverOf(universe, one[certainty], work));
    const asWhole = (part: Part, one: AcceptedService) =>
      part.box.map((set, dimension) => (serviceDimensions.includes(dimension) ? (one.limits[dimension] ?? set) : set));
    const isWhole = (part: Part, one: AcceptedService) =>
      serviceDimensions.every((dimension) => String(part.box[dimension]) === String(one.limits[dimension]));
    const last = own.at(-1);
    const everything = (last?.[certainty] ?? []).filter(
      (part) =>
        last !== undefined &&
        isWhole(part, last) &&
        own.every((one, index) => {
          const cover = covers[index];
          return cover !== undefined && isWithin(cover, asWhole(part, one));
        }),
    );
    for (const part of everything)
      shapes.push({
        services: own.map((one) => one.service),
        state,
        limits: own[0]?.limits ?? [],
        part: { ...part, box: own[0] === undefined ? part.box : asWhole(part, own[0]) },
      });
    const together =
      everything.length === 0
        ? undefined
        : own.map((one) =>
            coverOf(
              universe,
              everything.map((part) => ({ ...part, box: asWhole(part, one) })),
              work,
            ),
          );
    for (const [index, one] of own.entries()) {
      for (const part of one[certainty]) {
        const cover = together?.[index];
        if (cover !== undefined && isWithin(cover, part.box)) continue;
        shapes.push({ services: [one.service], state, limits: one.limits, part });
      }
    }
  }
  return shapes;
}
