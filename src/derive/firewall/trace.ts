import type { Place } from '../../core/fact.ts';
import { parseIpRange } from '../../core/ip-range.ts';
import { baseChains, type FamilyRules } from './analysis.ts';
import type { CompiledChain, CompiledRule } from './compile.ts';
import { atomsOf, type Packet } from './decide.ts';
import { hasIndex } from './index-set.ts';
import { isLoopback } from './translation.ts';
import { portInterval, type SparseBox } from './universe.ts';

/** One step on the way of a packet: a jump, a change, a decision. */
interface TraceStep {
  /** `filter/INPUT`. */
  readonly chain: string;
  readonly text: string;
  readonly at: Place;
  readonly action: 'allow' | 'deny' | 'reject' | 'jump' | 'goto' | 'translate' | 'untrack' | 'return' | 'unknown';
  /** What cannot be told about this step: the packet may also not take it. */
  readonly doubts: readonly string[];
}

/** One way that a packet may take to its end. */
interface TraceEnd {
  readonly verdict: 'accept' | 'drop';
  /** Jumps, changes and decisions, in order; the last one decides. */
  readonly path: readonly TraceStep[];
}

/** The ways of a packet: one when nothing is in doubt. `whole` is false where there are more than were followed. */
export interface Trace {
  readonly ends: readonly TraceEnd[];
  readonly whole: boolean;
}

interface Frame {
  readonly chain: CompiledChain;
  readonly next: number;
  /** The steps of the path when the chain was entered: a chain that returns leaves no step. */
  readonly steps: number;
}

interface Walker {
  readonly packet: Packet;
  readonly wayOut: string | undefined;
  readonly atoms: readonly number[];
  readonly bases: readonly CompiledChain[];
  readonly base: number;
  readonly frames: readonly Frame[];
  readonly path: readonly TraceStep[];
}

const BESIDE: readonly string[] = ['raw', 'mangle', 'nat', 'security'];
const MAX_ENDS = 32;
const MAX_STEPS = 5_000_000;
const MAX_FRAMES = 64;

/**
 * Follows one packet rule by rule through the base chains of its hook, as the kernel does; at a doubt, both ways. `wayOut`
 * is the interface by which packets leave whose destination was changed, where it is known.
 */
export function tracePacket(rules: FamilyRules, packet: Packet, wayOut?: string): Trace {
  const ends: TraceEnd[] = [];
  const open: Walker[] = [begin(rules, packet, wayOut)];
  let steps = 0;
  let whole = true;
  while (open.length > 0) {
    let walker = open.pop();
    while (walker !== undefined) {
      if (++steps > MAX_STEPS || ends.length >= MAX_ENDS) {
        whole = false;
        return { ends, whole };
      }
      const [one, other, end] = advance(rules, walker);
      if (end !== undefined) ends.push(end);
      if (other !== undefined) open.push(other);
      walker = one;
    }
  }
  return { ends, whole };
}

function begin(rules: FamilyRules, packet: Packet, wayOut: string | undefined): Walker {
  const bases = packet.hook === 'output' ? [] : usable(baseChains(rules, 'prerouting'), packet, true);
  return {
    packet,
    wayOut,
    atoms: atomsOf(rules, packet),
    bases: [...bases, ...usable(baseChains(rules, packet.hook), packet, false)],
    base: 0,
    frames: [],
    path: [],
  };
}

/**
 * The nat table sees the first packet of a connection, not errors about one; of its chains only those before routing
 * change the way.
 */
function usable(chains: readonly CompiledChain[], packet: Packet, early: boolean): readonly CompiledChain[] {
  const error = packet.protocol === 1 || packet.protocol === 58;
  const first = packet.in !== 'lo' && (packet.state === 'NEW' || (packet.state === 'RELATED' && !error));
  return chains.filter(({ chain }) => chain.table !== 'nat' || (early && first));
}

type Advance = readonly [one?: Walker | undefined, other?: Walker | undefined, end?: TraceEnd | undefined];

