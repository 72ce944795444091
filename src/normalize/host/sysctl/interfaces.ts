import { type Fact, isKnown, known } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { HostSysctlInterface } from '../../../model/generated/model.ts';

/** How the kernel joins `all` with an interface (include/linux/inetdevice.h, net/ipv6). */
type Joint = 'and' | 'or' | 'max' | 'min' | 'own' | 'redirects';

const JOINTS: ReadonlyMap<string, Joint> = new Map([
  ['net.ipv4.conf.accept_local', 'or'],
  ['net.ipv4.conf.accept_redirects', 'redirects'],
  ['net.ipv4.conf.accept_source_route', 'and'],
  ['net.ipv4.conf.arp_filter', 'or'],
  ['net.ipv4.conf.arp_ignore', 'max'],
  ['net.ipv4.conf.drop_gratuitous_arp', 'or'],
  ['net.ipv4.conf.log_martians', 'or'],
  ['net.ipv4.conf.route_localnet', 'or'],
  ['net.ipv4.conf.rp_filter', 'max'],
  ['net.ipv4.conf.secure_redirects', 'or'],
  ['net.ipv4.conf.send_redirects', 'or'],
  ['net.ipv4.conf.shared_media', 'or'],
  ['net.ipv6.conf.accept_ra', 'own'],
  ['net.ipv6.conf.accept_ra_defrtr', 'own'],
  ['net.ipv6.conf.accept_ra_pinfo', 'own'],
  ['net.ipv6.conf.accept_ra_rtr_pref', 'own'],
  ['net.ipv6.conf.accept_redirects', 'own'],
  ['net.ipv6.conf.accept_source_route', 'min'],
  ['net.ipv6.conf.autoconf', 'own'],
  ['net.ipv6.conf.max_addresses', 'own'],
  ['net.ipv6.conf.router_solicitations', 'own'],
]);
const KEY = /^(net\.ipv[46]\.conf)\.([^.]+)\.([^.]+)$/;

/** What is known of a key at boot and now; undefined where it is set or seen nowhere. */
export interface KeyFacts {
  readonly live: ReadonlyMap<string, string | undefined> | undefined;
  /** A file that names the key itself. */
  named(key: string): Fact<string> | undefined;
  /** What boot gives it, defaults included. */
  atBoot(key: string): Fact<string>;
  liveFact(key: string): Fact<string>;
}

/**
 * What holds on interfaces: once for those that follow `all` and `default` (id `net.ipv4.conf.*.KEY`), and for each that
 * stands apart, because a file names it or the running value differs from `default` (a network program set it, or it was
 * there before a file set `default`). The loopback is left out.
 */
export function interfaceKeys(keys: Iterable<string>, facts: KeyFacts): readonly HostSysctlInterface[] {
  const apart = [...new Set(keys)].flatMap((id) => apartKey(id, facts));
  const joined = [...JOINTS].flatMap(([key, joint]) => (joint === 'own' ? [] : [joinedKey(key, joint, facts)]));
  return sortedBy([...joined, ...apart], ({ id }) => id);
}

function joinedKey(key: string, joint: Joint, facts: KeyFacts): HostSysctlInterface {
  const dot = key.lastIndexOf('.');
  const prefix = key.slice(0, dot);
  const last = key.slice(dot + 1);
  const all = `${prefix}.all.${last}`;
  const own = `${prefix}.default.${last}`;
  const forwarding = `${prefix}.all.forwarding`;
  const id = `${prefix}.*.${last}`;
  return {
    id,
    name: id,
    interface: '*',
    at_boot: join(joint, facts.atBoot(all), facts.atBoot(own), forwards(facts.atBoot(forwarding))),
    supported: facts.live === undefined || facts.live.has(all),
    live: join(joint, facts.liveFact(all), facts.liveFact(own), forwards(facts.liveFact(forwarding))),
  };
}

function apartKey(id: string, facts: KeyFacts): readonly HostSysctlInterface[] {
  const [, prefix = '', name = '', last = ''] = KEY.exec(id) ?? [];
  const joint = JOINTS.get(`${prefix}.${last}`);
  if (joint === undefined || ['all', 'default', 'lo'].includes(name)) return [];
  const named = facts.named(id);
  const now = facts.live?.get(id);
  const differs = now !== undefined && now !== facts.live?.get(`${prefix}.default.${last}`);
  if (named === undefined && !differs) return [];
  const all = `${prefix}.all.${last}`;
  const forwardsAtBoot = forwards(facts.atBoot(`${prefix}.all.forwarding`));
  const forwardsNow = forwards(facts.liveFact(`${prefix}.${name}.forwarding`));
  return [
    {
      id,
      name: `${prefix}.IFACE.${last}`,
      interface: name.replaceAll('/', '.'),
      // What no file sets, a program sets, and will do so again.
      at_boot: join(joint, facts.atBoot(all), named ?? facts.liveFact(id), forwardsAtBoot),
      supported: facts.live === undefined || facts.live.has(id),
      live: join(joint, facts.liveFact(all), facts.liveFact(id), forwardsNow),
    },
  ];
}

function forwards(fact: Fact<string>): boolean {
  return isKnown(fact) && fact.value === '1';
}

function join(joint: Joint, all: Fact<string>, own: Fact<string>, forwarding: boolean): Fact<string> {
  if (joint === 'own') return own;
  if (!isKnown(own)) return own;
  if (!isKnown(all)) return all;
  const a = Number(all.value);
  const b = Number(own.value);
  if (Number.isNaN(a) || Number.isNaN(b)) return own;
  const how = joint === 'redirects' ? (forwarding ? 'and' : 'or') : joint;
  const value = how === 'max' || how === 'or' ? Math.max(a, b) : Math.min(a, b);
  // What decided is the place to show.
  const decided = value === b ? own : all;
  return known(String(value), decided.at, decided.overridden);
}
