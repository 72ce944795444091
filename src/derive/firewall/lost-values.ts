import type { FirewallRule, FirewallRuleset } from '../../model/generated/model.ts';

/**
 * Conditions that hold for some packets and not for others, whatever their value: rates, marks, earlier packets, the
 * content of sets, programs and members that change. A rule with one covers nothing for sure, and that is no gap in what
 * was read.
 */
const PARTIAL =
  /rate|count|how many|a mark|earlier packets|earlier rules|hardware address|the (?:content of the )?(?:ip)?set\b|its set|ipset|set is full|ct (?:state|status|direction|label)|connection|only where the destination was changed|first header|Ethernet links|table raw|what it matches|the members of|told by the cluster alone|the number of the port named|hop limit|hoplimit|of the pods|its place in the chain/i;
/** Extensions of iptables that ask for something of that kind. */
const PARTIAL_MODULES = new Set(
  'account addrtype ah bpf cgroup cluster condition connbytes connlabel connlimit connmark conntrack cpu dccp devgroup dscp dst ecn esp eui64 frag fuzzy geoip hashlimit hbh helper hl iface ipp2p ipv6header ipvs length limit lscan mac mark mh multiport nfacct osf owner physdev pkttype policy psd quota quota2 rateest realm recent rpfilter rt sctp set socket state statistic string tcpmss time tos ttl u32'.split(
    ' ',
  ),
);
/** The text of a rule that stands for all that a group may hold besides. */
export const UNTOLD_PERMISSIONS = 'permissions that are not told';
/** Targets that give a packet to a program, which answers for each packet as it likes. */
const QUEUE = /^(?:nf)?queue$/i;

/** True for a doubt that is a gap in what was read: with the value, the rule may match all that it is left to match. */
function isLost(doubt: string): boolean {
  const module = /^-m (\S+)(?=.* is not told by the rules$)/.exec(doubt)?.[1];
  if (module !== undefined) return !PARTIAL_MODULES.has(module);
  return !PARTIAL.test(doubt) && !/^\S+(?: \S+)? is not told by the rules$/.test(doubt);
}

/** True when what the rule does with its packets was not read. */
export function isActionLost({ action, target }: FirewallRule): boolean {
  return action === 'unknown' && !QUEUE.test(target ?? '');
}

/** What of a rule was not read; empty when it is as it stands, in doubt or not. */
export function lostOf(rule: FirewallRule): readonly string[] {
  // A rule that stands for all that may be there besides is no rule that another could repeat.
  if (rule.text === UNTOLD_PERMISSIONS) return [];
  if (isActionLost(rule))
    return [...rule.uncertain.filter(isLost), `what ${rule.target ?? 'it'} does is not in the rules`];
  return rule.action === 'continue' || !rule.uncertain.every(isLost) ? [] : rule.uncertain;
}

/** An answer to all that was not read: the rules are not there, or they match all that they are left to match. */
export type Answer = 'absent' | 'allow' | 'deny';

/** The ruleset under an answer; `allow` and `deny` stand in for actions that were not read. */
export function answered(ruleset: FirewallRuleset, lost: ReadonlySet<string>, answer: Answer): FirewallRuleset {
  const rulesOf = (rule: FirewallRule): readonly FirewallRule[] => {
    if (!lost.has(rule.id)) return [rule];
    if (answer === 'absent') return [];
    return [{ ...rule, uncertain: [], action: isActionLost(rule) ? answer : rule.action }];
  };
  return {
    ...ruleset,
    filters: ruleset.filters.map((filter) => ({
      ...filter,
      chains: filter.chains.map((chain) => ({ ...chain, rules: chain.rules.flatMap(rulesOf) })),
    })),
  };
}
