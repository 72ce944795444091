import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import type {
  FirewallExposure,
  HostSocket,
  HostSshServer,
  OrganizationAsset,
  Snapshot,
} from '../../model/generated/model.ts';
import { allOf, anyOf, knownValue } from '../organization/fact-values.ts';
import type { GuardPoint } from './guards.ts';

/** Whether the internet reaches sshd, and how to say it. */
export interface SshExposure {
  readonly fact: Fact<boolean>;
  readonly detail: string;
}

/**
 * sshd waits on an address that is not the host's own, and the host's packet filter accepts new connections to it from
 * the internet. An asset that is declared internal stands behind something that the host cannot see, so that its own
 * filter proves no exposure.
 */
export function sshFromInternet(
  snapshot: Snapshot,
  asset: OrganizationAsset | undefined,
  at: Place,
  guards: readonly GuardPoint[] = [],
): SshExposure {
  const { host, firewall } = snapshot;
  const sshd = host?.sshd;
  if (sshd?.flag === 'does-not-exist' || sshd?.flag === 'not-applicable')
    return told(known(false, at), 'there is no SSH server');
  if (sshd?.data === undefined)
    return told(
      unknown(sshd?.reason ?? 'the configuration of sshd was not collected', at),
      'its SSH server is not known',
    );
  const ports = sshd.data.servers.flatMap((server) => waitingPorts(server, host?.listening?.data?.sockets));
  const where = ports.flatMap(({ port }) => port ?? []).sort((a, b) => a - b);
  const facts = ports.map(({ port, fact }) =>
    port === undefined || (isKnown(fact) && !fact.value) ? fact : acceptedAt(port, fact, firewall, at, guards),
  );
  const open = anyOf(facts, at);
  const text =
    where.length === 0 ? 'sshd waits on no outside address' : `sshd on port ${[...new Set(where)].join(', ')}`;
  if (!isKnown(open)) return told(open, text);
  if (!open.value) return told(open, `${text} is not open to the internet`);
  const exposure = asset === undefined ? undefined : knownValue(asset.exposure);
  if (asset !== undefined && guards.length === 0 && (exposure === 'internal' || exposure === 'isolated')) {
    return told(
      unknown(
        `its own packet filter lets the internet reach sshd, but assets.csv declares ${asset.id} ${exposure}: scan the firewall in front of it`,
        open.at,
      ),
      text,
    );
  }
  return told(open, `${text} is open to the internet`);
}

interface Waiting {
  readonly port: number | undefined;
  readonly fact: Fact<boolean>;
}

/** Ports that sshd waits on: by its sockets on a running machine, by its configuration in an offline tree. */
function waitingPorts(server: HostSshServer, sockets: readonly HostSocket[] | undefined): readonly Waiting[] {
  if (sockets !== undefined) {
    const configured = isKnown(server.ports) ? server.ports.value.map(Number) : [];
    const own = sockets.filter(
      ({ protocol, port, process }) =>
        protocol === 'tcp' && (configured.includes(port) || knownValue(process) === 'sshd'),
    );
    if (own.length === 0) return [{ port: undefined, fact: known(false, server.at) }];
    return own.map(({ port, loopback, at }) => ({ port: loopback ? undefined : port, fact: known(!loopback, at) }));
  }
  if (!isKnown(server.ports)) return [{ port: undefined, fact: server.ports }];
  const addresses = knownValue(server.listen_addresses) ?? [];
  const inside = addresses.length > 0 && addresses.every((address) => /^(127\.|localhost|\[?::1\]?)/.test(address));
  return server.ports.value.map((port) => ({
    port: inside ? undefined : Number(port),
    fact: known(!inside, server.ports.at),
  }));
}

/** The verdict of the host's packet filter on new connections from the internet to one TCP port, over both families. */
export function acceptedAt(
  port: number,
  waits: Fact<boolean>,
  firewall: Snapshot['firewall'],
  at: Place,
  guards: readonly GuardPoint[] = [],
): Fact<boolean> {
  const own = acceptedByOwn(port, waits, firewall, at);
  if (guards.length === 0) return own;
  // The groups before one interface add up; the machine's own filter stands behind them.
  const before = anyOf(
    guards.map(({ ranges, at: place }) => acceptedBy(port, ranges, place)),
    at,
  );
  return allOf([own, before], isKnown(before) ? before.at : at);
}

function acceptedByOwn(port: number, waits: Fact<boolean>, firewall: Snapshot['firewall'], at: Place): Fact<boolean> {
  const exposure = firewall?.exposure;
  if (exposure?.data !== undefined) return acceptedBy(port, exposure.data.ranges, at);
  const flag = exposure?.flag ?? firewall?.ruleset?.flag;
  if (flag === 'does-not-exist') return waits;
  return unknown(exposure?.reason ?? firewall?.ruleset?.reason ?? 'the packet filter was not collected', at);
}

function acceptedBy(port: number, ranges: FirewallExposure['ranges'], at: Place): Fact<boolean> {
  const own = ranges.filter(
    ({ protocol, from_port, to_port }) => protocol === 'tcp' && from_port <= port && port <= to_port,
  );
  const facts = own.map((range): Fact<boolean> => {
    const place = range.decided_by[0]?.at ?? range.reach.at;
    if (range.at_least === 'internet') return known(true, place);
    if (range.at_most !== 'internet') return known(false, place);
    return isKnown(range.reach)
      ? unknown(`whether the packet filter lets the internet reach port ${port} cannot be told`, place)
      : range.reach;
  });
  return facts.length === 0 ? unknown(`the packet filter does not tell of port ${port}`, at) : anyOf(facts, at);
}

function told(fact: Fact<boolean>, detail: string): SshExposure {
  return { fact, detail };
}
