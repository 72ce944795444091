import type { Fact, Place } from '../../../core/fact.ts';
import type { Activator } from './boot-graph.ts';
import type { LiveStates } from './live-state.ts';

/** What is known of one unit. */
export interface UnitFacts {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly state: Fact<string>;
  readonly startsAtBoot: Fact<boolean>;
  readonly activators: readonly Activator[];
  readonly at: Place;
}

/** Every unit of a host, by whatever its init system is. */
export interface UnitTable {
  readonly init: Fact<string>;
  /** Looks a unit up by any of its names; one that is nowhere does not start. */
  unit(name: string): UnitFacts;
  /** Names of all units that were found. */
  readonly names: readonly string[];
  readonly live: LiveStates;
  /** What could not be read, sentences. */
  readonly missing: readonly string[];
}
