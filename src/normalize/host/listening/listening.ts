import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, incomplete, notCollected } from '../../../core/section.ts';
import type { HostSocket } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { type ProcNetRow, parseProcNet } from './proc-net.ts';

const TABLES = [
  ['tcp', '/proc/net/tcp'],
  ['tcp', '/proc/net/tcp6'],
  ['udp', '/proc/net/udp'],
  ['udp', '/proc/net/udp6'],
] as const;

/** TCP_LISTEN, and TCP_CLOSE which is how an unconnected UDP socket shows. */
const WAITING = { tcp: '0A', udp: '07' } as const;

/** Sockets that wait for traffic, with the program that holds them where it may be known. */
export const listeningNormalizer: HostNormalizer<'listening'> = {
  section: 'listening',
  normalize: (captures) => {
    if (captures.get('/proc/net/tcp') === undefined) {
      return {
        section: notCollected(
          'Listening sockets exist only on a running machine',
          'Scan the machine itself instead of an offline tree.',
        ),
        diagnostics: [],
      };
    }
    const owners = ownersOf(captures);
    const missing: string[] = [];
    const sockets = new Map<string, HostSocket>();
    for (const [protocol, file] of TABLES) {
      const source = sourceText(captures, file);
      if (source.kind === 'unreadable') missing.push(source.reason);
      if (source.kind !== 'text') continue;
      for (const row of parseProcNet(source.lines)) {
        if (row.state !== WAITING[protocol] || row.remotePort !== 0) continue;
        const socket = socketOf(protocol, file, row, owners);
        if (!sockets.has(socket.id)) sockets.set(socket.id, socket);
      }
    }
    const data = { sockets: sortedBy(sockets.values(), (socket) => socket.id) };
    const [first] = missing;
    return { section: first === undefined ? complete(data) : incomplete(data, first), diagnostics: [] };
  },
};

interface Owners {
  readonly byInode: ReadonlyMap<string, { readonly comm: string; readonly exe: string }>;
  readonly denied: boolean;
  /** The look-up of a process failed, which may hold any socket. */
  readonly failed: boolean;
}

function ownersOf(captures: CaptureSet): Owners {
  const source = sourceText(captures, 'socket owners of /proc');
  const byInode = new Map<string, { readonly comm: string; readonly exe: string }>();
  let denied = false;
  let failed = source.kind !== 'text';
  for (const line of source.kind === 'text' ? source.lines : []) {
    const [outcome, inode = '', , comm = '', exe = ''] = line.split('\t');
    if (outcome === 'denied') denied = true;
    else if (outcome !== 'socket') failed = true;
    else if (!byInode.has(inode)) byInode.set(inode, { comm, exe });
  }
  return { byInode, denied, failed };
}

function socketOf(protocol: 'tcp' | 'udp', file: string, row: ProcNetRow, owners: Owners): HostSocket {
  const at = { file, line: row.line };
  const owner = owners.byInode.get(row.inode);
  const told = (value: string | undefined, what: string): Fact<string> => {
    if (value !== undefined && value !== '') return known(value, at);
    const why = owners.denied
      ? `The ${what} behind port ${row.port} belongs to another user. Run the scan as root.`
      : owners.failed
        ? `The ${what} behind port ${row.port} is not known: not every process could be looked into. Scan the machine again.`
        : `No process of this PID namespace holds port ${row.port}: the kernel or a container does.`;
    return unknown(why, at);
  };
  const shown = row.address.includes(':') ? `[${row.address}]` : row.address;
  return {
    id: `${protocol}/${shown}:${row.port}`,
    protocol,
    address: row.address,
    port: row.port,
    loopback: /^(127\.|::1$|::ffff:127\.)/.test(row.address),
    any_address: row.address === '0.0.0.0' || row.address === '::',
    uid: row.uid,
    process: told(owner?.comm, 'process'),
    executable: told(owner?.exe, 'program'),
    at,
  };
}
