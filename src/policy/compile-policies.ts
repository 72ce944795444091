import { createHash } from 'node:crypto';
import { PolicyError } from '../core/errors.ts';
import { compareCodePoints, sortedBy } from '../core/order.ts';
import type { Rule } from '../core/rule.ts';
import { aggregateModule } from './aggregate.ts';
import type { CompiledPolicies, PolicyBundle } from './bundle.ts';
import { type RuleModule, readRule } from './read-rule.ts';
import type { Compiler, RegoDiagnostic, RegoFiles } from './shim.ts';

/** Rego files of one folder. Paths start with the folder's own name for them: `policies/…` for ours. */
export interface PolicySource {
  readonly files: RegoFiles;
  /** `policies` for our own; the empty string for a user's folder. */
  readonly root: string;
  /** `built-in`, or the folder as the user gave it. */
  readonly origin: string;
}

/** What compiling needs beside the sources. */
export interface CompileOptions {
  readonly compiler: Compiler;
  /** The self-contained JSON Schema of `input`. */
  readonly inputSchema: unknown;
  /** Library modules that the sources may import, not judged themselves. */
  readonly library: RegoFiles;
}

/** Library modules live below `lib`; they are no rules. */
const LIBRARY = /(^|\/)lib\//;

/** Checks, lints and compiles a folder of policies: one bundle a domain. Throws a PolicyError that lists what is wrong. */
export async function compilePolicies(source: PolicySource, options: CompileOptions): Promise<CompiledPolicies> {
  const { compiler, inputSchema, library } = options;
  // Tests are checked where they are run; leaving them out here makes a build several times quicker.
  const own = withoutTests(source.files);
  const files = { ...library, ...own };
  const checked = await compiler.check({ files, schemas: { 'schema.input': inputSchema }, strict: true });
  refuse(checked.errors, source.origin);
  refuse(await lintPolicies(own, library, source.root, compiler), source.origin);

  const { modules, annotations, errors } = await compiler.inspect({ files });
  refuse(errors, source.origin);
  const ruleModules = sortedBy(
    modules.filter((module) => source.files[module.file] !== undefined && !LIBRARY.test(module.file)),
    (module) => module.package,
  ).map((module): RuleModule => ({ module, root: source.root, origin: source.origin }));
  const references = await compiler.dependencies({
    files,
    refs: ruleModules.map(({ module }) => `data.${module.package}.observations`),
  });
  refuse(references.errors, source.origin);

  const rules = ruleModules.map((ruleModule, index) => {
    const dependency = references.dependencies[index];
    if (dependency === undefined) throw new PolicyError(`${ruleModule.module.file}: its references could not be told`);
    return { rule: readRule(ruleModule, annotations, dependency), package: ruleModule.module.package };
  });
  const domains = [...new Set(rules.map(({ rule }) => rule.domain))].sort(compareCodePoints);
  const bundles: PolicyBundle[] = [];
  for (const domain of domains) {
    bundles.push(
      await compileBundle(
        domain,
        rules.filter(({ rule }) => rule.domain === domain),
        files,
        source,
        compiler,
      ),
    );
  }
  const digest = createHash('sha256');
  for (const bundle of bundles) digest.update(bundle.id).update(bundle.wasm);
  return { rules: rules.map(({ rule }) => rule), bundles, digest: digest.digest('hex') };
}

async function compileBundle(
  domain: string,
  rules: readonly { readonly rule: Rule; readonly package: string }[],
  files: RegoFiles,
  source: PolicySource,
  compiler: Compiler,
): Promise<PolicyBundle> {
  const own = new Set(rules.map(({ rule }) => rule.file));
  // The rules of other domains are no part of this bundle: rules share library modules only.
  const modules = Object.fromEntries(Object.entries(files).filter(([file]) => own.has(file) || LIBRARY.test(file)));
  const packages = rules.map(({ rule, package: path }) => ({ id: rule.id, package: path }));
  const canary = createHash('sha256')
    .update(JSON.stringify([domain, packages, modules]))
    .digest('hex')
    .slice(0, 16);
  const aggregate = aggregateModule(domain, canary, packages);
  const entrypoints = rules.map(({ rule, package: path }) => ({
    id: rule.id,
    entrypoint: `${path.replaceAll('.', '/')}/observations`,
  }));
  const compiled = await compiler.compile({
    files: { ...modules, [aggregate.file]: aggregate.text },
    entrypoints: [aggregate.entrypoint, ...entrypoints.map(({ entrypoint }) => entrypoint)],
  });
  refuse(compiled.errors, source.origin);
  if (compiled.wasm === undefined) throw new PolicyError(`${source.origin}: the compiler gave no policy for ${domain}`);
  return {
    id: `${source.origin}:${domain}`,
    canary,
    aggregate: aggregate.entrypoint,
    rules: entrypoints,
    wasm: compiled.wasm,
  };
}

/** The modules that are no tests. */
export function withoutTests(files: RegoFiles): RegoFiles {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !file.endsWith('_test.rego')));
}

/** One error with every problem, each with file, line and column. */
function refuse(errors: readonly RegoDiagnostic[], origin: string): void {
  if (errors.length === 0) return;
  const lines = errors.map(describeDiagnostic);
  throw new PolicyError(
    `${origin === 'built-in' ? 'the built-in policies' : `the policies in ${origin}`} do not compile:\n${lines.join('\n')}`,
    {
      hint: 'Mend the lines named; `vauban policy check DIR` checks again without scanning.',
      problems: errors.map((error) => ({
        ...(error.file === undefined ? {} : { file: error.file }),
        ...(error.row === undefined ? {} : { line: error.row }),
        ...(error.col === undefined ? {} : { column: error.col }),
        message: [error.message, ...(error.details ?? [])].join(' '),
      })),
    },
  );
}

/** The contract lints over the source's own files; the library is followed, not judged. */
export async function lintPolicies(
  files: RegoFiles,
  library: RegoFiles,
  root: string,
  compiler: Compiler,
): Promise<readonly RegoDiagnostic[]> {
  const all = { ...library, ...files };
  // A user's folder has a root for each first segment of its packages (`acme`), whose own library is below acme.lib.
  const roots = root === '' ? new Set(Object.keys(files).map((file) => file.split('/')[0] ?? file)) : new Set([root]);
  const found: RegoDiagnostic[] = [];
  for (const rulesRoot of roots) found.push(...(await compiler.lint({ files: all, rulesRoot })).errors);
  return found.filter((error) => error.file === undefined || library[error.file] === undefined);
}

/** `file:row:col: message (code)`. */
export function describeDiagnostic(error: RegoDiagnostic): string {
  const place = error.file === undefined ? '' : `${error.file}:${error.row ?? 1}:${error.col ?? 1}: `;
  const details =
    error.details === undefined || error.details.length === 0 ? '' : `\n    ${error.details.join('\n    ')}`;
  return `${place}${error.message} (${error.code})${details}`;
}
