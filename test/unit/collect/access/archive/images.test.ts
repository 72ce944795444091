import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PendingAccess } from '../../../../../src/collect/access/access.ts';
import {
  type ArchivedMachine,
  archiveKindOf,
  openArchive,
  openImageFolder,
} from '../../../../../src/collect/access/archive/open-archive.ts';
import { digestOf, type Member, tarOf, zstdStored } from '../../../../tar-writer.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'images-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOWER: readonly Member[] = [
  { name: 'etc/', type: '5' },
  { name: 'etc/os-release', data: 'ID=debian\n' },
  { name: 'etc/hostname', data: 'builder\n' },
  { name: 'etc/gone', data: 'x' },
  { name: 'etc/kept', data: 'lower' },
  { name: 'etc/changed', data: 'lower' },
  { name: 'etc/opaque/', type: '5', mode: 0o750 },
  { name: 'etc/opaque/lower', data: 'x' },
  { name: 'etc/folder/below', data: 'x' },
  { name: 'usr/lib/', type: '5' },
  { name: 'lib', type: '2', link: 'usr/lib' },
  { name: 'usr/lib/old', data: 'x' },
  { name: 'etc/same-layer', data: 'lower' },
];
const UPPER: readonly Member[] = [
  { name: 'etc/opaque/upper', data: 'upper' },
  { name: 'etc/same-layer', data: 'upper' },
  { name: 'etc/.wh.same-layer' },
  { name: 'etc/.wh.gone' },
  { name: 'etc/.wh.folder' },
  { name: 'etc/opaque/.wh..wh..opq' },
  { name: 'etc/.wh..wh.plnk/', type: '5' },
  { name: 'lib/.wh.old' },
  { name: 'lib/new', data: 'by the link' },
  { name: 'etc/changed', data: 'upper' },
  { name: 'etc/linked', type: '1', link: 'etc/kept' },
];

type Files = Readonly<Record<string, Uint8Array>>;

/** Bytes under the name of their digest. */
function blob(bytes: Uint8Array): { readonly digest: string; readonly name: string; readonly bytes: Uint8Array } {
  const digest = digestOf(bytes);
  return { digest, name: `blobs/${digest.replace(':', '/')}`, bytes };
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

interface MadeImage {
  readonly digest: string;
  readonly files: Files;
}

function ociImage(
  layers: readonly Uint8Array[],
  pack: (bytes: Uint8Array) => Uint8Array,
  architecture = 'amd64',
  os = 'linux',
): MadeImage {
  const packed = layers.map((layer) => blob(pack(layer)));
  const config = blob(json({ os, architecture, rootfs: { type: 'layers', diff_ids: layers.map(digestOf) } }));
  const manifest = blob(
    json({ schemaVersion: 2, config: { digest: config.digest }, layers: packed.map(({ digest }) => ({ digest })) }),
  );
  return {
    digest: manifest.digest,
    files: Object.fromEntries([...packed, config, manifest].map(({ name, bytes }) => [name, bytes])),
  };
}

function ociLayout(manifests: readonly unknown[], ...images: readonly MadeImage[]): Files {
  return {
    'oci-layout': json({ imageLayoutVersion: '1.0.0' }),
    'index.json': json({ schemaVersion: 2, manifests }),
    ...Object.assign({}, ...images.map(({ files }) => files)),
  };
}

function dockerSave(
  layers: readonly Uint8Array[],
  pack: (bytes: Uint8Array) => Uint8Array,
  tags: readonly string[] | null,
): Files {
  const config = json({ os: 'linux', architecture: 'amd64', rootfs: { diff_ids: layers.map(digestOf) } });
  const name = `${digestOf(config).slice('sha256:'.length)}.json`;
  return {
    ...Object.fromEntries(layers.map((layer, i) => [`${i}/layer.tar`, pack(layer)])),
    [name]: config,
    'manifest.json': json([{ Config: name, RepoTags: tags, Layers: layers.map((_, i) => `${i}/layer.tar`) }]),
  };
}

function archiveOf(files: Files): Buffer {
  return tarOf(Object.entries(files).map(([name, data]) => ({ name, data })));
}

async function openBytes(name: string, bytes: Uint8Array): Promise<readonly ArchivedMachine[]> {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  const kind = archiveKindOf(file);
  if (kind.kind !== 'tar') throw new Error(`${name} is ${kind.kind}`);
  return await openArchive(file, kind.compression);
}

async function openFolder(name: string, files: Files): Promise<readonly ArchivedMachine[]> {
  const top = path.join(folder, name);
  for (const [file, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(top, file)), { recursive: true });
    writeFileSync(path.join(top, file), bytes);
  }
  return await openImageFolder(top);
}

