import type { Place, Unknown } from '../../core/fact.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import { formatAddress } from '../../core/ip-range.ts';
import { compareCodePoints } from '../../core/order.ts';
import type { FirewallExposure } from '../../model/generated/model.ts';
import type { Reach } from './address-classes.ts';
import { type FamilyView, part } from './family-view.ts';
import { EMPTY, hasIndex, type IndexSet, subtract, unionAll } from './index-set.ts';
import { type Piece, piecesOf } from './pieces.ts';
import type { Box } from './universe.ts';
import type { Verdict } from './walk.ts';

/** A range of ports with equal reach. */
export type Range = FirewallExposure['ranges'][number];
type Decider = Range['decided_by'][number];

const SHOWN = 3;
/** A usual source port of a client. */
const EPHEMERAL = 50_000n;
const PROTOCOLS = ['tcp', 'udp'] as const;

/** All ports of tcp and udp of one family, cut into ranges of equal reach; `isPublic` false: nothing comes from public addresses. */
export function rangesOf(view: FamilyView, isPublic = true): readonly Range[] {
  return PROTOCOLS.flatMap((protocol) => rangesOfProtocol(view, protocol, isPublic));
}

/** The rules that made a verdict, the deciding one first. */
export function decidersOf(view: FamilyView, verdict: Verdict): readonly Decider[] {
  const last = verdict.path.at(-1);
  const shown = verdict.path.filter((rule) => rule.rule.action === 'translate' || (rule === last && !verdict.byPolicy));
  if (shown.length > 0) return shown.map(({ rule }) => ({ at: rule.at, text: rule.text }));
  const chain = view.input?.primary?.chain;
  const policy = chain?.policy;
  const at = policy?.at ?? chain?.at ?? { file: 'the packet filter' };
  return [{ at, text: `policy of ${chain?.name ?? 'INPUT'}` }];
}

