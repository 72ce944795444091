import path from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { CompiledPolicies } from '../policy/bundle.ts';
import { compilePolicies, lintPolicies, withoutTests } from '../policy/compile-policies.ts';
import { type Compiler, loadCompiler, type RegoErrors, type RegoFiles, type TestResult } from '../policy/shim.ts';
import { storePolicies } from '../policy/stored-policies.ts';
import { compilerFolder } from './assets.ts';
import { inputSchema, policyLibrary, readRegoFolder } from './load-policies.ts';

export { describeDiagnostic } from '../policy/compile-policies.ts';
export type { RegoDiagnostic, TestResult } from '../policy/shim.ts';

/** A folder of Rego, ready for the compiler: paths as its packages say them. */
export interface PolicyFolder {
  readonly folder: string;
  readonly files: RegoFiles;
  /** `policies` when the folder is called so and its packages begin with it, else empty. */
  readonly root: string;
  /** Our library, unless the folder brings it itself. */
  readonly library: RegoFiles;
}

/** Reads a folder of policies. */
export async function openPolicyFolder(folder: string): Promise<PolicyFolder> {
  const relative = readRegoFolder(folder);
  const isRoot =
    path.basename(path.resolve(folder)) === 'policies' &&
    Object.values(relative).every((text) => /^package policies\./m.test(text));
  const files = isRoot
    ? Object.fromEntries(Object.entries(relative).map(([file, text]) => [`policies/${file}`, text]))
    : relative;
  const library = files['policies/lib/verdict.rego'] === undefined ? await policyLibrary() : {};
  return { folder, files, root: isRoot ? 'policies' : '', library };
}

/** Everything wrong with the policies: the compiler's errors, else our lints. */
export async function checkPolicies(source: PolicyFolder): Promise<RegoErrors> {
  const compiler = await openCompiler();
  const files = { ...source.library, ...source.files };
  // Rules are checked against the schema of the model; tests make inputs of their own that hold less than it asks.
  const rules = await compiler.check({
    files: withoutTests(files),
    schemas: { 'schema.input': await inputSchema() },
    strict: true,
  });
  const all = rules.errors.length > 0 ? rules : await compiler.check({ files, strict: true });
  return all.errors.length > 0
    ? all
    : { errors: await lintPolicies(source.files, source.library, source.root, compiler) };
}

/** Runs the tests beside the rules, with the default parameters of the rules as data. */
export async function testPolicies(
  source: PolicyFolder,
  options: { readonly coverage: boolean; readonly run: string | undefined },
): Promise<TestResult> {
  const compiler = await openCompiler();
  const files = { ...source.library, ...source.files };
  const { annotations } = await compiler.inspect({ files });
  const parameters = Object.fromEntries(
    annotations.flatMap((annotation) => {
      const declared = annotation.custom?.['parameters'];
      if (annotation.scope !== 'package' || typeof declared !== 'object' || declared === null) return [];
      const id = source.root === '' ? annotation.path : annotation.path.replace(`${source.root}.`, '');
      return [[id, Object.fromEntries(Object.entries(declared).map(([name, value]) => [name, defaultOf(value)]))]];
    }),
  );
  return compiler.test({
    files,
    data: { parameters },
    coverage: options.coverage,
    ...(options.run === undefined ? {} : { run: options.run }),
  });
}

/** The formatted text of each file that is not formatted yet. */
export async function formatPolicies(
  source: PolicyFolder,
): Promise<{ readonly changed: RegoFiles; readonly errors: RegoErrors['errors'] }> {
  const { files, errors } = await (await openCompiler()).format({ files: source.files });
  return {
    changed: Object.fromEntries(Object.entries(files).filter(([file, text]) => source.files[file] !== text)),
    errors,
  };
}

/** Compiles the policies of a folder and writes them with an index of their rules. Throws a PolicyError. */
export async function buildPolicies(source: PolicyFolder, output: string): Promise<CompiledPolicies> {
  const policies = await compilePolicies(
    { files: source.files, root: source.root, origin: source.folder },
    { compiler: await openCompiler(), inputSchema: await inputSchema(), library: source.library },
  );
  await storePolicies(output, policies);
  return policies;
}

/** Where a file of the folder lies on disk. */
export function pathInFolder(source: PolicyFolder, file: string): string {
  return path.join(source.folder, source.root === '' ? file : file.slice(source.root.length + 1));
}

function openCompiler(): Promise<Compiler> {
  return loadCompiler(compilerFolder());
}

function defaultOf(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'default' in value) return value.default;
  throw new UsageError('a parameter in METADATA has no default', {
    hint: 'Write parameters as name: {default: …, description: …}.',
  });
}
