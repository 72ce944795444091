import path from 'node:path';
import { ScannerError } from '../core/errors.ts';
import { compilePolicies } from '../policy/compile-policies.ts';
import { loadCompiler, type RegoFiles } from '../policy/shim.ts';
import { storePolicies } from '../policy/stored-policies.ts';
import { builtFolder, compilerFolder } from './assets.ts';
import { inputSchema } from './load-policies.ts';

/** Compiles the built-in policies into dist/policies; a step of the build. */
export async function buildBuiltInPolicies(files: RegoFiles): Promise<void> {
  try {
    const compiler = await loadCompiler(compilerFolder());
    const policies = await compilePolicies(
      { files, root: 'policies', origin: 'built-in' },
      { compiler, inputSchema: await inputSchema(), library: {} },
    );
    await storePolicies(path.join(builtFolder(), 'policies'), policies);
  } catch (error) {
    if (!(error instanceof ScannerError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    throw error;
  }
}
