import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { loadFrameworks } from '../../src/app/load-frameworks.ts';
import { listRules } from '../../src/app/rules.ts';
import { mappedFramework } from '../../src/framework/framework.ts';
import { readProfile } from '../../src/framework/profile.ts';
import { validateFramework } from '../../src/model/generated/validators.js';

const FOLDER = path.resolve(import.meta.dirname, '../../frameworks');
const ids = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'profiles' && entry.name !== 'equivalents')
  .map((entry) => entry.name);

function catalogueOf(id: string) {
  const value: unknown = load(readFileSync(path.join(FOLDER, id, 'catalogue.yaml'), 'utf8'));
  if (!validateFramework(value)) throw new Error(`${id}: ${JSON.stringify(validateFramework.errors)}`);
  return value;
}

describe.each(ids)('%s', (id) => {
  const catalogue = catalogueOf(id);

  it('is named like its folder', () => {
    expect(catalogue.id).toBe(id);
  });

  it('states the licence of the original and what may be shown of it', () => {
    expect(catalogue.licence).toMatch(/^(LicenseRef-[A-Za-z0-9.-]+|[A-Za-z0-9.-]+)$/);
    expect(catalogue.source.length).toBeGreaterThan(10);
  });

  it('shows no more of the text than its policy allows', () => {
    if (catalogue.text_policy === 'ids-only') {
      expect(catalogue.controls.filter(({ title, title_fr }) => title !== undefined || title_fr !== undefined)).toEqual(
        [],
      );
      expect(catalogue.groups.filter(({ title }) => title !== undefined)).toEqual([]);
      return;
    }
    // Short wording of ours names a control; it never carries the text of a requirement.
    if (catalogue.text_policy === 'own-words') {
      expect(catalogue.controls.filter(({ title }) => title === undefined || title.length > 90)).toEqual([]);
      expect(
        catalogue.controls.filter(({ title_fr, meaning }) => title_fr !== undefined || meaning !== undefined),
      ).toEqual([]);
    } else
      expect(catalogue.licence).toMatch(
        /^(CC0-1\.0|Apache-2\.0|etalab-2\.0|LicenseRef-Licence-Ouverte-1\.0|LicenseRef-US-Government-Work|OGL-UK-3\.0)$/,
      );
  });

  it('counts what it holds', () => {
    const counts = new Map<string, unknown>(Object.entries(catalogue.counts));
    expect(catalogue.controls).toHaveLength(Number(counts.get('controls')));
    for (const kind of ['automated', 'evidence', 'person'] as const) {
      const stated = counts.get(kind);
      if (stated !== undefined)
        expect(catalogue.controls.filter(({ assessable }) => assessable === kind)).toHaveLength(Number(stated));
    }
  });

  it('has unique controls in known groups', () => {
    const controls = catalogue.controls.map((control) => control.id);
    expect(new Set(controls).size).toBe(controls.length);
    const groups = new Set(catalogue.groups.map((group) => group.id));
    expect(catalogue.controls.filter(({ group }) => !groups.has(group))).toEqual([]);
  });
});

describe('mappings', () => {
  it('name rules that exist and controls that exist', async () => {
    const rules = new Set((await listRules()).map((rule) => rule.id));
    const frameworks = await loadFrameworks();
    expect(frameworks.length).toBe(ids.length);
    const unknown = frameworks.flatMap((framework) =>
      framework.controls.flatMap((control) =>
        control.rules.filter(({ rule }) => !rules.has(rule)).map(({ rule }) => `${framework.id} ${control.id} ${rule}`),
      ),
    );
    expect(unknown).toEqual([]);
  });

  it('refuses a mapping that names a control that is not there', () => {
    const mapping = {
      framework: 'nis2-art21',
      controls: [{ control: 'nowhere', rules: [{ rule: 'host.ssh.x', strength: 'full', basis: 'judgement' }] }],
    };
    expect(() => mappedFramework(catalogueOf('nis2-art21'), mapping, 'mapping.yaml')).toThrow(/nowhere/);
  });

  it('give every duty at least eight rules', async () => {
    const duties = (await loadFrameworks()).find(({ id }) => id === 'administrator-duties');
    const perDuty = Object.fromEntries(
      (duties?.groups ?? []).map((group) => [
        group.id,
        new Set(
          duties?.controls
            .filter((control) => control.group === group.id)
            .flatMap((control) => control.rules.map(({ rule }) => rule)),
        ).size,
      ]),
    );
    expect(Object.keys(perDuty)).toEqual(['access', 'detection', 'policies', 'maintenance', 'training']);
    for (const count of Object.values(perDuty)) expect(count).toBeGreaterThanOrEqual(8);
  });
});

describe('profiles', () => {
  const files = readdirSync(path.join(FOLDER, 'profiles')).filter((file) => file.endsWith('.yaml'));
  it.each(files)('%s chooses rules that exist', async (file) => {
    const profile = readProfile(load(readFileSync(path.join(FOLDER, 'profiles', file), 'utf8')), file);
    expect(`${profile.id}.yaml`).toBe(file);
    const rules = await listRules();
    const lost = profile.rules.filter(
      (pattern) =>
        pattern !== '*' &&
        !rules.some(
          (rule) => rule.id === pattern || (pattern.endsWith('.*') && rule.id.startsWith(pattern.slice(0, -1))),
        ),
    );
    expect(lost).toEqual([]);
  });
});
