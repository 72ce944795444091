import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { globSync } from 'glob';
import { InternalError, PolicyError, UsageError } from '../core/errors.ts';
import { compareCodePoints } from '../core/order.ts';
import type { CompiledPolicies } from '../policy/bundle.ts';
import { compilePolicies } from '../policy/compile-policies.ts';
import { loadCompiler, type RegoFiles } from '../policy/shim.ts';
import { loadPolicies, storePolicies } from '../policy/stored-policies.ts';
import { builtFolder, compilerFolder } from './assets.ts';

/** The compiled built-in policies. */
export async function loadBuiltInPolicies(): Promise<CompiledPolicies> {
  const policies = await loadPolicies(path.join(builtFolder(), 'policies'));
  if (policies !== undefined) return policies;
  throw new InternalError('the built-in policies are not there', {
    hint: 'Run `npm run build`, or install the package again.',
  });
}

/** Every Rego file below a folder, by its path in it. */
export function readRegoFolder(folder: string): RegoFiles {
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}`, { hint: 'Check the path.' });
  const files = globSync('**/*.rego', { cwd: folder, nodir: true, posix: true }).sort(compareCodePoints);
  if (files.length === 0)
    throw new UsageError(`${folder} holds no .rego file`, {
      hint: '--policy takes a folder of Rego policies; `vauban policy --help` shows the form of a rule.',
    });
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

/** The library that every policy may import: policies/lib. */
export async function policyLibrary(): Promise<RegoFiles> {
  const library: RegoFiles = JSON.parse(await readFile(path.join(builtFolder(), 'policy-library.json'), 'utf8'));
  return library;
}

/** The JSON Schema of `input` that rules are checked against. */
export async function inputSchema(): Promise<unknown> {
  return JSON.parse(await readFile(path.join(builtFolder(), 'schemas/rego-input.json'), 'utf8'));
}

/**
 * A user's policies: compiled on first use, then taken from the cache by the hash of everything they are made from.
 * Ids must not be those of other rules. Throws a PolicyError with every place that is wrong.
 */
export async function loadUserPolicies(
  folder: string,
  cacheFolder: string,
  taken: ReadonlySet<string>,
): Promise<CompiledPolicies> {
  const files = readRegoFolder(folder);
  const library = await policyLibrary();
  const schema = await inputSchema();
  const compilerHash = await readFile(new URL('regoc.sha256', compilerFolder()), 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([compilerHash, schema, library, files, folder]))
    .digest('hex')
    .slice(0, 32);
  const cached = path.join(cacheFolder, 'policies', key);
  const stored = await loadPolicies(cached);
  const policies =
    stored ??
    (await compilePolicies(
      { files, root: '', origin: folder },
      { compiler: await loadCompiler(compilerFolder()), inputSchema: schema, library },
    ));
  const clash = policies.rules.find((rule) => taken.has(rule.id));
  if (clash !== undefined) {
    throw new PolicyError(`${path.join(folder, clash.file)}: there is a rule ${clash.id} already`, {
      hint: 'Give the package a path of its own, for example the name of your company first.',
    });
  }
  // A cache that cannot be written costs time, not the scan.
  if (stored === undefined) await storePolicies(cached, policies).catch(() => undefined);
  return policies;
}
