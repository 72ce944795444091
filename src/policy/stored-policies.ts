import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InternalError } from '../core/errors.ts';
import { ruleId } from '../core/ids.ts';
import type { Rule } from '../core/rule.ts';
import type { CompiledPolicies, PolicyBundle } from './bundle.ts';

/** The index beside the compiled bundles: catalogue.json. */
interface StoredIndex {
  readonly digest: string;
  readonly rules: readonly Rule[];
  readonly bundles: readonly (Omit<PolicyBundle, 'wasm'> & { readonly file: string })[];
}

const INDEX = 'catalogue.json';

/** Writes compiled policies to a folder; the index last and by rename, so that a half-written folder is never read. */
export async function storePolicies(folder: string, policies: CompiledPolicies): Promise<void> {
  await mkdir(folder, { recursive: true });
  const bundles = policies.bundles.map(({ wasm: _, ...bundle }) => ({
    ...bundle,
    // Named by what it was made from, so that a reader of the former index still finds its own.
    file: `${bundle.id.replace(/^.*:/, '')}-${bundle.canary}.wasm`,
  }));
  for (const [index, bundle] of policies.bundles.entries()) {
    const file = bundles[index]?.file;
    if (file !== undefined) await writeFile(path.join(folder, file), bundle.wasm);
  }
  const stored: StoredIndex = { digest: policies.digest, rules: policies.rules, bundles };
  const temporary = path.join(folder, `${INDEX}.${process.pid}.tmp`);
  await writeFile(temporary, JSON.stringify(stored));
  await rename(temporary, path.join(folder, INDEX));
}

/** The rules of a folder written by storePolicies, without loading what is compiled; undefined when there is none. */
export async function loadRules(folder: string): Promise<readonly Rule[] | undefined> {
  return (await readIndex(folder))?.rules;
}

/** The compiled policies of a folder written by storePolicies; undefined when there are none. */
export async function loadPolicies(folder: string): Promise<CompiledPolicies | undefined> {
  const index = await readIndex(folder);
  if (index === undefined) return undefined;
  const bundles = await Promise.all(
    index.bundles.map(async ({ file, ...bundle }) => ({
      ...bundle,
      wasm: new Uint8Array(await readFile(path.join(folder, file))),
    })),
  );
  return { digest: index.digest, rules: index.rules, bundles };
}

/** Our own file of the same release: its ids are checked, its shape is trusted. */
async function readIndex(folder: string): Promise<StoredIndex | undefined> {
  let text: string;
  try {
    text = await readFile(path.join(folder, INDEX), 'utf8');
  } catch {
    return undefined;
  }
  const index = JSON.parse(text) as StoredIndex;
  if (!Array.isArray(index.rules)) throw new InternalError(`${folder}: not an index of policies`);
  for (const rule of index.rules) ruleId(rule.id);
  return index;
}
