import { readPlacedDocuments } from '../../src/normalize/placed-documents.ts';
import { leavesOf, withValue } from './firewall-damage.ts';

/** The same document with one value damaged. */
export interface Damaged {
  /** Where and how: `planned_values.root_module.resources.3.values.ingress: none?` */
  readonly what: string;
  readonly document: unknown;
}

type Path = readonly (string | number)[];

/** Which damage the documented form of a source cannot have. */
export interface Form {
  /** Whose values only name, date or describe, by the last key and by the whole path. */
  readonly names: RegExp;
  /** Keys that the form always has, and never with null; of the rest an absence has a meaning. */
  readonly required: RegExp;
  /** An object without any key that is known is a form of its own: fields that nobody knows are ignored. */
  readonly ignoresFields?: boolean;
  /** An object may be a function, which a text may stand in place of. */
  readonly hasFunctions?: boolean;
  /** Numbers are taken as texts. */
  readonly numbersAreTexts?: boolean;
}

const NO_OBJECT = { '?': true };

/** Values of other kinds than one has, which no form takes in its place. */
function wrongValues(value: unknown, form: Form): readonly unknown[] {
  if (Array.isArray(value)) return ['none?', NO_OBJECT, 7.5];
  if (typeof value === 'object' && value !== null)
    return [
      ...(form.hasFunctions === true && isFunction(value) ? [] : ['none?']),
      ['none?'],
      ...(form.ignoresFields === true ? [] : [NO_OBJECT]),
    ];
  if (typeof value === 'string') return [NO_OBJECT, [[]], ...(form.numbersAreTexts === true ? [] : [7.5])];
  if (typeof value === 'number') return [NO_OBJECT, 'none?', [[]]];
  return typeof value === 'boolean' ? [NO_OBJECT, 'none?', 7.5] : [];
}

function isFunction(value: object): boolean {
  return Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

/** Every way to damage one value of a document. */
export function damagesOf(document: unknown, form: Form): readonly Damaged[] {
  return leavesOf(document).flatMap(({ path, value }): readonly Damaged[] => {
    const where = path.join('.');
    if (form.names.test(where)) return [];
    const told = (shown: string, changed: unknown): Damaged => ({ what: `${where}: ${shown}`, document: changed });
    const wrong = wrongValues(value, form).map((one) => told(JSON.stringify(one), withValue(document, path, one)));
    if (!form.required.test(where)) return wrong;
    return [...wrong, told('null', withValue(document, path, null)), told('gone', without(document, path))];
  });
}

/** The same document without one value. */
function without(root: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(root)) {
    const list: readonly unknown[] = root;
    return rest.length === 0
      ? list.filter((_, index) => index !== key)
      : list.map((one, index) => (index === key ? without(one, rest) : one));
  }
  if (typeof root !== 'object' || root === null) return root;
  return Object.fromEntries(
    Object.entries(root).flatMap(([name, one]): readonly (readonly [string, unknown])[] =>
      name !== key ? [[name, one]] : rest.length === 0 ? [] : [[name, without(one, rest)]],
    ),
  );
}

/** Every word of a text of nft in place of which something stands that nobody can read. */
export function damagedWords(text: string, sign = '?!'): readonly { readonly what: string; readonly text: string }[] {
  const found: { readonly what: string; readonly text: string }[] = [];
  let line = 0;
  let offset = 0;
  for (const row of text.split('\n')) {
    line++;
    const code = row.replace(/#.*/, '').replace(/"[^"]*"/g, (quoted) => quoted.replace(/\s/g, '_'));
    for (const match of code.matchAll(/[^\s{};,\\]+/g)) {
      const from = offset + match.index;
      found.push({
        what: `line ${line}, ${match[0]}`,
        text: `${text.slice(0, from)}${sign}${text.slice(from + match[0].length)}`,
      });
    }
    offset += row.length + 1;
  }
  return found;
}

/** Every so many of them, from a place that hangs on the seed: the same in each run. */
export function sampleOf<T>(all: readonly T[], most: number, seed: number): readonly T[] {
  if (all.length <= most) return all;
  const step = all.length / most;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index + (seed % 101) / 101) * step)]).filter(
    (one) => one !== undefined,
  );
}

/** The documents of a YAML file as plain values. */
export function documentsOf(text: string): readonly unknown[] {
  const read = readPlacedDocuments('given', text);
  if (!read.ok) throw new Error('the fixture cannot be read');
  return read.documents.map(({ value }) => value);
}