/** Walks over the ports with the pieces that hold at each; ports with the same pieces are looked at once. */
function rangesOfProtocol(view: FamilyView, protocol: 'tcp' | 'udp', isPublic: boolean): readonly Range[] {
  const { universe, family } = view.rules;
  const { dport } = universe.numbers;
  const spent = view.input === undefined;
  const pieces = piecesOf(view, protocol, isPublic);
  const starts = new Map<number, number[]>();
  const ends = new Map<number, number[]>();
  const cuts = new Set<number>([0]);
  for (const [index, piece] of pieces.entries()) {
    const ports = piece.box[universe.order.dport] ?? EMPTY;
    for (let i = 0; i < ports.length; i += 2) {
      const [start, end] = [ports[i] ?? 0, ports[i + 1] ?? 0];
      starts.set(start, [...(starts.get(start) ?? []), index]);
      ends.set(end, [...(ends.get(end) ?? []), index]);
      cuts.add(start);
      if (end < dport.size) cuts.add(end);
    }
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const active = new Set<number>();
  const seen = new Map<string, Reading>();
  const ranges: Range[] = [];
  for (const [i, edge] of edges.entries()) {
    for (const index of ends.get(edge) ?? []) active.delete(index);
    for (const index of starts.get(edge) ?? []) active.add(index);
    const key = [...active].sort((a, b) => a - b).join(' ');
    let reading = seen.get(key);
    if (reading === undefined) {
      reading = spent
        ? spentReading(view)
        : readReach(
            view,
            [...active].flatMap((index) => pieces[index] ?? []),
          );
      seen.set(key, reading);
    }
    const from = Number(dport.bounds(edge)[0]);
    const to = Number(dport.bounds((edges[i + 1] ?? dport.size) - 1)[1]);
    const last = ranges[ranges.length - 1];
    if (last !== undefined && sameReading(last, reading))
      ranges[ranges.length - 1] = makeRange(family, protocol, last.from_port, to, last);
    else ranges.push(makeRange(family, protocol, from, to, reading, witness(view, protocol, from, reading)));
  }
  return ranges;
}

type Reading = Pick<
  Range,
  'at_least' | 'at_most' | 'reach' | 'percent' | 'split' | 'named' | 'decided_by' | 'witness'
> & {
  readonly sample?: Piece;
};

function sameReading(a: Range, b: Reading): boolean {
  return (
    a.at_least === b.at_least &&
    a.at_most === b.at_most &&
    a.percent === b.percent &&
    a.split === b.split &&
    a.named === b.named &&
    JSON.stringify(a.decided_by) === JSON.stringify(b.decided_by)
  );
}

function makeRange(
  family: IpFamily,
  protocol: 'tcp' | 'udp',
  from: number,
  to: number,
  reading: Reading,
  packet?: string,
): Range {
  const { at_least, at_most, reach, percent, split, named, decided_by, witness: known } = reading;
  const shown = packet ?? known;
  return {
    id: `${family}:${protocol}/${from === to ? from : `${from}-${to}`}`,
    family,
    protocol,
    from_port: from,
    to_port: to,
    at_least,
    at_most,
    reach,
    percent,
    split,
    named,
    ...(shown === undefined ? {} : { witness: shown }),
    decided_by,
  };
}

function spentReading(view: FamilyView): Reading {
  const at: Place = view.rules.chains[0]?.chain.at ?? { file: 'the packet filter' };
  const reach: Unknown = {
    unknown:
      'The rules are too intricate to be followed within the limit of work: split the ruleset, or remove rules that overlap.',
    at,
  };
  return { at_least: 'none', at_most: 'internet', reach, percent: 0, split: false, named: true, decided_by: [] };
}

function readReach(view: FamilyView, active: readonly Piece[]): Reading {
  const { classes } = view;
  const sure = active.filter((piece) => piece.sure);
  const sureOutside = sure.filter((piece) => piece.outside === 'yes');
  const surePublic = unionAll(sureOutside.map((piece) => piece.public));
  const atLeast = reachOf(view, sure, sureOutside);
  const atMost = reachOf(
    view,
    active,
    active.filter((piece) => piece.outside !== 'no'),
  );
  const percent = classes.percentOf(surePublic);
  const whole = sureOutside.some(
    (piece) =>
      subtract(classes.public, part(view.rules.universe, ruleBox(view, piece), 'src', classes.public)).length === 0,
  );
  const shown = active.filter(
    (piece) => reachOf(view, [piece], piece.outside === 'no' ? [] : [piece]) === atMost || piece.sure,
  );
  const widest = shown.filter((piece) => reachOf(view, [piece], piece.outside === 'no' ? [] : [piece]) === atMost);
  const deciders = uniqueByText([
    ...uniqueDeciders(view, widest),
    ...uniqueDeciders(view, shown.length > 0 ? shown : active),
  ]);
  const split = percent >= 50 && !whole;
  const candidates = sureOutside.length > 0 ? sureOutside : shown;
  const sample = candidates.find((piece) => piece.public.length > 0) ?? candidates[0];
  const base = {
    at_least: atLeast,
    at_most: atMost,
    percent,
    split,
    named: shown.some((piece) => namesPorts(view, piece.verdict)),
    decided_by: deciders.slice(0, SHOWN),
    ...(sample === undefined ? {} : { sample }),
  };
  const at = deciders[0]?.at ?? view.input?.primary?.chain.policy?.at ?? { file: 'the packet filter' };
  if (atLeast === atMost) return { ...base, reach: { value: atMost, at } };
  return {
    ...base,
    reach: {
      unknown: `It may be reached from ${nameOf(atMost)}: ${doubtsOf(view, active).slice(0, SHOWN).join('; ')}.`,
      at,
    },
  };
}

/** Whether a rule on the way to the verdict names ports; `1:65535` names none. */
function namesPorts({ rules }: FamilyView, verdict: Verdict): boolean {
  const { order, numbers } = rules.universe;
  const leavesOut = (set: IndexSet): boolean => {
    const rest = subtract(numbers.dport.full, set);
    const last = rest.at(-1);
    return last !== undefined && numbers.dport.bounds(last - 1)[1] > 0n;
  };
  return verdict.path.some((rule) =>
    rule.boxes.some((box) => [...box].some(([dimension, set]) => dimension === order.dport && leavesOut(set))),
  );
}

/** What the deciding rule alone stands for: its sources show whether it means everybody. */
function ruleBox(view: FamilyView, piece: Piece): Box {
  const last = piece.verdict.path.at(-1);
  if (last === undefined || piece.verdict.byPolicy) return view.rules.universe.full;
  const box = [...view.rules.universe.full];
  for (const rule of piece.verdict.path)
    for (const [dimension, set] of rule.boxes[0] ?? [])
      if (dimension === view.rules.universe.order.src) box[dimension] = set;
  return box;
}

function reachOf(view: FamilyView, all: readonly Piece[], outside: readonly Piece[]): Reach {
  const size = view.classes.reachOf(unionAll(outside.map((piece) => piece.public)));
  if (size === 'internet' || size === 'partner') return size;
  if (outside.some((piece) => piece.reserved)) return 'partner';
  return all.length > 0 ? 'internal' : 'none';
}

function nameOf(reach: Reach): string {
  return { internet: 'the internet', partner: 'some public addresses', internal: 'private addresses', none: 'nowhere' }[
    reach
  ];
}

function uniqueDeciders(view: FamilyView, pieces: readonly Piece[]): readonly Decider[] {
  const found = new Map<string, Decider>();
  for (const piece of pieces)
    for (const one of decidersOf(view, piece.verdict)) found.set(`${one.at.file}:${one.at.line ?? 0}`, one);
  return [...found.values()].sort(
    (a, b) => compareCodePoints(a.at.file, b.at.file) || (a.at.line ?? 0) - (b.at.line ?? 0),
  );
}

/** The first of those that stand at one place. */
function uniqueByText(deciders: readonly Decider[]): readonly Decider[] {
  return [
    ...new Map(deciders.toReversed().map((one) => [`${one.at.file}:${one.at.line ?? ''}:${one.text}`, one])).values(),
  ].toReversed();
}

/** What would have to be known. */
function doubtsOf(view: FamilyView, active: readonly Piece[]): readonly string[] {
  const doubts = new Set<string>();
  const tell = (verdict: Verdict): void => {
    for (const rule of verdict.path)
      for (const doubt of rule.doubts) doubts.add(`${doubt} (line ${rule.rule.at.line ?? '?'})`);
    const last = verdict.path.at(-1);
    if (last?.rule.action === 'unknown')
      doubts.add(
        `the verdict of ${last.rule.target ?? 'the target'} is not in the rules (line ${last.rule.at.line ?? '?'})`,
      );
    const policy = view.input?.primary?.chain.policy;
    if (verdict.byPolicy && policy !== undefined && 'unknown' in policy) doubts.add(policy.unknown);
  };
  for (const piece of active) {
    if (piece.outside === 'maybe') {
      const names = view.sides.filter((side) => side.side === 'unclear').map((side) => side.id);
      doubts.add(`nothing tells which of ${names.join(', ')} faces the internet`);
    }
    tell(piece.verdict);
  }
  if (doubts.size === 0) for (const verdict of view.input?.dropped ?? []) tell(verdict);
  return [...doubts];
}

function witness(view: FamilyView, protocol: string, port: number, reading: Reading): string | undefined {
  const piece = reading.sample;
  if (piece === undefined) return undefined;
  const { universe, family } = view.rules;
  const first = (name: 'src' | 'dst' | 'sport', set: IndexSet): bigint | undefined => {
    const atoms = part(universe, piece.box, name, set);
    const atom = atoms[0];
    if (atom === undefined) return undefined;
    if (name !== 'sport') return universe.addresses[name].bounds(atom)[0];
    const usual = universe.numbers.sport.locate(EPHEMERAL);
    return hasIndex(atoms, usual) ? EPHEMERAL : universe.numbers.sport.bounds(atom)[0];
  };
  const source = first('src', piece.sample) ?? first('src', universe.addresses.src.full) ?? 0n;
  const sport = first('sport', universe.numbers.sport.full) ?? 0n;
  const inAtom =
    part(universe, piece.box, 'in', view.interfaces.outside)[0] ??
    part(universe, piece.box, 'in', view.interfaces.wire)[0];
  const name = inAtom === undefined ? 'any-other' : universe.words.in.sample(inAtom);
  const via = name === 'any-other' ? '' : ` on ${name}`;
  return `${protocol} from ${formatAddress(family, source)} port ${sport} to port ${port}${via}`;
}
