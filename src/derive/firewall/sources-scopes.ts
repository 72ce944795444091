import { isKnown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { wildcardMatcher } from '../../core/wildcard.ts';
import type { FirewallPoint, FirewallRuleset } from '../../model/generated/model.ts';
import { ofMachine } from './family-view.ts';
import { rulesetOfPoint } from './point-ruleset.ts';

/** What is judged by itself: the machine behind its own filter, or a point behind filters of a cloud or cluster. */
export interface Scope {
  /** What the ids of its subjects begin with: empty for the machine, the point and a space for a point. */
  readonly prefix: string;
  readonly kind: 'machine' | FirewallPoint['kind'];
  readonly point: FirewallPoint | undefined;
  /** False where no packet from a public address can arrive. */
  readonly isPublic: boolean;
  /** Addresses of the provider itself (probes, agents), which no rule of the user's can keep out. */
  readonly platform: readonly string[];
  /** Its rules as those of one machine. */
  ruleset(): FirewallRuleset;
}

/** The virtual address of the Azure platform: its default rules let it in everywhere, and it is never routed. */
const AZURE_PLATFORM = ['168.63.129.16/32'];

/** The machine, where it has a filter, and the points; network ACLs are judged by their own rules. */
export function scopesOf(ruleset: FirewallRuleset): readonly Scope[] {
  const own = ofMachine(ruleset);
  const azure = new Set(ruleset.filters.filter(({ engine }) => engine === 'azure-nsg').map(({ id }) => id));
  const machine: Scope = {
    prefix: '',
    kind: 'machine',
    point: undefined,
    isPublic: true,
    platform: [],
    ruleset: () => own,
  };
  const points = sortedBy(
    (ruleset.points ?? []).filter(({ kind }) => kind !== 'network-acl'),
    ({ id }) => id,
  ).map(
    (point): Scope => ({
      prefix: `${point.id} `,
      kind: point.kind,
      point,
      isPublic: point.public === undefined || !isKnown(point.public) || point.public.value,
      platform: point.layers.some(({ filters }) => filters.some((id) => azure.has(id))) ? AZURE_PLATFORM : [],
      ruleset: () => rulesetOfPoint(ruleset, point),
    }),
  );
  return own.filters.length > 0 || points.length === 0 ? [machine, ...points] : points;
}

/** True when one of the patterns names the target, the point, or every member of the point. */
export function isNamedBy(patterns: readonly string[], target: string, point: FirewallPoint | undefined): boolean {
  const matchers = patterns.map(wildcardMatcher);
  const named = (text: string): boolean => matchers.some((matches) => matches(text));
  if (named(target)) return true;
  if (point === undefined) return false;
  const members = point.members ?? [];
  return named(point.id) || named(point.name) || (members.length > 0 && members.every(named));
}

/** True when one of the patterns names a peer of a rule: a group, tag or prefix list by its id, or the point that has it. */
export function isPeerNamedBy(patterns: readonly string[], peer: string, points: readonly FirewallPoint[]): boolean {
  const matchers = patterns.map(wildcardMatcher);
  const names = [peer, ...points.filter((point) => isPointOf(point, peer)).flatMap(({ id, name }) => [id, name])];
  return names.some((name) => matchers.some((matches) => matches(name)));
}

function isPointOf(point: FirewallPoint, peer: string): boolean {
  return point.id === peer || point.name === peer || point.id.startsWith(`${peer} `);
}
