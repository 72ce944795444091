import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInProfiles } from '../../src/app/load-frameworks.ts';
import { listRules } from '../../src/app/rules.ts';
import { parametersOf, selectsRule } from '../../src/framework/profile.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/profiles');
const rules = (await listRules()).toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe.each(await builtInProfiles())('$id', (profile) => {
  it('chooses these rules with these values', async () => {
    const chosen = rules.filter(({ id }) => selectsRule(profile, id));
    const lines = chosen.map(({ id, severity }) => {
      const values = parametersOf(profile, id);
      return `${id}  ${severity}${Object.keys(values).length === 0 ? '' : `  ${JSON.stringify(values)}`}\n`;
    });
    await expect(`${lines.length} rules\n${lines.join('')}`).toMatchFileSnapshot(
      path.join(FOLDER, `${profile.id}.txt`),
    );
  });

  it('names rules and parameters that exist', () => {
    const known = new Map(rules.map((rule) => [String(rule.id), rule]));
    for (const pattern of [...profile.rules, ...(profile.exclude ?? [])]) {
      const matches = rules.filter(({ id }) => selectsRule({ ...profile, rules: [pattern], exclude: [] }, id));
      expect(matches.length, pattern).toBeGreaterThan(0);
    }
    for (const { rule, values } of profile.parameters ?? []) {
      const names = known.get(rule)?.parameters.map(({ name }) => name) ?? [];
      for (const name of Object.keys(values)) expect(names, rule).toContain(name);
    }
  });

  it('sets values of the kind of the default', () => {
    for (const { rule, values } of profile.parameters ?? []) {
      const parameters = rules.find(({ id }) => id === rule)?.parameters ?? [];
      for (const [name, value] of Object.entries(values)) {
        const standard = parameters.find((parameter) => parameter.name === name)?.default;
        expect(kindOf(value), `${rule} ${name}`).toBe(kindOf(standard));
      }
    }
  });
});

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}
