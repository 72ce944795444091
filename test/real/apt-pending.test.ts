import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { aptSource } from '../../src/collect/host/apt.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { updatesNormalizer } from '../../src/normalize/host/updates/updates.ts';

const APT = '/usr/bin/apt';
const LISTS = '/var/lib/apt/lists';
const present = existsSync(APT) && existsSync(LISTS) && readdirSync(LISTS).some((name) => /_Packages/.test(name));
if (!present) console.warn('skipped: apt has no package lists here (apt-get update)');

describe.skipIf(!present)('pending updates of this machine', () => {
  it('are those that apt tells', { timeout: 60_000 }, () => {
    const said = spawnSync(APT, ['list', '--upgradable'], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    });
    const expected = said.stdout
      .split('\n')
      .flatMap((line) => {
        const [, name, version, architecture] = /^([^/\s]+)\/\S+ (\S+) (\S+) \[upgradable from/.exec(line) ?? [];
        return name === undefined ? [] : [`${name} ${version} ${architecture}`];
      })
      .sort();
    const captures = aptSource.collect(openLocal('/'), { collectedAt: '2026-01-01T00:00:00Z' });
    const { section } = updatesNormalizer.normalize(captureSet(captures));
    const ours = (section.data?.pending ?? [])
      .map((entry) => `${entry.package} ${entry.candidate} ${entry.architecture}`)
      .sort();
    expect(ours).toEqual(expected);
  });
});
