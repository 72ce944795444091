import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Access } from '../../src/collect/access/access.ts';
import { packagesSource } from '../../src/collect/host/packages.ts';
import { readRpmDatabase } from '../../src/collect/rpmdb/rpm-database.ts';
import { filesOf, readRpmHeader, TAG } from '../../src/collect/rpmdb/rpm-header.ts';
import type { CaptureOutcome } from '../../src/core/capture.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { packagesNormalizer } from '../../src/normalize/host/packages/packages.ts';

const FILE = '/var/lib/rpm/rpmdb.sqlite';
const DATABASE = readFileSync(path.resolve(import.meta.dirname, '../../fixtures/hosts/rocky01', `.${FILE}`));

/** A tree that holds these files and nothing else. */
function accessTo(files: Readonly<Record<string, Uint8Array>>): Access {
  const absent = { kind: 'absent' } as const;
  return {
    live: false,
    readFile: (file): CaptureOutcome => {
      const bytes = files[file];
      return bytes === undefined ? absent : { kind: 'read', bytes };
    },
    lstat: () => absent,
    stat: (file) =>
      files[file] === undefined
        ? absent
        : { kind: 'read', value: { kind: 'file', mode: 0o644, uid: 0, gid: 0, size: 1, modifiedMs: 0 } },
    readLink: () => absent,
    list: () => absent,
    run: () => absent,
    walk: () => absent,
  };
}

const section = (files: Readonly<Record<string, Uint8Array>>) =>
  packagesNormalizer.normalize(
    captureSet(packagesSource.collect(accessTo(files), { collectedAt: '2026-01-01T00:00:00Z' })),
  ).section;

describe('the database of rpm', () => {
  it('of the fixture is read whole', () => {
    const { data, flag } = section({ [FILE]: DATABASE });
    expect(flag).toBe('complete');
    expect(data?.manager).toBe('rpm');
    expect(data?.packages.map((one) => `${one.id} ${one.version}`)).toContain('postfix:x86_64 2:3.5.9-24.el9');
    expect(data?.packages.find((one) => one.name === 'postfix')?.provides).toEqual(['MTA', 'smtpd', 'smtpdaemon']);
    expect(data?.packages.filter((one) => one.name === 'kernel-core').length).toBe(2);
    expect(data?.packages.some((one) => one.name === 'gpg-pubkey')).toBe(false);
  });

  it('is complete or says why not, whatever bytes were changed; never a throw', () => {
    const change = fc.array(fc.tuple(fc.nat(DATABASE.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(change, fc.option(fc.nat(DATABASE.length)), (changes, length) => {
        const bytes = Uint8Array.from(length === null ? DATABASE : DATABASE.subarray(0, length));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const { flag, reason } = section({ [FILE]: bytes });
        expect(flag === 'complete' || (reason ?? '').includes(FILE)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is not read from arbitrary bytes, nor is a log of arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array({ maxLength: 3000 }), (bytes, log) => {
        expect(section({ [FILE]: bytes }).flag).toBe('not-collected');
        const magic = Uint8Array.from([0x37, 0x7f, 0x06, 0x82, ...log]);
        expect(section({ [FILE]: DATABASE, [`${FILE}-wal`]: magic })).toMatchObject({ flag: 'complete' });
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['/var/lib/rpm/Packages', 'Berkeley DB'],
    ['/usr/lib/sysimage/rpm/Packages.db', 'ndb'],
  ])('%s is told as not collected, not as without packages', (file, word) => {
    const { flag, reason } = section({ [file]: new Uint8Array(8) });
    expect(flag).toBe('not-collected');
    expect(reason).toContain(word);
    expect(readRpmDatabase(accessTo({ [file]: new Uint8Array(8) })).kind).toBe('failed');
  });

  it('wins over the empty database of a dpkg that is a package of rpm', () => {
    expect(section({ [FILE]: DATABASE, '/var/lib/dpkg/status': new Uint8Array(0) }).data?.manager).toBe('rpm');
  });
});

describe('a header', () => {
  it('of arbitrary bytes is none, or gives what it holds', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.uint8Array({ maxLength: 400 }), (entries, rest) => {
        const data = Math.max(0, rest.length - entries * 16);
        const header = readRpmHeader(Uint8Array.from([0, 0, 0, entries, 0, 0, data >> 8, data & 255, ...rest]));
        for (const tag of Object.values(TAG)) {
          header?.text(tag);
          header?.texts(tag);
          header?.numbers(tag);
        }
        if (header !== undefined) [...filesOf(header)].slice(0, 1);
      }),
    );
  });
});
