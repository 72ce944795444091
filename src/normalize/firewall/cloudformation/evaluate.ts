import { isRecord } from '../../../core/record.ts';
import { listOf } from '../../json-list.ts';
import type { Template, TemplateNode } from './template.ts';

/** What an expression may come to. An expression with conditions has several outcomes, one without a value none. */
export interface Outcome {
  readonly result:
    | { readonly kind: 'value'; readonly value: unknown }
    /** A resource of the template: what `Ref` or `Fn::GetAtt` of it gives. */
    | { readonly kind: 'resource'; readonly id: string; readonly attribute?: string }
    | { readonly kind: 'untold'; readonly why: string };
  readonly path: TemplateNode['path'];
  /** Conditions that it hangs on and that are not told. */
  readonly doubts: readonly string[];
}

/** Evaluates the functions of one template. */
export interface Evaluator {
  evaluate(node: TemplateNode): readonly Outcome[];
  /** True or false where it can be told, else why not. */
  condition(name: string): boolean | string;
}

const MOST_LEVELS = 32;

/** Evaluates intrinsic functions (CloudFormation's reference of them); parameters are not told, whatever their default. */
export function evaluator(template: Template): Evaluator {
  const ids = new Set(template.resources.map(({ id }) => id));

  const evaluate = (node: TemplateNode, level: number): readonly Outcome[] => {
    const { value, path } = node;
    const one = (result: Outcome['result']): readonly Outcome[] => [{ result, path, doubts: [] }];
    const plain = (inner: unknown): readonly Outcome[] => one({ kind: 'value', value: inner });
    const untold = (why: string): readonly Outcome[] => one({ kind: 'untold', why });
    if (level > MOST_LEVELS) return untold('it is nested too deep');
    const call = callOf(value);
    if (call === undefined) return plain(value);
    const [name, argument] = call;
    const at = (...steps: (string | number)[]): TemplateNode['path'] => [...path, name, ...steps];
    const inner = (index: number): TemplateNode => ({
      value: listOf(argument)[index],
      path: at(index),
    });
    const texts = (nodes: readonly TemplateNode[], join: (parts: readonly string[]) => unknown): readonly Outcome[] => {
      const parts: string[] = [];
      for (const part of nodes) {
        const outcomes = evaluate(part, level + 1);
        const [first] = outcomes;
        const text = first?.result.kind === 'value' ? scalar(first.result.value) : undefined;
        if (outcomes.length !== 1 || text === undefined) return untold(whyOf(outcomes));
        parts.push(text);
      }
      const joined = join(parts);
      return joined === undefined ? untold(`${name} cannot be worked out`) : plain(joined);
    };
    switch (name) {
      case 'Ref':
        return typeof argument === 'string' ? reference(argument, path) : untold('Ref names nothing');
      case 'Fn::GetAtt': {
        const [id, attribute] = Array.isArray(argument) ? argument.map(String) : splitOnce(String(argument));
        return id !== undefined && ids.has(id)
          ? one({ kind: 'resource', id, ...(attribute === undefined ? {} : { attribute }) })
          : untold(`Fn::GetAtt names ${String(id)}, which is not in the template`);
      }
      case 'Fn::If': {
        const [condition] = listOf(argument);
        const holds = typeof condition === 'string' ? condition_(condition, level + 1) : 'its condition has no name';
        if (typeof holds === 'boolean') return evaluate(inner(holds ? 1 : 2), level + 1);
        return [...evaluate(inner(1), level + 1), ...evaluate(inner(2), level + 1)].map((outcome) => ({
          ...outcome,
          doubts: [...outcome.doubts, holds],
        }));
      }
      case 'Fn::FindInMap':
        return texts([inner(0), inner(1), inner(2)], (keys) => lookUp(template.mappings, keys));
      case 'Fn::Join': {
        const list = itemsOf(inner(1));
        return list === undefined
          ? untold('what Fn::Join joins is not told')
          : texts([inner(0), ...list], ([separator, ...rest]) => rest.join(separator ?? ''));
      }
      case 'Fn::Split':
        return texts([inner(0), inner(1)], ([separator, text]) => (text ?? '').split(separator ?? ','));
      case 'Fn::Select': {
        const index = Number(isRecord(inner(0).value) ? Number.NaN : inner(0).value);
        const list = itemsOf(inner(1));
        const chosen = list?.[index];
        return chosen === undefined ? untold('which one Fn::Select takes is not told') : evaluate(chosen, level + 1);
      }
      case 'Fn::Sub':
        return substitute(argument, path, texts);
      case 'Fn::Base64':
        return untold('it is encoded');
      case 'Fn::ImportValue':
        return untold('it is imported from another stack (Fn::ImportValue)');
      default:
        return untold(`${name} is worked out when the stack is made`);
    }
  };

  /** The nodes of a list, that a function may give. */
  const itemsOf = (node: TemplateNode): readonly TemplateNode[] | undefined => {
    const outcomes = evaluate(node, 1);
    const [first] = outcomes;
    if (outcomes.length !== 1 || first?.result.kind !== 'value' || !Array.isArray(first.result.value)) return undefined;
    const { path } = first;
    return listOf(first.result.value).map((value, index) => ({ value, path: [...path, index] }));
  };

  const reference = (name: string, path: TemplateNode['path']): readonly Outcome[] => {
    if (name === 'AWS::NoValue') return [];
    if (ids.has(name)) return [{ result: { kind: 'resource', id: name }, path, doubts: [] }];
    return [{ result: { kind: 'untold', why: parameterWhy(template.parameters[name], name) }, path, doubts: [] }];
  };

  const substitute = (
    argument: unknown,
    path: TemplateNode['path'],
    texts: (nodes: readonly TemplateNode[], join: (parts: readonly string[]) => unknown) => readonly Outcome[],
  ): readonly Outcome[] => {
    const [text, names] = Array.isArray(argument) ? listOf(argument) : [argument, undefined];
    const given = isRecord(names) ? names : {};
    const pieces = String(text).split(/\$\{(!?[^}]*)\}/);
    const nodes = pieces.map((piece, index): TemplateNode => {
      if (index % 2 === 0) return { value: piece, path };
      if (piece.startsWith('!')) return { value: `\${${piece.slice(1)}}`, path };
      const name = piece.trim();
      if (name in given) return { value: given[name], path };
      return { value: name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, path };
    });
    const filled = nodes.filter(({ value }) => value !== '');
    // `${Group}` and nothing else is the thing itself.
    const [only] = filled;
    return filled.length === 1 && only !== undefined ? evaluate(only, 1) : texts(nodes, (parts) => parts.join(''));
  };

  const condition_ = (name: string, level: number): boolean | string => {
    const expression = template.conditions[name];
    const holds = expression === undefined ? undefined : truth(expression, level);
    return holds ?? `whether the condition ${name} holds is not told`;
  };

  const truth = (expression: unknown, level: number): boolean | undefined => {
    const call = callOf(expression);
    if (call === undefined || level > MOST_LEVELS) return typeof expression === 'boolean' ? expression : undefined;
    const [name, argument] = call;
    const list: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Condition': {
        const holds = condition_(String(argument), level + 1);
        return typeof holds === 'boolean' ? holds : undefined;
      }
      case 'Fn::Not': {
        const inner = truth(list[0], level + 1);
        return inner === undefined ? undefined : !inner;
      }
      case 'Fn::And':
      case 'Fn::Or': {
        const decisive = name === 'Fn::Or';
        const all = list.map((one) => truth(one, level + 1));
        if (all.includes(decisive)) return decisive;
        return all.includes(undefined) ? undefined : !decisive;
      }
      case 'Fn::Equals': {
        const [left, right] = list.map((value) => {
          const outcomes = evaluate({ value, path: [] }, level + 1);
          const result = outcomes.length === 1 ? outcomes[0]?.result : undefined;
          return result?.kind === 'value' ? scalar(result.value) : undefined;
        });
        return left === undefined || right === undefined ? undefined : left === right;
      }
      default:
        return undefined;
    }
  };

  return { evaluate: (node) => evaluate(node, 0), condition: (name) => condition_(name, 0) };
}

