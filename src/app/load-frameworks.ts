import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../core/errors.ts';
import { compareCodePoints } from '../core/order.ts';
import { type MappedFramework, mappedFramework } from '../framework/framework.ts';
import { readProfile } from '../framework/profile.ts';
import type { Profile } from '../model/generated/model.ts';
import { builtFolder } from './assets.ts';
import { readYamlFile } from './read-yaml-file.ts';

/** All frameworks with their mappings, by id. They were checked when they were built. */
export async function loadFrameworks(): Promise<readonly MappedFramework[]> {
  const folder = path.join(builtFolder(), 'frameworks');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort(compareCodePoints);
  return Promise.all(
    files.map(async (file) => {
      const { catalogue, mapping }: { catalogue: unknown; mapping: unknown } = JSON.parse(
        await readFile(path.join(folder, file), 'utf8'),
      );
      return mappedFramework(catalogue, mapping, file);
    }),
  );
}

/** A built-in profile by its id, or one of the user's by its path. */
export async function loadProfile(nameOrPath: string): Promise<Profile> {
  if (/[/\\]|\.ya?ml$/.test(nameOrPath)) return readProfile(await readYamlFile(nameOrPath), nameOrPath);
  const profiles = await builtInProfiles();
  const profile = profiles.find(({ id }) => id === nameOrPath);
  if (profile !== undefined) return profile;
  throw new UsageError(`there is no profile ${nameOrPath}`, {
    hint: `Choose one of ${profiles.map(({ id }) => id).join(', ')}, or give the path of a profile file.`,
  });
}

/** The profiles that come with the program, by id. */
export async function builtInProfiles(): Promise<readonly Profile[]> {
  const values: unknown = JSON.parse(await readFile(path.join(builtFolder(), 'profiles.json'), 'utf8'));
  return Array.isArray(values) ? values.map((value) => readProfile(value, 'profiles.json')) : [];
}
