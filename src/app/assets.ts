import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of everything built: compiled policies, frameworks, schemas, the compiler, the worker's script. */
export function builtFolder(): string {
  // Bundled, this module lies in dist/ itself; from source, in src/app/.
  const here = import.meta.dirname;
  return path.basename(here) === 'dist' ? here : path.resolve(here, '../../dist');
}

/** The script of the evaluation thread. */
export function workerScript(): URL {
  return pathToFileURL(path.join(builtFolder(), 'worker.js'));
}

/** The folder of the Rego compiler. */
export function compilerFolder(): URL {
  return pathToFileURL(`${path.join(builtFolder(), 'compiler')}/`);
}
