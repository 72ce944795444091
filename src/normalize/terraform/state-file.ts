import { isRecord } from '../../core/record.ts';
import { listOf } from '../json-list.ts';
import { keyText, moduleAddress, splitAddress } from './address.ts';
import { STRANGE } from './marks.ts';
import { type LostResource, lostResource, type RawResource, type ReadResources } from './raw-resources.ts';

/** True for a state file (terraform.tfstate, version 4), which is not a documented format and yet what people have. */
export function looksLikeStateFile(json: Readonly<Record<string, unknown>>): boolean {
  return json['version'] === 4 && typeof json['terraform_version'] === 'string' && Array.isArray(json['resources']);
}

/** The resources of a state file. */
export function resourcesOfStateFile(json: Readonly<Record<string, unknown>>): ReadResources {
  const lost: LostResource[] = [];
  const resources = listOf(json['resources']).flatMap((resource, index) => {
    const place = `/resources/${index}`;
    const { mode, type, name, module, instances } = isRecord(resource) ? resource : {};
    const isModule = module === undefined || module === null || typeof module === 'string';
    if (typeof type !== 'string' || typeof name !== 'string' || !isModule || !Array.isArray(instances)) {
      lost.push(lostResource(resource, place));
      return [];
    }
    const { modules } = splitAddress(typeof module === 'string' ? `${module}.` : '');
    const isData = mode === 'data';
    return listOf(instances).flatMap((instance, position): readonly RawResource[] => {
      if (!isRecord(instance)) {
        lost.push({ pointer: `${place}/instances/${position}`, type });
        return [];
      }
      if (instance['deposed'] !== undefined) return [];
      const given = instance['index_key'];
      const key = typeof given === 'string' || typeof given === 'number' ? given : undefined;
      // Without its key it would be taken for another instance.
      if (key === undefined && given !== undefined && given !== null) {
        lost.push({ pointer: `${place}/instances/${position}`, type });
        return [];
      }
      const marked = instance['sensitive_attributes'];
      const steps = listOf(marked).map(firstStep);
      // Where it cannot be told what is secret, all of it may be.
      const isTold = marked === undefined || marked === null || (Array.isArray(marked) && !steps.includes(undefined));
      const secret = new Set(steps.filter((step) => step !== undefined));
      const told = instance['attributes'];
      const attributes = isRecord(told) && isTold ? told : {};
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
          untold: [
            isRecord(told) && isTold ? Object.fromEntries([...secret].map((attribute) => [attribute, true])) : STRANGE,
          ],
          pointer: `${place}/instances/${position}`,
          valuesPointer: `${place}/instances/${position}/attributes`,
        },
      ];
    });
  });
  return { resources, lost };
}

/** `[{"type": "get_attr", "value": "password"}]`: the attribute, whole, whatever in it is sensitive. */
function firstStep(path: unknown): string | undefined {
  const [first] = listOf(path);
  const name = isRecord(first) ? first['value'] : first;
  return typeof name === 'string' ? name : undefined;
}
