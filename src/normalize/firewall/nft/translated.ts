import type { FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import { type ConditionList, condition } from './alternative.ts';
import type { Told } from './model-rules.ts';

/** Where changed destinations lead; undefined when some of them are not told. */
type Destinations = readonly ConditionList[] | undefined;

const WHY = 'only where the destination was changed';

/** The new destinations of all rules that change one. */
function destinationsOf(rules: readonly FirewallRule[]): Destinations {
  const lists = new Map<string, ConditionList>();
  for (const { translate } of rules) {
    if (translate === undefined || translate.kind === 'source') continue;
    const { address, port } = translate;
    const list = [
      ...(address === undefined ? [] : [condition('dst', [address])]),
      ...(port === undefined ? [] : [condition('dport', [port])]),
    ];
    if (list.length === 0) return undefined;
    lists.set(`${address ?? ''} ${port ?? ''}`, list);
  }
  return [...lists.values()];
}

/**
 * Rules that ask whether the destination was changed (`ct status dnat`). Where no rule changes one, none was. Else a packet
 * with one of the new destinations may have come by a change, and every other one did not.
 */
export function withTranslated(
  filters: readonly FirewallFilter[],
  told: readonly Told[],
  elsewhere: readonly FirewallRule[],
): readonly FirewallFilter[] {
  if (told.length === 0) return filters;
  const rulesOf = (family: string): readonly FirewallRule[] =>
    filters
      .filter((filter) => filter.family === family)
      .flatMap((filter) => filter.chains.flatMap((chain) => chain.rules));
  const destinations = new Map(
    ['ipv4', 'ipv6'].map((family) => [family, destinationsOf([...rulesOf(family), ...elsewhere])]),
  );
  const asked = new Map(told.map((one) => [one.rule.id, one.translated]));
  const resolve = (rule: FirewallRule, among: Destinations): readonly FirewallRule[] => {
    const translated = asked.get(rule.id);
    if (translated === undefined) return [rule];
    if (among?.length === 0) return [translated === 'yes' ? { ...rule, action: 'continue' } : rule];
    const maybe: FirewallRule = { ...rule, uncertain: [...rule.uncertain, WHY] };
    if (among === undefined || rule.any_of !== undefined) return [maybe];
    const changed: FirewallRule = { ...maybe, any_of: among };
    if (translated === 'yes') return [changed];
    return [
      { ...rule, none_of: [...(rule.none_of ?? []), ...among] },
      { ...changed, id: `${rule.id}: changed` },
    ];
  };
  return filters.map((filter) => ({
    ...filter,
    chains: filter.chains.map((chain) => ({
      ...chain,
      rules: chain.rules.flatMap((rule) => resolve(rule, destinations.get(filter.family))),
    })),
  }));
}
