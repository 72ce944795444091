import { ConfigError } from '../core/errors.ts';
import type { Rule } from '../core/rule.ts';
import { matchesPattern } from '../framework/profile.ts';
import type { Profile } from '../model/generated/model.ts';
import { nearRules } from './rules.ts';

/** A rule that is not there would silently not be judged: every id of a profile must name one. Throws a ConfigError. */
export function checkProfile(profile: Profile, file: string, rules: readonly Rule[]): void {
  for (const [key, patterns] of [
    ['rules', profile.rules],
    ['exclude', profile.exclude ?? []],
  ] as const) {
    for (const [index, pattern] of patterns.entries()) {
      if (rules.some(({ id }) => matchesPattern([pattern], id))) continue;
      throw noRule(pattern, `${file}: /${key}/${index}`, rules);
    }
  }
  checkParameters(profile.parameters, file, rules);
}

/** Parameters must be those of the rule, of the type of their default. Throws a ConfigError. */
export function checkParameters(parameters: Profile['parameters'], file: string, rules: readonly Rule[]): void {
  for (const [index, { rule: id, values }] of (parameters ?? []).entries()) {
    const at = `${file}: /parameters/${index}`;
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule === undefined) throw noRule(id, at, rules);
    for (const [name, value] of Object.entries(values)) {
      const parameter = rule.parameters.find((candidate) => candidate.name === name);
      if (parameter === undefined)
        throw new ConfigError(`${at}: the rule ${id} has no parameter ${name}`, {
          hint:
            rule.parameters.length === 0
              ? 'It has none.'
              : `It has ${rule.parameters.map((candidate) => candidate.name).join(', ')}: \`vauban rules ${id}\` explains them.`,
        });
      const wanted = kindOf(parameter.default);
      if (wanted === 'nothing' || kindOf(value) === wanted) continue;
      throw new ConfigError(`${at}: ${name} of ${id} is ${kindOf(value)}, and must be ${wanted}`, {
        hint: `The default is ${JSON.stringify(parameter.default)}: ${parameter.description}`,
      });
    }
  }
}

function noRule(id: string, at: string, rules: readonly Rule[]): ConfigError {
  const former = rules.filter((rule) => rule.aliases.includes(id));
  const near = former.length > 0 ? former : nearRules(rules, id);
  return new ConfigError(`${at}: there is no rule ${id}`, {
    hint:
      near.length === 0 ? '`vauban rules` lists them all.' : `Did you mean ${near.map((rule) => rule.id).join(', ')}?`,
  });
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  const names: Readonly<Record<string, string>> = { number: 'a number', string: 'a text', boolean: 'true or false' };
  return names[typeof value] ?? 'an object';
}