async function text(access: PendingAccess | undefined, at: string): Promise<string> {
  access?.readFile(at);
  await access?.fetch();
  const outcome = access?.readFile(at);
  return outcome?.kind === 'read' ? Buffer.from(outcome.bytes).toString() : (outcome?.kind ?? 'no machine');
}

const plain = (bytes: Uint8Array): Uint8Array => bytes;
const gzip = (bytes: Uint8Array): Uint8Array => gzipSync(bytes);
const LAYERS = [tarOf(LOWER), tarOf(UPPER)];
const TAGGED = { 'org.opencontainers.image.ref.name': 'v2' };

describe.each([
  ['docker save', () => openBytes('a.tar', archiveOf(dockerSave(LAYERS, plain, ['web:2', 'web:latest']))), 'web:2'],
  [
    'docker save, compressed',
    () => openBytes('b.tar.gz', gzipSync(archiveOf(dockerSave(LAYERS, plain, ['web:2'])))),
    'web:2',
  ],
  ['docker save without a tag', () => openBytes('c.tar', archiveOf(dockerSave(LAYERS, gzip, null))), 'c'],
  [
    'an OCI archive',
    () => {
      const image = ociImage(LAYERS, gzip);
      return openBytes('d.tar', archiveOf(ociLayout([{ digest: image.digest, annotations: TAGGED }], image)));
    },
    'd:v2',
  ],
  [
    'an OCI archive, compressed twice',
    () => {
      const image = ociImage(LAYERS, gzip);
      return openBytes('e.tar.zst', zstdStored(archiveOf(ociLayout([{ digest: image.digest }], image))));
    },
    'e',
  ],
  [
    'an OCI layout folder',
    () => {
      const image = ociImage(LAYERS, zstdStored);
      return openFolder('layout', ociLayout([{ digest: image.digest, annotations: TAGGED }], image));
    },
    'layout:v2',
  ],
  [
    'layers without the mark of their end',
    () => {
      const image = ociImage([tarOf(LOWER, 'open'), tarOf(UPPER, 'open')], plain);
      return openBytes('f.tar', archiveOf(ociLayout([{ digest: image.digest }], image)));
    },
    'f',
  ],
] as const)('%s', (_, open, name) => {
  let machines: readonly ArchivedMachine[];
  beforeAll(async () => {
    machines = await open();
  });

  it('is one machine, named by its tag', () => {
    expect(machines.map((machine) => [machine.name, machine.diagnostics])).toEqual([[name, []]]);
  });

  it.each([
    ['a file of the lower layer', '/etc/kept', 'lower'],
    ['a file of both', '/etc/changed', 'upper'],
    ['a whiteout', '/etc/gone', 'absent'],
    ['a whiteout of a folder', '/etc/folder/below', 'absent'],
    ['a whiteout beside what its own layer brings', '/etc/same-layer', 'upper'],
    ['an opaque folder: lower', '/etc/opaque/lower', 'absent'],
    ['an opaque folder: upper, though it stands before the mark', '/etc/opaque/upper', 'upper'],
    ['a whiteout behind a link', '/usr/lib/old', 'absent'],
    ['a file behind a link', '/usr/lib/new', 'by the link'],
    ['a hard link into the lower layer', '/etc/linked', 'lower'],
    ['no whiteout is a file', '/etc/.wh.gone', 'absent'],
    ['no note of AUFS is a folder', '/etc/.wh..wh.plnk', 'absent'],
  ])('%s', async (_case, at, want) => {
    expect(await text(machines[0]?.pending, at)).toBe(want);
  });

  it('keeps what the lower layer says of an opaque folder', () => {
    expect(machines[0]?.pending.stat('/etc/opaque')).toMatchObject({ kind: 'read', value: { mode: 0o750 } });
  });
});

