import type { Diagnostic } from '../core/diagnostic.ts';
import { complete, notCollected, type Section } from '../core/section.ts';
import type { FirewallRulesetBefore, Snapshot } from '../model/generated/model.ts';

/** Snapshots that know what they were before a change. */
export interface WithBefore {
  readonly snapshots: readonly Snapshot[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts the packet filter rules of an earlier state beside those of the same target. A target is found again by its id;
 * where each side has one target with such rules, they are the two states of one, whatever their files are called.
 */
export function withBefore(now: readonly Snapshot[], before: readonly Snapshot[]): WithBefore {
  const earlier = before.filter(hasRules);
  const later = now.filter(hasRules);
  const byId = new Map(earlier.map((snapshot) => [snapshot.target.id, snapshot]));
  const only = earlier.length === 1 && later.length === 1 ? earlier[0] : undefined;
  const matched = new Set<Snapshot>();
  const snapshots = now.map((snapshot) => {
    if (!hasRules(snapshot)) return snapshot;
    const twin = byId.get(snapshot.target.id) ?? only;
    if (twin !== undefined) matched.add(twin);
    // A target that was not there opened nothing before.
    const section = twin === undefined ? complete({}) : sectionOf(twin);
    return { ...snapshot, firewall: { ...snapshot.firewall, ruleset_before: section } };
  });
  const lost = earlier.filter((snapshot) => !matched.has(snapshot));
  const diagnostics = lost.map(
    ({ target }): Diagnostic => ({
      level: 'warning',
      code: 'target-gone',
      message: `${target.id} was there before and is not among the targets; nothing is said of it`,
      hint: 'Give both states of a target the same name, or one target on each side.',
    }),
  );
  if (earlier.length === 0) {
    diagnostics.push({
      level: 'error',
      code: 'nothing-before',
      message: 'what --before names holds no packet filter rules to compare with',
      hint: 'Name the rules as they were: the file of the base branch, an earlier `iptables-save`, a snapshot.',
    });
    return { snapshots: now, diagnostics };
  }
  return { snapshots, diagnostics };
}

function hasRules({ firewall }: Snapshot): boolean {
  return firewall?.ruleset !== undefined;
}

function sectionOf({ firewall, target }: Snapshot): Section<FirewallRulesetBefore> {
  const ruleset = firewall?.ruleset;
  if (ruleset?.data === undefined)
    return notCollected(
      `The earlier rules of ${target.id} were not read: ${ruleset?.reason ?? 'no reason is told'}`,
      ruleset?.hint,
    );
  return { ...ruleset, data: { ruleset: ruleset.data } };
}
