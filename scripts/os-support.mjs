// Writes the dated table of OS support from distro-info-data (debian.csv, ubuntu.csv) and the hand-kept rows of other systems.
// Usage: node scripts/os-support.mjs [folder of distro-info-data] [date of retrieval]
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const [folder = '/usr/share/distro-info', retrieved = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
const TIERS = {
  debian: { eol: 'standard', 'eol-lts': 'lts', 'eol-elts': 'paid' },
  ubuntu: { eol: 'standard', 'eol-esm': 'paid' },
};

const rows = [];
for (const [id, tiers] of Object.entries(TIERS)) {
  const [header, ...lines] = (await readFile(path.join(folder, `${id}.csv`), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  for (const line of lines) {
    const record = Object.fromEntries(header.map((name, index) => [name, line[index] ?? '']));
    const version = record.version.replace(/ LTS$/, '');
    const dates = Object.entries(tiers).flatMap(([column, tier]) => (record[column] ? [[tier, record[column]]] : []));
    if (version === '' || dates.length === 0) continue;
    rows.push({ id, version, ...Object.fromEntries(dates) });
  }
}
const other = JSON.parse(await readFile(path.join(ROOT, 'src/derive/host/os-support/other-systems.json'), 'utf8'));
const table = {
  sources: [{ name: 'distro-info-data (Debian package): debian.csv, ubuntu.csv', retrieved }, ...other.sources],
  releases: [...rows, ...other.releases],
};
await writeFile(path.join(ROOT, 'src/derive/host/os-support/releases.json'), `${JSON.stringify(table, null, 1)}\n`);
