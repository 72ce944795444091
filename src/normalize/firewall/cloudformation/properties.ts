import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { listOf } from '../../json-list.ts';
import type { Evaluator, Outcome } from './evaluate.ts';
import type { Template, TemplateNode, TemplateResource } from './template.ts';

/** Reads properties of the resources of one template. */
export interface Properties {
  /** Resources of these types that are made, or may be. */
  ofType(...types: readonly string[]): readonly TemplateResource[];
  get(id: string): TemplateResource | undefined;
  readonly all: readonly TemplateResource[];
  /** Resources that cannot be read and may be of any kind, a sentence each. */
  readonly lost: readonly string[];
  /** The condition under which a resource is made, where it is not told whether it holds. */
  doubtsOf(resource: TemplateResource): readonly string[];
  /** The elements of a list, or the one thing that stands in place of it. */
  items(node: TemplateNode, name: string): readonly Outcome[];
  text(node: TemplateNode, name: string): Fact<string> | undefined;
  number(node: TemplateNode, name: string): Fact<number> | undefined;
  boolean(node: TemplateNode, name: string, otherwise: boolean): Fact<boolean>;
  /** Ids of resources or of things outside, each with what it hangs on. */
  links(node: TemplateNode, name: string): readonly TemplateLink[];
  /** All ids that a property names; unknown when one of them is. */
  ids(node: TemplateNode, name: string): Fact<readonly string[]>;
  id(node: TemplateNode, name: string): Fact<string> | undefined;
  placeOf(path: TemplateNode['path']): Place;
}

/** What a property names. */
export interface TemplateLink {
  readonly id: Fact<string>;
  readonly doubts: readonly string[];
}

/** Properties of the resources of a template. */
export function propertiesOf(template: Template, { evaluate, condition }: Evaluator): Properties {
  const made = template.resources.filter((one) => one.condition === undefined || condition(one.condition) !== false);
  const byId = new Map(made.map((one) => [one.id, one]));
  const { placeOf } = template;

  const property = (node: TemplateNode, name: string): readonly Outcome[] => {
    const value = isRecord(node.value) ? node.value[name] : undefined;
    return value === undefined || value === null ? [] : evaluate({ value, path: [...node.path, name] });
  };
  const items = (node: TemplateNode, name: string): readonly Outcome[] =>
    property(node, name).flatMap((outcome): readonly Outcome[] => {
      const { result, path, doubts } = outcome;
      if (result.kind !== 'value' || !Array.isArray(result.value)) return [outcome];
      return listOf(result.value)
        .flatMap((value, index) => evaluate({ value, path: [...path, index] }))
        .map((one) => ({ ...one, doubts: [...doubts, ...one.doubts] }));
    });
  /** One value of several outcomes, when they agree. */
  const fact = <T>(node: TemplateNode, name: string, read: (value: unknown) => T | undefined): Fact<T> | undefined => {
    const outcomes = property(node, name);
    const [first] = outcomes;
    if (first === undefined) return undefined;
    const at = placeOf(first.path);
    const values = outcomes.map(({ result }) => (result.kind === 'value' ? read(result.value) : undefined));
    const [value] = values;
    // One outcome with a doubt: without it the property is not set.
    const always = outcomes.length > 1 || first.doubts.length === 0;
    if (always && value !== undefined && values.every((one) => one === value)) return known(value, at);
    return unknown(`${name} is not told: ${outcomes.map(whyOf).join('; ')}`, at);
  };
  const links = (node: TemplateNode, name: string): readonly TemplateLink[] =>
    items(node, name).map(({ result, path, doubts }) => {
      const owner = result.kind === 'resource' && result.attribute === 'CidrBlock' ? byId.get(result.id) : undefined;
      const addresses = owner === undefined ? undefined : fact(owner.properties, 'CidrBlock', textOf);
      return { id: addresses ?? linkFact(name, result, placeOf(path)), doubts };
    });
  return {
    ofType: (...types) => made.filter(({ type }) => types.includes(type)),
    get: (id) => byId.get(id),
    all: made,
    lost: template.lost.map(({ why }) => why),
    doubtsOf: ({ id, condition: name }) => {
      const holds = name === undefined ? true : condition(name);
      return typeof holds === 'boolean' ? [] : [`${id} is made under a condition: ${holds}`];
    },
    items,
    text: (node, name) => fact(node, name, textOf),
    number: (node, name) => fact(node, name, numberOf),
    boolean: (node, name, otherwise) => fact(node, name, booleanOf) ?? known(otherwise, placeOf(node.path)),
    links,
    ids: (node, name) => {
      const found = links(node, name);
      for (const { id, doubts } of found) {
        const [doubt] = doubts;
        if (!('value' in id)) return id;
        if (doubt !== undefined) return unknown(`${name} is not told: ${doubt}`, id.at);
      }
      const values = found.flatMap(({ id }) => ('value' in id ? [id.value] : []));
      return known([...new Set(values)].sort(), placeOf([...node.path, name]));
    },
    id: (node, name) => {
      const [only, ...others] = links(node, name);
      const isList = property(node, name).some(({ result }) => result.kind === 'value' && Array.isArray(result.value));
      if (isList) return unknown(`${name} is a list`, placeOf([...node.path, name]));
      if (only === undefined) return undefined;
      return others.length === 0 ? only.id : unknown(`${name} hangs on a condition that is not told`, only.id.at);
    },
    placeOf,
  };
}

/** Ref gives the id of a resource; so do the attributes that end in Id. What else is asked for is named with it. */
function linkFact(name: string, result: Outcome['result'], at: Place): Fact<string> {
  if (result.kind === 'untold') return unknown(`${name} is not told: ${result.why}`, at);
  if (result.kind === 'resource') {
    const { id, attribute } = result;
    return known(attribute === undefined || /^(?:\w*Id|Arn)$/.test(attribute) ? id : `${id}.${attribute}`, at);
  }
  const text = textOf(result.value);
  return text === undefined ? unknown(`${name} is not told`, at) : known(text, at);
}

function whyOf({ result, doubts }: Outcome): string {
  if (result.kind === 'untold') return result.why;
  const doubt = doubts.join('; ');
  if (result.kind === 'resource') return `${result.id} is known when the stack is made`;
  const shown = textOf(result.value);
  return `${shown ?? 'a value'}${doubt === '' ? '' : `, ${doubt}`}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : undefined;
}

function booleanOf(value: unknown): boolean | undefined {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  return word === true || word === 'true' ? true : word === false || word === 'false' ? false : undefined;
}
