import { isKnown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { GcpRule } from './gcp-network.ts';

/** What instances behind a point have: tags and accounts that rules name. */
export interface TargetSet {
  readonly tags: readonly string[];
  readonly accounts: readonly string[];
}

/** Instances that no rule singles out. */
export const NO_TARGET: TargetSet = { tags: [], accounts: [] };

/** Whether a rule applies to instances of a network: yes, no, or perhaps for the reasons given. */
export type Applies = { readonly applies: false } | { readonly applies: true; readonly doubts: readonly string[] };

/** Compares the targets of a rule with what instances have. */
export function appliesTo({ targets }: GcpRule, network: string, set: TargetSet): Applies {
  const { tags, accounts, networks } = targets;
  const isLimited = networks.words.length + networks.doubts.length > 0;
  if (isLimited && !networks.words.includes(network) && networks.doubts.length === 0) return { applies: false };
  const doubts = networks.words.includes(network) ? [] : [...networks.doubts];
  const named = [tags, accounts].some(({ words, doubts: open }) => words.length + open.length > 0);
  if (!named) return { applies: true, doubts };
  if (tags.words.some((tag) => set.tags.includes(tag)) || accounts.words.some((one) => set.accounts.includes(one)))
    return { applies: true, doubts };
  const secure = tags.words.filter((tag) => tag.startsWith('tagValues/'));
  const open = [
    ...tags.doubts,
    ...accounts.doubts,
    ...secure.map((tag) => `which instances have the secure tag ${tag} is not in the list of instances`),
  ];
  return open.length === 0 ? { applies: false } : { applies: true, doubts: [...doubts, ...open] };
}

/** Words for a rule's targets: rules of equal ones apply to the same instances. */
export function targetKey({ targets }: GcpRule): string {
  const { tags, accounts, networks } = targets;
  return JSON.stringify(
    [tags, accounts, networks].map(({ words, doubts }) => [[...words].sort(compareCodePoints), doubts]),
  );
}

/** Sorted so that the first match decides: by priority, denials first; of unknown priority before all. */
export function inOrder<T extends GcpRule>(rules: readonly T[]): readonly T[] {
  const rank = (rule: T) => (isKnown(rule.priority) ? rule.priority.value : -1);
  const denies = (rule: T) => (isKnown(rule.action) && rule.action.value === 'deny' ? 0 : 1);
  return [...rules].sort((a, b) => rank(a) - rank(b) || denies(a) - denies(b) || compareCodePoints(a.name, b.name));
}

/** Whether a rule is in force, as far as that is told. */
export function isInForce({ disabled }: GcpRule): boolean {
  return !isKnown(disabled) || !disabled.value;
}
