import { type IpFamily, parseIpRange } from '../../core/ip-range.ts';
import type { FirewallRuleset } from '../../model/generated/model.ts';
import { analyzeHook, DEFAULT_WORK, type FamilyRules, type HookResult, packetsOf } from './analysis.ts';
import { boxIndex } from './box-index.ts';
import { makeCover, narrowBox, subtractAll } from './cover.ts';
import type { Interval } from './dimension.ts';
import { addressOf, type FamilyView, withDimensions } from './family-view.ts';
import { equalSets, unionAll } from './index-set.ts';
import { type Box, portInterval, type SparseBox, sparseOf, type Universe } from './universe.ts';
import type { Verdict } from './walk.ts';

/** A part of what the outside sees that leads elsewhere: accepted after its destination was changed. */
export interface Published {
  /** In the packets that arrive, before the change. */
  readonly box: Box;
  readonly verdict: Verdict;
  readonly sure: boolean;
}

/** A translated region before and after the change. */
interface Moved {
  readonly translated: Verdict;
  readonly arriving: Box;
  readonly inner: Box;
  readonly hook: 'input' | 'forward';
  readonly port: Interval | undefined;
  readonly certain: boolean;
  /** Its new address is one of this machine. */
  readonly anyAddress: boolean;
}

/**
 * Follows packets whose destination is changed before routing: to another machine or container they pass the FORWARD
 * chains, to this machine the INPUT chains. The change sets address and port to constants, so that what is accepted
 * afterwards maps back exactly. The chains are walked once for all translations.
 */
export function publishedParts(view: Pick<FamilyView, 'rules' | 'input'>, within: Box): readonly Published[] {
  const { rules, input } = view;
  if (input === undefined) return [];
  const { universe } = rules;
  const tracked = trackedPart(universe, input);
  const moved = input.translated.flatMap((one) => movedBy(rules, one, within, tracked));
  const out: Published[] = [];
  for (const hook of ['input', 'forward'] as const) {
    const own = moved.filter((one) => one.hook === hook);
    const after = afterTranslation(rules, hook, own);
    for (const { translated, arriving, inner, port, certain, anyAddress } of own) {
      for (const { box, verdict, sure } of after(inner)) {
        // Which address of this machine it has now is not told.
        const told = !anyAddress || equalSets(box[universe.order.dst] ?? [], inner[universe.order.dst] ?? []);
        const back = withDimensions(universe, box, {
          dst: arriving[universe.order.dst] ?? [],
          dst_type: arriving[universe.order.dst_type] ?? [],
          ...(port === undefined ? {} : { dport: arriving[universe.order.dport] ?? [] }),
        });
        const path = [...translated.path, ...verdict.path];
        out.push({ box: back, verdict: { ...verdict, path }, sure: certain && told && sure });
      }
    }
  }
  return out;
}

/** Cuts a region to what is not taken out of connection tracking, which no rule translates; `sure` where that is sure. */
function trackedPart(
  universe: Universe,
  { untracked }: HookResult,
): (box: Box) => readonly { readonly box: Box; readonly sure: boolean }[] {
  const surely = makeCover(universe, { left: DEFAULT_WORK });
  const maybe: SparseBox[] = [];
  for (const { box, path } of untracked) {
    const region = sparseOf(universe, withDimensions(universe, box, { state: universe.words.state.full }));
    if (path.every((rule) => rule.doubts.length === 0)) surely.add(region);
    else maybe.push(region);
  }
  if (surely.isEmpty && maybe.length === 0) return (box) => [{ box, sure: true }];
  return (box) => {
    const parts: { readonly box: Box; readonly sure: boolean }[] = [];
    subtractAll(box, [surely], (piece) => {
      parts.push({ box: piece, sure: maybe.every((one) => narrowBox(piece, one) === undefined) });
      return false;
    });
    return parts;
  };
}