/** A function and its argument: an object with one key that names one. */
function callOf(value: unknown): readonly [string, unknown] | undefined {
  if (!isRecord(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  return entry[0] === 'Ref' || entry[0] === 'Condition' || entry[0].startsWith('Fn::') ? entry : undefined;
}

/** Why a parameter is not told; the default of one that is not shown stays unsaid. */
function parameterWhy(parameter: unknown, name: string): string {
  if (name.startsWith('AWS::')) return `${name} is told by the stack`;
  if (!isRecord(parameter)) return `${name} is neither a parameter nor a resource of the template`;
  const { Default: standard, NoEcho: hidden } = parameter;
  const text = scalar(standard);
  const shown = text !== undefined && hidden !== true && hidden !== 'true';
  return `the parameter ${name} is given when the stack is made${shown ? ` (its default is ${text === '' ? 'empty' : text})` : ''}`;
}

function lookUp(mappings: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), mappings);
}

function whyOf(outcomes: readonly Outcome[]): string {
  for (const { result, doubts } of outcomes) {
    if (result.kind === 'untold') return result.why;
    if (result.kind === 'resource')
      return `${[result.id, result.attribute].filter((one) => one !== undefined).join('.')} is known when the stack is made`;
    const [doubt] = doubts;
    if (doubt !== undefined) return doubt;
  }
  return 'a part of it has no value';
}

function scalar(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function splitOnce(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
