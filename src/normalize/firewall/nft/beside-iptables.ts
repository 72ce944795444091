import type { FirewallChain, FirewallFilter } from '../../../model/generated/model.ts';
import { isExtension } from './reading.ts';
import type { RawRuleset, RawTable } from './syntax.ts';

/** Which tables are taken from which of two dumps of one kernel. */
export interface Shares {
  /** The ruleset of nft without the tables that iptables-save tells better. */
  readonly nft: RawRuleset;
  /** The dumps of iptables-save without the tables that nft tells as well. */
  readonly iptables: readonly FirewallFilter[];
  /** Tables that nft shows with extensions that it cannot tell: taken from iptables-save. */
  readonly fromIptables: readonly string[];
  /** Tables of iptables that nft does not show: they are of iptables-legacy, and run beside. */
  readonly legacy: readonly string[];
}

/**
 * iptables-nft keeps its tables in nftables, so that nft shows them too; iptables-legacy does not. All of them run. Each
 * table is taken once: from nft, or from iptables-save where nft cannot tell an extension of iptables.
 */
export function shareTables(raw: RawRuleset, dumps: readonly FirewallFilter[]): Shares {
  const tables = new Map(raw.tables);
  const fromIptables: string[] = [];
  const legacy: string[] = [];
  const iptables = dumps.flatMap((filter): readonly FirewallFilter[] => {
    const family = filter.family === 'ipv4' ? 'ip' : 'ip6';
    const names = [...new Set(filter.chains.map((chain) => chain.table))];
    const kept = names.filter((name) => {
      const key = `${family} ${name}`;
      const shown = tables.get(key);
      const own = filter.chains.filter((chain) => chain.table === name);
      if (shown === undefined) {
        if (own.every(isIdle)) return false;
        legacy.push(key);
        return true;
      }
      if (!isSame(shown, own) || !hasExtensions(shown)) return false;
      tables.delete(key);
      fromIptables.push(key);
      return true;
    });
    const chains = filter.chains.filter((chain) => kept.includes(chain.table));
    return chains.length === 0 ? [] : [{ ...filter, chains }];
  });
  return { nft: { ...raw, tables }, iptables, fromIptables, legacy };
}

function isIdle(chain: FirewallChain): boolean {
  const { policy, rules } = chain;
  return rules.length === 0 && (policy === undefined || ('value' in policy && policy.value === 'allow'));
}

/** A table of nft that iptables-save shows under the same name has all of its chains. */
function isSame(table: RawTable, own: readonly FirewallChain[]): boolean {
  const names = new Set(own.map((chain) => chain.name));
  return table.chains.size > 0 && [...table.chains.keys()].every((name) => names.has(name));
}

function hasExtensions(table: RawTable): boolean {
  return [...table.chains.values()].some((chain) =>
    chain.rules.some((rule) => rule.statements.some((one) => isExtension(one) || one.kind === 'unread')),
  );
}
