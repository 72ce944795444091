import { type IpFamily, parseIpRange } from '../../core/ip-range.ts';
import type { FirewallCondition, FirewallRuleset } from '../../model/generated/model.ts';
import { type AcceptedService, acceptedBy, type DeciderTable, deciderTable } from './accepted-set.ts';
import { analyzeHook, compileTogether, DEFAULT_WORK, type FamilyRules } from './analysis.ts';
import { narrowBox, type Work } from './cover.ts';
import type { Packet } from './decide.ts';
import { familiesOf } from './family-view.ts';
import { coverOf, type Part } from './merge-boxes.ts';
import { askedOf, type Hook, plainOf, serviceBox } from './packet-services.ts';
import type { Query } from './query-language.ts';
import { packetOf } from './region-shape.ts';
import { landmarksOf, type Region, readable, spentHook, withinBudget } from './regions.ts';
import { type Trace, tracePacket } from './trace.ts';
import type { SparseBox, Universe } from './universe.ts';

export { parseQuery, type Query } from './query-language.ts';

/** What becomes of the packets of a question in one family. */
export interface Answer {
  readonly family: IpFamily;
  readonly hook: Hook;
  /**
   * allowed: all of them, whatever is in doubt; denied: none; partly: some for sure and not all; may: none for sure, but
   * some under an answer to a doubt; unknown: the rules are too intricate, or are not told for the family.
   */
  readonly verdict: 'allowed' | 'denied' | 'partly' | 'may' | 'unknown';
  /** Why it is unknown. */
  readonly reason?: string;
  /** The packets asked for, by what becomes of them: `must` regions, `may` regions, and those that are denied for sure. */
  readonly allowed: readonly Region[];
  readonly doubtful: readonly Region[];
  readonly denied: readonly Region[];
  /** A packet for each way to be decided, at most a few for each outcome, with the rules on its way. */
  readonly examples: readonly Example[];
}

/** One packet of the question and what becomes of it. */
export interface Example {
  readonly outcome: 'allowed' | 'doubtful' | 'denied';
  readonly packet: Packet;
  readonly trace: Trace;
}

const EXAMPLES = 3;

/** Answers a question for each family that it may mean. A ruleset of points is asked one point at a time (`rulesetOfPoint`). */
export function answer(ruleset: FirewallRuleset, query: Query, work = DEFAULT_WORK): readonly Answer[] {
  const told = familiesOf(ruleset);
  const wanted = query.families.filter((family) => told.includes(family));
  const missing = query.families.length === 1 && wanted.length === 0 ? query.families : [];
  return [
    ...wanted.map((family) => answerOf(ruleset, family, query, { left: work })),
    ...missing.map(
      (family): Answer => ({
        ...nothing(family, query.hook),
        reason: `The ${family === 'ipv4' ? 'IPv4' : 'IPv6'} rules were not given.`,
      }),
    ),
  ];
}

function nothing(family: IpFamily, hook: Hook): Answer {
  return { family, hook, verdict: 'unknown', allowed: [], doubtful: [], denied: [], examples: [] };
}

function answerOf(ruleset: FirewallRuleset, family: IpFamily, query: Query, work: Work): Answer {
  const { hook } = query;
  const landmarks = { ...landmarksOf([ruleset], family), conditions: query.conditions };
  const [rules] = compileTogether([ruleset], family, landmarks);
  if (rules === undefined) return nothing(family, hook);
  const limits = limitsOf(rules.universe, query);
  const deciders = deciderTable();
  const found = withinBudget(() => {
    const services = acceptedBy(rules, hook, [query.state], deciders, work, limits);
    return services === undefined ? undefined : outcomes(rules, query, services, deciders, work);
  });
  return found ?? { ...nothing(family, hook), reason: spentHook(rules, hook).unknown };
}

/** The asked packets as a region. */
function limitsOf(universe: Universe, query: Query): SparseBox {
  return [...query.conditions, ...castOf(query)].flatMap((condition) => {
    const set = universe.encode(condition);
    if (set === undefined || condition.on === 'port') return [];
    return [[universe.order[condition.on], set] as const];
  });
}

/** Groups and everybody are addressed in another way than one machine. */
const CASTS: readonly (readonly [range: string, dstType: string, packetType: string])[] = [
  ['255.255.255.255', 'BROADCAST', 'broadcast'],
  ['224.0.0.0/4', 'MULTICAST', 'multicast'],
  ['ff00::/8', 'MULTICAST', 'multicast'],
];

function castOf(query: Query): readonly FirewallCondition[] {
  const asked = query.conditions.find(({ on }) => on === 'dst')?.values.map(parseIpRange);
  const cast = CASTS.find(([text]) => {
    const whole = parseIpRange(text);
    return asked?.every(
      (one) =>
        one?.family === whole?.family &&
        one !== undefined &&
        whole !== undefined &&
        one.from >= whole.from &&
        one.to <= whole.to,
    );
  });
  if (cast === undefined) return [];
  return [
    { on: 'dst_type', values: [cast[1]] },
    { on: 'packet_type', values: [cast[2]] },
  ];
}

