import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import type { OrganizationAsset, Snapshot } from '../../model/generated/model.ts';
import { allOf, anyOf, knownValue } from '../organization/fact-values.ts';
import type { GuardPoint } from './guards.ts';
import { acceptedAt } from './ssh-exposure.ts';

/** TCP ports that databases wait on unless told otherwise (IANA service names, and the vendors' manuals). */
const DATABASE_PORTS = new Map([
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [5984, 'CouchDB'],
  [6379, 'Redis'],
  [9200, 'Elasticsearch'],
  [11211, 'memcached'],
  [27017, 'MongoDB'],
]);

/** Whether the internet reaches a database of the host, and which ones wait. */
export interface DatabaseExposure {
  readonly fact: Fact<boolean>;
  readonly detail: string;
}

/** A packet filter that keeps the internet from every such port settles it, whatever waits behind it. */
export function databasesFromInternet(
  snapshot: Snapshot,
  asset: OrganizationAsset | undefined,
  at: Place,
  guards: readonly GuardPoint[] = [],
): DatabaseExposure {
  const { host, firewall } = snapshot;
  const sockets = host?.listening?.data?.sockets;
  const judged = [...DATABASE_PORTS].map(([port, name]) => {
    const reached = acceptedAt(port, known(true, at), firewall, at, guards);
    const waiting = sockets?.find((socket) => socket.protocol === 'tcp' && socket.port === port && !socket.loopback);
    const waits: Fact<boolean> =
      sockets === undefined
        ? unknown(host?.listening?.reason ?? 'which ports wait for traffic was not collected', at)
        : known(waiting !== undefined, waiting?.at ?? at);
    return { text: `${name} (${port})`, fact: allOf([reached, waits], waits.at) };
  });
  const fact = anyOf(
    judged.map((one) => one.fact),
    at,
  );
  const open = judged.filter((one) => isKnown(one.fact) && one.fact.value).map(({ text }) => text);
  if (open.length === 0) return { fact, detail: 'no database port is reached from the internet' };
  const declared = asset === undefined ? undefined : knownValue(asset.exposure);
  const detail = `${open.join(', ')} open to the internet`;
  if (guards.length > 0 || asset === undefined || (declared !== 'internal' && declared !== 'isolated'))
    return { fact, detail };
  const why = `its own packet filter lets the internet reach ${open.join(', ')}, but assets.csv declares ${asset.id} ${declared}: scan the firewall in front of it`;
  return { fact: unknown(why, fact.at), detail };
}
