// Writes frameworks/equivalents/<tool>.yaml for the rules that exist, from a folder of CSV files <tool>.csv with the
// columns their_id,row,relation. A row names a rule by an alias of its METADATA.
// Usage: node scripts/import-equivalents.mjs FOLDER_OF_CSV
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { dump } from 'js-yaml';
import { rulesByRow } from './rules-by-row.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/import-equivalents.mjs FOLDER_OF_CSV');
const ROOT = path.resolve(import.meta.dirname, '..');

// Each file says where its ids were read, so that they can be read again when the tool changes.
const TOOLS = {
  checkov: ['Checkov', 'check ids of bridgecrewio/checkov, read 2026-11'],
  cloudsplaining: ['Cloudsplaining', 'finding keys of salesforce/cloudsplaining, read 2026-11'],
  complianceascode: ['ComplianceAsCode', 'rule ids of ComplianceAsCode/content'],
  lynis: ['Lynis', 'test ids of Lynis 3.0.8, as its code has them'],
  prowler: ['Prowler', 'check ids of prowler-cloud/prowler, read 2026-11'],
  trivy: ['Trivy', 'check ids of aquasecurity/trivy-checks, read 2026-11'],
  'wazuh-sca': [
    'Wazuh SCA',
    'check ids of cis_debian12.yml for version 1.1.0 of the benchmark; an older file used the same ids for other checks',
  ],
};
const RELATIONS = ['part', 'theirs-wider', 'ours-stricter', 'same'];
const byCodePoint = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const rulesOfRow = await rulesByRow();
for (const file of (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort()) {
  const tool = file.slice(0, -'.csv'.length);
  if (TOOLS[tool] === undefined) throw new Error(`${file}: no such tool; add it to TOOLS`);
  const [title, source] = TOOLS[tool];
  const checks = new Map();
  let unanswered = 0;
  for (const line of parse(await readFile(path.join(folder, file), 'utf8'), {
    columns: true,
    skip_empty_lines: true,
  })) {
    if (!RELATIONS.includes(line.relation)) throw new Error(`${file}: ${line.their_id}: no relation ${line.relation}`);
    const rules = rulesOfRow.get(line.row) ?? [];
    if (rules.length === 0) unanswered += 1;
    for (const rule of rules) {
      const answers = checks.get(line.their_id) ?? new Map();
      checks.set(line.their_id, answers);
      // A check of a row that several rules share is answered by them together.
      const relation = rules.length > 1 ? 'part' : line.relation;
      if (RELATIONS.indexOf(relation) > RELATIONS.indexOf(answers.get(rule) ?? '')) answers.set(rule, relation);
    }
  }
  const list = [...checks]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([id, answers]) => ({
      id,
      rules: [...answers].sort(([a], [b]) => byCodePoint(a, b)).map(([rule, relation]) => ({ rule, relation })),
    }));
  await writeFile(
    path.join(ROOT, 'frameworks/equivalents', `${tool}.yaml`),
    dump({ tool, title, source, checks: list }, { lineWidth: 140, flowLevel: 2 }),
  );
  console.log(`${tool}: ${list.length} checks, ${unanswered} lines of rows that have no rule yet`);
}
