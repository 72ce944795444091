import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { declarationOf } from '../../../../../src/derive/firewall/declared-file.ts';
import { declaredSection, filterTable, rulesetOf } from '../../../derive/firewall/declared-made.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const page = read('docs/firewall/exposure-yaml.md');
const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(read('schemas/exposure-yaml.json')),
);

describe('the page about exposure.yaml', () => {
  it('shows a file that is read whole', () => {
    const section = declaredSection(example);
    expect(section?.reason).toBeUndefined();
    expect(section?.data?.services).toHaveLength(3);
    expect(section?.data?.bastions).toHaveLength(2);
  });

  it('names only rules that there are', () => {
    const ids = [...page.matchAll(/`(firewall\.[a-z_.]+)`/g)].map(([, id = '']) => id);
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids) expect(() => read(`policies/${id.replaceAll('.', '/')}.rego`)).not.toThrow();
  });
});

describe('the schema for editors', () => {
  const first = declarationOf(rulesetOf(filterTable(['-p tcp --dport 443 -j ACCEPT'])), 'web-1');
  it.each([
    ['the example', example],
    ['a first declaration', first],
  ])('takes %s', (_, text) => {
    validate(load(text));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ['an unknown key', 'servces: []'],
    ['an unknown key of a service', 'services: [{name: a, ports: [tcp/1], from: [any], onwer: b}]'],
    ['a service without ports', 'services: [{name: a, from: [any]}]'],
    ['zones as a list', 'zones: [a]'],
  ])('refuses %s, as reading does', (_, text) => {
    expect(validate(load(text))).toBe(false);
    expect(declaredSection(text)?.flag).toBe('error');
  });
});
