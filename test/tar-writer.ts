import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** A member of a tar as a test writes it; what is not told is that of a plain file of root. */
export interface Member {
  readonly name: string | Uint8Array;
  /** The type flag: `0` file, `1` hard link, `2` link, `5` directory, … */
  readonly type?: string;
  readonly link?: string | Uint8Array;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly data?: string | Uint8Array;
  /** Records of an extended header before it. */
  readonly pax?: Readonly<Record<string, string>>;
  /** Names of more than 100 bytes by GNU long name members, not by pax. */
  readonly gnu?: boolean;
  /** Fields of the header block to be overwritten before the checksum is made, by offset. */
  readonly patch?: readonly (readonly [offset: number, bytes: Uint8Array])[];
}

const END = new Uint8Array(1024);

/** Writes a tar; without its end when `open`. */
export function tarOf(members: readonly Member[], open?: 'open'): Buffer {
  return Buffer.concat([...members.map(memberOf), ...(open === undefined ? [END] : [])]);
}

function memberOf(member: Member): Buffer {
  const name = bytesOf(member.name);
  const link = bytesOf(member.link ?? '');
  const long = (type: string, text: Buffer): Buffer =>
    memberOf({ name: '././@LongLink', type, data: Buffer.concat([text, Buffer.from([0])]) });
  const pax: Record<string, string | Uint8Array> = { ...member.pax };
  const before: Buffer[] = [];
  if (name.length > 100 && member.gnu === true) before.push(long('L', name));
  else if (name.length > 100) pax['path'] = name;
  if (link.length > 100 && member.gnu === true) before.push(long('K', link));
  else if (link.length > 100) pax['linkpath'] = link;
  if (Object.keys(pax).length > 0) before.push(memberOf({ name: 'PaxHeader', type: 'x', data: paxOf(pax) }));
  const data = bytesOf(member.data ?? '');
  const header = Buffer.alloc(512);
  name.copy(header, 0, 0, 100);
  header.write(octal(member.mode ?? (member.type === '5' ? 0o755 : 0o644), 7), 100);
  header.write(octal(member.uid ?? 0, 7), 108);
  header.write(octal(member.gid ?? 0, 7), 116);
  header.write(octal(data.length, 11), 124);
  header.write(octal(member.mtime ?? 1_700_000_000, 11), 136);
  header.write(member.type ?? '0', 156);
  link.copy(header, 157, 0, 100);
  header.write(member.gnu === true ? 'ustar  \0' : 'ustar\x0000', 257, 'latin1');
  for (const [offset, bytes] of member.patch ?? []) header.set(bytes, offset);
  header.fill(0x20, 148, 156);
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
    'latin1',
  );
  return Buffer.concat([...before, header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}

/** Writes pax records. */
export function paxOf(records: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return Buffer.concat(
    Object.entries(records).map(([key, value]) => {
      const rest = Buffer.concat([Buffer.from(` ${key}=`), bytesOf(value), Buffer.from('\n')]);
      let length = rest.length + 1;
      while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
      return Buffer.concat([Buffer.from(String(length)), rest]);
    }),
  );
}

/** Packs a folder as `tar --format=pax --numeric-owner` does. */
export function packFolder(folder: string): Buffer {
  const members: Member[] = [];
  const linked = new Map<number, string>();
  const visit = (relative: string): void => {
    const file = path.join(folder, relative);
    const stats = lstatSync(file);
    const base = {
      name: `./${relative}`,
      mode: stats.mode & 0o7777,
      uid: stats.uid,
      gid: stats.gid,
      pax: {
        mtime: `${Math.floor(stats.mtimeMs / 1000)}.${String(Math.floor(stats.mtimeMs % 1000)).padStart(3, '0')}`,
      },
    };
    const first = linked.get(stats.ino);
    if (stats.isDirectory()) {
      members.push({ ...base, name: `${base.name}/`, type: '5' });
      for (const name of readdirSync(file)) visit(relative === '' ? name : `${relative}/${name}`);
    } else if (first !== undefined) members.push({ ...base, type: '1', link: first });
    else {
      if (stats.nlink > 1) linked.set(stats.ino, base.name);
      if (stats.isSymbolicLink()) members.push({ ...base, type: '2', link: readlinkSync(file) });
      else if (stats.isFile()) members.push({ ...base, data: readFileSync(file) });
      else members.push({ ...base, type: '6' });
    }
  };
  visit('');
  return tarOf(members);
}

/** A zstd frame of stored blocks (RFC 8878): a form that needs no compressor. */
export function zstdStored(bytes: Uint8Array): Buffer {
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])];
  const most = 128 * 1024;
  for (let at = 0; at === 0 || at < bytes.length; at += most) {
    const block = Buffer.from(bytes.subarray(at, at + most));
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | (at + most >= bytes.length ? 1 : 0), 0, 3);
    parts.push(head, block);
  }
  return Buffer.concat(parts);
}

/** The digest of bytes as images write it. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function bytesOf(value: string | Uint8Array): Buffer {
  return Buffer.from(value);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
