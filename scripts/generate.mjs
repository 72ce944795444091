// Derives types, validators and the Rego type-checking schema from schemas/. Run by the build; writes nothing else.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'src/model/generated');
const DOMAINS = ['host', 'firewall', 'iam', 'organization', 'estate'];

const readJson = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${path.relative(ROOT, file)}: ${cause.message}`, { cause });
  }
};
const pascal = (text) =>
  text
    .split(/[^a-zA-Z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** One section: its flag, why, how to supply it, and its data. */
const section = (dataRef) => ({
  type: 'object',
  additionalProperties: false,
  required: ['flag'],
  properties: {
    flag: { $ref: '#/$defs/SectionFlag' },
    reason: { type: 'string' },
    hint: { type: 'string' },
    data: { $ref: dataRef },
  },
});

/** Collects the definitions of every schema file; a definition name is unique over all of them. */
async function definitions() {
  const defs = { ...(await readJson(path.join(ROOT, 'schemas/common.json'))).$defs };
  const add = (name, schema, from) => {
    if (defs[name] !== undefined) throw new Error(`${from}: the definition ${name} exists already`);
    defs[name] = schema;
  };
  for (const domain of DOMAINS) {
    const folder = path.join(ROOT, 'schemas', domain);
    const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json')).sort();
    const properties = {};
    for (const file of files) {
      const name = file.replace(/\.json$/, '');
      const { $schema, $defs = {}, ...data } = await readJson(path.join(folder, file));
      for (const [key, value] of Object.entries($defs)) add(key, value, `schemas/${domain}/${file}`);
      add(pascal(`${domain} ${name}`), data, `schemas/${domain}/${file}`);
      add(`${pascal(`${domain} ${name}`)}Section`, section(`#/$defs/${pascal(`${domain} ${name}`)}`), file);
      properties[name] = { $ref: `#/$defs/${pascal(`${domain} ${name}`)}Section` };
    }
    add(pascal(domain), { type: 'object', additionalProperties: false, properties }, domain);
  }
  for (const file of (await readdir(path.join(ROOT, 'schemas')))
    .filter((f) => f.endsWith('.json') && f !== 'common.json')
    .sort()) {
    const { $schema, $defs = {}, ...schema } = await readJson(path.join(ROOT, 'schemas', file));
    for (const [key, value] of Object.entries($defs)) add(key, value, file);
    add(schema.title, schema, file);
  }
  add('Input', {
    description: 'What a rule reads: the sections of one snapshot, or the estate; and the context of the run.',
    type: 'object',
    additionalProperties: false,
    properties: {
      context: {
        type: 'object',
        additionalProperties: false,
        properties: { now: { type: 'string' }, schema_version: { type: 'string' }, target: { $ref: '#/$defs/Target' } },
      },
      ...Object.fromEntries(DOMAINS.map((domain) => [domain, { $ref: `#/$defs/${pascal(domain)}` }])),
    },
  });
  return defs;
}

/** Types: every array and property readonly, one interface a definition. */
async function types(defs) {
  const names = Object.keys(defs);
  const root = {
    title: 'Model',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: Object.fromEntries(names.map((name) => [name, withoutTitles(defs[name])])),
  };
  const text = await compile(structuredClone(root), 'Model', {
    bannerComment: '// Generated from schemas/ by scripts/generate.mjs.',
    format: false,
    ignoreMinAndMaxItems: true,
  });
  const source = ts.createSourceFile('model.ts', text, ts.ScriptTarget.ES2023, true);
  const readonly = (context) => {
    const visit = (node) => {
      const visited = ts.visitEachChild(node, visit, context);
      if (ts.isArrayTypeNode(visited)) return ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, visited);
      if (ts.isPropertySignature(visited)) {
        return ts.factory.updatePropertySignature(
          visited,
          [ts.factory.createModifier(ts.SyntaxKind.ReadonlyKeyword)],
          visited.name,
          visited.questionToken,
          visited.type,
        );
      }
      return visited;
    };
    return (file) => ts.visitNode(file, visit);
  };
  const result = ts.transform(source, [readonly]);
  await writeFile(path.join(OUT, 'model.ts'), ts.createPrinter().printFile(result.transformed[0]));
}

/** Sub-schema titles would rename the generated interfaces. */
function withoutTitles(schema) {
  if (Array.isArray(schema)) return schema.map(withoutTitles);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === 'title' && typeof value === 'string'))
      .map(([key, value]) => [key, withoutTitles(value)]),
  );
}

/** Documents hold collected sections only: what derive computes is never read from one. */
function withoutDerived(all) {
  const kept = { ...all };
  for (const domain of DOMAINS) {
    const properties = Object.entries(all[pascal(domain)].properties).filter(
      ([name]) => all[pascal(`${domain} ${name}`)]['x-derived'] !== true,
    );
    kept[pascal(domain)] = { ...all[pascal(domain)], properties: Object.fromEntries(properties) };
  }
  return kept;
}

