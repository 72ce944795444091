import type { SshOptions } from '../../collect/access/ssh/ssh-arguments.ts';
import { formatInstant } from '../../core/clock.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import { listenersOf } from '../../derive/firewall/listeners.ts';
import type { Hook } from '../../derive/firewall/packet-services.ts';
import { type Region, regionsOf, type UnknownHook } from '../../derive/firewall/regions.ts';
import type { FirewallExposure, Snapshot } from '../../model/generated/model.ts';
import type { Progress } from '../make-snapshots.ts';
import { collectSnapshots } from '../scan.ts';
import { notForwarded } from './forwarding.ts';
import { type GuardedPlace, guardedPlaces } from './guarded-places.ts';

export type { Hook } from '../../derive/firewall/packet-services.ts';
export type { Region, UnknownHook } from '../../derive/firewall/regions.ts';

/** Whose rules are asked. */
export interface ExposureSources {
  readonly targets: readonly string[];
  readonly roots: readonly string[];
  readonly ssh?: SshOptions | undefined;
  readonly clockMs: number;
  readonly progress: Progress;
}

/** A program of the machine that waits for others. */
export type Listener = NonNullable<FirewallExposure['listeners']>[number];

/** What can be reached at one place. */
export interface ExposedPlace extends Omit<GuardedPlace, 'ruleset'> {
  readonly regions: readonly Region[];
  readonly unknown: readonly UnknownHook[];
  /** Families that the rules let through and the kernel does not forward, with the setting that says so. */
  readonly notForwarded: readonly { readonly family: IpFamily; readonly setting: string }[];
}

/** A target with rules. */
export interface ExposedTarget {
  readonly id: string;
  /** Why not all of its rules were read, and how to have them. */
  readonly missing: string | undefined;
  readonly hint: string | undefined;
  /** Only where the scan saw all sockets of the machine. */
  readonly listeners: readonly Listener[] | undefined;
  readonly places: readonly ExposedPlace[];
}

/** The answer, and what to know of the input. */
export interface Exposure {
  readonly targets: readonly ExposedTarget[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Who can reach what: the exact regions that the rules of each target let in. */
export async function exposureOf(sources: ExposureSources, hooks: readonly Hook[]): Promise<Exposure> {
  const { guarded, diagnostics } = await readRules(sources);
  sources.progress('following the rules');
  const targets = guarded.map(({ snapshot, places }): ExposedTarget => {
    const ruleset = snapshot.firewall?.ruleset;
    return {
      id: snapshot.target.id,
      missing: ruleset?.flag === 'complete' ? undefined : ruleset?.reason,
      hint: ruleset?.flag === 'complete' ? undefined : ruleset?.hint,
      listeners: listenersOf(snapshot.host?.listening).listeners,
      places: places.map(({ ruleset: rules, ...place }) => {
        // Nothing passes through a point on its way elsewhere.
        const own = place.id === '' ? hooks : hooks.filter((hook) => hook !== 'forward');
        const { regions, unknown } = regionsOf(rules, { hooks: own });
        const still = place.id === '' ? notForwarded(snapshot) : [];
        const passes = ({ family, hook }: { readonly family: IpFamily; readonly hook?: Hook }): boolean =>
          hook !== 'forward' || !still.some((one) => one.family === family);
        return {
          ...place,
          regions: regions.filter(passes),
          unknown: unknown.filter(passes),
          notForwarded: regions.every(passes) ? [] : still,
        };
      }),
    };
  });
  return { targets, diagnostics };
}

/** Targets that have packet filter rules, with the places behind them. */
export interface GuardedTarget {
  readonly snapshot: Snapshot;
  readonly places: readonly GuardedPlace[];
}

const NO_RULES: Diagnostic = {
  level: 'error',
  code: 'no-rules',
  message: 'none of the targets has firewall rules',
  hint: 'Give iptables-save or nft output, AWS, Azure or GCP exports, a Terraform plan, Kubernetes manifests, or a machine.',
};

/** Reads the rules of all targets. */
export async function readRules(
  sources: ExposureSources,
): Promise<{ readonly guarded: readonly GuardedTarget[]; readonly diagnostics: readonly Diagnostic[] }> {
  const made = await collectSnapshots(sources, formatInstant(sources.clockMs));
  const diagnostics = [...made.diagnostics, ...made.snapshots.flatMap((snapshot) => snapshot.diagnostics)];
  const guarded = made.snapshots
    .filter(({ firewall }) => firewall?.ruleset !== undefined)
    .map((snapshot): GuardedTarget => {
      const data = snapshot.firewall?.ruleset?.data;
      return { snapshot, places: data === undefined ? [] : guardedPlaces(data) };
    });
  diagnostics.push(...guarded.flatMap(({ snapshot }) => unreadRules(snapshot)));
  if (guarded.length > 0 || diagnostics.some(({ level }) => level === 'error')) return { guarded, diagnostics };
  return { guarded, diagnostics: [...diagnostics, NO_RULES] };
}

/** Why nothing can be asked of a target; not again where the reading of its files told an error. */
function unreadRules({ target, firewall, diagnostics }: Snapshot): readonly Diagnostic[] {
  const { data, reason, hint } = firewall?.ruleset ?? {};
  if (data !== undefined || diagnostics.some(({ level }) => level === 'error')) return [];
  const message = `${target.id}: ${reason ?? 'its rules were not read'}`;
  return [{ level: 'error', code: 'no-rules', message, ...(hint === undefined ? {} : { hint }) }];
}
