import type { Place } from '../../../core/fact.ts';
import { isKnown } from '../../../core/fact.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallRule } from '../../../model/generated/model.ts';
import { isInternalAddress, PRIVATE_RANGES } from '../address-blocks.ts';
import { PROTOCOLS } from './policy.ts';
import { leadsTo, type Service, type ServicePort, targetPorts } from './services.ts';
import type { Workload } from './workloads.ts';

/** What leads from outside of the cluster to pods. */
export interface PathSources {
  /** Undefined when no Service was given: then any may be there. */
  readonly services: readonly Service[] | undefined;
}

/** The ways to one point. */
export interface Paths {
  /** What gets to the pods before any policy is asked: allowances, and no others. */
  readonly rules: readonly FirewallRule[];
  /** Ports on which the sender's address is hidden from the policies. */
  readonly hidden: readonly HiddenSender[];
}

/** A port of the pods that a Service leads to under the address of a node. */
export interface HiddenSender {
  readonly service: string;
  /** Undefined: any. */
  readonly port: string | undefined;
  readonly protocol: string;
  readonly at: Place;
}

/**
 * What routing lets through: pods have addresses of their cluster, which the internet does not reach but through a
 * Service, a port of the node or the node's own network.
 */
export function pathsTo(id: string, workload: Workload | undefined, sources: PathSources, at: Place): Paths {
  const rules: FirewallRule[] = [];
  const hidden: HiddenSender[] = [];
  if (workload === undefined || sources.services === undefined) {
    const doubt =
      'whether a Service leads from the internet to these pods is not told: add the output of kubectl get services,pods,deployments,statefulsets,daemonsets -A -o json';
    rules.push(rule(id, 'what a Service may let in', [], [doubt], at));
  } else {
    for (const service of sources.services) {
      const leads = leadsTo(service, workload);
      if (leads === 'no') continue;
      if (service.unreadable.length > 0) {
        rules.push(rule(id, `what Service ${service.id} lets in`, [], service.unreadable, service.at));
        if (service.hidesSender) hidden.push({ service: service.id, port: undefined, protocol: '', at: service.at });
        continue;
      }
      const doubts =
        leads === 'maybe' ? [`whether Service ${service.id} leads to them hangs on labels that cannot be read`] : [];
      for (const [index, port] of service.ports.entries()) {
        const place = service.placeOf(['spec', 'ports', index]);
        const found = waysOf(service, port);
        if (found.length === 0) continue;
        const numbers = targetPorts(port, workload);
        const protocol = PROTOCOLS[port.protocol];
        const told = `${port.protocol.toLowerCase()}/${numbers.length === 0 ? port.target : numbers.join(',')}`;
        const unnamed =
          numbers.length === 0 ? [`the number of the port named ${port.target} is not told by the containers`] : [];
        for (const way of found) {
          rules.push(
            rule(
              id,
              `${way.text} of Service ${service.id}, port ${port.port}, leads to ${told}`,
              [
                { on: 'protocol', values: [protocol] },
                ...(numbers.length === 0 ? [] : [{ on: 'dport' as const, values: numbers.map(String) }]),
                ...(way.senders === undefined ? [] : [{ on: 'src' as const, values: way.senders }]),
              ],
              [...way.uncertain, ...unnamed, ...doubts],
              place,
            ),
          );
        }
        if (service.hidesSender)
          for (const number of numbers.length === 0 ? [undefined] : numbers)
            hidden.push({
              service: service.id,
              port: number === undefined ? undefined : String(number),
              protocol,
              at: place,
            });
      }
    }
  }
  if (workload?.portsUntold === true)
    rules.push(rule(id, 'what ports of the node may lead to', [], ['the ports of its containers cannot be read'], at));
  for (const { number, protocol, hostPort } of workload?.ports ?? []) {
    if (hostPort === undefined) continue;
    rules.push(
      rule(
        id,
        `the port ${hostPort} of the node leads to ${protocol.toLowerCase()}/${number}`,
        [
          { on: 'protocol', values: [PROTOCOLS[protocol]] },
          { on: 'dport', values: [String(number)] },
        ],
        [NODE_DOUBT],
        at,
      ),
    );
  }
  // Last, so that what is told of an open port is the way from outside.
  rules.push(rule(id, 'everything from private addresses', [{ on: 'src', values: PRIVATE_RANGES }], [], at));
  return { rules, hidden };
}

const NODE_DOUBT = 'whether the nodes have public addresses and what filters stand before them is not told here';

interface Way {
  readonly text: string;
  /** Undefined: everyone. */
  readonly senders: readonly string[] | undefined;
  readonly uncertain: readonly string[];
}

/** How the outside gets to a Service: its load balancer, a port of every node, addresses that are routed to the nodes. */
function waysOf(service: Service, port: ServicePort): readonly Way[] {
  const ways: Way[] = [];
  if (service.type === 'LoadBalancer' && !(isKnown(service.internal) && service.internal.value)) {
    const ranges = service.sourceRanges;
    const unread = ranges.filter((range) => parseIpRange(range) === undefined);
    ways.push({
      text: 'the load balancer',
      senders: ranges.length === 0 || unread.length > 0 ? undefined : ranges,
      uncertain: [
        ...(isKnown(service.internal) ? [] : [service.internal.unknown]),
        ...unread.map((range) => `the source range ${range} cannot be read`),
      ],
    });
  }
  const outside = service.externalIps.filter((ip) => !isInternalAddress(ip));
  if (outside.length > 0)
    ways.push({ text: `the external address ${outside.join(', ')}`, senders: undefined, uncertain: [] });
  if (
    service.type === 'NodePort' ||
    (service.type === 'LoadBalancer' && port.nodePort !== undefined && ways.length === 0)
  )
    ways.push({ text: 'the node port', senders: undefined, uncertain: [NODE_DOUBT] });
  return ways;
}

function rule(
  id: string,
  text: string,
  conditions: FirewallRule['conditions'],
  uncertain: readonly string[],
  at: Place,
): FirewallRule {
  return { id: `ways to ${id}: ${text}`, action: 'allow', conditions, uncertain: [...uncertain], text, at };
}
