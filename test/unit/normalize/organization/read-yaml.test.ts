import { describe, expect, it } from 'vitest';
import { cellOf, mapsOf, readYaml, topLevelKeys } from '../../../../src/normalize/organization/read-yaml.ts';

describe('a YAML register', () => {
  it('gives each entry its line and keeps words as words', () => {
    const yaml = readYaml(
      'r.yaml',
      'risks:\n  - id: A\n    on: yes\n    day: 2026-01-31\n  - { id: B, version: 2.10, empty: }\n',
    );
    const root = yaml.ok && yaml.root.kind === 'map' ? yaml.root : undefined;
    const entries = root === undefined ? [] : mapsOf(root, 'risks', () => undefined);
    expect(entries.map(({ at }) => at.line)).toEqual([2, 5]);
    expect(entries.flatMap((entry) => ['on', 'day', 'version', 'empty'].map((key) => cellOf(entry, key).text))).toEqual(
      ['yes', '2026-01-31', '', '', '', '', '2.10', ''],
    );
  });

  it.each([
    ['broken indentation', 'a: [1\nb: 2\n', 'r.yaml:2:1'],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', 'r.yaml:3:1: the key a is there twice'],
    ['an anchor', 'a: &x 1\nb: *x\n', 'r.yaml:1:5: anchors and aliases'],
    ['a merge key', 'a:\n  <<: { b: 1 }\n', 'r.yaml:2:3: merge keys'],
    ['a tag', 'a: !!js/function "x"\n', 'r.yaml:1:4: tags'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'more than one document'],
    ['nothing', '', 'r.yaml:1:1'],
  ])('%s is a fault with its place', (_, text, reason) => {
    const yaml = readYaml('r.yaml', text);
    expect(yaml.ok ? 'read' : yaml.reason).toContain(reason);
  });
});

it('finds the keys of the top level in a head that ends anywhere', () => {
  expect([...topLevelKeys('# x\npolicies:\n  - id: a\n    topic: b\n"jobs":\nrisks: [')]).toEqual([
    'policies',
    'jobs',
    'risks',
  ]);
});
