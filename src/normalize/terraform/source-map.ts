import type { CallPlace } from '../../core/fact.ts';
import type { ConfigModule } from './configuration.ts';
import type { HclAttribute, HclBlock } from './hcl.ts';
import type { SourceBlock, SourceExpression, SourceFolder, TfSources } from './source-folders.ts';
import { distance, folderOf, joinPath } from './source-path.ts';

/** Names of the module calls that lead to a module, without instance keys; empty for the root. */
export type ModuleNames = readonly string[];

/** Leads from the names of a configuration to the .tf files that were given. */
export interface SourceMap {
  /** The folder of the root module; absent when no .tf file fits. */
  readonly root?: string;
  block(module: ModuleNames, key: string): SourceBlock | undefined;
  local(module: ModuleNames, name: string): SourceExpression | undefined;
  /** The lines of the module calls, innermost first. */
  calls(module: ModuleNames): readonly CallPlace[];
}

/** What is looked for in the root module: keys of blocks. */
export interface SourceRequest {
  /** The plan or state file. */
  readonly file: string;
  readonly rootKeys: readonly string[];
  readonly configuration: ConfigModule | undefined;
}

/** Finds the folder of the root module, and from there the folders of the modules that it calls. */
export function mapSources(sources: TfSources, request: SourceRequest): SourceMap {
  const root = rootFolder(sources, request);
  const installed = root === undefined ? new Map<string, string>() : sources.installedModules(root);
  const folders = new Map<string, SourceFolder | undefined>();

  const folder = (names: ModuleNames): SourceFolder | undefined => {
    if (root === undefined) return undefined;
    const key = names.join('.');
    if (folders.has(key)) return folders.get(key);
    const found = names.length === 0 ? sources.folder(root) : calledFolder(names);
    folders.set(key, found);
    return found;
  };
  const calledFolder = (names: ModuleNames): SourceFolder | undefined => {
    const name = names.at(-1) ?? '';
    const parent = folder(names.slice(0, -1));
    const call = parent?.blocks.get(`module.${name}`);
    const source = callSource(request.configuration, names) ?? textValue(attributeOf(call?.block, 'source'));
    if (parent !== undefined && source !== undefined && /^\.\.?(?:\/|$)/.test(source)) {
      return sources.folder(joinPath(parent.path, source));
    }
    const path = installed.get(names.join('.'));
    return path === undefined ? undefined : sources.folder(path);
  };
  return {
    ...(root === undefined ? {} : { root }),
    block: (names, key) => folder(names)?.blocks.get(key),
    local: (names, name) => folder(names)?.locals.get(name),
    calls: (names) => {
      const calls: CallPlace[] = [];
      for (let length = names.length; length > 0; length -= 1) {
        const call = folder(names.slice(0, length - 1))?.blocks.get(`module.${names[length - 1] ?? ''}`);
        if (call !== undefined) calls.push({ file: call.file, line: call.block.line });
      }
      return calls;
    },
  };
}

/** The attribute of a block, by its name. */
export function attributeOf(block: HclBlock | undefined, name: string): HclAttribute | undefined {
  return block?.body.attributes.find((attribute) => attribute.name === name);
}

/** The folder that holds most of the root module's blocks; of equals the one nearest to the plan. */
function rootFolder(sources: TfSources, { file, rootKeys }: SourceRequest): string | undefined {
  const home = folderOf(file);
  let best: { readonly path: string; readonly score: number; readonly far: number } | undefined;
  for (const path of sources.paths) {
    const blocks = sources.folder(path)?.blocks;
    const score = rootKeys.filter((key) => blocks?.has(key)).length;
    const far = distance(home, path);
    if (score > 0 && (best === undefined || score > best.score || (score === best.score && far < best.far))) {
      best = { path, score, far };
    }
  }
  return best?.path;
}

function callSource(configuration: ConfigModule | undefined, names: ModuleNames): string | undefined {
  let module = configuration;
  let source: string | undefined;
  for (const name of names) {
    const call = module?.calls.get(name);
    source = call?.source;
    module = call?.module;
  }
  return source === '' ? undefined : source;
}

function textValue(attribute: HclAttribute | undefined): string | undefined {
  return /^"([^"$%\\]*)"/.exec(attribute?.text ?? '')?.[1];
}
