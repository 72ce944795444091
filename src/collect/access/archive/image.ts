import { SourceError } from '../../../core/errors.ts';
import { isRecord } from '../../../core/record.ts';
import { type ImageStore, readJsonFiles, SAVE_AGAIN } from './image-store.ts';

/** One layer of an image, lowest first. */
export interface ImageLayer {
  /** The file that holds it. */
  readonly name: string;
  /** The digest of that file as it is stored. */
  readonly digest: string | undefined;
  /** The digest of the tar, unpacked. */
  readonly diffId: string | undefined;
}

/** An image that was chosen from what an archive or folder holds. */
export interface Image {
  /** Tags; empty when it has none. */
  readonly tags: readonly string[];
  readonly platform: string;
  /** Platforms that were passed over. */
  readonly others: readonly string[];
  readonly layers: readonly ImageLayer[];
}

/** A manifest that an OCI index leads to. */
interface Candidate {
  readonly tag: string | undefined;
  readonly digest: string;
  readonly platform: string | undefined;
}

const DIGEST = /^(sha256|sha512):([0-9a-f]{64,128})$/;
const PREFERRED = /^linux\/amd64(?:\/|$)/;
/** An index leads to images, seldom to an index of them. */
const MAX_INDEX_DEPTH = 4;
const MAX_MANIFESTS = 1000;

/** The images of a `docker save` archive or an OCI layout; undefined when it is neither. */
export async function readImages(store: ImageStore): Promise<readonly Image[] | undefined> {
  if (store.find('manifest.json') !== undefined) {
    const [manifest] = await readJsonFiles(store, [{ name: 'manifest.json', digest: undefined }]);
    if (Array.isArray(manifest) && manifest.length > 0 && manifest.every(isSavedImage))
      return await Promise.all(manifest.map((one) => savedImage(store, one)));
  }
  if (store.find('oci-layout') === undefined || store.find('index.json') === undefined) return undefined;
  const [index] = await readJsonFiles(store, [{ name: 'index.json', digest: undefined }]);
  return await ociImages(store, index);
}

interface SavedImage {
  readonly Config: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Layers: readonly string[];
}

function isSavedImage(value: unknown): value is SavedImage {
  if (!isRecord(value) || typeof value['Config'] !== 'string' || !isTexts(value['Layers'])) return false;
  return value['RepoTags'] === undefined || value['RepoTags'] === null || isTexts(value['RepoTags']);
}

/** Docker Image Specification v1.2, «Combined Image JSON + Filesystem Changeset Format». */
async function savedImage(store: ImageStore, image: SavedImage): Promise<Image> {
  const digest = digestOfBlob(image.Config) ?? digestOfName(image.Config);
  const [config] = await readJsonFiles(store, [{ name: image.Config, digest }]);
  const { platform, diffIds } = readConfig(store, config, image.Layers.length);
  return {
    tags: image.RepoTags ?? [],
    platform,
    others: [],
    layers: image.Layers.map((name, i) => ({ name, digest: digestOfBlob(name), diffId: diffIds[i] })),
  };
}

/** OCI Image Layout and Image Index. */
async function ociImages(store: ImageStore, index: unknown): Promise<readonly Image[]> {
  const candidates = await manifestsOf(store, index, undefined, 1);
  const present = candidates.filter(({ digest }) => store.find(blobOf(digest)) !== undefined);
  if (present.length === 0)
    throw new SourceError(`${store.label}: index.json leads to no image that is there`, SAVE_AGAIN);
  const byTag = new Map<string | undefined, Candidate[]>();
  for (const candidate of present) byTag.set(candidate.tag, [...(byTag.get(candidate.tag) ?? []), candidate]);
  const chosen = new Map<string, { readonly tags: string[]; readonly others: readonly string[] }>();
  for (const [tag, group] of byTag) {
    const { digest, others } = await choose(store, group);
    const one = chosen.get(digest) ?? { tags: [], others };
    if (tag !== undefined) one.tags.push(tag);
    chosen.set(digest, one);
  }
  return await Promise.all(
    [...chosen].map(async ([digest, { tags, others }]): Promise<Image> => {
      const { config, layers } = await readManifest(store, digest);
      const [value] = await readJsonFiles(store, [{ name: blobOf(config), digest: config }]);
      const { platform, diffIds } = readConfig(store, value, layers.length);
      return {
        tags,
        platform,
        others,
        layers: layers.map((layer, i) => ({ name: blobOf(layer), digest: layer, diffId: diffIds[i] })),
      };
    }),
  );
}

