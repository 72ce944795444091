import type { IpFamily } from '../../../core/ip-range.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { addForwardPorts, addMasquerade, addOpenings, addRichRules, addTarget, layOut, type Making } from './body.ts';
import { both, type Match, on } from './chain-builder.ts';
import { sourceMatch } from './matches.ts';
import type { FirewalldConfig, Policy, Zone } from './objects.ts';

const EVERY = { before: [], after: [] } as const;

/** Lays out the policies in use and the rules that send packets through them. */
export function addPolicies(making: Making, bound: readonly Zone[]): void {
  const { config } = making;
  const active = new Set([...bound.map((zone) => zone.name), 'HOST', 'ANY']);
  const inUse = config.policies.filter(
    (policy) =>
      policy.ingressZones.some(({ name }) => active.has(name)) &&
      policy.egressZones.some(({ name }) => active.has(name)),
  );
  const sorted = [...inUse].sort((a, b) => a.priority - b.priority || compareCodePoints(a.name, b.name));
  for (const policy of sorted) addPolicy(making, policy);
}

/** Where the packets of a policy pass in the filter table. */
export function policyHook(policy: Policy): 'INPUT' | 'OUTPUT' | 'FORWARD' {
  const has = (list: Policy['ingressZones'], name: string) => list.some((one) => one.name === name);
  if (has(policy.egressZones, 'HOST')) return 'INPUT';
  return has(policy.ingressZones, 'HOST') ? 'OUTPUT' : 'FORWARD';
}

function addPolicy(making: Making, policy: Policy): void {
  const hook = policyHook(policy);
  const chain = `${{ INPUT: 'IN', OUTPUT: 'OUT', FORWARD: 'FWD' }[hook]}_policy_${policy.name}`;
  layOut(making, 'filter', chain, policy, EVERY);
  addOpenings(making, chain, policy);
  addRichRules(making, chain, policy.rules, () => true);
  addTarget(making, chain, policy);
  dispatch(making, policy, 'filter', hook, chain);
  const pre = `PRE_policy_${policy.name}`;
  if (hook !== 'OUTPUT') {
    layOut(making, 'nat', pre, policy, EVERY);
    addForwardPorts(making, pre, policy);
    dispatch(making, policy, 'nat', 'PREROUTING', pre);
  }
  const post = `POST_policy_${policy.name}`;
  if (hook === 'FORWARD') {
    layOut(making, 'nat', post, policy, EVERY);
    addMasquerade(making, post, policy);
    dispatch(making, policy, 'nat', 'POSTROUTING', post);
  }
}

/** The rules that send packets from the ingress zones to the egress zones through the chain of the policy. */
function dispatch(making: Making, policy: Policy, table: string, hook: string, chain: string): void {
  const { builder, family, config } = making;
  const stage = policy.priority < 0 ? 'pre' : 'post';
  const [from, to] = [
    sides(policy.ingressZones, 'in', family, config),
    sides(policy.egressZones, 'out', family, config),
  ];
  // Before routing nothing is known of the way out, after it nothing of the way in.
  const ways = {
    PREROUTING: [from, undefined],
    POSTROUTING: [undefined, to],
    INPUT: [from, undefined],
    OUTPUT: [undefined, to],
    FORWARD: [from, to],
  }[hook] ?? [from, to];
  for (const one of ways[0] ?? [undefined]) {
    for (const other of ways[1] ?? [undefined]) {
      builder.rule(table, `${hook}_POLICIES_${stage}`, {
        action: 'jump',
        target: chain,
        match: both(one, other),
        text: `policy ${policy.name}`,
        at: policy.at,
      });
    }
  }
}

/** The interfaces and sources of the named zones; undefined for every packet, where ANY or HOST is named. */
function sides(
  names: Policy['ingressZones'],
  side: 'in' | 'out',
  family: IpFamily,
  config: FirewalldConfig,
): readonly Match[] | undefined {
  if (names.some(({ name }) => name === 'ANY' || name === 'HOST')) return undefined;
  const zones = names.flatMap(({ name }) => config.zones.find((zone) => zone.name === name) ?? []);
  const interfaces = zones.flatMap((zone) => zone.interfaces.map(({ name }) => name.replace(/\*$/, '+')));
  const sources = zones.flatMap((zone) => zone.sources);
  return [
    ...(interfaces.length === 0 ? [] : [on(side, interfaces)]),
    ...sources.flatMap(({ name }) => sourceMatch(name, side === 'in' ? 'src' : 'dst', family, config) ?? []),
  ];
}
