import { isRecord } from '../../core/record.ts';
import { listOf } from '../json-list.ts';
import { keyText, moduleAddress, splitAddress } from './address.ts';
import type { RawResource } from './raw-resources.ts';

/** True for a state file (terraform.tfstate, version 4), which is not a documented format and yet what people have. */
export function looksLikeStateFile(json: Readonly<Record<string, unknown>>): boolean {
  return json['version'] === 4 && typeof json['terraform_version'] === 'string' && Array.isArray(json['resources']);
}

/** The resources of a state file. */
export function resourcesOfStateFile(json: Readonly<Record<string, unknown>>): readonly RawResource[] {
  return listOf(json['resources']).flatMap((resource, index) => {
    if (!isRecord(resource)) return [];
    const { mode, type, name, module } = resource;
    if (typeof type !== 'string' || typeof name !== 'string') return [];
    const { modules } = splitAddress(typeof module === 'string' ? `${module}.` : '');
    const isData = mode === 'data';
    return listOf(resource['instances']).flatMap((instance, position): readonly RawResource[] => {
      if (!isRecord(instance) || instance['deposed'] !== undefined) return [];
      const given = instance['index_key'];
      const key = typeof given === 'string' || typeof given === 'number' ? given : undefined;
      const secret = new Set(listOf(instance['sensitive_attributes']).flatMap(firstStep));
      const attributes = isRecord(instance['attributes']) ? instance['attributes'] : {};
      const prefix = modules.length === 0 ? '' : `${moduleAddress(modules)}.`;
      return [
        {
          address: `${prefix}${isData ? 'data.' : ''}${type}.${name}${keyText(key)}`,
          mode: isData ? 'data' : 'managed',
          type,
          name,
          module: moduleAddress(modules),
          modules,
          ...(key === undefined ? {} : { key }),
          values: Object.fromEntries(Object.entries(attributes).filter(([attribute]) => !secret.has(attribute))),
          untold: [Object.fromEntries([...secret].map((attribute) => [attribute, true]))],
          pointer: `/resources/${index}/instances/${position}`,
          valuesPointer: `/resources/${index}/instances/${position}/attributes`,
        },
      ];
    });
  });
}

/** `[{"type": "get_attr", "value": "password"}]`: the attribute, whole, whatever in it is sensitive. */
function firstStep(path: unknown): readonly string[] {
  const [first] = listOf(path);
  const name = isRecord(first) ? first['value'] : first;
  return typeof name === 'string' ? [name] : [];
}
