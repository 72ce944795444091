/** One row of /proc/net/tcp and alike (proc_net(5)). */
export interface ProcNetRow {
  readonly address: string;
  readonly port: number;
  readonly remotePort: number;
  readonly state: string;
  readonly uid: number;
  readonly inode: string;
  readonly line: number;
}

/** Reads the rows; the header and broken lines are left out. */
export function parseProcNet(lines: readonly string[]): readonly ProcNetRow[] {
  return lines.flatMap((text, index) => {
    const fields = text.trim().split(/\s+/);
    const [, local = '', remote = '', state = ''] = fields;
    const [hex = '', port = ''] = local.split(':');
    const remotePort = remote.split(':')[1] ?? '';
    const uid = fields[7] ?? '';
    if (!/^\d+$/.test(uid) || !/^([0-9A-F]{8}|[0-9A-F]{32})$/.test(hex) || !/^[0-9A-F]{4}$/.test(port)) return [];
    return [
      {
        address: hex.length === 8 ? ipv4(hex) : ipv6(hex),
        port: Number.parseInt(port, 16),
        remotePort: Number.parseInt(remotePort, 16),
        state,
        uid: Number(uid),
        inode: fields[9] ?? '',
        line: index + 1,
      },
    ];
  });
}

/** The kernel prints 32-bit words in the byte order of the machine: little-endian on all that matter here. */
function bytesOf(hex: string): readonly number[] {
  return (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)),
  );
}

function ipv4(hex: string): string {
  return bytesOf(hex).join('.');
}

/** RFC 5952: lower case, the longest run of zeros as `::`. */
function ipv6(hex: string): string {
  const bytes = bytesOf(hex);
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff) {
    return `::ffff:${bytes.slice(12).join('.')}`;
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === '0') length += 1;
    if (length > best.length) best = { start, length };
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}
