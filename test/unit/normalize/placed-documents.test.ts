import { describe, expect, it } from 'vitest';
import { readPlacedDocuments } from '../../../src/normalize/placed-documents.ts';

function documents(text: string) {
  const read = readPlacedDocuments('f.yaml', text);
  if (!read.ok) throw new Error(read.diagnostics[0]?.message);
  return read.documents;
}

const lineOf = (text: string, path: readonly (string | number)[], index = 0) => documents(text)[index]?.placeOf(path);

describe('values', () => {
  it.each([
    ['several documents, empty ones left out', '---\na: 1\n---\n# nothing\n---\n- b\n', [{ a: 1 }, ['b']]],
    ['nothing at all', '# only a comment\n', []],
    ['JSON', '{"a": [1, {"b": null}], "c": "\\u00e9"}', [{ a: [1, { b: null }], c: 'é' }]],
    ['flow YAML that is no JSON', '{a: [1, x], b: }', [{ a: [1, 'x'], b: null }]],
    ['an alias', 'a: &x {b: 1}\nc: *x\n', [{ a: { b: 1 }, c: { b: 1 } }]],
    [
      'merge: own entries win',
      'x: &x {a: 1, b: 1}\ny:\n  <<: *x\n  a: 2\n',
      [{ x: { a: 1, b: 1 }, y: { a: 2, b: 1 } }],
    ],
    [
      'merge: the earlier of a list wins',
      'x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz:\n  <<: [*x, *y]\n',
      [{ x: { a: 1 }, y: { a: 2, b: 2 }, z: { a: 1, b: 2 } }],
    ],
    ['a quoted << is a key', '"<<": {a: 1}\n', [{ '<<': { a: 1 } }]],
    [
      'short functions',
      'a: !Ref x\nb: !GetAtt q.Arn\nc: !Condition z\n',
      [{ a: { Ref: 'x' }, b: { 'Fn::GetAtt': 'q.Arn' }, c: { Condition: 'z' } }],
    ],
    [
      'a function over a list with a function',
      'a: !If [c, !Ref x, 2]\n',
      [{ a: { 'Fn::If': ['c', { Ref: 'x' }, 2] } }],
    ],
    ['a function over a mapping', 'a: !Transform\n  Name: n\n', [{ a: { 'Fn::Transform': { Name: 'n' } } }]],
    [
      'other tags say nothing',
      'a: !<tag:x,2000:y> 1\nb: !x:y 2\nc: !!str 3\nd: ! 4\ne: !!int "5"\n',
      [{ a: 1, b: 2, c: '3', d: '4', e: 5 }],
    ],
    [
      'words',
      'a: yes\nb: "yes"\nc: off\nd: ~\ne:\nf: 2010-09-09\ng: y\n',
      [{ a: true, b: 'yes', c: false, d: null, e: null, f: '2010-09-09', g: 'y' }],
    ],
    [
      'numbers',
      'a: 0x1F\nb: 012345678901\nc: 123456789012345678901\nd: 1.5\ne: 10.0.0.0/8\nf: 1_000\n',
      [{ a: 31, b: '012345678901', c: '123456789012345678901', d: 1.5, e: '10.0.0.0/8', f: '1_000' }],
    ],
    ['a number as a key stays as written', '80: web\ntrue: x\n', [{ 80: 'web', true: 'x' }]],
    ['a block text', 'a: |\n  one\n  two\n', [{ a: 'one\ntwo\n' }]],
    ['a byte order mark', '\uFEFFa: 1\n', [{ a: 1 }]],
  ])('%s', (_, text, values) => {
    expect(documents(text).map(({ value }) => value)).toEqual(values);
  });

  it('keeps __proto__ an ordinary key', () => {
    const [document] = documents('__proto__: {a: 1}\n');
    expect(Object.keys(document?.value as object)).toEqual(['__proto__']);
  });
});

describe('places', () => {
  const yaml = '# top\nspec:\n  ports:\n    - port: 80\n      name: web\n    - {port: 443}\n';
  it.each([
    ['the document', [], 2, 1],
    ['an entry is where its key is', ['spec', 'ports'], 3, 3],
    ['an item', ['spec', 'ports', 0], 4, 7],
    ['an entry of an item', ['spec', 'ports', 0, 'name'], 5, 7],
    ['an entry of a flow mapping', ['spec', 'ports', 1, 'port'], 6, 8],
    ['what is not there: the part that is', ['spec', 'ports', 0, 'protocol'], 4, 7],
  ])('%s', (_, path, line, column) => {
    expect(lineOf(yaml, path)).toEqual({ file: 'f.yaml', line, column });
  });

  it.each([
    ['JSON', '{\n "a": [\n  1,\n  {"b\\"": 2}\n ]\n}', ['a', 1, 'b"'], 4, 4],
    ['JSON with empty collections', '[{}, [],\n"x"]', [2], 2, 1],
    ['a merged entry is where it was written', 'x: &x\n  a: 1\ny:\n  <<: *x\n', ['y', 'a'], 2, 3],
    ['inside of a short function', 'a:\n  !If\n  - c\n  - !Ref x\n', ['a', 'Fn::If', 1, 'Ref'], 4, 10],
  ])('%s', (_, text, path, line, column) => {
    expect(lineOf(text, path)).toEqual({ file: 'f.yaml', line, column });
  });

  it('has none in JSON that is nested without end', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(lineOf(deep, [0, 0])?.line).toBe(1);
  });

  it('counts lines over all documents', () => {
    expect(lineOf('a: 1\n---\nb: 2\n', ['b'], 1)?.line).toBe(3);
  });
});

describe('faults name their line', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    .concat(Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`))
    .join('\n');
  const ladder = ['a0: &a0 [x]']
    .concat(Array.from({ length: 200 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`))
    .join('\n');
  it.each([
    ['a key that is there twice', 'a: 1\nb: 2\na: 3\n', 3],
    ['an unknown alias', 'a: 1\nb: *x\n', 2],
    ['an alias of what holds it', 'a: &x\n  - *x\n', 2],
    ['a merge of a word', 'a:\n  <<: x\n', 2],
    ['an alias bomb', bomb, 6],
    ['an alias ladder', ladder, 101],
    ['a template', 'a: {{ .Values.x }}\n{{ if x }}\nb: 1\n', 2],
    ['an unclosed list', 'a: [1, 2\n', 2],
    ['a collection as a key', '? [a]\n: 1\n', 1],
  ])('%s', (_, text, line) => {
    const read = readPlacedDocuments('f.yaml', text);
    expect(read.ok).toBe(false);
    if (!read.ok)
      expect(read.diagnostics[0]).toMatchObject({ level: 'error', code: 'parse-error', at: { file: 'f.yaml', line } });
  });
});
