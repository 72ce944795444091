import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { compileFunction } from 'node:vm';
import { gunzip } from 'node:zlib';
import { InternalError } from '../core/errors.ts';

/** The text of Rego modules by path, with forward slashes ("policies/host/ssh/root_login_refused.rego"). */
export type RegoFiles = Readonly<Record<string, string>>;

/** One thing wrong with the policies; a diagnostic about no place has no file, row and col. */
export interface RegoDiagnostic {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly row?: number;
  readonly col?: number;
  readonly details?: readonly string[];
}

/** What a compiler function gives beside its result; empty when all is well. */
export interface RegoErrors {
  readonly errors: readonly RegoDiagnostic[];
}

/** How Rego is checked. Without capabilities, compiler/capabilities.json holds. */
export interface CheckRequest {
  readonly files: RegoFiles;
  /** Self-contained JSON Schemas by the name that METADATA uses ("schema.snapshot"). */
  readonly schemas?: Readonly<Record<string, unknown>>;
  readonly capabilities?: unknown;
  /** OPA's strict mode: unused variables, imports and arguments are errors. */
  readonly strict?: boolean;
}

/** Entrypoints are paths: "policies/host/ssh/root_login_refused/observations". */
export interface CompileRequest extends CheckRequest {
  readonly entrypoints: readonly string[];
}

/** The policy, or why there is none. */
export interface CompileResult extends RegoErrors {
  readonly wasm: Uint8Array | undefined;
}

/** `run` is a regular expression over full test names ("data.policies.x_test.test_status"). */
export interface TestRequest extends Omit<CheckRequest, 'strict'> {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly coverage?: boolean;
  readonly run?: string;
}

/** One test_ rule; `cases` are the named cases of a data-driven one (`test_x[name] if …`). */
export interface RegoTest {
  readonly package: string;
  readonly name: string;
  readonly file: string;
  readonly row: number;
  readonly pass: boolean;
  readonly fail: boolean;
  readonly skip: boolean;
  readonly durationMs: number;
  readonly error?: string;
  readonly output?: string;
  readonly cases?: readonly { readonly name: string; readonly pass: boolean }[];
}

/** Rows from start to end, both included. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** The share of rows that the tests ran, in percent. */
export interface FileCoverage {
  readonly percent: number;
  readonly covered: readonly RowRange[];
  readonly notCovered: readonly RowRange[];
}

/** The same over all files but the tests. */
export interface RegoCoverage {
  readonly percent: number;
  readonly files: Readonly<Record<string, FileCoverage>>;
}

/** No tests are run when there are errors. */
export interface TestResult extends RegoErrors {
  readonly tests: readonly RegoTest[];
  readonly coverage?: RegoCoverage;
}

/** The formatted text of each file that parses, changed or not. */
export interface FormatResult extends RegoErrors {
  readonly files: RegoFiles;
}

/** What one file defines; `package` is without "data.". */
export interface RegoModule {
  readonly file: string;
  readonly package: string;
  readonly test: boolean;
  readonly rules: readonly string[];
}

/** One METADATA block, with the place of what it is written on; `path` is without "data.". */
export interface RegoAnnotation {
  readonly path: string;
  readonly file: string;
  readonly row: number;
  readonly scope: 'rule' | 'document' | 'package' | 'subpackages';
  readonly title?: string;
  readonly description?: string;
  readonly entrypoint: boolean;
  readonly relatedResources?: readonly { readonly ref: string; readonly description?: string }[];
  readonly schemas?: readonly { readonly path: string; readonly schema?: string }[];
  readonly custom?: Readonly<Record<string, unknown>>;
}

/** All modules and METADATA blocks, by file and row. */
export interface InspectResult extends RegoErrors {
  readonly modules: readonly RegoModule[];
  readonly annotations: readonly RegoAnnotation[];
}

/** Refs name rules or packages: "data.policies.host.ssh.root_login_refused.observations". */
export interface DependenciesRequest {
  readonly files: RegoFiles;
  readonly refs: readonly string[];
}

/**
 * What a rule and all it calls may read: paths below `input` and below `data`, cut where they are known only at run time,
 * none the beginning of another. The empty path is the whole document.
 */
export interface RegoDependency {
  readonly ref: string;
  readonly inputs: readonly (readonly string[])[];
  readonly data: readonly (readonly string[])[];
}

/** One entry for each reference asked, in that order; none when there are errors. */
export interface DependenciesResult extends RegoErrors {
  readonly dependencies: readonly RegoDependency[];
}

/** The codes of our own lints, which hold the contract of a rule. */
export const LINT_CODES = [
  'vauban/metadata',
  'vauban/negated-input',
  'vauban/observations',
  'vauban/package-path',
  'vauban/public-name',
  'vauban/unknown-reference',
] as const;
export type LintCode = (typeof LINT_CODES)[number];

/** Rules below rulesRoot ("policies") are judged, other modules only followed; without checks, all apply. */
export interface LintRequest {
  readonly files: RegoFiles;
  readonly rulesRoot?: string;
  readonly checks?: readonly LintCode[];
}

/** OPA's own compiler, and our lints on its syntax tree. */
export interface Compiler {
  readonly check: (request: CheckRequest) => Promise<RegoErrors>;
  readonly compile: (request: CompileRequest) => Promise<CompileResult>;
  readonly test: (request: TestRequest) => Promise<TestResult>;
  readonly format: (request: { readonly files: RegoFiles }) => Promise<FormatResult>;
  readonly inspect: (request: { readonly files: RegoFiles }) => Promise<InspectResult>;
  readonly dependencies: (request: DependenciesRequest) => Promise<DependenciesResult>;
  readonly lint: (request: LintRequest) => Promise<RegoErrors>;
}

