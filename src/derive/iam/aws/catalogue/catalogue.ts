import { globMatcher } from '../glob.ts';
import { ACTIONS_OF_AWS } from './data.ts';

/** What an action does, as the service authorization reference tells it. */
export type AccessLevel = 'list' | 'read' | 'write' | 'tagging' | 'permissions';

/** An action of a service. */
export interface CatalogueAction {
  /** `s3:GetObject`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** A statement can name the resources it is allowed on. */
  readonly scopable: boolean;
}

/** A service: its actions, and how the resource part of its ARNs begins where that is no name. */
interface CatalogueService {
  readonly actions: readonly CatalogueAction[];
  readonly prefixes: readonly string[];
}

/** The actions of AWS. A service is read when it is first asked for. */
export interface ActionCatalogue {
  /** Actions that a pattern covers; a pattern of all services covers none here. */
  readonly matching: (pattern: string) => readonly CatalogueAction[];
  /** Whether the action is there; undefined where its service is not. */
  readonly has: (action: string) => boolean | undefined;
  /** Names of actions of the service of an action. */
  readonly namesLike: (action: string) => readonly string[];
  /** How the resource parts of the ARNs of a service begin. */
  readonly prefixesOf: (service: string) => readonly string[];
}

const LEVELS: Readonly<Record<string, AccessLevel>> = {
  L: 'list',
  R: 'read',
  W: 'write',
  T: 'tagging',
  P: 'permissions',
};

/** Opens the catalogue. */
export function openCatalogue(text: string = ACTIONS_OF_AWS): ActionCatalogue {
  const lines = new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line]));
  const services = new Map<string, CatalogueService>();
  const serviceOf = (name: string): CatalogueService | undefined => {
    const line = lines.get(name);
    if (line === undefined) return undefined;
    const service = services.get(name) ?? parseService(name, line);
    services.set(name, service);
    return service;
  };
  const ofPattern = (pattern: string): readonly CatalogueService[] => {
    const prefix = prefixOf(pattern);
    if (prefix === '' || prefix.startsWith('*')) return [];
    if (!/[*?]/.test(prefix)) return [serviceOf(prefix)].flatMap((service) => service ?? []);
    const matches = globMatcher(prefix);
    return [...lines.keys()].filter(matches).flatMap((name) => serviceOf(name) ?? []);
  };
  return {
    matching: (pattern) => {
      const matches = globMatcher(pattern.toLowerCase());
      return ofPattern(pattern).flatMap(({ actions }) => actions.filter(({ name }) => matches(name.toLowerCase())));
    },
    has: (action) =>
      serviceOf(prefixOf(action))?.actions.some(({ name }) => name.toLowerCase() === action.toLowerCase()),
    namesLike: (action) => serviceOf(prefixOf(action))?.actions.map(({ name }) => name) ?? [],
    prefixesOf: (service) => serviceOf(service)?.prefixes ?? [],
  };
}

function prefixOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
}

function parseService(service: string, line: string): CatalogueService {
  const actions: CatalogueAction[] = [];
  let prefixes: readonly string[] = [];
  for (const part of line.split(' ').slice(1)) {
    if (part.startsWith('=')) {
      prefixes = part
        .slice(1)
        .split(',')
        .filter((prefix) => prefix !== '');
      continue;
    }
    const level = LEVELS[part[0] ?? ''];
    if (level === undefined) continue;
    for (const name of part.slice(2).split(',')) {
      const scopable = !name.startsWith('*');
      actions.push({ name: `${service}:${scopable ? name : name.slice(1)}`, level, scopable });
    }
  }
  return { actions, prefixes };
}
