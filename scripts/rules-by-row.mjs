// The rules that answer each row of the catalogue: the aliases of their METADATA, from the built policies.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Row id to the ids of the rules that name it. */
export async function rulesByRow() {
  const file = path.resolve(import.meta.dirname, '../dist/policies/catalogue.json');
  const { rules } = JSON.parse(await readFile(file, 'utf8'));
  const rulesOfRow = new Map();
  for (const rule of rules)
    for (const alias of rule.aliases) rulesOfRow.set(alias, [...(rulesOfRow.get(alias) ?? []), rule.id]);
  return rulesOfRow;
}
