import { type IpRange, parseIpRange } from '../../core/ip-range.ts';
import type { FirewallFilter, FirewallRule } from '../../model/generated/model.ts';
import { portInterval } from './universe.ts';

/** What a plain rule lets in: undefined stands for everything. */
interface Plain {
  readonly sources: readonly IpRange[] | undefined;
  readonly protocols: readonly string[] | undefined;
  readonly ports: readonly (readonly [bigint, bigint])[] | undefined;
}

/** Pairs of more rules than this are not compared one by one. */
const MOST_RULES = 100;

/**
 * True when every rule of a filter's chains plainly lets in packets that no other rule of its chain does, so that none can
 * be dead: each names one protocol, ports and sources, no two meet in all three, and none calls another chain. Most
 * security groups of a cloud are so, and following them would find nothing.
 */
export function isPlainlyApart({ chains }: FirewallFilter): boolean {
  return chains.every(({ hook, rules }) => {
    if ((hook !== 'input' && hook !== 'output') || rules.length > MOST_RULES) return false;
    const plain = rules.map(plainOf);
    return plain.every(
      (one, index) => one !== undefined && !plain.slice(0, index).some((two) => two && meets(one, two)),
    );
  });
}

function plainOf(rule: FirewallRule): Plain | undefined {
  const { action, conditions, uncertain, any_of, none_of } = rule;
  if (action !== 'allow' || uncertain.length > 0 || any_of !== undefined || none_of !== undefined) return undefined;
  const on = new Map(conditions.map((condition) => [condition.on, condition]));
  if (on.size < conditions.length || conditions.some(({ negated, values }) => negated === true || values.length === 0))
    return undefined;
  if ([...on.keys()].some((name) => name !== 'src' && name !== 'protocol' && name !== 'dport')) return undefined;
  const sources = on.get('src')?.values.map(parseIpRange);
  const ports = on.get('dport')?.values.map(portInterval);
  if (sources?.includes(undefined) === true || ports?.includes(undefined) === true) return undefined;
  return {
    sources: sources?.filter((one) => one !== undefined),
    protocols: on.get('protocol')?.values,
    ports: ports?.filter((one) => one !== undefined),
  };
}

function meets(a: Plain, b: Plain): boolean {
  const share = <T>(left: readonly T[] | undefined, right: readonly T[] | undefined, both: (x: T, y: T) => boolean) =>
    left === undefined || right === undefined || left.some((x) => right.some((y) => both(x, y)));
  return (
    share(a.ports, b.ports, (x, y) => x[0] <= y[1] && y[0] <= x[1]) &&
    // Protocols are numbers or ranges of them: what is not written alike may be the same.
    share(a.protocols, b.protocols, (x, y) => x === y || x.includes('-') || y.includes('-')) &&
    share(a.sources, b.sources, (x, y) => x.family === y.family && x.from <= y.to && y.from <= x.to)
  );
}