function movedBy(
  rules: FamilyRules,
  translated: Verdict,
  within: Box,
  tracked: ReturnType<typeof trackedPart>,
): readonly Moved[] {
  const { universe } = rules;
  const limits = withDimensions(universe, within, {
    out: universe.words.out.full,
    state: universe.words.state.encode(['NEW']),
  });
  const arriving = narrowBox(translated.box, sparseOf(universe, limits));
  const translate = translated.path.at(-1)?.rule.translate;
  if (arriving === undefined || translate === undefined) return [];
  const address = addressOf(translate.address, rules.family);
  const local = translate.kind === 'local' || address === undefined || isLoopback(address, rules.family);
  const port = translate.port === undefined ? undefined : portInterval(translate.port);
  const ranged = (address !== undefined && address[0] !== address[1]) || (port !== undefined && port[0] !== port[1]);
  const hook = local ? 'input' : 'forward';
  // REDIRECT gives the packet the address of the interface that it came by.
  const anyAddress = translate.kind === 'local';
  const dst = anyAddress
    ? universe.addresses.dst.full
    : address === undefined
      ? undefined
      : universe.addresses.dst.encode([address]);
  const certain = translated.path.every((rule) => rule.doubts.length === 0) && !ranged;
  return tracked(arriving).map(({ box, sure }) => ({
    translated,
    arriving: box,
    inner: withDimensions(universe, box, {
      ...(dst === undefined ? {} : { dst }),
      ...(port === undefined ? {} : { dport: universe.numbers.dport.encode([port]) }),
      dst_type: universe.words.dst_type.encode([local ? 'LOCAL' : 'UNICAST']),
      out: packetsOf(universe, hook)[universe.order.out] ?? [],
    }),
    hook,
    port,
    certain: certain && sure,
    anyAddress,
  }));
}

/** A destination on this machine itself. */
export function isLoopback([from, to]: Interval, family: IpFamily): boolean {
  const own = parseIpRange(family === 'ipv4' ? '127.0.0.0/8' : '::1');
  return own !== undefined && own.from <= from && to <= own.to;
}

/** What the chains after the change accept of a translated region. */
function afterTranslation(
  rules: FamilyRules,
  hook: 'input' | 'forward',
  moved: readonly Moved[],
): (inner: Box) => readonly Published[] {
  const { universe } = rules;
  // One box that holds all translated regions: the chains are followed once.
  const whole = universe.full.map((_, dimension) => unionAll(moved.map(({ inner }) => inner[dimension] ?? [])));
  const work = { left: DEFAULT_WORK };
  const result = moved.length === 0 ? undefined : analyzeHook(rules, hook, whole, work, { routed: true });
  const open = (inner: Box): readonly Published[] => [
    { box: inner, verdict: { box: inner, path: [], byPolicy: true }, sure: false },
  ];
  if (result === undefined) return open;
  const accepted = boxIndex<{ readonly verdict: Verdict; readonly sparse: SparseBox }>(universe);
  const dropped = boxIndex<SparseBox>(universe);
  for (const [number, verdict] of result.accepted.entries()) {
    const sparse = sparseOf(universe, verdict.box);
    accepted.add(sparse, { number, item: { verdict, sparse } });
  }
  for (const [number, { box }] of result.dropped.entries()) {
    const sparse = sparseOf(universe, box);
    dropped.add(sparse, { number, item: sparse });
  }
  return (inner) => {
    if (work.left < 0) return open(inner);
    const parts: Published[] = [];
    work.left -= accepted.visit(inner, ({ verdict, sparse }) => {
      const box = narrowBox(inner, sparse);
      if (box === undefined) return;
      let sure = true;
      work.left -= dropped.visit(box, (one) => {
        if (sure && narrowBox(box, one) !== undefined) sure = false;
      });
      parts.push({ box, verdict, sure });
    });
    return parts;
  };
}

/** New destinations and ports of a ruleset's translations: end points of the packets that come out of them. */
export function translationLandmarks(
  ruleset: FirewallRuleset,
  family: IpFamily,
): { readonly addresses: readonly Interval[]; readonly ports: readonly Interval[] } {
  const translations = ruleset.filters
    .flatMap((filter) => filter.chains)
    .flatMap((chain) => chain.rules)
    .map((rule) => rule.translate)
    .filter((translate) => translate !== undefined);
  return {
    addresses: translations.map((one) => addressOf(one.address, family)).filter((one) => one !== undefined),
    ports: translations
      .map((one) => (one.port === undefined ? undefined : portInterval(one.port)))
      .filter((one) => one !== undefined),
  };
}
