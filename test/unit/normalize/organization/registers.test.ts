import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { normalizeFolder, sectionOf } from './capture-of.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function sectionFrom(files: Readonly<Record<string, string>>, name: string) {
  return sectionOf(normalizeFolder(files), name);
}

describe('the manifest', () => {
  const risks = 'risks:\n  - { id: R, treatment: mitigate }\n';
  const manifest = JSON.stringify([
    { path: 'risks.yaml', sha256: sha256(risks) },
    { path: 'gone.md', sha256: sha256('x') },
  ]);
  const files = (text: string) => ({ 'org/manifest.json': manifest, 'org/risks.yaml': text, 'org/new.md': 'n' });

  it('compares every file of the folder with its seal', () => {
    expect(sectionFrom(files(risks), 'manifest')?.data).toMatchObject({
      files: [
        {
          id: 'gone.md',
          sealed_sha256: { value: sha256('x') },
          present_sha256: { unknown: expect.stringContaining('gone.md was not supplied') },
        },
        { id: 'new.md', sealed_sha256: { value: '' } },
        { id: 'risks.yaml', sealed_sha256: { value: sha256(risks) }, present_sha256: { value: sha256(risks) } },
      ],
    });
  });

  it('sees one changed byte', () => {
    const changed = risks.replace('mitigate', 'accept  ');
    const data = JSON.stringify(sectionFrom(files(changed), 'manifest')?.data);
    expect(data).toContain(sha256(risks));
    expect(data).toContain(sha256(changed));
  });
});

describe('the register of policies', () => {
  const text = '# Backup\n';
  const register = (hash: string, path = './docs/backup.md'): string =>
    `policies:\n  - id: backup\n    topic: backup\n    status: approved\n    version: 2.10\n    document: { path: ${path}, sha256: ${hash} }\n    audience: { departments: [it] }\n    parameters: { rpo_hours: 24, patch_days: { critical: 7 }, mfa_admins: required }\n`;

  it('finds the document beside it, keeps versions as written and flattens parameters', () => {
    const section = sectionFrom(
      { 'org/policies.yaml': register(sha256(text)), 'org/docs/backup.md': text },
      'policies',
    );
    expect(section).toMatchObject({
      flag: 'complete',
      data: {
        policies: [
          {
            version: { value: '2.10' },
            registered_sha256: { value: sha256(text) },
            document_sha256: { value: sha256(text) },
            audience_all: { value: false },
            parameters: [
              { id: 'rpo_hours', number: 24 },
              { id: 'patch_days.critical', number: 7 },
              { id: 'mfa_admins', text: 'required' },
            ],
          },
        ],
      },
    });
  });

  it.each([
    ['was not supplied', 'docs/other.md'],
    ['lies outside the folder', '../../backup.md'],
  ])('does not know a document that %s', (_, path) => {
    const section = sectionFrom({ 'org/policies.yaml': register('aa', path), 'org/docs/backup.md': text }, 'policies');
    expect(section?.data).toMatchObject({
      policies: [{ document_sha256: { unknown: expect.stringContaining('was not supplied') } }],
    });
  });

  it('reads an earlier register apart', () => {
    const files = { 'policies.yaml': register('bb'), 'policies-previous.yaml': register('aa') };
    expect(sectionFrom(files, 'policies_previous')?.data).toMatchObject({
      policies: [{ id: 'backup', registered_sha256: { value: 'aa' } }],
    });
    expect(sectionFrom(files, 'policies')?.data).toMatchObject({ policies: [{ registered_sha256: { value: 'bb' } }] });
  });

  it('leaves out an entry without an id or with one that is there, and warns of a key that is not used', () => {
    const files = {
      'policies.yaml':
        'policies:\n  - { topic: backup, id: a, ownr: x@y }\n  - { topic: backup }\n  - { topic: backup, id: a }\n',
    };
    const contributions = normalizeFolder(files);
    expect(sectionOf(contributions, 'policies')).toMatchObject({
      flag: 'incomplete',
      reason: expect.stringContaining('policies.yaml:3: an entry of policies has no id'),
    });
    expect(contributions.flatMap(({ diagnostics }) => diagnostics.map(({ code, at }) => [code, at?.line]))).toEqual([
      ['unknown-key', 2],
      ['row-error', 3],
      ['row-error', 4],
    ]);
  });

  it('is an error with its place when it is no YAML', () => {
    const files = { 'policies.yaml': 'policies:\n  - id: a\n    topic: x\n  owner: [\n' };
    expect(sectionFrom(files, 'policies')).toMatchObject({
      flag: 'error',
      reason: expect.stringMatching(/^policies\.yaml:\d+:\d+: /),
    });
  });
});

describe('retention', () => {
  it.each([
    ['5y', { retention: { value: '5y' }, retention_days: { value: 1825 } }],
    ['P10Y', { retention_days: { value: 3650 } }],
    ['18m', { retention_days: { value: 540 } }],
    ['1095', { retention_days: { value: 1095 } }],
    ['', { retention: { value: '' } }],
    ['n/a', { retention: { unknown: expect.anything() } }],
    ['long', { retention_days: { unknown: expect.anything() } }],
  ])('written as %s', (text, wanted) => {
    const files = { 'data-assets.csv': `id,owner,Niveau,Retention\nd,a@x,internal,${text}\n` };
    expect(sectionFrom(files, 'data_assets')?.data).toMatchObject({ stores: [wanted] });
  });
});
