import { isKnown } from '../../core/fact.ts';
import type { FirewallExposure, HostListeningSection, HostSocket } from '../../model/generated/model.ts';

type Listener = NonNullable<FirewallExposure['listeners']>[number];

/** Ports on which programs wait for others, where the scan saw all sockets of the host; else nothing is told. */
export function listenersOf(section: HostListeningSection | undefined): Pick<FirewallExposure, 'listeners'> {
  if (section?.flag !== 'complete' || section.data === undefined) return {};
  const found = new Map<string, Listener>();
  for (const socket of section.data.sockets) {
    if (socket.loopback) continue;
    for (const family of familiesOf(socket)) {
      const id = `${family}:${socket.protocol}/${socket.port}`;
      if (found.has(id)) continue;
      const program = isKnown(socket.process) ? { program: socket.process.value } : {};
      found.set(id, { id, family, protocol: socket.protocol, port: socket.port, ...program, at: socket.at });
    }
  }
  return { listeners: [...found.values()] };
}

/** A socket bound to `::` takes IPv4 too, unless its program asked for IPv6 alone, which the tables do not tell. */
function familiesOf(socket: HostSocket): readonly Listener['family'][] {
  if (socket.address === '::') return ['ipv4', 'ipv6'];
  if (/^::ffff:/i.test(socket.address)) return ['ipv4'];
  return socket.address.includes(':') ? ['ipv6'] : ['ipv4'];
}
