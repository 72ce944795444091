import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/app/version.ts';
import { HOST_SOURCES } from '../../src/collect/host/registry.ts';
import { DOMAINS } from '../../src/core/statuses.ts';
import { DERIVATIONS } from '../../src/derive/registry.ts';
import { SECTIONS } from '../../src/model/generated/sections.ts';
import { HOST_NORMALIZERS } from '../../src/normalize/host/registry.ts';
import { FORMATS } from '../../src/normalize/registry.ts';
import { REPORTERS } from '../../src/report/registry.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const files = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT, posix: true }).sort();
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const ruleFiles = files('policies/**/*.rego').filter((file) => !file.endsWith('_test.rego'));

describe('policies', () => {
  it.each(ruleFiles)('%s has its test', (file) => {
    expect(files(file.replace(/\.rego$/, '_test.rego'))).toHaveLength(1);
  });

  it('has no test without its rule', () => {
    // The library's tests also make the facts that tests of rules share.
    const orphans = files('policies/!(lib)/**/*_test.rego').filter(
      (file) => !ruleFiles.includes(file.replace('_test.rego', '.rego')),
    );
    expect(orphans).toEqual([]);
  });

  it('names no framework and no other tool in a rule', () => {
    const named = ruleFiles.filter((file) =>
      /\b(CIS|ISO\/IEC|PCI[- ]DSS|NIST 800|SOC ?2|Lynis|Prowler|Checkov|Trivy)\b/.test(read(file)),
    );
    expect(named).toEqual([]);
  });
});

describe('registries', () => {
  it.each(FORMATS.map((format) => [format.id, format] as const))('the format %s has its folder', (id, format) => {
    expect(files(`src/normalize/${format.domain}/${id}/*.ts`)).not.toHaveLength(0);
  });

  it('names each format once', () => {
    expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
  });

  it.each(Object.entries(REPORTERS))('the reporter %s has its file or folder, and its own name', (id, reporter) => {
    expect(reporter.id).toBe(id);
    expect([...files(`src/report/${id}.ts`), ...files(`src/report/${id}/*.ts`)]).not.toHaveLength(0);
  });

  it.each(HOST_SOURCES.map(({ id }) => id))('the collector %s has its file', (id) => {
    expect(files(`src/collect/host/${id}.ts`)).toHaveLength(1);
  });

  it.each(HOST_NORMALIZERS.map(({ section }) => section))(
    'the host section %s has its folder and its schema',
    (section) => {
      expect(files(`src/normalize/host/${section.replaceAll('_', '-')}/*.ts`)).not.toHaveLength(0);
      expect(files(`schemas/host/${section}.json`)).toHaveLength(1);
    },
  );

  it.each(DERIVATIONS.map((derivation) => [derivation.id, derivation.domain] as const))(
    'the derivation %s is made in the room of its domain',
    (id, domain) => {
      const rooms = files(`src/derive/${domain}/**/*.ts`).filter((file) => read(file).includes(`id: '${id}'`));
      expect(rooms).toHaveLength(1);
    },
  );

  it('lists every format folder', () => {
    const folders = DOMAINS.flatMap((domain) =>
      files(`src/normalize/${domain}/*/format.ts`).map((file) => path.basename(path.dirname(file))),
    );
    expect(folders.filter((folder) => !FORMATS.some(({ id }) => id === folder))).toEqual([]);
  });
});

describe('schemas', () => {
  const generated = read('src/model/generated/model.ts');
  const pascal = (text: string): string =>
    text
      .split(/[^a-zA-Z0-9]+/)
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join('');
  const sections = Object.entries(SECTIONS).flatMap(([domain, names]) =>
    names.map((name) => [`${domain}.${name}`, pascal(`${domain} ${name}`)] as const),
  );

  it.each(sections)('the section %s has its type', (_, type) => {
    expect(generated).toMatch(new RegExp(`export (interface|type) ${type}\\b`, 'i'));
  });

  it.each(['Snapshot', 'Assessment', 'Framework', 'Mapping', 'Profile', 'Configuration', 'Observation', 'Finding'])(
    'the document %s has its type',
    (type) => {
      expect(generated).toMatch(new RegExp(`export interface ${type}\\b`));
    },
  );

  it.each(files('schemas/**/*.json').filter((file) => !file.startsWith('schemas/vendor/')))(
    '%s keeps the style that the policy checker can see through',
    (file) => {
      const problems: string[] = [];
      const visit = (node: unknown, at: string): void => {
        if (Array.isArray(node)) for (const [index, item] of node.entries()) visit(item, `${at}/${index}`);
        if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
        const schema = new Map<string, unknown>(Object.entries(node));
        if (schema.has('oneOf') || schema.has('patternProperties')) problems.push(`${at}: oneOf or patternProperties`);
        if (schema.has('enum') && !schema.has('type')) problems.push(`${at}: enum without type`);
        if (schema.get('type') === 'object' && schema.has('properties') && schema.get('additionalProperties') !== false)
          problems.push(`${at}: additionalProperties is not false`);
        for (const [key, value] of schema) visit(value, `${at}/${key}`);
      };
      visit(JSON.parse(read(file)), '#');
      expect(problems).toEqual([]);
    },
  );
});

describe('the Action', () => {
  const action: { inputs: object; outputs: object } = JSON.parse(JSON.stringify(load(read('action.yml'))));
  const code = files('src/action/*.ts').map(read).join('\n');

  it('reads exactly the inputs it declares', () => {
    const asked = [...code.matchAll(/get(?:Multiline)?Input\('([a-z-]+)'\)/g)].map(([, name]) => name);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it('declares every output it sets by name', () => {
    const set = [...code.matchAll(/setOutput\('([a-z-]+)'/g)].map(([, name]) => name ?? '');
    expect(set.filter((name) => !Object.keys(action.outputs).includes(name))).toEqual([]);
  });
});

describe('the package', () => {
  it('says its version once', () => {
    expect(VERSION).toBe(JSON.parse(read('package.json')).version);
  });

  it('resolves no package from a named host', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });

  it('uses no escape from the type checker outside validation', () => {
    const allowed = [
      'src/core/ids.ts',
      'src/core/section.ts',
      'src/policy/shim.ts',
      'src/policy/stored-policies.ts',
      // Records keyed by a closed list, built from that list.
      'src/derive/firewall/family-view.ts',
      'src/derive/firewall/universe.ts',
      // Data that the same file made.
      'src/normalize/organization/access-reviews/format.ts',
    ];
    const escapes = files('src/**/*.ts')
      .filter((file) => !file.startsWith('src/model/generated/') && !allowed.includes(file))
      .filter((file) =>
        /\bas (?!const\b|never\b)[A-Z][A-Za-z]*\b(?!.*import)/.test(
          read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*|import [^;]*;|export [^;]*from[^;]*;|`[^`]*`|'[^'\n]*'/g, ''),
        ),
      );
    expect(escapes).toEqual([]);
  });

  const isGenerated = (file: string): boolean =>
    file.startsWith('src/model/generated/') || file === 'src/derive/iam/aws/catalogue/data.ts';

  it('keeps files short', () => {
    const long = files('src/**/*.ts').filter((file) => !isGenerated(file) && read(file).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  it('has no room without a name', () => {
    const vague = readdirSync(path.join(ROOT, 'src'), { recursive: true }).filter((file) =>
      /(^|\/)(utils?|helpers?|common|misc|manager|base)(\.ts)?$/.test(String(file)),
    );
    expect(vague).toEqual([]);
  });
});
