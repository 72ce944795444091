import type { Diagnostic } from '../../core/diagnostic.ts';
import type { TargetId } from '../../core/ids.ts';
import {
  type ChangedRegion,
  type Difference,
  differenceOf,
  type Uncompared,
} from '../../derive/firewall/difference.ts';
import type { Hook } from '../../derive/firewall/packet-services.ts';
import type { FirewallRuleset } from '../../model/generated/model.ts';
import { withBefore } from '../before-change.ts';
import { type ExposureSources, type GuardedTarget, readRules } from './exposure.ts';

export type { ChangedRegion } from '../../derive/firewall/difference.ts';

/** What changed at one target. */
export interface TargetChange extends Difference {
  readonly id: TargetId | string;
  /** Why not all of the rules were compared. */
  readonly missing: string | undefined;
}

/** What changed, and what to know of the input. */
export interface Change {
  readonly targets: readonly TargetChange[];
  readonly diagnostics: readonly Diagnostic[];
}

const ONE_STATE: Diagnostic = {
  level: 'error',
  code: 'nothing-to-compare',
  message: 'there is nothing to compare with: one state of the rules was given',
  hint: 'Give two: vauban exposure --diff OLD NEW. A Terraform plan holds both states by itself.',
};

/** The regions that the later rules open and close. A plan alone holds both states. */
export async function changeOf(
  before: ExposureSources | undefined,
  after: ExposureSources,
  hooks: readonly Hook[],
): Promise<Change> {
  const later = await readRules(after);
  const earlier = before === undefined ? undefined : await readRules(before);
  const matched =
    earlier === undefined
      ? { snapshots: later.guarded.map(({ snapshot }) => snapshot), diagnostics: [] }
      : withBefore(snapshotsOf(later.guarded), snapshotsOf(earlier.guarded));
  const compared = matched.snapshots.filter(({ firewall }) => firewall?.ruleset_before !== undefined);
  after.progress('comparing the rules');
  const targets = compared.map(({ target, firewall }): TargetChange => {
    const [old, now] = [firewall?.ruleset_before, firewall?.ruleset];
    const missing = new Set(
      [old, now].flatMap((one) => (one?.flag === 'complete' || one?.reason === undefined ? [] : [one.reason])),
    );
    const difference: Difference =
      old?.data === undefined || now?.data === undefined
        ? { opened: [], closed: [], unknown: [] }
        : differenceOf(old.data.ruleset, now.data, { hooks });
    return {
      id: target.id,
      missing: missing.size === 0 ? undefined : [...missing].join(' '),
      ...ofPlaces(difference, now?.data),
    };
  });
  const diagnostics = [...(earlier?.diagnostics ?? []), ...later.diagnostics, ...matched.diagnostics];
  if (compared.length === 0 && !diagnostics.some(({ level }) => level === 'error')) diagnostics.push(ONE_STATE);
  return { targets, diagnostics };
}

/** A network ACL alone is no place that packets reach. */
function ofPlaces(difference: Difference, ruleset: FirewallRuleset | undefined): Difference {
  const lists = new Set((ruleset?.points ?? []).filter(({ kind }) => kind === 'network-acl').map(({ id }) => id));
  const kept = <T extends ChangedRegion | Uncompared>(all: readonly T[]) =>
    all.filter(({ point }) => point === undefined || !lists.has(point));
  return { opened: kept(difference.opened), closed: kept(difference.closed), unknown: kept(difference.unknown) };
}

function snapshotsOf(guarded: readonly GuardedTarget[]): readonly GuardedTarget['snapshot'][] {
  return guarded.map(({ snapshot }) => snapshot);
}