function outcomes(
  rules: FamilyRules,
  query: Query,
  services: readonly AcceptedService[],
  deciders: DeciderTable,
  work: Work,
): Answer {
  const { hook } = query;
  const denied = deniedOf(rules, query, services, deciders, work);
  const pick = (key: 'must' | 'may'): readonly AcceptedService[] =>
    services.map((one) => ({ ...one, must: one[key], may: [] }));
  // Words are measured by all packets, not by those that were asked for.
  const plain = plainOf(rules.universe, hook, [query.state]).box;
  const whole = (one: AcceptedService): AcceptedService => ({
    ...one,
    limits: serviceBox(rules.universe, plain, one.service, one.state),
  });
  const regionsOf = (list: readonly AcceptedService[], certainty: 'must' | 'may') =>
    readable(rules, hook, list.map(whole), deciders, work).map((region): Region => ({ ...region, certainty }));
  const has = (list: readonly AcceptedService[], key: 'must' | 'may') => list.some((one) => one[key].length > 0);
  const [must, may, no] = [has(services, 'must'), has(services, 'may'), has(denied, 'must')];
  const examples = (['allowed', 'doubtful', 'denied'] as const).flatMap((outcome) =>
    examplesOf(
      rules,
      query,
      outcome,
      (outcome === 'denied' ? denied : services).flatMap((one) => (outcome === 'doubtful' ? one.may : one.must)),
    ),
  );
  return {
    family: rules.family,
    hook,
    verdict: must ? (may || no ? 'partly' : 'allowed') : may ? 'may' : 'denied',
    allowed: regionsOf(pick('must'), 'must'),
    doubtful: regionsOf(pick('may'), 'may'),
    denied: regionsOf(denied, 'must'),
    examples,
  };
}

/** What is asked for and accepted under no answer, by the rule or policy that drops it. */
function deniedOf(
  rules: FamilyRules,
  query: Query,
  services: readonly AcceptedService[],
  deciders: DeciderTable,
  work: Work,
): readonly AcceptedService[] {
  const { universe } = rules;
  const within = askedOf(universe, query.hook, [query.state], limitsOf(universe, query));
  const result = within === undefined ? undefined : analyzeHook(rules, query.hook, within, work, { denials: true });
  return services.map((one): AcceptedService => {
    const accepted = coverOf(universe, [...one.must, ...one.may], work);
    const parts: Part[] = [];
    const taken: Part[] = [];
    for (const verdict of result?.denied ?? []) {
      const box = narrowBox(
        verdict.box,
        one.limits.map((set, dimension) => [dimension, set] as const),
      );
      if (box === undefined) continue;
      const last = verdict.path.at(-1);
      const chain = verdict.chain?.chain;
      const decider =
        verdict.byPolicy || last === undefined
          ? { text: `policy of ${chain?.name ?? 'the chain'}`, at: chain?.policy?.at ?? chain?.at ?? { file: '' } }
          : { text: last.rule.text, at: last.rule.at };
      const because = [deciders.numberOf(decider)];
      accepted.subtractFrom(box, (piece) => {
        parts.push({ box: piece, because });
        return false;
      });
      taken.push({ box, because });
    }
    // What a translation leads elsewhere is dropped there; the example tells by which rule.
    const known = coverOf(universe, taken, work);
    known.subtractFrom(one.limits, (piece) => {
      accepted.subtractFrom(piece, (rest) => {
        parts.push({ box: rest, because: [] });
        return false;
      });
      return false;
    });
    return { ...one, must: parts, may: [] };
  });
}

/** A packet for each rule that decides, the first few, followed from rule to rule. */
function examplesOf(
  rules: FamilyRules,
  query: Query,
  outcome: Example['outcome'],
  parts: readonly Part[],
): readonly Example[] {
  const byDecider = new Map<string, Part>();
  for (const part of parts) {
    const key = part.because.join(',');
    if (!byDecider.has(key)) byDecider.set(key, part);
    if (byDecider.size >= EXAMPLES) break;
  }
  return [...byDecider.values()].map((part): Example => {
    const packet = packetOf(rules.universe, query.hook, part.box, query.state);
    const trace = tracePacket(rules, packet);
    const verdict = outcome === 'allowed' ? 'accept' : outcome === 'denied' ? 'drop' : undefined;
    // Where a translated packet leaves is not told; the way that makes the outcome is shown.
    const ends = trace.ends.filter((end) => verdict === undefined || end.verdict === verdict);
    return { outcome, packet, trace: ends.length === 0 ? trace : { ...trace, ends } };
  });
}
