import { describe, expect, it } from 'vitest';
import { listeningNormalizer } from '../../../../src/normalize/host/listening/listening.ts';
import { capturesOf } from './host-tree.ts';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (local: string, remote: string, state: string, inode: string) =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000   101        0 ${inode} 1 0000000000000000 100 0 0 10 0\n`;
const ANY6 = '00000000000000000000000000000000:0000';
const live = {
  '/proc/net/tcp':
    HEAD + row('0100007F:0016', '00000000:0000', '0A', '11') + row('0100007F:0016', '0200007F:1234', '01', '12'),
  '/proc/net/tcp6':
    HEAD +
    row('00000000000000000000000000000000:0050', ANY6, '0A', '13') +
    row('B80D0120000000000000000001000000:01BB', ANY6, '0A', '14'),
  '/proc/net/udp':
    HEAD + row('00000000:0044', '00000000:0000', '07', '15') + row('0A00000A:9C40', '08080808:0035', '01', '16'),
  '/proc/net/udp6': HEAD,
  'socket owners of /proc': 'socket\t11\t1\tsshd\t/usr/sbin/sshd\n',
};

describe('listening sockets', () => {
  it('reads addresses, ports and owners, and leaves out connections', () => {
    const sockets = listeningNormalizer.normalize(capturesOf(live)).section.data?.sockets ?? [];
    expect(
      sockets.map((socket) => [
        socket.id,
        socket.loopback,
        socket.any_address,
        'value' in socket.process ? socket.process.value : 'unknown',
      ]),
    ).toEqual([
      ['tcp/127.0.0.1:22', true, false, 'sshd'],
      ['tcp/[2001:db8::1]:443', false, false, 'unknown'],
      ['tcp/[::]:80', false, true, 'unknown'],
      ['udp/0.0.0.0:68', false, true, 'unknown'],
    ]);
  });
  it('says run as root where processes were closed', () => {
    const files = { ...live, 'socket owners of /proc': 'denied\t1\n' };
    expect(listeningNormalizer.normalize(capturesOf(files)).section.data?.sockets[0]?.process).toMatchObject({
      unknown: expect.stringContaining('as root'),
    });
  });
  it('is not collected offline', () => {
    expect(listeningNormalizer.normalize(capturesOf({})).section.flag).toBe('not-collected');
  });
});