function advance(rules: FamilyRules, walker: Walker): Advance {
  const frame = walker.frames.at(-1);
  if (frame === undefined) {
    const chain = walker.bases[walker.base];
    if (chain === undefined) return [undefined, undefined, { verdict: 'accept', path: walker.path }];
    return [{ ...walker, frames: [{ chain, next: 0, steps: walker.path.length }] }];
  }
  let { next } = frame;
  const list = frame.chain.rules;
  while (next < list.length && concerns(list[next], walker.atoms) === 'no') next++;
  const found = list[next];
  if (found === undefined) return leave(walker);
  // An address that is not known makes a match of its own doubt.
  const rule = concerns(found, walker.atoms) === 'maybe' ? { ...found, doubts: [...found.doubts, UNTOLD] } : found;
  const moved: Walker = { ...walker, frames: [...walker.frames.slice(0, -1), { ...frame, next: next + 1 }] };
  const [one, other, end] = take(rules, moved, rule);
  if (rule.doubts.length === 0) return [one, other, end];
  // The rule may also not match; an unknown verdict goes on by itself.
  return other === undefined && rule.rule.action !== 'unknown' ? [one, moved, end] : [one, other, end];
}

const UNTOLD = 'its new address, port or way out is not told by the rules';
/** An atom that is not known. */
const ANY = -1;

/** Whether a rule matches; what only logs, marks or counts is passed by. */
function concerns(rule: CompiledRule | undefined, atoms: readonly number[]): 'yes' | 'maybe' | 'no' {
  if (rule === undefined || rule.rule.action === 'continue') return 'no';
  const held = rule.boxes.map((box) => holdsSparse(box, atoms));
  return held.includes('yes') ? 'yes' : held.includes('maybe') ? 'maybe' : 'no';
}

function holdsSparse(box: SparseBox, atoms: readonly number[]): 'yes' | 'maybe' | 'no' {
  let held: 'yes' | 'maybe' = 'yes';
  for (const [dimension, set] of box) {
    const atom = atoms[dimension] ?? 0;
    if (atom === ANY) held = 'maybe';
    else if (!hasIndex(set, atom)) return 'no';
  }
  return held;
}

/** The chain ends without a decision: back to the caller, or to the policy. */
function leave(walker: Walker): Advance {
  const frame = walker.frames.at(-1);
  if (walker.frames.length > 1 && frame !== undefined)
    return [{ ...walker, frames: walker.frames.slice(0, -1), path: unwound(walker.path, frame.steps - 1) }];
  const chain = walker.bases[walker.base]?.chain;
  const policy = chain?.policy;
  if (chain === undefined || frame === undefined) return [];
  const path = unwound(walker.path, frame.steps);
  const at = policy?.at ?? chain.at;
  const step = (action: TraceStep['action'], doubts: readonly string[]): TraceStep => ({
    chain: `${chain.table}/${chain.name}`,
    text: `policy of ${chain.name}`,
    at,
    action,
    doubts,
  });
  const known = policy !== undefined && 'value' in policy ? policy.value : undefined;
  // Tables that people rarely filter in say nothing by letting pass.
  const silent = chain.hook === 'prerouting' || BESIDE.includes(chain.table);
  const pass = (doubts: readonly string[]): Walker =>
    nextBase({ ...walker, path: silent ? path : [...path, step('allow', doubts)] });
  if (known === 'allow') return [pass([])];
  if (known === 'deny') return [undefined, undefined, { verdict: 'drop', path: [...path, step('deny', [])] }];
  const doubt = [
    policy !== undefined && 'unknown' in policy ? policy.unknown : `The policy of ${chain.name} is not told.`,
  ];
  return [pass(doubt), undefined, { verdict: 'drop', path: [...path, step('deny', doubt)] }];
}

/** A chain that came back told nothing but what was changed in it. */
function unwound(path: readonly TraceStep[], steps: number): readonly TraceStep[] {
  return [...path.slice(0, steps), ...path.slice(steps).filter((step) => step.action === 'untrack')];
}

function nextBase(walker: Walker): Walker {
  return { ...walker, base: walker.base + 1, frames: [] };
}

