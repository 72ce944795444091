import type { Alternative } from './alternative.ts';
import type { Expression, SetElement } from './syntax.ts';

/** What a match is read with, beside its own words. */
export interface MatchContext {
  /** Whether connection tracking has seen the packets that come here. */
  readonly tracking: 'done' | 'not yet' | 'unsure';
  /** Some rule takes packets out of connection tracking. */
  readonly untracks: boolean;
  /** A match of the rule lets packets on: what a set may hold later counts as held. */
  readonly opening: boolean;
  /** The elements of a set, anonymous or named; undefined for what is no set, or when it was not given. */
  elementsOf(right: Expression): readonly SetElement[] | undefined;
  /** Named sets that rules add to or remove from. */
  readonly changed: ReadonlySet<string>;
  /** Notes that a value cannot be read; any packet may match. */
  unreadable(what: string): Alternative;
}
