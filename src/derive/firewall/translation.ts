import { baseChains, DEFAULT_WORK, packetsOf } from './analysis.ts';
import { narrowBox, WorkSpent } from './cover.ts';
import { addressOf, type FamilyView, withDimensions } from './family-view.ts';
import { type Box, portInterval, sparseOf } from './universe.ts';
import { emptyRecord, type Verdict, walkBase } from './walk.ts';

/** A part of what the outside sees that leads elsewhere: accepted after its destination was changed. */
export interface Published {
  /** In the packets that arrive, before the change. */
  readonly box: Box;
  readonly verdict: Verdict;
  readonly sure: boolean;
}

/**
 * Follows packets whose destination is changed before routing: to another machine or container they pass the FORWARD
 * chains, to this machine the INPUT chains. The change sets address and port to constants, so that what is accepted
 * afterwards maps back exactly.
 */
export function publishedParts(view: FamilyView, within: Box): readonly Published[] {
  const { rules, input } = view;
  if (input === undefined) return [];
  const { universe } = rules;
  const work = { left: DEFAULT_WORK };
  const out: Published[] = [];
  const limits = sparseOf(
    universe,
    withDimensions(universe, within, { out: universe.words.out.full, state: universe.words.state.encode(['NEW']) }),
  );
  for (const translated of input.translated) {
    const arriving = narrowBox(translated.box, limits);
    const translate = translated.path.at(-1)?.rule.translate;
    if (arriving === undefined || translate === undefined) continue;
    const address = addressOf(translate.address, rules.family);
    const local = translate.kind === 'local' || address === undefined;
    const port = translate.port === undefined ? undefined : portInterval(translate.port);
    const ranged = (address !== undefined && address[0] !== address[1]) || (port !== undefined && port[0] !== port[1]);
    const hook = local ? 'input' : 'forward';
    const inner = withDimensions(universe, arriving, {
      ...(address === undefined ? {} : { dst: universe.addresses.dst.encode([address]) }),
      ...(port === undefined ? {} : { dport: universe.numbers.dport.encode([port]) }),
      dst_type: universe.words.dst_type.encode([local ? 'LOCAL' : 'UNICAST']),
      out: packetsOf(universe, hook)[universe.order.out] ?? [],
    });
    const certain = translated.path.every((rule) => rule.doubts.length === 0) && !ranged;
    for (const { box, verdict, sure } of afterTranslation(view, hook, inner, work)) {
      const back = withDimensions(universe, box, {
        dst: arriving[universe.order.dst] ?? [],
        dst_type: arriving[universe.order.dst_type] ?? [],
        ...(port === undefined ? {} : { dport: arriving[universe.order.dport] ?? [] }),
      });
      out.push({
        box: back,
        verdict: { ...verdict, path: [...translated.path, ...verdict.path] },
        sure: certain && sure,
      });
    }
  }
  return out;
}

function afterTranslation(
  view: FamilyView,
  hook: 'input' | 'forward',
  inner: Box,
  work: { left: number },
): readonly Published[] {
  const { universe } = view.rules;
  const chains = baseChains(view.rules, hook).filter((chain) => chain.chain.table !== 'nat');
  let parts: readonly Published[] = [{ box: inner, verdict: { box: inner, path: [], byPolicy: true }, sure: true }];
  try {
    for (const chain of chains) {
      const record = emptyRecord();
      const before = parts.map((part) => part.box);
      walkBase(chain, before, [], { universe, work, record, wantDropped: true });
      const dropped = record.doubtful ? record.dropped : [];
      const passes =
        chain.rules.length === 0 && record.accepted.every((verdict) => verdict.byPolicy) && dropped.length === 0;
      if (passes && record.accepted.length > 0) continue;
      parts = record.accepted.map((verdict) => {
        const earlier = parts.every((part) => part.sure);
        return {
          box: verdict.box,
          verdict,
          sure: earlier && !dropped.some((one) => narrowBox(one.box, sparseOf(universe, verdict.box)) !== undefined),
        };
      });
    }
  } catch (error) {
    if (!(error instanceof WorkSpent)) throw error;
    return parts.map((part) => ({ ...part, sure: false }));
  }
  return parts;
}
