// Builds dist/: schemas, frameworks, the programs, and the compiled policies. `node scripts/build.mjs [--skip-policies]`
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { globSync } from 'glob';
import { load } from 'js-yaml';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');

await mkdir(DIST, { recursive: true });
await import('./generate.mjs');
await Promise.all([frameworks(), listed('profiles'), listed('equivalents'), compiler(), library(), programs()]);
if (!process.argv.includes('--skip-policies')) await policies();

/** Each catalogue with its mapping as one JSON file. Checked by the program when it loads them, and by a test. */
async function frameworks() {
  const out = path.join(DIST, 'frameworks');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const entry of await readdir(path.join(ROOT, 'frameworks'), { withFileTypes: true })) {
    const folder = path.join(ROOT, 'frameworks', entry.name);
    const catalogue = entry.isDirectory() ? await yaml(path.join(folder, 'catalogue.yaml')) : undefined;
    if (catalogue === undefined) continue;
    const mapping = await yaml(path.join(folder, 'mapping.yaml'));
    await writeFile(path.join(out, `${entry.name}.json`), JSON.stringify({ catalogue, mapping }));
  }
}

/** The files of frameworks/<name>/ as one JSON list. */
async function listed(name) {
  const folder = path.join(ROOT, 'frameworks', name);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const values = await Promise.all(files.map((file) => yaml(path.join(folder, file))));
  await writeFile(path.join(DIST, `${name}.json`), JSON.stringify(values));
}

async function compiler() {
  await cp(path.join(ROOT, 'compiler/dist'), path.join(DIST, 'compiler'), { recursive: true });
}

/** What a user's policies may import. */
async function library() {
  await writeFile(
    path.join(DIST, 'policy-library.json'),
    JSON.stringify(withoutTests(await regoFiles('policies/lib/*.rego'))),
  );
}

async function programs() {
  const entries = {
    cli: 'src/cli/main.ts',
    worker: 'src/evaluate/worker.ts',
    index: 'src/index.ts',
    'build-policies': 'src/app/build-policies.ts',
    action: 'src/action/main.ts',
  };
  const present = Object.fromEntries(
    Object.entries(entries).filter(([, file]) => globSync(file, { cwd: ROOT }).length > 0),
  );
  const { metafile } = await build({
    absWorkingDir: ROOT,
    metafile: true,
    entryPoints: present,
    outdir: DIST,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // The CommonJS form of some packages loads its parts by names that a bundle does not have.
    mainFields: ['module', 'main'],
    // An optional dependency: loaded where it is installed, and only when a directory is asked.
    external: ['ldapts'],
    minifySyntax: true,
    legalComments: 'linked',
    logLevel: 'error',
    chunkNames: '[name]-[hash]',
    // CommonJS dependencies ask for require; ES modules have none.
    banner: {
      js: "import { createRequire as createRequireOfVauban } from 'node:module'; const require = createRequireOfVauban(import.meta.url);",
    },
  });
  // Parts of earlier builds have other hashes in their names: nothing loads them any more.
  const made = new Set(Object.keys(metafile.outputs).map((file) => path.basename(file)));
  for (const file of await readdir(DIST))
    if (/\.js(\.LEGAL\.txt)?$/.test(file) && !made.has(file)) await rm(path.join(DIST, file));
}

/** The built-in policies, compiled again only when something that they are made from changed. */
async function policies() {
  const files = await regoFiles('policies/**/*.rego');
  const schema = await readFile(path.join(DIST, 'schemas/rego-input.json'), 'utf8');
  const regoc = await readFile(path.join(ROOT, 'compiler/dist/regoc.sha256'), 'utf8');
  const builder = await Promise.all(
    globSync('src/policy/*.ts', { cwd: ROOT })
      .sort()
      .map((file) => readFile(path.join(ROOT, file), 'utf8')),
  );
  const key = createHash('sha256')
    .update(JSON.stringify([files, schema, regoc, builder]))
    .digest('hex');
  const stamp = path.join(DIST, 'policies/built-from');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === key) return;
  const { buildBuiltInPolicies } = await import(`${path.join(DIST, 'build-policies.js')}?${key}`);
  await buildBuiltInPolicies(files);
  const { bundles } = JSON.parse(await readFile(path.join(DIST, 'policies/catalogue.json'), 'utf8'));
  const made = new Set(bundles.map(({ file }) => file));
  for (const file of await readdir(path.join(DIST, 'policies'))) {
    if (file.endsWith('.wasm') && !made.has(file)) await rm(path.join(DIST, 'policies', file));
  }
  await writeFile(stamp, key);
}

async function regoFiles(pattern) {
  const names = globSync(pattern, { cwd: ROOT, posix: true }).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(ROOT, name), 'utf8')])),
  );
}

function withoutTests(files) {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !file.endsWith('_test.rego')));
}

async function yaml(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : load(text, { filename: file });
}
