import type { Place } from '../../../core/fact.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import type {
  FirewallChain,
  FirewallCondition,
  FirewallRule,
  FirewallTranslation,
} from '../../../model/generated/model.ts';

/** What a rule of the model is made from. */
export interface RuleParts {
  readonly action: FirewallRule['action'];
  readonly target?: string;
  readonly translate?: FirewallTranslation;
  readonly match?: Match;
  readonly text: string;
  readonly at: Place;
}

/** Conditions that are known, alternatives, and what is in doubt. */
export interface Match {
  readonly conditions: readonly FirewallCondition[];
  readonly anyOf?: readonly (readonly FirewallCondition[])[];
  readonly noneOf?: readonly (readonly FirewallCondition[])[];
  readonly uncertain?: readonly string[];
}

/** A base chain's place in the kernel. */
export interface Base {
  readonly hook: NonNullable<FirewallChain['hook']>;
  readonly priority: number;
  readonly at: Place;
}

/** Collects chains and their rules in the order in which they are asked for. */
export interface ChainBuilder {
  /** Makes a chain known; with `base`, a base chain that accepts what its rules leave. */
  chain(table: string, name: string, at: Place, base?: Base): void;
  rule(table: string, chain: string, parts: RuleParts): void;
  chains(): readonly FirewallChain[];
}

type Making = Omit<FirewallChain, 'rules'> & { readonly rules: FirewallRule[] };

/** A builder of the chains of one family. */
export function chainBuilder(family: IpFamily): ChainBuilder {
  const chains = new Map<string, Making>();
  const ids = new Map<string, number>();
  const chain = (table: string, name: string, at: Place, base?: Base): Making => {
    const key = `${table}/${name}`;
    const found = chains.get(key);
    if (found !== undefined) return found;
    const made: Making = {
      id: `${family}:${key}`,
      table,
      name,
      ...(base === undefined
        ? {}
        : { hook: base.hook, priority: base.priority, policy: { value: 'allow', at: base.at } }),
      rules: [],
      at,
    };
    chains.set(key, made);
    return made;
  };
  return {
    chain,
    rule: (table, name, parts) => {
      const { match } = parts;
      const base = `${family}:${table}/${name}: ${parts.text}`;
      const seen = (ids.get(base) ?? 0) + 1;
      ids.set(base, seen);
      chain(table, name, parts.at).rules.push({
        id: seen === 1 ? base : `${base} (${seen})`,
        action: parts.action,
        ...(parts.target === undefined ? {} : { target: parts.target }),
        ...(parts.translate === undefined ? {} : { translate: parts.translate }),
        conditions: [...(match?.conditions ?? [])],
        uncertain: [...(match?.uncertain ?? [])],
        ...(match?.anyOf === undefined ? {} : { any_of: match.anyOf.map((list) => [...list]) }),
        ...(match?.noneOf === undefined ? {} : { none_of: match.noneOf.map((list) => [...list]) }),
        text: parts.text,
        at: parts.at,
      });
    },
    chains: () => [...chains.values()],
  };
}

/** Both matches must hold. */
export function both(...matches: readonly (Match | undefined)[]): Match {
  const list = matches.filter((one) => one !== undefined);
  const anyOf = list.flatMap((one) => (one.anyOf === undefined ? [] : [one.anyOf]));
  const noneOf = list.flatMap((one) => one.noneOf ?? []);
  const product = anyOf.reduce<readonly (readonly FirewallCondition[])[] | undefined>(
    (all, next) => (all === undefined ? next : all.flatMap((one) => next.map((other) => [...one, ...other]))),
    undefined,
  );
  return {
    conditions: list.flatMap((one) => one.conditions),
    ...(product === undefined ? {} : { anyOf: product }),
    ...(noneOf.length === 0 ? {} : { noneOf }),
    uncertain: list.flatMap((one) => one.uncertain ?? []),
  };
}

/** A match of one condition. */
export function on(dimension: FirewallCondition['on'], values: readonly string[], negated = false): Match {
  return { conditions: [{ on: dimension, values: [...values], ...(negated ? { negated } : {}) }] };
}

/** A match that may hold or not. */
export function doubt(reason: string): Match {
  return { conditions: [], uncertain: [reason] };
}
