// Writes frameworks/<id>/mapping.yaml for the rules that exist, from a folder of CSV files with the columns
// framework,control,row,strength,basis. A row names a rule by an alias of its METADATA.
// Usage: node scripts/import-mappings.mjs FOLDER_OF_CSV
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { dump, load } from 'js-yaml';
import { rulesByRow } from './rules-by-row.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/import-mappings.mjs FOLDER_OF_CSV');
const ROOT = path.resolve(import.meta.dirname, '..');

const rulesOfRow = await rulesByRow();

// Ids that the rows write otherwise than the catalogues do (withdrawn in revision 5, or named by their article).
const RENAMED = {
  'IA-5(4)': 'IA-5(1)',
  'AU-7(2)': 'AU-7(1)',
  'AU-8(1)': 'SC-45(1)',
  'CM-5(3)': 'CM-14',
  'SA-13': 'SA-8',
  'Article 44': '44',
};
const byCodePoint = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const controls = new Map();
for (const file of (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort()) {
  for (const row of parse(await readFile(path.join(folder, file), 'utf8'), { columns: true, skip_empty_lines: true })) {
    for (const rule of rulesOfRow.get(row.row) ?? []) {
      const framework = controls.get(row.framework) ?? new Map();
      controls.set(row.framework, framework);
      const control = RENAMED[row.control] ?? row.control;
      const mapped = framework.get(control) ?? new Map();
      framework.set(control, mapped);
      const strengths = ['supports', 'partial', 'full'];
      const previous = mapped.get(rule);
      if (previous === undefined || strengths.indexOf(row.strength) > strengths.indexOf(previous.strength))
        mapped.set(rule, { rule, strength: row.strength, basis: row.basis });
    }
  }
}

let dropped = 0;
for (const [framework, mapped] of controls) {
  const catalogueFile = path.join(ROOT, 'frameworks', framework, 'catalogue.yaml');
  const catalogue = load(await readFile(catalogueFile, 'utf8'));
  const known = new Set(catalogue.controls.flatMap((control) => [control.id, ...(control.parts ?? [])]));
  const order = catalogue.controls.flatMap((control) => [control.id, ...(control.parts ?? [])]);
  const missing = [...mapped.keys()].filter((control) => !known.has(control));
  for (const control of missing) {
    dropped += 1;
    console.error(`${framework}: no control ${control}; its lines were left out`);
    mapped.delete(control);
  }
  const list = [...mapped]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([control, entries]) => ({
      control,
      rules: [...entries.values()].sort((a, b) => byCodePoint(a.rule, b.rule)),
    }));
  const head =
    '# Which rules support which control, and how strongly. basis: what says so; judgement = ours, to be read by a person.\n';
  await writeFile(
    path.join(ROOT, 'frameworks', framework, 'mapping.yaml'),
    head + dump({ framework, controls: list }, { lineWidth: 140, flowLevel: 4 }),
  );
}
console.log(
  `${controls.size} frameworks, ${[...controls.values()].reduce((sum, map) => sum + map.size, 0)} controls mapped, ${dropped} unknown controls`,
);
