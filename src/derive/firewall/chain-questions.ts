import { type Fact, type Known, known, type Place, unknown } from '../../core/fact.ts';
import type { FirewallExposure } from '../../model/generated/model.ts';
import { type HookResult, packetsOf } from './analysis.ts';
import type { CompiledRule } from './compile.ts';
import { makeCover, narrowBox, subtractAll } from './cover.ts';
import { type AcceptedPart, acceptedWithin, type FamilyView, openingPackets, plainPackets } from './family-view.ts';
import { single } from './index-set.ts';
import { decidersOf } from './ranges.ts';
import { type Box, sparseOf } from './universe.ts';

const SPENT =
  'The rules are too intricate to be followed within the limit of work: split the ruleset, or remove rules that overlap.';

/** Where a hook's chain stands, for facts without a rule. */
export function placeOf(result: HookResult | undefined, view: FamilyView): Place {
  const chain = result?.primary?.chain ?? view.rules.chains[0]?.chain;
  return chain?.policy?.at ?? chain?.at ?? { file: 'the packet filter' };
}

/** True when some rule that packets meet, or a policy, denies incoming packets. */
export function activeFact(view: FamilyView): Fact<boolean> {
  const { input } = view;
  const at = placeOf(input, view);
  if (input === undefined) return unknown(SPENT, at);
  const policy = input.primary?.chain.policy;
  if (policy !== undefined && 'value' in policy && policy.value === 'deny') return known(true, policy.at);
  let doubt: CompiledRule | undefined;
  for (const record of input.records) {
    for (const [rule, fate] of record.fates) {
      if (!fate.alive || !['deny', 'reject', 'unknown'].includes(rule.rule.action)) continue;
      if (rule.doubts.length === 0 && rule.rule.action !== 'unknown') return known(true, rule.rule.at);
      doubt = rule;
    }
  }
  if (doubt !== undefined)
    return unknown(
      `The only rules that deny depend on: ${doubt.doubts.join('; ') || `the verdict of ${doubt.rule.target ?? 'a rule'}, which is not in the rules`}.`,
      doubt.rule.at,
    );
  if (policy === undefined || 'unknown' in policy)
    return unknown(policy?.unknown ?? 'The policy of INPUT is not told.', at);
  return known(false, at);
}

/** What happens to a new packet that no rule with a condition decides. */
export function defaultFact(view: FamilyView, result: HookResult | undefined): Fact<string> {
  const at = placeOf(result, view);
  if (result === undefined) return unknown(SPENT, at);
  const { universe } = view.rules;
  const fresh = plainPackets(universe, {
    state: universe.words.state.encode(['NEW']),
    in: view.interfaces.wire,
    out: universe.words.out.full,
    dst_type: universe.words.dst_type.full,
  });
  const open = acceptedWithin(universe, result, fresh).filter(
    ({ verdict }) => verdict.byPolicy || verdict.path.every((rule) => isUnconditional(rule)),
  );
  // A condition that was not read is a condition: what it leaves to a later rule is no default.
  const sure = open.find((one) => one.sure && one.verdict.path.every(({ doubts }) => doubts.length === 0));
  if (sure !== undefined) return known('allow', sure.verdict.path.at(-1)?.rule.at ?? at);
  const doubtful = open[0];
  if (doubtful === undefined) return known('deny', at);
  const policy = result.primary?.chain.policy;
  const doubts = doubtful.verdict.path.flatMap((rule) => rule.doubts);
  return unknown(
    policy !== undefined && 'unknown' in policy
      ? policy.unknown
      : `It depends on: ${doubts.join('; ') || 'rules that are in doubt'}.`,
    at,
  );
}

function isUnconditional({ rule }: CompiledRule): boolean {
  return rule.conditions.length === 0 && rule.any_of === undefined && rule.none_of === undefined;
}

