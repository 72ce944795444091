import type { Fact, Place } from '../../core/fact.ts';
import { isKnown, known, unknown } from '../../core/fact.ts';

/** A place on one of several hosts, written as scp writes it: `web01:/etc/passwd`. */
export function placeOn(host: string, at: Place): Place {
  return { ...at, file: `${host}:${at.file}` };
}

/** A fact of one of several hosts, with its place and the reason naming the host. */
export function factOn<T>(host: string, fact: Fact<T>): Fact<T> {
  if (!isKnown(fact)) return unknown(`${host}: ${fact.unknown}`, placeOn(host, fact.at));
  return known(
    fact.value,
    placeOn(host, fact.at),
    fact.overridden?.map((lost) => ({ ...lost, at: placeOn(host, lost.at) })),
  );
}
