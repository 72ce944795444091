import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../core/errors.ts';
import { type FrameworkId, frameworkId } from '../core/ids.ts';
import { compareCodePoints } from '../core/order.ts';
import { type MappedFramework, mappedFramework } from '../framework/framework.ts';
import { readProfile } from '../framework/profile.ts';
import type { Profile } from '../model/generated/model.ts';
import { builtFolder } from './assets.ts';
import { readYamlFile } from './read-yaml-file.ts';

const SUFFIX = '.json';

/** The ids of all frameworks, sorted. */
export async function frameworkIds(): Promise<readonly FrameworkId[]> {
  const files = await readdir(frameworksFolder());
  return files
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort(compareCodePoints)
    .map(frameworkId);
}

/** Frameworks with their mappings, in the order of the ids; all of them without ids. */
export async function loadFrameworks(ids?: readonly FrameworkId[]): Promise<readonly MappedFramework[]> {
  return Promise.all(
    (ids ?? (await frameworkIds())).map(async (id) => {
      const file = `${id}${SUFFIX}`;
      const { catalogue, mapping }: { catalogue: unknown; mapping: unknown } = JSON.parse(
        await readFile(path.join(frameworksFolder(), file), 'utf8'),
      );
      return mappedFramework(catalogue, mapping, file);
    }),
  );
}

function frameworksFolder(): string {
  return path.join(builtFolder(), 'frameworks');
}

/** A built-in profile by its id, or one of the user's by its path. */
export async function loadProfile(nameOrPath: string): Promise<Profile> {
  if (isProfileFile(nameOrPath)) return readProfile(await readYamlFile(nameOrPath), nameOrPath);
  const profiles = await builtInProfiles();
  const profile = profiles.find(({ id }) => id === nameOrPath);
  if (profile !== undefined) return profile;
  throw new UsageError(`there is no profile ${nameOrPath}`, {
    hint: `Choose one of ${profiles.map(({ id }) => id).join(', ')}, or give the path of a profile file.`,
  });
}

/** True for the path of a profile of the user's, false for the name of a built-in one. */
export function isProfileFile(nameOrPath: string): boolean {
  return /[/\\]|\.ya?ml$/.test(nameOrPath);
}

/** The profiles that come with the program, by id. */
export async function builtInProfiles(): Promise<readonly Profile[]> {
  const values: unknown = JSON.parse(await readFile(path.join(builtFolder(), 'profiles.json'), 'utf8'));
  return Array.isArray(values) ? values.map((value) => readProfile(value, 'profiles.json')) : [];
}
