import type { IpFamily } from '../../../core/ip-range.ts';
import { both, doubt, type Match } from './chain-builder.ts';
import { addressMatch, portMatch, protocolMatch } from './matches.ts';
import type { FirewalldConfig, PortSpec, Service } from './objects.ts';
import shipped from './shipped.json' with { type: 'json' };

interface ShippedService {
  readonly ports?: readonly string[];
  readonly protocols?: readonly string[];
  readonly source_ports?: readonly string[];
  readonly includes?: readonly string[];
  readonly destination?: Readonly<Partial<Record<IpFamily, string>>>;
}

const SHIPPED: Readonly<Record<string, ShippedService>> = shipped.services;

/** The definition of a service as firewalld ships it, for trees that hold only /etc. */
export function shippedService(name: string): Service | undefined {
  const found = Object.hasOwn(SHIPPED, name) ? SHIPPED[name] : undefined;
  if (found === undefined) return undefined;
  const specs = (list: readonly string[] | undefined) =>
    (list ?? []).map((text): Omit<PortSpec, 'at'> => {
      const [port = '', protocol = ''] = text.split('/');
      return { port, protocol };
    });
  const { ipv4, ipv6 } = found.destination ?? {};
  return {
    name,
    ports: specs(found.ports),
    sourcePorts: specs(found.source_ports),
    protocols: found.protocols ?? [],
    includes: found.includes ?? [],
    destinations: { ...(ipv4 === undefined ? {} : { ipv4 }), ...(ipv6 === undefined ? {} : { ipv6 }) },
  };
}

/** The shipped zones and policies as XML without texts, and whence they are. */
export const SHIPPED_OBJECTS: {
  readonly source: string;
  readonly zones: Readonly<Record<string, string>>;
  readonly policies: Readonly<Record<string, string>>;
} = shipped;

/** One port, protocol or source port that a service stands for. */
export interface ServicePart {
  /** `ssh 22/tcp`. */
  readonly text: string;
  readonly match: Match;
}

/** What a service stands for in one family, with all that it includes. */
export function serviceParts(name: string, family: IpFamily, config: FirewalldConfig): readonly ServicePart[] {
  const out: ServicePart[] = [];
  const seen = new Set<string>();
  const visit = (one: string): void => {
    if (seen.has(one)) return;
    seen.add(one);
    const service = config.services.get(one) ?? shippedService(one);
    if (service === undefined) {
      out.push({
        text: one,
        match: doubt(`the service ${one} is defined neither in what was given nor by firewalld itself`),
      });
      return;
    }
    for (const include of service.includes) visit(include);
    const { destinations } = service;
    const destination = destinations[family];
    // A service with destinations is for their families only.
    if (Object.keys(destinations).length > 0 && destination === undefined) return;
    const to = destination === undefined ? undefined : addressMatch(destination, 'dst', false, family);
    if (destination !== undefined && to === undefined) return;
    for (const { port, protocol } of service.ports)
      out.push({ text: `${one} ${port}/${protocol}`, match: both(to, portMatch('dport', port, protocol)) });
    for (const protocol of service.protocols)
      out.push({ text: `${one} ${protocol}`, match: both(to, protocolMatch(protocol)) });
    for (const { port, protocol } of service.sourcePorts)
      out.push({ text: `${one} from ${port}/${protocol}`, match: both(to, portMatch('sport', port, protocol)) });
  };
  visit(name);
  return out;
}
