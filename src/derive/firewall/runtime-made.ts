import type { FirewallChain, FirewallFilter, FirewallRule, FirewallRuleset } from '../../model/generated/model.ts';

/** Chains that programs make while they run; services that start at boot make them again by themselves. */
const CHAINS =
  /^(?:f2b-|fail2ban|DOCKER|KUBE|CNI|NETAVARK|cali|CILIUM|LIBVIRT|ts-|sshguard|CROWDSEC|WEAVE|FLANNEL|LXC|lxd|incus|podman)/i;
/** Tables of nftables that belong to such a program whole. */
const TABLES =
  /(?:^|[ /:])(?:docker\S*|f2b-\S+|fail2ban|libvirt\S*|netavark|crowdsec\S*|cni\S*|kube\S*|cilium\S*|calico|lxc|lxd|incus|podman\S*|sshguard|tailscale\S*)$/i;
/** Links that such a program makes. */
const LINKS = /^(?:docker|br-[0-9a-f]{12}|virbr|vnet|cni|podman|veth|cali|flannel|lxcbr|lxdbr|incusbr|tailscale|tap)/;

/** The same rules without those of programs that load their own while they run, and without what decides nothing. */
export function withoutRuntimeMade(ruleset: FirewallRuleset): FirewallRuleset {
  return { filters: ruleset.filters.map(strip).filter(({ chains }) => chains.length > 0) };
}

/** True for a chain of the kernel in which such a program has put its own. */
export function hasRuntimeMade(ruleset: FirewallRuleset): boolean {
  return ruleset.filters.some(({ chains }) => chains.some((chain) => isMade(chain)));
}

function strip(filter: FirewallFilter): FirewallFilter {
  const chains = filter.chains
    .filter((chain) => !isMade(chain))
    .map((chain) => ({ ...chain, rules: chain.rules.filter((rule) => isOwn(rule, chain)) }));
  return { ...filter, chains };
}

function isMade({ name, table }: FirewallChain): boolean {
  return CHAINS.test(name) || TABLES.test(table);
}

function isOwn(rule: FirewallRule, chain: FirewallChain): boolean {
  if (rule.action === 'continue') return false;
  if ((rule.action === 'jump' || rule.action === 'goto') && rule.target !== undefined && CHAINS.test(rule.target))
    return false;
  // Docker and libvirt of old write into the chains of the kernel; people bind such links in chains of their own.
  if (chain.hook === undefined) return true;
  return !rule.conditions.some(
    ({ on, values, negated }) =>
      (on === 'in' || on === 'out') &&
      negated !== true &&
      values.length > 0 &&
      values.every((name) => LINKS.test(name)),
  );
}
