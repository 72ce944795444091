import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type { FirewallExposure, FirewallRuleFacts, FirewallRuleset } from '../../model/generated/model.ts';
import type { Derivation, SnapshotSections } from '../derivation.ts';
import { isWider, REACHES, type Reach } from './address-classes.ts';
import {
  activeFact,
  connectionStates,
  defaultFact,
  forwardingEvidence,
  loopbackFacts,
  placeOf,
} from './chain-questions.ts';
import { everyPort } from './every-port.ts';
import { acrossFamilies, exposedPoints, pointChainFacts } from './exposed-points.ts';
import { type FamilyView, familiesOf, ofMachine, viewFamily } from './family-view.ts';
import { listenersOf } from './listeners.ts';
import { portIndexOf } from './port-index.ts';
import { type Range, rangesOf } from './ranges.ts';
import { ruleFactsOf } from './undecided-rules.ts';

/** Effective exposure and rule facts of a packet filter, by exact region algebra. */
export const exposure: Derivation = {
  id: 'exposure',
  domain: 'firewall',
  derive: (sections) => {
    const ruleset = sections.firewall?.ruleset;
    const chains: FirewallRuleFacts['chains'][number][] = [];
    const exposed = deriveSection<readonly [FirewallRuleset], FirewallExposure>([ruleset], (data) => {
      const machine = ofMachine(data);
      const views = familiesOf(machine).map((family) => viewFamily(machine, family));
      for (const facts of acrossFamilies(views.map((view) => ruleFactsOf(machine, view)))) chains.push(facts);
      for (const facts of pointChainFacts(data)) chains.push(facts);
      const points = exposedPoints(data);
      return {
        ...exposureOf(views, sections.host),
        ...(points === undefined ? {} : { points, port_index: portIndexOf(points) }),
      };
    });
    const facts = deriveSection<readonly [FirewallRuleset], FirewallRuleFacts>([ruleset], () => ({ chains }));
    return { firewall: { exposure: exposed, rule_facts: facts } };
  },
};

function exposureOf(views: readonly FamilyView[], host: SnapshotSections['host']): FirewallExposure {
  const ranges = views.map((view) => rangesOf(view));
  const [first, second] = ranges;
  return {
    families: views.map((view) => ({ id: view.rules.family, active: activeFact(view) })),
    interfaces: views[0]?.sides ?? [],
    policies: views.flatMap((view) =>
      (['input', 'forward'] as const).map((hook) => ({
        id: `${view.rules.family}:${hook}`,
        family: view.rules.family,
        hook,
        default: defaultFact(view, view[hook]),
        forwards: hook === 'input' ? known(true, placeOf(view.input, view)) : forwardsFact(view, host),
      })),
    ),
    ranges: ranges.flat(),
    protocols: ranges.flatMap((list) => everyPort(list)),
    ...listenersOf(host?.listening),
    parity:
      first === undefined || second === undefined
        ? []
        : (['tcp', 'udp'] as const).map((protocol) => parityOf(protocol, first, second)),
    connection_states: views.map(connectionStates),
    loopback: views.map(loopbackFacts),
  };
}

/** Forwarding as the kernel has it; else as the rules show it; else not told. */
function forwardsFact(view: FamilyView, host: SnapshotSections['host']): Fact<boolean> {
  const key = view.rules.family === 'ipv4' ? 'net.ipv4.ip_forward' : 'net.ipv6.conf.all.forwarding';
  const setting = host?.sysctl?.data?.keys.find((one) => one.id === key);
  for (const fact of [setting?.live, setting?.at_boot]) {
    if (fact !== undefined && isKnown(fact)) return known(fact.value.trim() !== '0', fact.at);
  }
  const evidence = forwardingEvidence(view);
  if (evidence !== undefined) return evidence;
  const place: Place = placeOf(view.forward, view);
  return unknown(`Nothing tells whether the machine forwards packets: scan the host, or look at sysctl ${key}.`, place);
}

/** Ports that are open to public addresses over IPv6 and to fewer over IPv4. */
function parityOf(
  protocol: 'tcp' | 'udp',
  v4: readonly Range[],
  v6: readonly Range[],
): FirewallExposure['parity'][number] {
  const wider: string[] = [];
  const doubts: { readonly text: string; readonly at: Place }[] = [];
  const deciders: FirewallExposure['parity'][number]['decided_by'][number][] = [];
  const one = v4.filter((range) => range.protocol === protocol);
  const other = v6.filter((range) => range.protocol === protocol);
  let i = 0;
  let j = 0;
  while (i < one.length && j < other.length) {
    const a = one[i];
    const b = other[j];
    if (a === undefined || b === undefined) break;
    const from = Math.max(a.from_port, b.from_port);
    const to = Math.min(a.to_port, b.to_port);
    const name = `${protocol}/${from === to ? from : `${from}-${to}`}`;
    if (isOpen(b.at_least) && isWider(b.at_least, a.at_most)) {
      wider.push(name);
      deciders.push(...b.decided_by);
    } else if (
      isOpen(b.at_most) &&
      isWider(b.at_most, a.at_least) &&
      (b.at_least !== b.at_most || a.at_least !== a.at_most)
    ) {
      const doubt = 'unknown' in b.reach ? b.reach : a.reach;
      doubts.push({ text: `${name}: ${'unknown' in doubt ? doubt.unknown : 'in doubt'}`, at: doubt.at });
    }
    if (a.to_port <= b.to_port) i++;
    if (b.to_port <= a.to_port) j++;
  }
  const at = deciders[0]?.at ?? doubts[0]?.at ?? other[0]?.reach.at ?? { file: 'the packet filter' };
  const fact: Fact<readonly string[]> =
    wider.length === 0 && doubts[0] !== undefined ? unknown(doubts[0].text, at) : known(wider, at);
  return { id: protocol, wider: fact, decided_by: uniqueByPlace(deciders).slice(0, 5) };
}

function isOpen(reach: Reach): boolean {
  return REACHES.indexOf(reach) >= REACHES.indexOf('partner');
}

function uniqueByPlace<T extends { readonly at: Place }>(list: readonly T[]): readonly T[] {
  return [...new Map(list.map((one) => [`${one.at.file}:${one.at.line ?? 0}`, one])).values()];
}

/** Whether a port can be reached from the internet, for each family that was given. */
export interface InternetReach {
  readonly ipv4?: 'must' | 'may' | 'no';
  readonly ipv6?: 'must' | 'may' | 'no';
}

/** Asks a derived exposure for one port: `must` whatever is in doubt, `may` under some answer, `no` under none. */
export function reachFromInternet(data: FirewallExposure, protocol: 'tcp' | 'udp', port: number): InternetReach {
  const out: { ipv4?: 'must' | 'may' | 'no'; ipv6?: 'must' | 'may' | 'no' } = {};
  for (const range of data.ranges) {
    if (range.protocol !== protocol || port < range.from_port || port > range.to_port) continue;
    out[range.family] = range.at_least === 'internet' ? 'must' : range.at_most === 'internet' ? 'may' : 'no';
  }
  return out;
}
