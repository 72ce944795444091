import { describe, expect, it } from 'vitest';
import type { Capture, CaptureOutcome } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { repositoriesNormalizer } from '../../../../../src/normalize/host/repositories/repositories.ts';

function normalize(files: Readonly<Record<string, string | CaptureOutcome>>) {
  const captures = Object.entries(files).map(
    ([origin, outcome]): Capture => ({
      id: captureId(origin),
      origin,
      collectedAt: '2026-01-01T00:00:00Z',
      outcome: typeof outcome === 'string' ? { kind: 'read', bytes: new TextEncoder().encode(outcome) } : outcome,
    }),
  );
  return repositoriesNormalizer.normalize(captureSet(captures)).section;
}

const LIST = '/etc/apt/sources.list';

describe('package sources', () => {
  it.each([
    ['plain', 'deb http://a.example stable main', ['http://a.example stable', true, '']],
    ['trusted', 'deb [arch=amd64 trusted=yes] https://a.example stable main', ['https://a.example stable', false, '']],
    [
      'allow-insecure',
      'deb [allow-insecure=yes] https://a.example stable main',
      ['https://a.example stable', false, ''],
    ],
    ['trusted=no checks', 'deb [trusted=no] https://a.example stable main', ['https://a.example stable', true, '']],
    ['signed-by', 'deb [signed-by=/k.gpg] https://a.example ./', ['https://a.example ./', true, '/k.gpg']],
    ['credentials', 'deb https://user:secret@a.example stable main', ['https://a.example stable', true, '']],
  ])('in one line: %s', (_name, line, [id, checked, key]) => {
    const repo = normalize({ [LIST]: `# deb http://old.example stable main\n${line}\n` }).data?.repositories;
    expect(repo).toHaveLength(1);
    expect(repo?.[0]).toMatchObject({
      id,
      signature_checked: { value: checked },
      signed_by: { value: key },
      at: { line: 2 },
    });
    expect(JSON.stringify(repo)).not.toContain('secret');
  });

  it('in deb822: each address with each suite, switched off ones left out', () => {
    const text =
      'Types: deb deb-src\nURIs: https://a.example\nSuites: s s-updates\nTrusted: yes\n\nTypes: deb\nURIs: https://off.example\nSuites: s\nEnabled: no\n\n# c\nTypes: deb\nURIs: https://b.example\nSuites: s\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n xyz\n';
    const repos = normalize({ '/etc/apt/sources.list.d/x.sources': text }).data?.repositories ?? [];
    expect(repos.map(({ id }) => id)).toEqual([
      'https://a.example s',
      'https://a.example s-updates',
      'https://b.example s',
    ]);
    expect(repos.map(({ signature_checked: fact }) => 'value' in fact && fact.value)).toEqual([false, false, true]);
    expect(repos[2]?.signed_by).toMatchObject({ value: 'a key in the file itself' });
  });

  it.each([
    ['own gpgcheck', '[r]\nbaseurl=https://r.example\ngpgcheck=1\n', '', true],
    ['own gpgcheck off', '[r]\nbaseurl=https://r.example\ngpgcheck=0\n', '[main]\ngpgcheck=1\n', false],
    ['inherited', '[r]\nbaseurl=https://r.example\n', '[main]\ngpgcheck=1\n', true],
    ['set nowhere', '[r]\nbaseurl=https://r.example\n', '[main]\n', false],
  ])('of rpm: %s', (_name, repo, main, checked) => {
    const data = normalize({ '/etc/yum.repos.d/r.repo': repo, '/etc/dnf/dnf.conf': main }).data;
    expect(data?.repositories[0]).toMatchObject({ suite: 'r', signature_checked: { value: checked } });
  });

  it('that all are let in unsigned is told with its line', () => {
    const section = normalize({
      [LIST]: 'deb http://a.example s m',
      '/etc/apt/apt.conf.d/1': '\nAPT::Get::AllowUnauthenticated "true";',
    });
    expect(section.data?.unauthenticated_allowed).toEqual({
      value: true,
      at: { file: '/etc/apt/apt.conf.d/1', line: 2 },
    });
  });

  it.each([
    ['none', { [LIST]: '' }, 'does-not-exist'],
    ['denied', { [LIST]: { kind: 'denied', reason: 'EACCES' } }, 'not-collected'],
    ['not asked for', {}, 'not-collected'],
  ] satisfies readonly (readonly [string, Readonly<Record<string, string | CaptureOutcome>>, string])[])(
    '%s',
    (_name, files, flag) => {
      expect(normalize(files).flag).toBe(flag);
    },
  );
});
