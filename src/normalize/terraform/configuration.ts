import { isRecord } from '../../core/record.ts';
import { listOf } from '../json-list.ts';

/** An expression of a plan's configuration: a constant, or what it refers to. */
export interface ConfigExpression {
  /** Each followed by its prefixes, as Terraform lists them. Empty for a constant. */
  readonly references: readonly string[];
}

/** A resource block of the configuration, for all its instances. */
export interface ConfigResource {
  /** By attribute; the expressions in nested blocks are taken together. `dynamic` blocks are not told by Terraform. */
  readonly expressions: ReadonlyMap<string, ConfigExpression>;
  /** Expressions are there and cannot be read: what is set is not told. */
  readonly isBroken?: true;
  readonly forEach?: ConfigExpression;
}

/** A module call. */
export interface ConfigCall {
  readonly source: string;
  readonly expressions: ReadonlyMap<string, ConfigExpression>;
  readonly forEach?: ConfigExpression;
  readonly module: ConfigModule;
}

/** A module of the configuration, once for all its instances. */
export interface ConfigModule {
  /** By `aws_x.y`, `data.aws_x.y`. */
  readonly resources: ReadonlyMap<string, ConfigResource>;
  readonly calls: ReadonlyMap<string, ConfigCall>;
  readonly outputs: ReadonlyMap<string, ConfigExpression>;
}

/** Reads `configuration.root_module` of a plan. */
export function readConfiguration(module: unknown): ConfigModule {
  const record = isRecord(module) ? module : {};
  const resources = new Map<string, ConfigResource>();
  for (const resource of listOf(record['resources'])) {
    if (!isRecord(resource)) continue;
    const { address, for_each_expression: forEach } = resource;
    if (typeof address !== 'string') continue;
    const { expressions } = resource;
    const broken = expressions !== undefined && !isRecord(expressions) ? { isBroken: true as const } : {};
    resources.set(address, { expressions: expressionsOf(expressions), ...broken, ...each(forEach) });
  }
  const calls = new Map<string, ConfigCall>();
  for (const [name, call] of entriesOf(record['module_calls'])) {
    if (!isRecord(call)) continue;
    const { source, for_each_expression: forEach } = call;
    calls.set(name, {
      source: typeof source === 'string' ? source : '',
      expressions: expressionsOf(call['expressions']),
      ...each(forEach),
      module: readConfiguration(call['module']),
    });
  }
  const outputs = new Map<string, ConfigExpression>();
  for (const [name, output] of entriesOf(record['outputs'])) {
    if (isRecord(output)) outputs.set(name, expressionOf(output['expression']));
  }
  return { resources, calls, outputs };
}

function each(value: unknown): { readonly forEach?: ConfigExpression } {
  return value === undefined ? {} : { forEach: expressionOf(value) };
}

function expressionsOf(value: unknown): ReadonlyMap<string, ConfigExpression> {
  return new Map(entriesOf(value).map(([name, expression]) => [name, expressionOf(expression)]));
}

/** An expression, or those of nested blocks (an object or a list of objects of expressions). */
function expressionOf(value: unknown): ConfigExpression {
  const references: string[] = [];
  let isBroken = false;
  const visit = (node: unknown, level: number): void => {
    if (level > 64) return;
    if (Array.isArray(node)) for (const item of listOf(node)) visit(item, level + 1);
    else if (isRecord(node)) {
      const own = node['references'];
      if (Array.isArray(own)) {
        const texts = own.filter((one): one is string => typeof one === 'string');
        references.push(...texts);
        if (texts.length < own.length) isBroken = true;
      } else if ('references' in node) isBroken = true;
      else if (!('constant_value' in node)) for (const inner of Object.values(node)) visit(inner, level + 1);
    } else isBroken = true;
  };
  visit(value, 0);
  // Some of several would be taken for all.
  return { references: isBroken ? [] : references };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}
