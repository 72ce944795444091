import { sortedBy } from '../../core/order.ts';
import type { FirewallExposure, FirewallRuleset } from '../../model/generated/model.ts';

type Side = FirewallExposure['interfaces'][number];

/** Names of interfaces that lead to containers, virtual machines and tunnels of this machine, never to the internet. */
const VIRTUAL =
  /^(?:lo|docker|br-|virbr|veth|vnet|tap|tun|wg|tailscale|cni|cali|flannel|cilium|kube|lxc|lxd|podman|zt|nebula|vxlan|dummy)/;

/**
 * Which side each named interface faces. A rule without an interface holds for all of them; one that names an interface
 * opens a service to the internet only if that interface faces it. Source translation marks the outside; a single
 * physical interface is the outside; of several, nothing tells.
 */
export function sidesOf(ruleset: FirewallRuleset): readonly Side[] {
  const names = new Set<string>();
  const masqueraded = new Set<string>();
  for (const filter of ruleset.filters) {
    for (const chain of filter.chains) {
      for (const rule of chain.rules) {
        for (const condition of rule.conditions) {
          if (condition.on !== 'in' && condition.on !== 'out') continue;
          for (const name of condition.values) names.add(name);
          const outgoing = condition.on === 'out' && condition.negated !== true && rule.translate?.kind === 'source';
          if (outgoing) for (const name of condition.values.filter((one) => !VIRTUAL.test(one))) masqueraded.add(name);
        }
      }
    }
  }
  const named = sortedBy(names, (name) => name).filter((name) => name !== 'lo' && name !== '' && name !== '+');
  const physical = named.filter((name) => !VIRTUAL.test(name));
  return named.map((name): Side => {
    if (masqueraded.has(name)) return { id: name, side: 'outside', why: 'sources are translated on the way out of it' };
    if (VIRTUAL.test(name))
      return { id: name, side: 'inside', why: 'it leads to containers, virtual machines or a tunnel' };
    if (masqueraded.size > 0)
      return { id: name, side: 'inside', why: 'sources are translated on the way out of another one' };
    if (physical.length === 1)
      return { id: name, side: 'outside', why: 'it is the only physical interface that the rules name' };
    return {
      id: name,
      side: 'unclear',
      why: 'the rules name several physical interfaces and none is marked as the outer one',
    };
  });
}
