import type { Access } from '../access/access.ts';
import { captureFile, captureLines } from '../capture-file.ts';
import type { HostSource } from './source.ts';

const TABLES = ['tcp', 'tcp6', 'udp', 'udp6'];

/** Sockets that wait for traffic; only on a running machine. */
export const listeningSource: HostSource = {
  id: 'listening',
  title: 'Listening sockets, live only: /proc/net; the programs of other users need root',
  collect: (access, context) =>
    access.live
      ? [
          ...TABLES.map((table) => captureFile(access, `/proc/net/${table}`, context)),
          captureLines('socket owners of /proc', socketOwners(access), context),
        ]
      : [],
};

/**
 * Lines `socket TAB inode TAB pid TAB comm TAB exe`; `denied TAB pid` for processes that may not be looked into, and
 * `failed TAB pid` for those whose look-up failed. A process that ended meanwhile holds nothing.
 */
function socketOwners(access: Access): readonly string[] {
  const processes = access.list('/proc');
  if (processes.kind !== 'read') return [unseen(processes.kind, '')];
  return processes.value
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const descriptors = access.list(`/proc/${pid}/fd`);
      if (descriptors.kind === 'absent') return [];
      if (descriptors.kind !== 'read') return [unseen(descriptors.kind, pid)];
      const blocked = new Set<string>();
      const inodes = new Set(
        descriptors.value.flatMap((descriptor) => {
          const link = access.readLink(`/proc/${pid}/fd/${descriptor}`);
          if (link.kind !== 'read' && link.kind !== 'absent') blocked.add(unseen(link.kind, pid));
          const inode = link.kind === 'read' ? /^socket:\[(\d+)\]$/.exec(link.value)?.[1] : undefined;
          return inode === undefined ? [] : [inode];
        }),
      );
      if (inodes.size === 0) return [...blocked];
      const comm = access.readFile(`/proc/${pid}/comm`);
      const exe = access.readLink(`/proc/${pid}/exe`);
      const name = comm.kind === 'read' ? oneLine(Buffer.from(comm.bytes).toString('utf8')) : '';
      const program = exe.kind === 'read' ? oneLine(exe.value) : '';
      return [...[...inodes].map((inode) => ['socket', inode, pid, name, program].join('\t')), ...blocked];
    });
}

function unseen(kind: string, pid: string): string {
  return `${kind === 'denied' ? 'denied' : 'failed'}\t${pid}`;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/[\t\n]/g, ' ');
}
