import { daysBetween, hoursBetween, parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type { HostUpdates } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';

/** host.update_age: how old the package lists are, how long a restart is due, when updates last ran. */
export const updateAgeDerivation: Derivation = {
  id: 'update-age',
  domain: 'host',
  derive: ({ host }, { nowMs }) => ({
    host: {
      update_age: deriveSection([host?.updates] as const, (updates: HostUpdates) => ({
        lists_age_days: since(updates.lists_as_of, (ms) => daysBetween(ms, nowMs)),
        reboot_pending_days: rebootDays(updates, nowMs),
        automatic_last_run_hours: since(updates.automatic.last_run_at, (ms) => hoursBetween(ms, nowMs)),
      })),
    },
  }),
};

/** Computes an age from a fact that is an instant; unknown stays unknown, and what lies ahead by more than skew has no age. */
export function since(fact: Fact<string>, age: (ms: number) => number): Fact<number> {
  if (!isKnown(fact)) return fact;
  const ms = parseInstant(fact.value);
  if (ms === undefined) return unknown(`${fact.value} is no instant of RFC 3339`, fact.at);
  const value = age(ms);
  return value < -1
    ? unknown(`${fact.value} lies after the instant that ages are counted to: look at the clock, or at --now`, fact.at)
    : known(value, fact.at);
}

function rebootDays(updates: HostUpdates, nowMs: number): Fact<number> {
  const { required, required_since } = updates.reboot;
  if (!isKnown(required)) return required;
  if (!required.value) return known(0, required.at);
  return since(required_since, (ms) => Math.max(0, daysBetween(ms, nowMs)));
}