/** `accepted` where some packet of the region is, `dropped` where none is, unknown where it hangs on a doubt. */
function verdictOn(view: FamilyView, boxes: readonly Box[]): Fact<string> {
  const { input } = view;
  const at = placeOf(input, view);
  if (input === undefined) return unknown(SPENT, at);
  const parts = boxes.flatMap((box) => acceptedWithin(view.rules.universe, input, box));
  const sure = parts.find((one) => one.sure);
  const place = (one: AcceptedPart) => decidersOf(view, one.verdict)[0]?.at ?? at;
  if (sure !== undefined) return known('accepted', place(sure));
  const doubtful = parts[0];
  if (doubtful === undefined) return known('dropped', at);
  return unknown(
    `It depends on: ${doubtful.verdict.path.flatMap((rule) => rule.doubts).join('; ') || 'rules that are in doubt'}.`,
    place(doubtful),
  );
}

/** `accepted` only where every packet of the regions is, for sure. */
function wholeOn(view: FamilyView, boxes: readonly Box[]): Fact<string> {
  const { input } = view;
  const at = placeOf(input, view);
  if (input === undefined) return unknown(SPENT, at);
  const { universe } = view.rules;
  let place = at;
  const incoming = sparseOf(universe, packetsOf(universe, 'input'));
  for (const region of boxes) {
    const box = narrowBox(region, incoming) ?? region;
    for (const sure of [true, false]) {
      const cover = makeCover(universe, { left: 1_000_000 });
      for (const one of acceptedWithin(universe, input, box)) {
        if (sure && !one.sure) continue;
        cover.add(sparseOf(universe, one.box));
        place = decidersOf(view, one.verdict)[0]?.at ?? place;
      }
      const gap = subtractAll(box, [cover], () => true);
      if (gap && !sure) return known('dropped', at);
      if (!gap && sure) break;
      if (!gap) return unknown('It depends on rules that are in doubt.', place);
    }
  }
  return known('accepted', place);
}

/** Replies to this machine's own connections, and packets that belong to no connection. */
export function connectionStates(view: FamilyView): FirewallExposure['connection_states'][number] {
  const { universe, family } = view.rules;
  const { state } = universe.words;
  const ack = single(universe.flags.locate(16));
  const one = (port: bigint, side: 'sport' | 'dport') => single(universe.numbers[side].locate(port));
  const common = { in: view.interfaces.wire, src: view.classes.public, dst: view.classes.routedDestinations };
  const reply = openingPackets(universe, 'tcp', {
    ...common,
    tcp_flags: ack,
    state: state.encode(['ESTABLISHED']),
    sport: one(443n, 'sport'),
    dport: one(45_678n, 'dport'),
  });
  const stray = plainPackets(universe, { ...common, state: state.encode(['INVALID']) });
  return {
    id: `${family}:input`,
    established: verdictOn(view, [reply]),
    invalid: verdictOn(view, [stray]),
  };
}

/** The machine's traffic with itself, and packets from the wire that pretend to be it. */
export function loopbackFacts(view: FamilyView): FirewallExposure['loopback'][number] {
  const { universe, family } = view.rules;
  const { classes, interfaces } = view;
  const fresh = universe.words.state.encode(['NEW']);
  const own = {
    in: interfaces.loopback,
    src: classes.loopback,
    dst: classes.loopbackDestinations,
    state: fresh,
    src_type: universe.words.src_type.encode(['LOCAL']),
  };
  const spoofed = { in: interfaces.wire, src: classes.loopback, state: fresh, src_type: universe.words.src_type.full };
  return {
    id: family,
    accepted: wholeOn(view, [openingPackets(universe, 'tcp', own), openingPackets(universe, 'udp', own)]),
    spoofed: verdictOn(view, [plainPackets(universe, spoofed)]),
  };
}

/** Rules that only make sense on a machine that forwards: acceptances in FORWARD, changed destinations and sources. */
export function forwardingEvidence(view: FamilyView): Known<boolean> | undefined {
  for (const { chain, rules } of view.rules.chains) {
    for (const { rule, doubts } of rules) {
      const translates =
        rule.action === 'translate' && (rule.translate?.kind === 'source' || rule.translate?.kind === 'destination');
      const accepts = chain.hook === 'forward' && rule.action === 'allow' && doubts.length === 0;
      if (translates || accepts) return known(true, rule.at);
    }
  }
  return undefined;
}
