import type { Capture } from '../../core/capture.ts';
import { compareCodePoints } from '../../core/order.ts';
import { isRecord } from '../../core/record.ts';
import { textOf } from '../capture-set.ts';
import { listOf } from '../json-list.ts';
import { type HclAttribute, type HclBlock, type HclBody, parseHcl } from './hcl.ts';
import { parseJsonSyntax } from './json-syntax.ts';
import { folderOf, joinPath, plainPath } from './source-path.ts';

/** A block of a .tf file. */
export interface SourceBlock {
  /** The file as the user gave it. */
  readonly file: string;
  readonly block: HclBlock;
}

/** An expression of a .tf file: a local value. */
export interface SourceExpression {
  readonly file: string;
  readonly attribute: HclAttribute;
}

/** The blocks of the .tf files of one folder: one module. */
export interface SourceFolder {
  readonly path: string;
  /** By `aws_x.y`, `data.aws_x.y`, `module.x`, `output.x`. */
  readonly blocks: ReadonlyMap<string, SourceBlock>;
  readonly locals: ReadonlyMap<string, SourceExpression>;
}

/** The .tf files that were given beside plans. */
export interface TfSources {
  /** Folders that hold .tf files, by plain path, in order. */
  readonly paths: readonly string[];
  folder(path: string): SourceFolder | undefined;
  /** Folders of modules by key (`net`, `net.sub`), of .terraform/modules/modules.json below a root module. */
  installedModules(root: string): ReadonlyMap<string, string>;
}

const SOURCE_FILE = /\.(?:tf|tofu)(?:\.json)?$/;
const MANIFEST = '.terraform/modules/modules.json';

/** Sorts the files given by folder; each is read when it is first asked for. */
export function readSources(captures: readonly Capture[]): TfSources {
  const files = new Map<string, Capture[]>();
  const manifests = new Map<string, Capture>();
  for (const capture of [...captures].sort((a, b) => compareCodePoints(a.origin, b.origin))) {
    const path = plainPath(capture.origin);
    if (SOURCE_FILE.test(path)) {
      const folder = folderOf(path);
      files.set(folder, [...(files.get(folder) ?? []), capture]);
    } else if (path === MANIFEST || path.endsWith(`/${MANIFEST}`)) {
      manifests.set(plainPath(path.slice(0, path.length - MANIFEST.length)), capture);
    }
  }
  const read = new Map<string, SourceFolder>();
  return {
    paths: [...files.keys()],
    folder: (path) => {
      const captured = files.get(path);
      if (captured === undefined) return undefined;
      const folder = read.get(path) ?? readFolder(path, captured);
      read.set(path, folder);
      return folder;
    },
    installedModules: (root) => {
      const manifest = manifests.get(root);
      return manifest === undefined ? new Map() : readManifest(manifest, root);
    },
  };
}

function readFolder(path: string, captures: readonly Capture[]): SourceFolder {
  const blocks = new Map<string, SourceBlock>();
  const locals = new Map<string, SourceExpression>();
  for (const capture of captures) {
    const text = textOf(capture);
    if (text === undefined) continue;
    const file = capture.origin;
    const body: HclBody = file.endsWith('.json') ? parseJsonSyntax(text) : parseHcl(text);
    for (const block of body.blocks) {
      const key = keyOf(block);
      if (key !== undefined && !blocks.has(key)) blocks.set(key, { file, block });
      if (block.type !== 'locals') continue;
      for (const attribute of block.body.attributes) locals.set(attribute.name, { file, attribute });
    }
  }
  return { path, blocks, locals };
}

function keyOf({ type, labels }: HclBlock): string | undefined {
  const [first, second] = labels;
  if (first === undefined) return undefined;
  if (type === 'resource') return second === undefined ? undefined : `${first}.${second}`;
  if (type === 'data') return second === undefined ? undefined : `data.${first}.${second}`;
  return type === 'module' || type === 'output' ? `${type}.${first}` : undefined;
}

/** `{"Modules": [{"Key": "net", "Source": "…", "Dir": ".terraform/modules/net"}]}`: Dir is relative to the root module. */
function readManifest(capture: Capture, root: string): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  try {
    const manifest: unknown = JSON.parse(textOf(capture) ?? '');
    const modules: unknown = isRecord(manifest) ? manifest['Modules'] : undefined;
    for (const module of listOf(modules)) {
      if (!isRecord(module)) continue;
      const { Key: key, Dir: dir } = module;
      if (typeof key === 'string' && typeof dir === 'string') folders.set(key, joinPath(root, dir));
    }
  } catch {
    // Without it the modules of a registry have no lines, which the place of each resource shows.
  }
  return folders;
}
