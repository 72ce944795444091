import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyText, moduleAddress, splitAddress } from '../../../../src/normalize/terraform/address.ts';
import { distance, joinPath } from '../../../../src/normalize/terraform/source-path.ts';
import { traversalsIn } from '../../../../src/normalize/terraform/traversal.ts';

function written(text: string): readonly string[] {
  return traversalsIn(text).map((steps) =>
    steps
      .map((step) =>
        step.kind === 'name'
          ? `.${step.name}`
          : step.kind === 'key'
            ? keyText(step.key)
            : step.kind === 'same'
              ? '[=]'
              : '[*]',
      )
      .join('')
      .slice(1),
  );
}

describe('traversalsIn', () => {
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    ['an attribute', 'aws_x.y.id', ['aws_x.y.id']],
    ['keys', 'module.net["a.b"].id[0]', ['module.net["a.b"].id[0]']],
    ['the key at hand', 'aws_x.y[each.key].id, aws_x.y[count.index]', ['aws_x.y[=].id', 'aws_x.y[=]']],
    ['a key to be computed', 'aws_x.y[var.k].id', ['aws_x.y[*].id']],
    ['splats', 'aws_x.y[*].id aws_x.z.*.id', ['aws_x.y[*].id', 'aws_x.z[*].id']],
    ['a list', '[local.a, data.aws_x.y.id]', ['local.a', 'data.aws_x.y.id']],
    ['a conditional', 'var.a ? aws_x.y.id : null', ['var.a', 'aws_x.y.id']],
    ['a template', '"${aws_x.y.ip}/32"', ['aws_x.y.ip']],
    ['a template in a template', '"a${f("b${c.d}")}"', ['c.d']],
    ['nothing in a literal', '"aws_x.y.id $${c.d}"', []],
    ['nothing in comments', 'a.b # c.d\n/* e.f */ // g.h', ['a.b']],
    ['a heredoc', '<<-EOT\n  x.y ${a.b}\nEOT', ['a.b']],
    ['arguments of functions, not their names', 'concat(a.b, [c.d])', ['a.b', 'c.d']],
    ['what a for goes over', '[for n in module.net : n.sg_id]', ['module.net', 'module.net[*].sg_id']],
    [
      'what a for over values goes over',
      '[for k, n in values(aws_x.y) : n.id if n.on]',
      ['aws_x.y', 'aws_x.y[*].id', 'aws_x.y[*].on'],
    ],
    ['values of a map', 'values(module.net)[*].sg_id', ['module.net[*].sg_id']],
    ['numbers as nothing', '1.5e3 + 10', []],
  ];
  it.each(CASES)('finds %s', (_, text, expected) => {
    expect(written(text)).toEqual(expected);
  });

  it('ends on any text', () => {
    const piece = fc.constantFrom('{', '}', '"', '${', '[', ']', 'for x in ', 'a', '.', '<<E\n', '#', '*', '\\');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => Array.isArray(traversalsIn(pieces.join('')))),
    );
  });
});

describe('addresses', () => {
  it.each([
    ['aws_x.y', '', 'aws_x.y'],
    ['module.a.aws_x.y[0]', 'module.a', 'aws_x.y[0]'],
    ['module.a["b.c[0]\\"d"].module.e[1].data.aws_x.y', 'module.a["b.c[0]\\"d"].module.e[1]', 'data.aws_x.y'],
  ])('splits %s', (address, module, rest) => {
    const split = splitAddress(address);
    expect([moduleAddress(split.modules), split.rest]).toEqual([module, rest]);
  });

  it.each([
    ['infra', './modules/net', 'infra/modules/net'],
    ['infra/prod', '../../modules/net', 'modules/net'],
    ['', '../net', '../net'],
    ['/a/b', '../../../c', '/c'],
  ])('joins %s and %s', (folder, path, expected) => {
    expect(joinPath(folder, path)).toBe(expected);
  });

  it('counts the folders between two', () => {
    expect([distance('a/b', 'a/b'), distance('a/b', 'a/c'), distance('', 'a/b')]).toEqual([0, 2, 2]);
  });
});