function take(rules: FamilyRules, walker: Walker, compiled: CompiledRule): Advance {
  const { rule, doubts, target } = compiled;
  const chain = compiled.chain.chain;
  const stepOf = (action: TraceStep['action'], more: readonly string[] = []): TraceStep => ({
    chain: `${chain.table}/${chain.name}`,
    text: rule.text,
    at: rule.at,
    action,
    doubts: [...doubts, ...more],
  });
  const along = (step: TraceStep): Walker => ({ ...walker, path: [...walker.path, step] });
  const drop = (step: TraceStep): TraceEnd => ({ verdict: 'drop', path: [...walker.path, step] });
  switch (rule.action) {
    case 'allow':
      return [nextBase(along(stepOf('allow')))];
    case 'deny':
    case 'reject':
      return [undefined, undefined, drop(stepOf(rule.action))];
    case 'return':
      return leave(walker);
    case 'jump':
    case 'goto': {
      if (target === undefined || walker.frames.length > MAX_FRAMES)
        return anything(`there is no chain ${rule.target ?? ''}`);
      const called = along(stepOf(rule.action));
      const entered: Frame = { chain: target, next: 0, steps: called.path.length };
      if (rule.action === 'jump') return [{ ...called, frames: [...called.frames, entered] }];
      // What comes back from a goto leaves this chain as well, so its frame makes room.
      const own = walker.frames.at(-1);
      const kept = walker.frames.slice(0, -1);
      return [{ ...called, frames: [...kept, { ...entered, steps: own?.steps ?? 0 }] }];
    }
    case 'translate':
      return translate(rules, walker, compiled, stepOf);
    case 'untrack': {
      const state = rules.universe.words.state.locate('UNTRACKED');
      const changed = along(stepOf('untrack'));
      const bases = walker.bases.filter(({ chain }, at) => at <= walker.base || chain.table !== 'nat');
      return [
        { ...changed, bases, atoms: walker.atoms.map((atom, i) => (i === rules.universe.order.state ? state : atom)) },
      ];
    }
    case 'unknown':
      return anything(`the verdict of ${rule.target ?? 'its target'} is not in the rules`);
    case 'continue':
      return [walker];
  }

  function anything(doubt: string): Advance {
    const step = stepOf('unknown', [doubt]);
    return [walker, nextBase(along(step)), drop(step)];
  }
}

/** A changed destination: the packet goes on to another hook than it came for. */
function translate(
  rules: FamilyRules,
  walker: Walker,
  { rule }: CompiledRule,
  stepOf: (action: TraceStep['action'], more?: readonly string[]) => TraceStep,
): Advance {
  const change = rule.translate;
  if (change === undefined) return [walker];
  if (change.kind === 'source' || walker.packet.hook === 'output') return [nextBase(walker)];
  const { universe } = rules;
  const range = change.address === undefined ? undefined : parseIpRange(change.address);
  const port = change.port === undefined ? undefined : portInterval(change.port);
  const ranged = (range !== undefined && range.from !== range.to) || (port !== undefined && port[0] !== port[1]);
  const local = change.kind === 'local' || range === undefined || isLoopback([range.from, range.to], universe.family);
  const hook = local ? 'input' : 'forward';
  const atoms = [...walker.atoms];
  if (range !== undefined)
    atoms[universe.order.dst] = range.from === range.to ? universe.addresses.dst.locate(range.from) : ANY;
  if (change.kind === 'local') atoms[universe.order.dst] = ANY;
  if (port !== undefined)
    atoms[universe.order.dport] = port[0] === port[1] ? universe.numbers.dport.locate(port[0]) : ANY;
  atoms[universe.order.dst_type] = universe.words.dst_type.locate(hook === 'input' ? 'LOCAL' : 'UNICAST');
  // Where routing sends it is not told by the rules.
  const out = hook === 'input' ? '' : walker.wayOut;
  atoms[universe.order.out] = out === undefined ? ANY : universe.words.out.locate(out);
  const packet: Packet = { ...walker.packet, hook };
  const early = walker.bases.slice(0, walker.base + 1);
  const rest = walker.bases.slice(walker.base + 1).filter(({ chain }) => chain.hook === 'prerouting');
  // Of related packets only the first of an expected connection is translated.
  const other = packet.state === 'RELATED' ? walker : undefined;
  return [
    {
      ...walker,
      packet,
      atoms,
      bases: [
        ...early,
        ...rest.filter(({ chain }) => chain.table !== 'nat'),
        ...usable(baseChains(rules, hook), packet, false),
      ],
      base: walker.base + 1,
      frames: [],
      path: [...walker.path, stepOf('translate', ranged ? ['the new address or port is one of several'] : [])],
    },
    other,
  ];
}