describe('several images', () => {
  const machine = (id: string) => tarOf([{ name: 'etc/os-release', data: `ID=${id}\n` }]);
  const [amd, arm, riscv] = [
    ociImage([machine('amd')], plain),
    ociImage([machine('arm')], plain, 'arm64'),
    ociImage([machine('riscv')], plain, 'riscv64'),
  ];
  const index = blob(
    json({
      manifests: [
        { digest: arm.digest, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
        { digest: amd.digest, platform: { os: 'linux', architecture: 'amd64' } },
        { digest: digestOf(json('attestation')), annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } },
      ],
    }),
  );
  const nested = { mediaType: 'application/vnd.oci.image.index.v1+json', digest: index.digest, annotations: TAGGED };
  const indexFile: MadeImage = { digest: index.digest, files: { [index.name]: index.bytes } };

  it.each([
    ['of an index, linux/amd64', [nested], [amd, arm, indexFile], 'amd', 'linux/arm64/v8'],
    ['of an index, the only one that is there', [nested], [arm, indexFile], 'arm', undefined],
    ['by their configurations', [{ digest: arm.digest }, { digest: amd.digest }], [amd, arm], 'amd', 'linux/arm64'],
  ])('%s', async (_, manifests, images, want, other) => {
    const [only, ...more] = await openBytes('s.tar', archiveOf(ociLayout(manifests, ...images)));
    expect(more).toEqual([]);
    expect(await text(only?.pending, '/etc/os-release')).toBe(`ID=${want}\n`);
    expect(only?.diagnostics.map(({ message }) => message).join()).toContain(other ?? '');
    expect(only?.diagnostics).toHaveLength(other === undefined ? 0 : 1);
  });

  it('of one name and no linux/amd64 are refused, and listed', async () => {
    const files = ociLayout([{ digest: arm.digest }, { digest: riscv.digest }], arm, riscv);
    await expect(openBytes('s.tar', archiveOf(files))).rejects.toMatchObject({
      message: expect.stringContaining('none of them linux/amd64'),
      hint: expect.stringContaining('linux/arm64, linux/riscv64'),
    });
  });

  it('of several names are several machines; several names of one are one', async () => {
    const tag = (name: string) => ({ 'org.opencontainers.image.ref.name': name });
    const manifests = [
      { digest: amd.digest, annotations: tag('a') },
      { digest: arm.digest, annotations: tag('b') },
      { digest: amd.digest, annotations: tag('c') },
    ];
    const machines = await openBytes('many.tar', archiveOf(ociLayout(manifests, amd, arm)));
    expect(machines.map(({ name }) => name)).toEqual(['many:a', 'many:b']);
  });

  it('with one layer twice read it once and lay it twice', async () => {
    const image = ociImage(
      [LAYERS[0] ?? Buffer.alloc(0), LAYERS[1] ?? Buffer.alloc(0), LAYERS[0] ?? Buffer.alloc(0)],
      gzip,
    );
    const [only] = await openBytes('twice.tar', archiveOf(ociLayout([{ digest: image.digest }], image)));
    expect(await text(only?.pending, '/etc/changed')).toBe('lower');
  });
});

describe('an image that is not whole', () => {
  const image = ociImage(LAYERS, gzip);
  const layout = ociLayout([{ digest: image.digest }], image);
  const layer = blob(gzip(LAYERS[0] ?? Buffer.alloc(0))).name;
  const without = (name: string): Files => Object.fromEntries(Object.entries(layout).filter(([file]) => file !== name));
  const saved = dockerSave(LAYERS, plain, ['web:2']);
  const windows = ociImage([], plain, 'amd64', 'windows');
  const scratch = ociImage([tarOf([{ name: 'app', data: 'x' }])], plain);
  const noTar = ociImage([Buffer.from('encrypted'.repeat(100))], plain);
  it.each([
    [
      'a layer with other bytes',
      { ...layout, [layer]: gzip(tarOf([{ name: 'etc/os-release' }])) },
      'does not have the digest sha256:',
    ],
    [
      'a layer that was cut',
      { ...layout, [layer]: (layout[layer] ?? Buffer.alloc(0)).subarray(0, 200) },
      'does not have the digest sha256:',
    ],
    [
      'a layer of docker save with other bytes',
      { ...saved, '0/layer.tar': tarOf([{ name: 'x' }]) },
      'the layer 0/layer.tar does not have the digest',
    ],
    ['a layer that is missing', without(layer), `does not hold the layer ${layer}`],
    [
      'a configuration with other bytes',
      { ...saved, [Object.keys(saved).find((name) => name.endsWith('.json')) ?? '']: json({}) },
      'does not have the digest',
    ],
    ['an index that is no JSON', { ...layout, 'index.json': Buffer.from('{') }, 'index.json is not JSON'],
    ['an index that leads nowhere', ociLayout([{ digest: digestOf(json('x')) }]), 'leads to no image'],
    ['an image of Windows', ociLayout([{ digest: windows.digest }], windows), 'holds an image for windows/amd64'],
    ['an image with one program', ociLayout([{ digest: scratch.digest }], scratch), 'it holds app'],
    ['a layer that is no tar', ociLayout([{ digest: noTar.digest }], noTar), 'is no whole tar, gzip or zstd archive'],
  ])('%s', async (_, files, why) => {
    await expect(openBytes('bad.tar', archiveOf(files))).rejects.toThrow(why);
  });

  it('a layout without index.json', async () => {
    await expect(openFolder('no-index', { 'oci-layout': json({}) })).rejects.toThrow('no index.json');
  });
});
