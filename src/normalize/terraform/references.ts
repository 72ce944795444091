import { type InstanceKey, type ModuleStep, moduleAddress } from './address.ts';
import type { ConfigExpression, ConfigModule } from './configuration.ts';
import type { RawResource } from './raw-resources.ts';
import { attributeOf, type SourceMap } from './source-map.ts';
import type { TfReference } from './terraform-state.ts';
import { type Step, type Traversal, traversalsIn } from './traversal.ts';

/** Where an expression stands: in a module instance, in a block with an instance key. */
interface Scope {
  readonly modules: readonly ModuleStep[];
  /** `aws_x.y`, `module.x`, `output.x`. */
  readonly block: string;
  readonly key?: InstanceKey;
}

/** Follows references through locals, module inputs and outputs to instances of resources. */
export interface ReferenceResolver {
  /** What the expressions say that stand in this attribute of a block; `text` is the expression where it is known nearer. */
  resolve(scope: Scope, attribute: string, text?: string): readonly TfReference[];
  /** True when the configuration sets the attribute, false when it does not; undefined when it is not told. */
  sets(scope: Scope, attribute: string): boolean | undefined;
}

const MOST_LEVELS = 24;
const NOTHING = /^(?:count|path|terraform|self|provider)$/;

/** References over the configuration of a plan and its .tf files, to the instances of one state. */
export function referenceResolver(
  configuration: ConfigModule | undefined,
  sources: SourceMap,
  resources: readonly RawResource[],
): ReferenceResolver {
  const instances = new Map<string, RawResource[]>();
  const modules = new Map<string, Map<string, ModuleStep>>();
  const memo = new Map<string, readonly TfReference[]>();

  const noteModules = (steps: readonly ModuleStep[]): void => {
    for (const [index, step] of steps.entries()) {
      const key = `${moduleAddress(steps.slice(0, index))}|${step.name}`;
      const known = modules.get(key) ?? new Map<string, ModuleStep>();
      modules.set(key, known.set(JSON.stringify(step), step));
    }
  };
  const noted = new Set<string>();
  for (const resource of resources) {
    const key = `${resource.module}|${blockKey(resource)}`;
    const list = instances.get(key);
    if (list === undefined) instances.set(key, [resource]);
    else list.push(resource);
    if (noted.has(resource.module)) continue;
    noted.add(resource.module);
    noteModules(resource.modules);
  }

  const moduleAt = (steps: readonly ModuleStep[]): ConfigModule | undefined =>
    steps.reduce<ConfigModule | undefined>((module, { name }) => module?.calls.get(name)?.module, configuration);
  const namesOf = (steps: readonly ModuleStep[]): readonly string[] => steps.map(({ name }) => name);

  const configured = ({ modules: steps, block }: Scope, attribute: string): ConfigExpression | undefined => {
    const module = moduleAt(steps);
    if (block.startsWith('output.')) return module?.outputs.get(block.slice(7));
    const owner = block.startsWith('module.') ? module?.calls.get(block.slice(7)) : module?.resources.get(block);
    return attribute === 'for_each' ? owner?.forEach : owner?.expressions.get(attribute);
  };
  /** The .tf file tells more than the plan: indexes, outputs of an instance, and what locals are. */
  const traversalsOf = (scope: Scope, attribute: string, text: string | undefined): readonly Traversal[] => {
    const block = sources.block(namesOf(scope.modules), scope.block)?.block;
    const name = scope.block.startsWith('output.') ? 'value' : attribute;
    const written = text ?? attributeOf(block, name)?.text;
    const told = written === undefined ? [] : traversalsIn(written);
    return told.length > 0 ? told : planTraversals(configured(scope, attribute)?.references ?? []);
  };

  const follow = (scope: Scope, attribute: string, level: number, text?: string): readonly TfReference[] => {
    if (level > MOST_LEVELS) return [];
    const key = `${moduleAddress(scope.modules)}|${scope.block}|${String(scope.key)}|${attribute}|${text ?? ''}`;
    const known = level === 0 ? undefined : memo.get(key);
    if (known !== undefined) return known;
    // What refers to itself leads nowhere.
    memo.set(key, []);
    const found = traversalsOf(scope, attribute, text).flatMap((one) => followOne(scope, one, level + 1));
    const unique = [...new Map(found.map((one) => [`${one.address}|${one.path.join('.')}`, one])).values()];
    if (level > 0) memo.set(key, unique);
    else memo.delete(key);
    return unique;
  };

  const followOne = (scope: Scope, traversal: Traversal, level: number): readonly TfReference[] => {
    const [root, second, third] = traversal;
    if (root?.kind !== 'name' || second?.kind !== 'name' || NOTHING.test(root.name)) return [];
    switch (root.name) {
      case 'var':
        return input(scope, second.name, level);
      case 'local': {
        const local = sources.local(namesOf(scope.modules), second.name);
        return local === undefined ? [] : follow(scope, `local.${second.name}`, level, local.attribute.text);
      }
      case 'each': {
        if (second.name !== 'value' || scope.key === undefined) return [];
        const all = follow(scope, 'for_each', level).map((one) => ({ ...one, path: namesIn(traversal.slice(2)) }));
        return narrowed(all, scope.key);
      }
      case 'module':
        return output(scope, second.name, traversal.slice(2), level);
      case 'data':
        return third?.kind === 'name'
          ? instancesOf(scope, `data.${second.name}.${third.name}`, traversal.slice(3))
          : [];
      default:
        return instancesOf(scope, `${root.name}.${second.name}`, traversal.slice(2));
    }
  };

  const input = (scope: Scope, name: string, level: number): readonly TfReference[] => {
    const call = scope.modules.at(-1);
    if (call === undefined) return [];
    const { key } = call;
    const outer: Scope = {
      modules: scope.modules.slice(0, -1),
      block: `module.${call.name}`,
      ...(key === undefined ? {} : { key }),
    };
    return follow(outer, name, level);
  };

  const output = (scope: Scope, name: string, steps: readonly Step[], level: number): readonly TfReference[] => {
    const [first] = steps;
    const indexed = first !== undefined && first.kind !== 'name';
    const [member, ...rest] = indexed ? steps.slice(1) : steps;
    if (member?.kind !== 'name') return [];
    const known: readonly ModuleStep[] = [
      ...(modules.get(`${moduleAddress(scope.modules)}|${name}`)?.values() ?? [{ name }]),
    ];
    const wanted = first?.kind === 'key' ? first.key : first?.kind === 'same' ? scope.key : undefined;
    const chosen = wanted === undefined ? known : known.filter(({ key }) => key === wanted);
    const found = chosen.flatMap((step) =>
      follow({ modules: [...scope.modules, step], block: `output.${member.name}` }, 'value', level),
    );
    const [index] = rest;
    const position = index?.kind === 'key' ? index.key : index?.kind === 'same' ? scope.key : undefined;
    return position === undefined ? found : narrowed(found, position);
  };

  const instancesOf = (scope: Scope, key: string, steps: readonly Step[]): readonly TfReference[] => {
    const [first] = steps;
    const path = namesIn(steps);
    const all = (instances.get(`${moduleAddress(scope.modules)}|${key}`) ?? []).map(({ address, key: own }) => ({
      address,
      path,
      ...(own === undefined ? {} : { key: own }),
    }));
    if (first?.kind === 'key') return all.filter((one) => one.key === first.key);
    return first?.kind === 'same' && scope.key !== undefined ? narrowed(all, scope.key) : all;
  };

  return {
    resolve: (scope, attribute, text) => follow(scope, attribute, 0, text),
    sets: (scope, attribute) => {
      const module = moduleAt(scope.modules);
      if (configured(scope, attribute) !== undefined) return true;
      const body = sources.block(namesOf(scope.modules), scope.block)?.block.body;
      if (body !== undefined) {
        return (
          body.attributes.some(({ name }) => name === attribute) ||
          body.blocks.some(({ type, labels }) => type === attribute || (type === 'dynamic' && labels[0] === attribute))
        );
      }
      const resource = module?.resources.get(scope.block);
      return resource === undefined || resource.isBroken === true ? undefined : false;
    },
  };
}

/** `aws_x.y` or `data.aws_x.y`: what all instances of a block have in common. */
export function blockKey({ mode, type, name }: Pick<RawResource, 'mode' | 'type' | 'name'>): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

/** Those with this key; all when none has it. */
function narrowed(found: readonly TfReference[], key: InstanceKey): readonly TfReference[] {
  const same = found.filter((one) => one.key === key);
  return same.length > 0 ? same : found;
}

function namesIn(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'name' ? [step.name] : []));
}

/** References as a plan lists them: with prefixes, and without the index where that is not constant. */
function planTraversals(references: readonly string[]): readonly Traversal[] {
  const same = references.some((one) => /^(?:each\.(?:key|value)|count\.index)$/.test(one));
  return references
    .filter((one) => !references.some((other) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`)))
    .flatMap(traversalsIn)
    .map((steps) => (same && isBare(steps) ? [...steps, { kind: 'same' }] : steps));
}

function isBare(steps: Traversal): boolean {
  const [root] = steps;
  if (root?.kind !== 'name' || /^(?:var|local|each|module)$/.test(root.name)) return false;
  return steps.length === (root.name === 'data' ? 3 : 2);
}