async function manifestsOf(
  store: ImageStore,
  index: unknown,
  tag: string | undefined,
  depth: number,
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  const manifests = isRecord(index) && Array.isArray(index['manifests']) ? index['manifests'] : [];
  if (depth > MAX_INDEX_DEPTH || manifests.length > MAX_MANIFESTS)
    throw new SourceError(`${store.label}: its index leads too deep or to too many images`, SAVE_AGAIN);
  for (const one of manifests) {
    if (!isRecord(one) || typeof one['digest'] !== 'string' || !DIGEST.test(one['digest'])) continue;
    const notes = isRecord(one['annotations']) ? one['annotations'] : {};
    // What a builder says of an image stands beside it and is none.
    if (notes['vnd.docker.reference.type'] !== undefined) continue;
    const named = text(notes['io.containerd.image.name']) ?? text(notes['org.opencontainers.image.ref.name']) ?? tag;
    if (!/index|manifest\.list/.test(text(one['mediaType']) ?? ''))
      found.push({ tag: named, digest: one['digest'], platform: platformOf(one['platform']) });
    else if (store.find(blobOf(one['digest'])) !== undefined) {
      const [inner] = await readJsonFiles(store, [{ name: blobOf(one['digest']), digest: one['digest'] }]);
      found.push(...(await manifestsOf(store, inner, named, depth + 1)));
    }
  }
  return found;
}

/** Of several platforms linux/amd64, else the only one. */
async function choose(
  store: ImageStore,
  group: readonly Candidate[],
): Promise<{ readonly digest: string; readonly others: readonly string[] }> {
  const distinct = [...new Map(group.map((one) => [one.digest, one] as const)).values()];
  const [only, ...more] = distinct;
  if (only !== undefined && more.length === 0) return { digest: only.digest, others: [] };
  const told = await Promise.all(
    distinct.map(async ({ digest, platform }) => ({
      digest,
      platform: platform ?? (await configuredOf(store, digest)),
    })),
  );
  const best = told.find(({ platform }) => PREFERRED.test(platform));
  const others = told.filter((one) => one !== best).map(({ platform }) => platform);
  if (best !== undefined) return { digest: best.digest, others };
  throw new SourceError(`${store.label} holds an image for several platforms, none of them linux/amd64`, {
    hint: `Save the one to be scanned alone. It holds: ${others.join(', ')}.`,
  });
}

async function configuredOf(store: ImageStore, manifest: string): Promise<string> {
  const { config } = await readManifest(store, manifest);
  const [value] = await readJsonFiles(store, [{ name: blobOf(config), digest: config }]);
  return platformOf(value) ?? 'unknown';
}

async function readManifest(
  store: ImageStore,
  digest: string,
): Promise<{ readonly config: string; readonly layers: readonly string[] }> {
  const [manifest] = await readJsonFiles(store, [{ name: blobOf(digest), digest }]);
  const digestIn = (value: unknown): string | undefined =>
    isRecord(value) && typeof value['digest'] === 'string' && DIGEST.test(value['digest'])
      ? value['digest']
      : undefined;
  const config = isRecord(manifest) ? digestIn(manifest['config']) : undefined;
  const told = isRecord(manifest) && Array.isArray(manifest['layers']) ? manifest['layers'] : undefined;
  const layers = told?.flatMap((layer) => digestIn(layer) ?? []);
  if (config === undefined || layers === undefined || layers.length !== told?.length)
    throw new SourceError(`${store.label}: ${blobOf(digest)} is no image manifest with configuration and layers`, {
      hint: 'Vauban reads OCI image manifests and Docker image manifests of schema version 2.',
    });
  return { config, layers };
}

/** OCI Image Configuration: the platform, and the digest of each layer unpacked. */
function readConfig(
  store: ImageStore,
  config: unknown,
  layers: number,
): { readonly platform: string; readonly diffIds: readonly string[] } {
  const rootfs = isRecord(config) ? config['rootfs'] : undefined;
  const diffIds = isRecord(rootfs) && isTexts(rootfs['diff_ids']) ? rootfs['diff_ids'] : undefined;
  const platform = platformOf(config);
  if (diffIds === undefined || diffIds.length !== layers || platform === undefined)
    throw new SourceError(`${store.label}: the image's configuration does not fit its ${layers} layers`, SAVE_AGAIN);
  if (!platform.startsWith('linux/'))
    throw new SourceError(`${store.label} holds an image for ${platform}`, { hint: 'Vauban reads images of Linux.' });
  return { platform, diffIds };
}

function platformOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const parts = [text(value['os']), text(value['architecture']), text(value['variant'])];
  return parts[0] === undefined || parts[1] === undefined
    ? undefined
    : parts.filter((part) => part !== undefined && part !== '').join('/');
}

function blobOf(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function digestOfBlob(name: string): string | undefined {
  const match = /^blobs\/(sha256|sha512)\/([0-9a-f]{64,128})$/.exec(name);
  return match === null ? undefined : `${match[1]}:${match[2]}`;
}

/** `docker save` named a configuration by its digest before it wrote blobs. */
function digestOfName(name: string): string | undefined {
  const match = /^([0-9a-f]{64})\.json$/.exec(name);
  return match === null ? undefined : `sha256:${match[1]}`;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
