import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HclBody, parseHcl } from '../../../../src/normalize/terraform/hcl.ts';
import { parseJsonSyntax } from '../../../../src/normalize/terraform/json-syntax.ts';

/** `type labels @line { … }` and `name @line`, which tells all that was found. */
function outline(body: HclBody): readonly string[] {
  return [
    ...body.attributes.map(({ name, line }) => `${name} @${line}`),
    ...body.blocks.flatMap((block) => [
      `${[block.type, ...block.labels].join(' ')} @${block.line}`,
      ...outline(block.body).map((line) => `  ${line}`),
    ]),
  ];
}

describe('parseHcl', () => {
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    ['an attribute', 'a = 1', ['a @1']],
    ['a block on one line', 'variable "x" { type = string }', ['variable x @1', '  type @1']],
    ['a label without quotes', 'resource aws_x y {\n}', ['resource aws_x y @1']],
    ['braces in a string', 'a {\n  b = "} {"\n  c = 1\n}\nd {}', ['a @1', '  b @2', '  c @3', 'd @5']],
    ['strings in an interpolation', 'a {\n  b = "x${f("}", { k = "}" })}y"\n  c = 1\n}', ['a @1', '  b @2', '  c @3']],
    ['an interpolation that is escaped', 'a {\n  b = "$${ }"\n  c = 1\n}', ['a @1', '  b @2', '  c @3']],
    ['an escaped quote', 'a = "\\" { "\nb = 1', ['a @1', 'b @2']],
    ['a heredoc', 'a {\n  b = <<EOT\n}\nresource "x" "y" {\nEOT\n  c = 1\n}', ['a @1', '  b @2', '  c @6']],
    ['a heredoc that is indented', 'a {\n  b = <<-EOT\n    }\n    EOT\n  c = 1\n}', ['a @1', '  b @2', '  c @5']],
    ['a heredoc in a call', 'a = f(<<EOT\n}\nEOT\n, 1)\nb = 2', ['a @1', 'b @5']],
    ['comments of all kinds', '# a {\n// b {\n/* c {\n*/ d = 1 # {\ne = 2', ['d @4', 'e @5']],
    ['an expression over lines', 'a = [\n  "}",\n  { b = 1 },\n]\nc = f(\n  1\n)\nd = 1', ['a @1', 'c @5', 'd @8']],
    ['a quotient, which is no comment', 'a = 1 / 2\nb = 3', ['a @1', 'b @2']],
    ['nested blocks', 'a "b" {\n  c {\n    d {}\n  }\n  c {}\n}', ['a b @1', '  c @2', '    d @3', '  c @5']],
    ['carriage returns', 'a {\r\n  b = 1\r\n}\r\nc = 2\r\n', ['c @4', 'a @1', '  b @2']],
    ['a byte order mark', '\uFEFFa = 1', ['a @1']],
    ['a block that is not closed', 'a {\n  b = 1', ['a @1', '  b @2']],
    ['a brace too many', '}\na = 1', ['a @2']],
  ];
  it.each(CASES)('finds %s', (_, text, expected) => {
    expect(outline(parseHcl(text))).toEqual(expected);
  });

  it('keeps the text of an expression', () => {
    expect(parseHcl('a = [x.y, # why\n "z"] # end\n').attributes[0]?.text).toBe('[x.y, # why\n "z"] # end');
  });

  it('ends on any text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      '${',
      '<<EOT\n',
      'EOT',
      '\n',
      '=',
      'a',
      '#',
      '/*',
      '*/',
      '[',
      ')',
      ' ',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => Boolean(parseHcl(pieces.join('')))));
    expect(parseHcl('a{'.repeat(100_000)).blocks).toHaveLength(1);
    expect(parseHcl(`a = ${'"${'.repeat(100_000)}`).attributes).toHaveLength(1);
  });
});

describe('parseJsonSyntax', () => {
  it('gives blocks with labels, and properties as attributes and blocks', () => {
    const text = `{
  "resource": {
    "aws_security_group": {
      "web": {
        "ingress": [
          {"from_port": 22},
          {"from_port": 80}
        ]
      }
    }
  },
  "locals": {"a": "\${aws_security_group.web.id}"},
  "module": {"net": [{"source": "./net"}]}
}`;
    expect(outline(parseJsonSyntax(text))).toEqual([
      'resource aws_security_group web @4',
      '  ingress @5',
      '  ingress @6',
      '    from_port @6',
      '  ingress @7',
      '    from_port @7',
      'locals @12',
      '  a @12',
      'module net @13',
      '  source @13',
    ]);
  });

  it('finds nothing in bad JSON', () => {
    expect(parseJsonSyntax('{"resource": ')).toEqual({ attributes: [], blocks: [] });
  });
});
