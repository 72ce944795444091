import { ConfigError } from '../core/errors.ts';
import { explainSchemaErrors } from '../model/explain-schema-errors.ts';
import type { Profile } from '../model/generated/model.ts';
import { validateProfile } from '../model/generated/validators.js';

/** Checks a profile (parsed YAML or JSON). */
export function readProfile(value: unknown, file: string): Profile {
  if (!validateProfile(value))
    throw new ConfigError(`${file}: not a profile: ${explainSchemaErrors(validateProfile.errors)}`);
  return value;
}

/** True when one of the patterns (an id, a prefix that ends in `.*`, or `*`) names the id. */
export function matchesPattern(patterns: readonly string[], id: string): boolean {
  return patterns.some((pattern) =>
    pattern === '*' ? true : pattern.endsWith('.*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id,
  );
}

/** True when the profile chooses the rule. */
export function selectsRule(profile: Profile, id: string): boolean {
  return matchesPattern(profile.rules, id) && !matchesPattern(profile.exclude ?? [], id);
}

/** The parameter values that a profile sets for a rule. */
export function parametersOf(profile: Pick<Profile, 'parameters'>, id: string): Readonly<Record<string, unknown>> {
  const entry = profile.parameters?.find((candidate) => candidate.rule === id);
  return entry === undefined ? {} : Object.fromEntries(Object.entries(entry.values));
}
