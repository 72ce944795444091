import type { FirewallChain } from '../../../model/generated/model.ts';
import type { MatchContext } from './match-context.ts';
import type { RawChain, RawTable } from './syntax.ts';

type Hook = NonNullable<FirewallChain['hook']>;

/** How packets come to a chain: whether connection tracking has seen them, and whether only first packets come. */
export interface Way {
  readonly tracking: MatchContext['tracking'];
  readonly nat: boolean;
}

/** Where a base chain stands in the model. */
export interface Stand {
  readonly hook: Hook;
  readonly priority: number;
  readonly way: Way;
  /** It sees only packets of these interfaces; undefined: of all. Empty: they are not told. */
  readonly devices?: readonly string[];
  /** It sees only some packets, and the rules do not tell which. */
  readonly partly?: string;
}

const HOOKS: readonly Hook[] = ['prerouting', 'input', 'forward', 'output', 'postrouting'];
/** Connection tracking itself (NF_IP_PRI_CONNTRACK). */
const TRACKING_PRIORITY = -200;
/** What stands before or behind every priority of the IP hooks. */
const BEFORE_ALL = -2_000_000_000;
const BEHIND_ALL = 1_000_000_000;
const SOME_FRAMES = 'the chain sees only frames that a bridge passes on';

/** The stand of a base chain; undefined for one that no packet of or for this machine's IP meets. */
export function standOf(table: RawTable, chain: RawChain): Stand | undefined {
  const { hook } = chain;
  if (hook === undefined) return undefined;
  const priority = hook.priority ?? 0;
  const own = HOOKS.find((one) => one === hook.hook);
  if (table.family === 'arp') return undefined;
  if (table.family === 'bridge') {
    // Frames for the machine itself pass the bridge before IP sees them.
    if (own !== 'prerouting' && own !== 'input') return undefined;
    const way: Way = { tracking: 'unsure', nat: false };
    const order = BEFORE_ALL + 1_000_000 + (own === 'input' ? 500_000 : 0);
    return { hook: 'prerouting', priority: order + priority, way, partly: SOME_FRAMES };
  }
  const early: Way = { tracking: 'not yet', nat: false };
  if (hook.hook === 'ingress')
    return { hook: 'prerouting', priority: BEFORE_ALL + priority, way: early, devices: hook.devices ?? [] };
  if (hook.hook === 'egress')
    return {
      hook: 'postrouting',
      priority: BEHIND_ALL + priority,
      way: { tracking: 'done', nat: false },
      devices: hook.devices ?? [],
    };
  if (own === undefined) {
    const way: Way = { tracking: 'unsure', nat: false };
    return { hook: 'prerouting', priority: BEFORE_ALL, way, partly: `the hook ${hook.hook} is not known` };
  }
  const first = own === 'prerouting' || own === 'output';
  const tracking =
    !first || priority > TRACKING_PRIORITY ? 'done' : priority === TRACKING_PRIORITY ? 'unsure' : 'not yet';
  // nat chains of INPUT change sources only and are walked like others.
  return { hook: own, priority, way: { tracking, nat: hook.type === 'nat' && own !== 'input' } };
}

/** A chain on one way; chains that lie on several are there once for each. */
export interface PlannedChain {
  readonly raw: RawChain;
  readonly way: Way;
  readonly name: string;
  readonly stand?: Stand;
}

const USUAL: Way = { tracking: 'done', nat: false };

function keyOf(way: Way): string {
  return `${way.tracking} ${way.nat}`;
}

/** The chains of a table on the ways that lead to them, and the name of each on its way. */
export function planChains(table: RawTable): {
  readonly chains: readonly PlannedChain[];
  nameOn(name: string, way: Way): string;
} {
  const ways = new Map<string, Map<string, Way>>();
  const visit = (name: string, way: Way): void => {
    const chain = table.chains.get(name);
    const known = ways.get(name) ?? new Map<string, Way>();
    ways.set(name, known);
    if (chain === undefined || known.has(keyOf(way))) return;
    known.set(keyOf(way), way);
    for (const target of targetsOf(table, chain)) visit(target, way);
  };
  const stands = new Map<string, Stand>();
  const passedBy = new Set<string>();
  for (const chain of table.chains.values()) {
    const stand = standOf(table, chain);
    if (stand !== undefined) {
      stands.set(chain.name, stand);
      visit(chain.name, stand.way);
    } else if (chain.hook !== undefined) passedBy.add(chain.name);
  }
  const elsewhere = reachableFrom(table, passedBy);
  const several = (name: string): boolean => (ways.get(name)?.size ?? 0) > 1;
  const nameOn = (name: string, way: Way): string => {
    if (!several(name) || keyOf(way) === keyOf(USUAL)) return name;
    if (way.nat) return `${name} (nat)`;
    return way.tracking === 'done' ? name : `${name} (before connection tracking)`;
  };
  const chains = [...table.chains.values()].flatMap((raw): readonly PlannedChain[] => {
    const known = [...(ways.get(raw.name)?.values() ?? [])];
    // Chains of bridged or ARP traffic alone do not concern IP.
    if (known.length === 0 && elsewhere.has(raw.name)) return [];
    const stand = stands.get(raw.name);
    return (known.length === 0 ? [USUAL] : known).map((way) => ({
      raw,
      way,
      name: nameOn(raw.name, way),
      ...(stand === undefined || keyOf(stand.way) !== keyOf(way) ? {} : { stand }),
    }));
  });
  return { chains, nameOn };
}

function reachableFrom(table: RawTable, starts: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(starts);
  for (const name of found) for (const target of targetsOf(table, table.chains.get(name))) found.add(target);
  return found;
}

/** The chains that the rules of a chain jump to, through maps too. */
function targetsOf(table: RawTable, chain: RawChain | undefined): readonly string[] {
  return (chain?.rules ?? []).flatMap((rule) =>
    rule.statements.flatMap((statement) => {
      if (statement.kind === 'verdict') return statement.target ?? [];
      if (statement.kind !== 'vmap') return [];
      const { data } = statement;
      const elements =
        data.kind === 'set'
          ? data.elements
          : data.kind === 'reference'
            ? table.sets.get(data.name)?.elements
            : undefined;
      return (elements ?? []).flatMap((element) =>
        element.data?.kind === 'verdict' ? (element.data.target ?? []) : [],
      );
    }),
  );
}
