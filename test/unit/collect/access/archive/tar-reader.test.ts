import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TarEnd, type TarEntry, tarReader } from '../../../../../src/collect/access/archive/tar-reader.ts';
import { type Member, paxOf, tarOf } from '../../../../tar-writer.ts';

interface Read {
  readonly entries: readonly TarEntry[];
  readonly end: TarEnd | undefined;
}

function read(bytes: Uint8Array, chunk = bytes.length): Read {
  const entries: TarEntry[] = [];
  let end: TarEnd | undefined;
  const reader = tarReader(
    (entry) => entries.push(entry),
    (told) => {
      end = told;
    },
  );
  for (let at = 0; at < bytes.length; at += chunk) {
    const next = reader.next();
    if (next < at + chunk) reader.push(bytes.subarray(Math.max(at, next), at + chunk));
  }
  reader.end(undefined);
  return { entries, end };
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const long = `${'a/'.repeat(120)}end`;
const base256 = (value: number, length: number): Uint8Array => {
  const field = Buffer.alloc(length);
  field.writeBigUInt64BE(BigInt(value), length - 8);
  field[0] = 0x80;
  return field;
};

describe('a tar', () => {
  it.each<[what: string, members: readonly Member[], want: Readonly<Record<string, unknown>>]>([
    [
      'a file',
      [{ name: 'etc/passwd', mode: 0o4755, uid: 7, gid: 8, data: 'abc' }],
      { kind: 'file', mode: 0o4755, uid: 7, gid: 8, size: 3 },
    ],
    ['a link', [{ name: 'a', type: '2', link: '/b' }], { kind: 'link' }],
    [
      'a hard link, whose size is of no meaning',
      [{ name: 'a', type: '1', link: 'b', patch: [[124, Buffer.from('00000000777')]] }],
      { kind: 'hard-link', size: 0 },
    ],
    ['a device', [{ name: 'dev/sda', type: '4' }], { kind: 'other' }],
    ['a fifo', [{ name: 'run/fifo', type: '6' }], { kind: 'other' }],
    ['a directory of version 7', [{ name: 'etc/', type: '\0' }], { kind: 'directory' }],
    ['a file of version 7', [{ name: 'etc', type: '\0' }], { kind: 'file' }],
    ['a type that nobody knows is a file', [{ name: 'etc', type: '7', data: 'x' }], { kind: 'file', size: 1 }],
    [
      'a name in two parts (ustar)',
      [{ name: 'passwd', patch: [[345, Buffer.from('etc')]] }],
      { name: Buffer.from('etc/passwd') },
    ],
    [
      'a GNU header has no such parts',
      [{ name: 'passwd', gnu: true, patch: [[345, Buffer.from('etc')]] }],
      { name: Buffer.from('passwd') },
    ],
    ['a long name (pax)', [{ name: long }], { name: Buffer.from(long) }],
    ['a long name (GNU)', [{ name: long, gnu: true }], { name: Buffer.from(long) }],
    ['a long link (pax)', [{ name: 'l', type: '2', link: long }], { link: Buffer.from(long) }],
    ['a long link (GNU)', [{ name: 'l', type: '2', link: long, gnu: true }], { link: Buffer.from(long) }],
    [
      'a large owner (pax)',
      [{ name: 'a', pax: { uid: '4294967294', gid: '100000' } }],
      { uid: 4_294_967_294, gid: 100_000 },
    ],
    ['a large owner (base 256)', [{ name: 'a', patch: [[108, base256(4_294_967_294, 8)]] }], { uid: 4_294_967_294 }],
    [
      'a time with a fraction',
      [{ name: 'a', pax: { mtime: '1700000000.123999999' } }],
      { modifiedMs: 1_700_000_000_123 },
    ],
    ['a time before 1970', [{ name: 'a', pax: { mtime: '-1.5' } }], { modifiedMs: -1500 }],
    [
      'a value for all, and none of its own',
      [{ name: 'g', type: 'g', data: paxOf({ uid: '42' }) }, { name: 'a' }],
      { uid: 42 },
    ],
    [
      'a value for all, and one of its own',
      [
        { name: 'g', type: 'g', data: paxOf({ uid: '42' }) },
        { name: 'a', pax: { uid: '7' } },
      ],
      { uid: 7 },
    ],
    ['a label is no member', [{ name: 'label', type: 'V' }, { name: 'a' }], { name: Buffer.from('a') }],
  ])('%s', (_, members, want) => {
    const { entries, end } = read(tarOf(members));
    expect(end).toEqual({ kind: 'marked' });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject(want);
  });

  it('tells where contents lie', () => {
    const bytes = tarOf([
      { name: 'a', data: 'x'.repeat(513) },
      { name: long, data: 'second' },
    ]);
    const contents = read(bytes).entries.map(({ content }) =>
      text(bytes.subarray(content?.offset, (content?.offset ?? 0) + (content?.stored ?? 0))),
    );
    expect(contents).toEqual(['x'.repeat(513), 'second']);
  });

  it('reads the GNU old sparse form with the blocks that go on', () => {
    const number = (value: number) => Buffer.from(`${value.toString(8).padStart(11, '0')}\0`);
    const extension = Buffer.alloc(512);
    extension.set(Buffer.concat([number(4096), number(3)]));
    const sparse = Buffer.concat([number(0), number(3)]);
    const [header, body] = [
      tarOf(
        [
          {
            name: 's',
            type: 'S',
            gnu: true,
            patch: [
              [386, sparse],
              [482, Buffer.from([1])],
              [483, number(8192)],
              [124, number(6)],
            ],
          },
        ],
        'open',
      ),
      Buffer.concat([Buffer.from('abcdef'), Buffer.alloc(506)]),
    ];
    const { entries, end } = read(Buffer.concat([header, extension, body, tarOf([{ name: 'next' }])]));
    expect(end).toEqual({ kind: 'marked' });
    expect(entries.map(({ name }) => text(name))).toEqual(['s', 'next']);
    expect(entries[0]).toMatchObject({
      size: 8192,
      content: {
        offset: 1024,
        stored: 6,
        sparse: [
          { offset: 0, length: 3 },
          { offset: 4096, length: 3 },
        ],
      },
    });
  });

  it.each([
    [
      '0.1',
      { 'GNU.sparse.map': '0,3,4096,3', 'GNU.sparse.size': '8192' },
      [
        { offset: 0, length: 3 },
        { offset: 4096, length: 3 },
      ],
      's',
    ],
    [
      '1.0',
      { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': '8192', 'GNU.sparse.name': 'real' },
      'inline',
      'real',
    ],
  ])('reads the pax sparse form %s', (_, pax, sparse, name) => {
    const { entries } = read(tarOf([{ name: 's', data: 'abcdef', pax }]));
    expect(entries[0]).toMatchObject({ size: 8192, name: Buffer.from(name), content: { sparse } });
  });
});

const mixed = tarOf([
  { name: 'etc/', type: '5' },
  { name: long, data: 'x'.repeat(700) },
  { name: 'l', type: '2', link: long, gnu: true },
  { name: 'etc/passwd', data: 'root' },
]);

describe('a tar that is not whole', () => {
  it.each([
    ['ends between members', tarOf([{ name: 'a', data: 'abc' }], 'open'), 1, 'unmarked'],
    ['ends within a content', tarOf([{ name: 'a', data: 'abc' }], 'open').subarray(0, 514), 1, 'unmarked'],
    ['ends within a header', mixed.subarray(0, 700), 1, 'broken'],
    ['ends after a long name', mixed.subarray(0, 1536), 1, 'broken'],
    ['is nothing', Buffer.alloc(0), 0, 'unmarked'],
    ['has garbage for a header', Buffer.concat([tarOf([{ name: 'a' }], 'open'), Buffer.alloc(512, 'x')]), 1, 'broken'],
    ['has a name of 2 MiB', tarOf([{ name: 'n', type: 'L', data: Buffer.alloc(2 * 1_048_576, 'n') }]), 0, 'broken'],
    [
      'has records that do not add up',
      tarOf([{ name: 'p', type: 'x', data: '99 path=x\n' }, { name: 'a' }]),
      0,
      'broken',
    ],
    ['is a later volume', tarOf([{ name: 'a', type: 'M' }]), 0, 'broken'],
    ['has a negative size', tarOf([{ name: 'a', pax: { size: '-5' } }]), 0, 'broken'],
  ])('%s', (_, bytes, entries, end) => {
    const got = read(bytes);
    expect(got.entries).toHaveLength(entries);
    expect(got.end?.kind).toBe(end);
  });

  it('is never taken for whole, wherever it is cut', () => {
    const whole = read(mixed).entries.length;
    for (let cut = 0; cut < mixed.length - 1024; cut += 1) {
      const { entries, end } = read(mixed.subarray(0, cut));
      expect(end?.kind).not.toBe('marked');
      expect(entries.length).toBeLessThanOrEqual(whole);
    }
  });
});

describe('any bytes', () => {
  it('give the same members in pieces of any size', () => {
    const whole = read(mixed);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (chunk) => {
        expect(read(mixed, chunk)).toEqual(whole);
      }),
    );
  });

  it('with some of them changed never throw', () => {
    const changes = fc.array(fc.tuple(fc.nat(mixed.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 8 });
    fc.assert(
      fc.property(changes, fc.boolean(), (list, mend) => {
        const bytes = Buffer.from(mixed);
        for (const [at, value] of list) bytes[at] = value;
        if (mend) mendChecksums(bytes);
        expect(read(bytes).end).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

/** So that changed fields are looked at, not only refused. */
function mendChecksums(bytes: Buffer): void {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    const block = bytes.subarray(at, at + 512);
    if (block.toString('latin1', 257, 262) !== 'ustar') continue;
    block.fill(0x20, 148, 156);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  }
}
