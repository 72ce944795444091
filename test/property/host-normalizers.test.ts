import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactAuthorizedKeys } from '../../src/collect/host/authorized-keys.ts';
import { redactPasswordFields } from '../../src/collect/host/password-field.ts';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import { matchesWildcard } from '../../src/core/wildcard.ts';
import { privilegedUsersDerivation } from '../../src/derive/host/privileged-users.ts';
import { validateInput } from '../../src/model/generated/input-validator.js';
import { validateSnapshot } from '../../src/model/generated/validators.js';
import { normalizeHost } from '../../src/normalize/host/normalize-host.ts';

const FILES = [
  '/etc/os-release',
  '/etc/hostname',
  '/etc/passwd',
  '/etc/shadow',
  '/etc/group',
  '/etc/gshadow',
  '/etc/nsswitch.conf',
  '/etc/login.defs',
  '/root/.ssh/authorized_keys',
  '/etc/sudoers',
  '/etc/sudoers.d/x',
  '/etc/ssh/sshd_config',
  '/etc/ssh/sshd_config.d/x.conf',
  '/etc/default/ssh',
  '/etc/sysctl.d/x.conf',
  '/usr/lib/sysctl.d/x.conf',
  'links of sysctl.d',
  '/proc/sys',
  '/var/lib/dpkg/status',
  '/lib/apk/db/installed',
  '/proc/net/tcp',
  '/proc/net/udp6',
  'socket owners of /proc',
  'stat(2) of critical files',
  '/etc/ld.so.preload',
  'owners of preloaded libraries',
] as const;

/** Pieces that the parsers look for, so that random text gets past the first line of defence. */
const PIECES = [
  'root:x:0:0:root:/root:/bin/sh',
  'Include /etc/ssh/sshd_config.d/*.conf',
  'Include [',
  'Match all',
  'Match User "',
  'Ciphers +a,-b',
  'Ciphers -[a',
  'PermitRootLogin',
  'Port',
  '@includedir /etc/sudoers.d',
  '@include /etc/sudoers',
  '%sudo ALL=(ALL:ALL) NOPASSWD: ALL, !/bin/su',
  'ALL ALL=(',
  'User_Alias A = A',
  'Defaults:a !x += "',
  'net.ipv4.*[ = 1',
  '-a.b',
  'Package: a',
  'Status: install ok installed',
  'Version: 1:9',
  'ID="a\\',
  '0: 0100007F:0016 00000000:0000 0A x x x x x 1',
  'sudoers\tread\tfile\t0666\t0\t0\t"/etc/sudoers"',
  'root\tread\tx\t8\ty\tz\tnot json',
  '\\',
  '"',
  '#',
  '',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 })), { maxLength: 12 })
  .map((lines) => lines.join('\n'));
const outcome = fc.oneof(
  { weight: 8, arbitrary: text.map((content): Capture['outcome'] => ({ kind: 'read', bytes: Buffer.from(content) })) },
  { weight: 1, arbitrary: fc.constant<Capture['outcome']>({ kind: 'absent' }) },
  { weight: 1, arbitrary: fc.constant<Capture['outcome']>({ kind: 'denied', reason: 'permission denied' }) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes): Capture['outcome'] => ({ kind: 'read', bytes })),
  },
);
const captures = fc.tuple(...FILES.map(() => fc.option(outcome))).map((outcomes) =>
  outcomes.flatMap((one, index): readonly Capture[] => {
    const origin = FILES[index];
    return one === null || origin === undefined
      ? []
      : [{ id: captureId(origin), origin, collectedAt: '2026-01-01T00:00:00Z', outcome: one }];
  }),
);

describe('a host, whatever its files hold', () => {
  it('gives a snapshot that meets the schema, with unique ids', () => {
    fc.assert(
      fc.property(captures, (given) => {
        const { host, diagnostics } = normalizeHost(given);
        const derived = privilegedUsersDerivation.derive({ host }, { nowMs: 0 }).host ?? {};
        const snapshot = {
          schemaVersion: '1',
          target: { id: 'host:x', kind: 'host', name: 'x' },
          collectedAt: '2026-01-01T00:00:00Z',
          captures: [],
          diagnostics,
          host,
        };
        expect(validateSnapshot(snapshot) ? [] : validateSnapshot.errors).toEqual([]);
        const input = { host: { ...host, ...derived } };
        expect(validateInput(input) ? [] : validateInput.errors).toEqual([]);
        for (const list of [
          host.accounts?.data?.users,
          host.sudo?.data?.rules,
          host.sshd?.data?.servers[0]?.match_blocks,
          host.listening?.data?.sockets,
          host.files?.data?.files,
        ]) {
          const ids = (list ?? []).map((one) => one.id);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('redaction', () => {
  it('keeps no hash and no key, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('$6$x$CANARY', '!$y$j9T$CANARY$CANARY', '$1$a$CANARY'),
        fc.string(),
        (before, hash, after) => {
          const line = `${before}:${hash}:${after}`.replaceAll('\n', '');
          expect(Buffer.from(redactPasswordFields(Buffer.from(line))).toString('latin1')).not.toContain('CANARY');
          const key = `${before} ssh-ed25519 AAAACANARY ${after}`.replaceAll('\n', ' ');
          expect(Buffer.from(redactAuthorizedKeys(Buffer.from(key))).toString('latin1')).not.toContain('CANARY');
        },
      ),
    );
  });
});

describe('wildcards', () => {
  it('mean what a regular expression means', () => {
    const part = fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 10 }),
        (parts, chars) => {
          const expression = parts
            .map((one) => (one === '*' ? '.*' : one === '?' ? '.' : one.replace('!', '^')))
            .join('');
          expect(matchesWildcard(parts.join(''), chars.join(''))).toBe(
            new RegExp(`^${expression}$`).test(chars.join('')),
          );
        },
      ),
    );
  });
});