const compilers = new Map<string, Promise<Compiler>>();

/** Starts the compiler once per process and folder of assets (regoc.wasm.gz and wasm_exec.js). */
export function loadCompiler(assetsDir?: URL): Promise<Compiler> {
  const key = assetsDir?.href ?? '';
  const known = compilers.get(key);
  if (known !== undefined) return known;
  const forget = () => compilers.delete(key);
  const started = start(assetsDir, forget);
  compilers.set(key, started);
  started.catch(forget);
  return started;
}

/** The bundle lies in dist/, beside compiler/; the source one folder deeper. */
async function readAssets(assetsDir: URL | undefined): Promise<{ readonly wasm: Buffer; readonly script: string }> {
  const defaults = ['../compiler/dist/', '../../compiler/dist/'].map((path) => new URL(path, import.meta.url));
  let cause: unknown;
  for (const place of assetsDir === undefined ? defaults : [assetsDir]) {
    try {
      const script = await readFile(new URL('wasm_exec.js', place), 'utf8');
      return { wasm: await promisify(gunzip)(await readFile(new URL('regoc.wasm.gz', place))), script };
    } catch (error) {
      cause = error;
    }
  }
  throw new InternalError('the Rego compiler cannot be read', { hint: 'Install the package again.', cause });
}

type GoFunction = (json: string, resolve: (result: unknown) => void, reject: (reason: unknown) => void) => void;

async function start(assetsDir: URL | undefined, forget: () => void): Promise<Compiler> {
  const assets = await readAssets(assetsDir);
  const wasm = await WebAssembly.compile(assets.wasm);
  const log: string[] = [];
  const write = (line: string) => log.push(line);
  let stop: (cause: unknown) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = (cause) => {
      forget();
      const said = log.length === 0 ? String(cause ?? 'it ended') : log.slice(0, 3).join(' ');
      reject(new InternalError(`the Rego compiler stopped: ${said}`, { cause }));
    };
  });
  stopped.catch(() => {});
  const scope = goScope();
  const fs = { writeSync: (_: number, bytes: Uint8Array) => write(new TextDecoder().decode(bytes)) && bytes.length };
  // Whatever Go throws (its stack ran out) leaves it broken.
  const setGuarded = (run: () => void, delayMs: number) => setTimeout(() => guard(run, stop), delayMs);
  // Parameters of these names give Go a world of its own: nothing of this process is changed by it, and it reaches neither
  // files nor the network.
  compileFunction(assets.script, ['globalThis', 'console', 'fs', 'setTimeout'], { filename: 'wasm_exec.js' })(
    scope,
    { log: write, warn: write, error: write },
    fs,
    setGuarded,
  );
  const go = goRuntime(scope);
  const ready = new Promise<Readonly<Record<string, GoFunction>>>((resolve) => {
    scope['regocReady'] = resolve;
  });
  go.run(await WebAssembly.instantiate(wasm, go.importObject)).then(stop, stop);
  const functions = await Promise.race([ready, stopped]);

  const call = async (name: keyof Compiler, request: unknown): Promise<unknown> => {
    const answer = new Promise((resolve, reject) => {
      const failed = (reason: unknown) => reject(new InternalError(`the Rego compiler failed in ${name}: ${reason}`));
      guard(() => functions[name]?.(JSON.stringify(request), resolve, failed), stop);
    });
    return await Promise.race([stopped, answer]);
  };
  const json = async <T extends RegoErrors>(name: keyof Compiler, request: unknown): Promise<T> =>
    result<T>(await call(name, request));
  return {
    check: (request) => json('check', request),
    compile: async (request) => {
      const answer = await call('compile', request);
      if (!isRecord(answer)) throw new InternalError('the Rego compiler gave no result');
      const { errors } = result(answer['json']);
      return { errors, wasm: answer['wasm'] instanceof Uint8Array ? answer['wasm'] : undefined };
    },
    test: (request) => json('test', request),
    format: (request) => json('format', request),
    inspect: (request) => json('inspect', request),
    dependencies: (request) => json('dependencies', request),
    lint: (request) => json('lint', request),
  };
}

function guard(run: () => void, stop: (cause: unknown) => void): void {
  try {
    run();
  } catch (error) {
    stop(error);
  }
}

/** The globals that Go and its wasm_exec.js look for; without `fs` and `process` they use stubs that refuse. */
function goScope(): Record<string, unknown> {
  return { Object, Array, Uint8Array, Promise, Date, Error, TextEncoder, TextDecoder, crypto, performance };
}

interface GoRuntime {
  readonly importObject: NonNullable<Parameters<typeof WebAssembly.instantiate>[1]>;
  readonly run: (instance: WebAssembly.Instance) => Promise<void>;
}

function goRuntime(scope: Readonly<Record<string, unknown>>): GoRuntime {
  const { Go } = scope;
  if (typeof Go !== 'function') throw new InternalError('wasm_exec.js defines no Go');
  return Reflect.construct(Go, []);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The shape is that of our own Go code, of the same release; what is checked is that it is an answer at all. */
function result<T extends RegoErrors>(answer: unknown): T {
  const value: unknown = typeof answer === 'string' ? JSON.parse(answer) : undefined;
  if (!isRecord(value) || !Array.isArray(value['errors'])) throw new InternalError('the Rego compiler gave no result');
  return value as unknown as T;
}
