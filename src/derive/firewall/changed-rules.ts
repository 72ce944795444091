import type { FirewallChain, FirewallRule } from '../../model/generated/model.ts';
import type { FamilyRules } from './analysis.ts';
import type { CompiledChain, CompiledRule } from './compile.ts';
import { type Box, boxOf } from './universe.ts';

/** More changed rules than this are not looked for one by one. */
const LOCAL = 200;

/**
 * Regions outside of which two rulesets decide alike, whatever is in doubt: a packet that no added, removed or moved rule
 * matches takes the same way through both. Undefined when that tells nothing: a chain or policy changed, too many rules
 * did, or packets change their destination on the way.
 */
export function changedRegions(a: FamilyRules, b: FamilyRules): readonly Box[] | undefined {
  const twins = new Map(b.chains.map((chain) => [nameOf(chain.chain), chain]));
  const names = new Set(a.chains.map(({ chain }) => nameOf(chain)));
  if (twins.size !== b.chains.length || names.size !== a.chains.length) return undefined;
  const changed: CompiledRule[] = [];
  for (const chain of a.chains) {
    const twin = twins.get(nameOf(chain.chain));
    if (twin === undefined) {
      // What nothing leads to decides nothing; a rule that leads to it is a changed rule.
      if (chain.chain.hook !== undefined) return undefined;
      continue;
    }
    if (headOf(chain.chain) !== headOf(twin.chain)) return undefined;
    for (const rule of unlike(chain, twin)) changed.push(rule);
    if (changed.length > LOCAL) return undefined;
  }
  if (b.chains.some(({ chain }) => chain.hook !== undefined && !names.has(nameOf(chain)))) return undefined;
  if ([a, b].some((one) => one.chains.some(({ rules }) => rules.some(({ rule }) => redirects(rule))))) return undefined;
  const { universe } = a;
  return changed.flatMap((rule) =>
    rule.boxes.map((box) => {
      const out = [...boxOf(universe, box)];
      // A connection may leave tracking on the way.
      out[universe.order.state] = universe.words.state.full;
      return out;
    }),
  );
}

function nameOf(chain: FirewallChain): string {
  return `${chain.table}/${chain.name}/${chain.hook ?? ''}`;
}

function headOf({ hook, priority, policy }: FirewallChain): string {
  return JSON.stringify([hook, priority, policy !== undefined && 'value' in policy ? policy.value : 'unknown']);
}

function redirects(rule: FirewallRule): boolean {
  return rule.translate !== undefined && rule.translate.kind !== 'source';
}

function meaningOf({ rule, target: chain }: CompiledRule): string {
  const { action, target, conditions, any_of, none_of, uncertain, text, peers } = rule;
  return JSON.stringify([
    action,
    target,
    chain === undefined,
    conditions,
    any_of,
    none_of,
    uncertain,
    uncertain.length > 0 ? text : '',
    peers,
  ]);
}

/** Rules of two chains that are not in both, or not in the same order: all but a longest common row. */
function unlike(a: CompiledChain, b: CompiledChain): readonly CompiledRule[] {
  const places = new Map<string, number[]>();
  for (const rule of b.rules) {
    const key = meaningOf(rule);
    const list = places.get(key);
    if (list === undefined) places.set(key, [rule.position]);
    else list.push(rule.position);
  }
  const used = new Map<string, number>();
  const pairs: { readonly rule: CompiledRule; readonly at: number }[] = [];
  const out: CompiledRule[] = [];
  for (const rule of a.rules) {
    const key = meaningOf(rule);
    const count = used.get(key) ?? 0;
    const at = places.get(key)?.[count];
    used.set(key, count + 1);
    if (at === undefined) out.push(rule);
    else pairs.push({ rule, at });
  }
  const kept = longestRising(pairs.map(({ at }) => at));
  const common = new Set<number>();
  for (const [index, { rule, at }] of pairs.entries()) {
    if (kept.has(index)) common.add(at);
    else out.push(rule);
  }
  for (const rule of b.rules) if (!common.has(rule.position)) out.push(rule);
  return out;
}

/** The indices of a longest rising subsequence. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const before: number[] = [];
  for (const [index, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = index;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}
