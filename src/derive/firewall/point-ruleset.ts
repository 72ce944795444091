import { type Place, unknown } from '../../core/fact.ts';
import type {
  FirewallChain,
  FirewallFilter,
  FirewallPoint,
  FirewallRule,
  FirewallRuleset,
} from '../../model/generated/model.ts';

type Layer = FirewallPoint['layers'][number];
type Hook = 'input' | 'output';
type Family = FirewallFilter['family'];

/** What stands behind a layer of a point: its filters in the order given; undefined where one was not given. */
interface Member {
  readonly id: string;
  readonly filter: FirewallFilter | undefined;
}

const HOOKS = ['input', 'output'] as const;

/**
 * The ruleset of one point as if it were a machine: a base chain for each layer and direction, in the order of the layers
 * (a denial by any is final), holding the rules of the layer's filters one after the other. A packet that no rule decides
 * is denied unless the last filter's chain says otherwise. A direction for which no filter of a layer has a chain is not
 * filtered by that layer. Stateful layers accept what belongs to an accepted connection. A filter that was not given
 * leaves an open question, never an empty list of rules. A layer without filters lets nothing through; a point without
 * layers is open.
 */
export function rulesetOfPoint(ruleset: FirewallRuleset, point: FirewallPoint): FirewallRuleset {
  if (point.layers.length === 0) return { filters: [nothingBefore(point)] };
  const byId = filtersById(ruleset);
  const layers = point.layers.map((layer) => ({
    layer,
    members: layer.filters.map((id): Member => ({ id, filter: byId.get(id) })),
  }));
  const families = new Set(layers.flatMap(({ members }) => members.map(({ filter }) => filter?.family ?? 'inet')));
  const split: readonly Family[] =
    families.size === 1
      ? [...families]
      : (['ipv4', 'ipv6'] as const).filter((family) => families.has(family) || families.has('inet'));
  const filters = split.flatMap((family) =>
    layers.map(({ layer, members }, position) =>
      filterOf({ point, layer, members, family, position, last: layers.length - 1 }),
    ),
  );
  return { filters };
}

const indexes = new WeakMap<FirewallRuleset, ReadonlyMap<string, FirewallFilter>>();

/** Made once for the thousands of points of a ruleset. */
function filtersById(ruleset: FirewallRuleset): ReadonlyMap<string, FirewallFilter> {
  const made = indexes.get(ruleset) ?? new Map(ruleset.filters.map((filter) => [filter.id, filter]));
  indexes.set(ruleset, made);
  return made;
}

interface LayerInput {
  readonly point: FirewallPoint;
  readonly layer: Layer;
  readonly members: readonly Member[];
  readonly family: Family;
  readonly position: number;
  readonly last: number;
}

function filterOf({ point, layer, members, family, position, last }: LayerInput): FirewallFilter {
  const matching = members.filter(({ filter }) => filter === undefined || speaksOf(filter, family));
  const known = matching.map(({ filter }) => filter).filter((filter) => filter !== undefined);
  const [first] = known;
  const id = `${point.id}/${layer.id}:${family}`;
  const stateful = known.length > 0 && known.every((filter) => filter.stateful);
  // The chain that people look at first is the nearest one: the analysis takes the table named `filter` for that.
  const table = position === last ? 'filter' : `layer ${position + 1}`;
  const make = (hook: Hook): readonly FirewallChain[] => {
    const own = matching.flatMap(({ id: name, filter }): readonly (FirewallChain | string)[] =>
      filter === undefined ? [name] : filter.chains.filter((chain) => chain.hook === hook),
    );
    // A layer without filters for this family lets nothing of it through.
    if (own.length === 0 && known.length > 0) return [];
    const ends = own.at(-1);
    const at = typeof ends === 'object' ? ends.at : (first?.at ?? point.at);
    // Chains of one table are told apart by their names.
    const name = `${layer.id} ${hook}`;
    const rules = own.flatMap((chain) =>
      typeof chain === 'string'
        ? [missingRule(id, chain, point.at)]
        : chain.rules.map((rule) => retarget(rule, matching, chain)),
    );
    return [
      {
        id: `${id}:${hook}`,
        table,
        name,
        hook,
        priority: position,
        policy: (typeof ends === 'object' ? ends.policy : undefined) ?? { value: 'deny', at },
        rules: stateful ? [replies(id, hook, at), ...rules] : rules,
        at,
      },
    ];
  };
  return {
    id,
    engine: first?.engine ?? 'aws-sg',
    family,
    semantics: first?.semantics ?? 'first-match',
    stateful,
    loaded: first?.loaded ?? 'configured',
    chains: [...HOOKS.flatMap(make), ...known.flatMap((filter) => called(filter, table))],
    at: first?.at ?? point.at,
  };
}

function speaksOf(filter: FirewallFilter, family: Family): boolean {
  return filter.family === family || filter.family === 'inet' || family === 'inet';
}

/** Chains that rules jump to, under names that no two filters of a layer share. */
function called(filter: FirewallFilter, table: string): readonly FirewallChain[] {
  return filter.chains
    .filter((chain) => chain.hook === undefined)
    .map((chain) => ({
      ...chain,
      table,
      name: calledName(filter, chain.table, chain.name),
      rules: chain.rules.map((rule) => rename(rule, filter, chain)),
    }));
}

function calledName(filter: FirewallFilter, table: string, name: string): string {
  return `${filter.id}/${table}/${name}`;
}

function retarget(rule: FirewallRule, members: readonly Member[], chain: FirewallChain): FirewallRule {
  if (rule.action !== 'jump' && rule.action !== 'goto') return rule;
  const owner = members.find(({ filter }) => filter?.chains.includes(chain))?.filter;
  return owner === undefined ? rule : rename(rule, owner, chain);
}

function rename(rule: FirewallRule, filter: FirewallFilter, chain: FirewallChain): FirewallRule {
  const calls = (rule.action === 'jump' || rule.action === 'goto') && rule.target !== undefined;
  return calls ? { ...rule, target: calledName(filter, chain.table, rule.target) } : rule;
}

function replies(id: string, hook: Hook, at: Place): FirewallRule {
  return {
    id: `${id}:${hook}: replies`,
    action: 'allow',
    conditions: [{ on: 'state', values: ['ESTABLISHED', 'RELATED'] }],
    uncertain: [],
    text: 'packets of accepted connections (the filter is stateful)',
    at,
  };
}

function missingRule(id: string, name: string, at: Place): FirewallRule {
  const why = unknown(`the rules of ${name} were not given`, at).unknown;
  return { id: `${id}: ${name}`, action: 'unknown', conditions: [], uncertain: [why], text: `${name} (not given)`, at };
}

/** A point that no filter stands before. */
function nothingBefore(point: FirewallPoint): FirewallFilter {
  const { at } = point;
  return {
    id: `${point.id}:open`,
    engine: 'k8s-netpol',
    family: 'inet',
    semantics: 'union',
    stateful: true,
    loaded: 'configured',
    chains: HOOKS.map((hook) => ({
      id: `${point.id}:open:${hook}`,
      table: 'filter',
      name: `${point.name}: no filter`,
      hook,
      priority: 0,
      policy: { value: 'allow', at },
      rules: [],
      at,
    })),
    at,
  };
}
