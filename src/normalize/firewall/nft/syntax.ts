import type { Place } from '../../../core/fact.ts';

/**
 * What both notations of nftables say, the text of nft(8) and the JSON of libnftables-json(5): one tree, so that one
 * reader of meaning serves both.
 */
export type Expression =
  /** A literal: an address, a number, a name. */
  | { readonly kind: 'symbol'; readonly text: string }
  /** A named set or map, `@name`. */
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'prefix'; readonly address: string; readonly length: number }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }
  /** `a,b`: flags that are or-ed, or alternatives. */
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'set'; readonly elements: readonly SetElement[] }
  | { readonly kind: 'concat'; readonly parts: readonly Expression[] }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  /** What a packet is looked at for: `ip saddr`, `meta iifname`, `ct state`, `fib saddr . iif oif`. */
  | { readonly kind: 'selector'; readonly name: string }
  | { readonly kind: 'map'; readonly key: Expression; readonly data: Expression }
  | VerdictExpression
  /** Words that are not understood. */
  | { readonly kind: 'opaque'; readonly text: string };

/** Where the walk goes on. */
export interface VerdictExpression {
  readonly kind: 'verdict';
  readonly verdict: 'accept' | 'drop' | 'continue' | 'return' | 'jump' | 'goto' | 'queue';
  readonly target?: string;
}

/** One element of a set or map. */
export interface SetElement {
  /** A symbol `*` stands for every key that is not listed. */
  readonly key: Expression;
  readonly data?: Expression;
  /** It goes away by itself. */
  readonly timeout?: boolean;
}

/** One statement of a rule. */
export type Statement =
  | { readonly kind: 'match'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | VerdictExpression
  | { readonly kind: 'vmap'; readonly key: Expression; readonly data: Expression }
  /** The answer tells whom it is for: `with icmp` is said to IPv4 only, `with tcp reset` to TCP only. */
  | { readonly kind: 'reject'; readonly answer?: string }
  | {
      readonly kind: 'nat';
      readonly nat: 'dnat' | 'snat' | 'masquerade' | 'redirect';
      readonly family?: 'ip' | 'ip6';
      readonly address?: Expression;
      readonly port?: Expression;
    }
  | { readonly kind: 'notrack' }
  /** A condition that no rule tells: a rate, a count, an extension. */
  | { readonly kind: 'doubt'; readonly why: string }
  | { readonly kind: 'change-set'; readonly operation: string; readonly set: string }
  | { readonly kind: 'counter'; readonly packets: number }
  /** It changes no verdict: a log line, a mark, a copy. */
  | { readonly kind: 'pass'; readonly what: string }
  /** It writes an address or port, so that later rules see another packet. */
  | { readonly kind: 'rewrite'; readonly what: string }
  /** The packet leaves the walk with a verdict that is not in the rules. */
  | { readonly kind: 'unknown-verdict'; readonly what: string }
  /** The packet is taken elsewhere. */
  | { readonly kind: 'taken'; readonly what: string }
  /** Words that are not understood; a condition or an effect. */
  | { readonly kind: 'unread'; readonly text: string };

/** `in`: any of the bits; `!`: none of them. */
export type Comparison = '==' | '!=' | '<' | '>' | '<=' | '>=' | 'in' | '!';

/** The address families of tables (nft(8), ADDRESS FAMILIES). */
export const TABLE_FAMILIES = ['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'] as const;
export type TableFamily = (typeof TABLE_FAMILIES)[number];

/** A rule before its meaning is told. */
export interface RawRule {
  readonly statements: readonly Statement[];
  readonly comment?: string;
  /** As written, or as it would be written. */
  readonly text: string;
  /** Its place in the chain is not told (`insert … position 7`). */
  readonly misplaced?: boolean;
  readonly at: Place;
}

/** What makes a chain a base chain. */
export interface RawHook {
  readonly type: string;
  readonly hook: string;
  /** Undefined when its words cannot be read. */
  readonly priority: number | undefined;
  /** Of a netdev or ingress chain; undefined where the source does not tell them. */
  readonly devices?: readonly string[];
}

/** A chain of a table. */
export interface RawChain {
  readonly name: string;
  readonly at: Place;
  hook?: RawHook;
  policy?: { readonly word: string; readonly at: Place };
  readonly rules: RawRule[];
}

/** A named set or map. */
export interface RawSet {
  readonly name: string;
  readonly at: Place;
  readonly elements: SetElement[];
  readonly flags: Set<string>;
}

/** A table. */
export interface RawTable {
  readonly family: TableFamily;
  readonly name: string;
  readonly at: Place;
  /** A dormant table is loaded and does not run. */
  dormant: boolean;
  readonly chains: Map<string, RawChain>;
  readonly sets: Map<string, RawSet>;
}

/** The tables of one source, with what was lost of it. */
export interface RawRuleset {
  readonly tables: Map<string, RawTable>;
  /** Where something stands whose meaning is lost: the ruleset is not whole without it. */
  readonly lost: Place[];
  /** Those of them that may be a chain or a rule of any chain. */
  readonly astray: Place[];
  /** What could not be read of rules that are kept. */
  readonly unread: { readonly at: Place; readonly text: string }[];
}

/** A ruleset without tables. */
export function emptyRuleset(): RawRuleset {
  return { tables: new Map(), lost: [], astray: [], unread: [] };
}

/** The table of a family and name; made when it is not there. */
export function tableOf(ruleset: RawRuleset, family: TableFamily, name: string, at: Place): RawTable {
  const key = `${family} ${name}`;
  const found = ruleset.tables.get(key);
  if (found !== undefined) return found;
  const table: RawTable = { family, name, at, dormant: false, chains: new Map(), sets: new Map() };
  ruleset.tables.set(key, table);
  return table;
}

/** The chain of a name; made when it is not there. */
export function chainOf(table: RawTable, name: string, at: Place): RawChain {
  const found = table.chains.get(name);
  if (found !== undefined) return found;
  const chain: RawChain = { name, at, rules: [] };
  table.chains.set(name, chain);
  return chain;
}

/** The set or map of a name; made when it is not there. */
export function setOf(table: RawTable, name: string, at: Place): RawSet {
  const found = table.sets.get(name);
  if (found !== undefined) return found;
  const set: RawSet = { name, at, elements: [], flags: new Set() };
  table.sets.set(name, set);
  return set;
}