/** Validators compiled ahead: no code generation at run time. One exported function for each document we read. */
async function validators(defs, documents, file) {
  const ajv = new Ajv({
    code: { source: true, esm: true },
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    allowUnionTypes: true,
    keywords: ['x-derived', 'x-given-only', 'x-supply'],
  });
  addFormats(ajv);
  ajv.addSchema({ $id: 'vauban', $defs: defs });
  for (const name of documents) ajv.addSchema({ $id: `${name}`, $ref: `vauban#/$defs/${name}` });
  const code = standaloneCode(ajv, Object.fromEntries(documents.map((name) => [`validate${name}`, name])));
  await build({
    stdin: { contents: code, resolveDir: ROOT, loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    minify: true,
    outfile: path.join(OUT, `${file}.js`),
    logLevel: 'error',
  });
  await writeFile(
    path.join(OUT, `${file}.d.ts`),
    `// Generated from schemas/ by scripts/generate.mjs.\nimport type { ErrorObject } from 'ajv';\nimport type { ${documents.join(', ')} } from './model.ts';\n` +
      documents
        .map(
          (name) =>
            `export declare const validate${name}: ((value: unknown) => value is ${name}) & { errors?: ErrorObject[] | null };\n`,
        )
        .join(''),
  );
}

/** OPA follows no reference here: everything in its place. */
function inlined(schema, defs, seen = []) {
  if (Array.isArray(schema)) return schema.map((item) => inlined(item, defs, seen));
  if (schema === null || typeof schema !== 'object') return schema;
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.replace('#/$defs/', '');
    if (seen.includes(name)) throw new Error(`schemas: ${name} refers to itself; OPA cannot check that`);
    if (defs[name] === undefined) throw new Error(`schemas: no definition ${schema.$ref}`);
    return inlined(defs[name], defs, [...seen, name]);
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(
        ([key]) =>
          ![
            'format',
            'description',
            'x-derived',
            'x-given-only',
            'x-supply',
            'title',
            'const',
            'pattern',
            'minimum',
          ].includes(key) || typeof schema[key] === 'object',
      )
      .map(([key, value]) => [key, inlined(value, defs, seen)]),
  );
}

await mkdir(OUT, { recursive: true });
await mkdir(path.join(ROOT, 'dist/schemas'), { recursive: true });
const defs = await definitions();
const documents = Object.keys(defs).filter((name) =>
  ['Snapshot', 'Assessment', 'Framework', 'Mapping', 'Profile', 'Configuration', 'Equivalents'].includes(name),
);
await types(defs);
await validators(withoutDerived(defs), documents, 'validators');
// What derive gives is checked by tests only: the program made it itself.
await validators(defs, ['Input'], 'input-validator');
await writeFile(
  path.join(ROOT, 'dist/schemas/rego-input.json'),
  JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema', ...inlined(defs.Input, defs) }),
);
const sections = Object.fromEntries(DOMAINS.map((domain) => [domain, Object.keys(defs[pascal(domain)].properties)]));
const derived = DOMAINS.flatMap((domain) =>
  Object.keys(defs[pascal(domain)].properties)
    .filter((name) => domain === 'estate' || defs[pascal(`${domain} ${name}`)]['x-derived'] === true)
    .map((name) => `${domain}.${name}`),
);
const givenOnly = DOMAINS.flatMap((domain) =>
  Object.keys(defs[pascal(domain)].properties)
    .filter((name) => defs[pascal(`${domain} ${name}`)]['x-given-only'] === true)
    .map((name) => `${domain}.${name}`),
);
const supply = Object.fromEntries(
  DOMAINS.flatMap((domain) =>
    Object.keys(defs[pascal(domain)].properties).map((name) => [
      `${domain}.${name}`,
      defs[pascal(`${domain} ${name}`)]['x-supply'],
    ]),
  ).filter(([, text]) => text !== undefined),
);
await writeFile(
  path.join(OUT, 'sections.ts'),
  `// Generated from schemas/ by scripts/generate.mjs.\n/** The sections of each domain: the files of schemas/<domain>/. */\nexport const SECTIONS = ${JSON.stringify(sections, null, 2)} as const;\n/** Sections that derive/ computes; a collected snapshot does not hold them. */\nexport const DERIVED_SECTIONS: readonly string[] = ${JSON.stringify(derived)};\n/** Sections of things that a target may simply not have: rules that read one do not speak of a target without it. */\nexport const GIVEN_ONLY_SECTIONS: readonly string[] = ${JSON.stringify(givenOnly)};\n/** How a user supplies a section that is missing: the x-supply of its schema. */\nexport const SECTION_SUPPLY: Readonly<Record<string, string>> = ${JSON.stringify(supply, null, 2)};\n`,
);
for (const name of ['Snapshot', 'Assessment']) {
  await writeFile(
    path.join(ROOT, `dist/schemas/${name.toLowerCase()}.json`),
    `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...defs[name], $defs: reachable(defs, name) }, null, 1)}\n`,
  );
}

/** The definitions that a document reaches. */
function reachable(all, name, found = {}) {
  for (const [, target] of JSON.stringify(all[name]).matchAll(/"#\/\$defs\/(\w+)"/g)) {
    if (found[target] === undefined) {
      found[target] = all[target];
      reachable(all, target, found);
    }
  }
  return found;
}
