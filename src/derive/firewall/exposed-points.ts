import { isKnown, known } from '../../core/fact.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import { sortedBy } from '../../core/order.ts';
import type {
  FirewallExposure,
  FirewallFilter,
  FirewallRuleFacts,
  FirewallRuleset,
} from '../../model/generated/model.ts';
import { DEFAULT_WORK } from './analysis.ts';
import { everyPort } from './every-port.ts';
import { familiesOf, ofMachine, viewFamily } from './family-view.ts';
import { isPlainlyApart } from './plainly-apart.ts';
import { rulesetOfPoint } from './point-ruleset.ts';
import { rangesOf } from './ranges.ts';
import { isSilent } from './silent-family.ts';
import { ruleFactsOf } from './undecided-rules.ts';

type ExposedPoint = NonNullable<FirewallExposure['points']>[number];
type ChainFacts = FirewallRuleFacts['chains'][number];

/** What can be reached at each point; undefined where the ruleset has none. */
export function exposedPoints(ruleset: FirewallRuleset): readonly ExposedPoint[] | undefined {
  if (ruleset.points === undefined) return undefined;
  const points = ruleset.points.map((point): ExposedPoint => {
    const own = rulesetOfPoint(ruleset, point);
    const isPublic = point.public === undefined || !isKnown(point.public) || point.public.value;
    const ranges = heardFamilies(own).map((family) =>
      rangesOf(viewFamily(own, family, DEFAULT_WORK, point.addresses), isPublic),
    );
    return {
      id: point.id,
      name: point.name,
      kind: point.kind,
      members: point.members ?? [],
      // Of thousands of points most ports are closed: only what something may reach is told.
      ranges: ranges.flat().filter(({ at_most }) => at_most !== 'none'),
      protocols: ranges
        .flatMap((list) => everyPort(list))
        .filter(({ every_port }) => !isKnown(every_port) || every_port.value !== 'none'),
      at: point.at,
    };
  });
  return sortedBy(points, ({ id }) => id);
}

/** The families of which something may be let in; where none is, the first stands for all. */
function heardFamilies(ruleset: FirewallRuleset): readonly IpFamily[] {
  const all = familiesOf(ruleset);
  const heard = all.filter((family) => !isSilent(ruleset, family));
  return heard.length > 0 ? heard : all.slice(0, 1);
}

/** Dead rules of each filter before a point: the filter alone, once for each family. */
export function pointChainFacts(ruleset: FirewallRuleset): readonly ChainFacts[] {
  const machine = new Set(ofMachine(ruleset).filters);
  return ruleset.filters
    .filter((filter) => !machine.has(filter))
    .flatMap((filter) => {
      if (isPlainlyApart(filter)) return nothingDead(filter);
      const alone: FirewallRuleset = { filters: [filter] };
      return acrossFamilies(heardFamilies(alone).map((family) => ruleFactsOf(alone, viewFamily(alone, family))));
    });
}

function nothingDead({ chains }: FirewallFilter): readonly ChainFacts[] {
  const judged = chains.filter(({ hook, rules }) => hook === 'input' && rules.length > 0);
  return judged.map(({ id, at, rules }) => ({
    id,
    entered: known(true, at),
    rules: rules.length,
    shadowed: [],
    unreachable: [],
    redundant: [],
  }));
}

/** A rule of a filter for both families is dead only where it is dead in each. */
export function acrossFamilies(families: readonly (readonly ChainFacts[])[]): readonly ChainFacts[] {
  const [first = [], second = []] = families;
  const other = new Map(second.map((facts) => [facts.id, facts]));
  const ids = new Set(first.map(({ id }) => id));
  const merged = first.map((facts): ChainFacts => {
    const twin = other.get(facts.id);
    if (twin === undefined) return facts;
    const dead = (one: ChainFacts) =>
      new Set([...one.shadowed, ...one.unreachable, ...one.redundant].map(({ id }) => id));
    const [here, there] = [dead(facts), dead(twin)];
    const both = (list: ChainFacts['shadowed'], more: ChainFacts['shadowed']) => [
      ...new Map(
        [...list, ...more].filter(({ id }) => here.has(id) && there.has(id)).map((rule) => [rule.id, rule]),
      ).values(),
    ];
    const shadowed = both(facts.shadowed, twin.shadowed);
    const covered = new Set(shadowed.map(({ id }) => id));
    const redundant = both(facts.redundant, twin.redundant).filter(({ id }) => !covered.has(id));
    for (const { id } of redundant) covered.add(id);
    const unreachable = both(facts.unreachable, twin.unreachable).filter(({ id }) => !covered.has(id));
    const decided = new Set([...covered, ...unreachable.map(({ id }) => id)]);
    const undecided = undecidedOf(facts, twin, [here, there]).filter(({ id }) => !decided.has(id));
    const { undecided: _, ...rest } = facts;
    return { ...rest, shadowed, redundant, unreachable, ...(undecided.length === 0 ? {} : { undecided }) };
  });
  return [...merged, ...second.filter(({ id }) => !ids.has(id))];
}

/** A rule of both families is in doubt where it is in one, and in doubt or dead in the other. */
function undecidedOf(
  facts: ChainFacts,
  twin: ChainFacts,
  [here, there]: readonly [ReadonlySet<string>, ReadonlySet<string>],
): NonNullable<ChainFacts['undecided']> {
  const own = facts.undecided ?? [];
  const other = twin.undecided ?? [];
  const has = (list: NonNullable<ChainFacts['undecided']>, id: string) => list.some((one) => one.id === id);
  return [
    ...own.filter(({ id }) => there.has(id) || has(other, id)),
    ...other.filter(({ id }) => here.has(id) && !has(own, id)),
  ];
}
