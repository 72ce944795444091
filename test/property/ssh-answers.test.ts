import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { linkTarget, listedInfo, outcomeOfError, statInfo } from '../../src/collect/access/ssh/file-facts.ts';
import { framesOf } from '../../src/collect/access/ssh/frames.ts';
import { wordOf } from '../../src/collect/access/ssh/path-words.ts';
import { openRemote } from '../../src/collect/access/ssh/remote-access.ts';
import { nothingTold, takeAnswers } from '../../src/collect/access/ssh/remote-answers.ts';
import { walkOf } from '../../src/collect/access/ssh/remote-walk.ts';
import { redactAuthorizedKeys } from '../../src/collect/host/authorized-keys.ts';
import { redactPasswordFields } from '../../src/collect/host/password-field.ts';
import { redactRemotely } from '../remote-redaction.ts';

const NONCE = '0123456789abcdef0123456789abcdef';
const work = mkdtempSync(path.join(tmpdir(), 'vauban-names-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Streams that look like answers, with anything in every place. */
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      ...[
        's 81a4 0 0 12 1700000000 2023-11-14 22:13:20.5 +0000\n/a',
        'S 81a4 0\n/a',
        't\n/a -> b',
        'd /a\n/a/b\0',
        'e 0',
        'e 1\n',
        'e',
      ],
      ...[
        'w /a\nstat: /a: Permission denied',
        'r /a\nbytes',
        'c\nout',
        `e 0\nerr\n=${NONCE} 0`,
        'k /a\nb',
        'l /a 5\n-rw',
        'walk',
        'n\n12',
      ],
      ...['W 81a4 0 0 1 1 d t z 1 2\n/a', 'P', '.', 'facts', ''],
    )
    .map((text) => Buffer.from(`\n${NONCE} ${text}`)),
);
const stream = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.concat(pieces));
const paths = new Map([['/a', '/a']]);

describe('answers from afar', () => {
  it('are taken in without an exception, whatever they hold and wherever they end', () => {
    fc.assert(
      fc.property(stream, fc.boolean(), fc.nat(2000), (bytes, whole, end) => {
        const frames = framesOf(bytes.subarray(0, end), NONCE, whole);
        const told = nothingTold();
        takeAnswers(told, frames, { paths, limits: new Map([['/a', 3]]), runs: ['/bin/a'] });
        walkOf(frames, { knownUids: new Set(), knownGids: new Set() }, '');
      }),
    );
  });

  it('that are cut off never tell that something is absent', () => {
    const whole = Buffer.from(
      [
        's 81a4 0 0 12 1700000000 a b\n/a',
        'w /b\nstat: /b: Permission denied',
        'w /c\nstat: /c: Not a directory of ours: Permission denied',
        '.',
      ]
        .map((text) => `\n${NONCE} ${text}`)
        .join(''),
    );
    for (let end = 0; end <= whole.length; end += 1) {
      const told = nothingTold();
      const words = new Map(['/a', '/b', '/c'].map((one) => [one, one]));
      takeAnswers(told, framesOf(whole.subarray(0, end), NONCE, false), { paths: words, limits: new Map(), runs: [] });
      expect([...told.facts.values()].map(({ led }) => led?.kind)).not.toContain('absent');
    }
  });

  it('tell facts or nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), fc.string(), (words, text, other) => {
        statInfo(words);
        listedInfo(text, other);
        linkTarget(text, other);
        expect(['absent', 'denied', 'failed']).toContain(outcomeOfError(text, other).kind);
      }),
    );
  });
});

describe('questions', () => {
  it('are words that no shell can take for anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const word = wordOf(bytes);
        expect(word).toMatch(/^(?:[A-Za-z0-9/._+:@,=~%^-]|\\0[0-7]{3})+$/);
        if (bytes.length > 0) expect(['-', '.']).not.toContain(word);
      }),
    );
  });

  it('find files of any name, and the content comes back whole', async () => {
    const name = fc
      .uint8Array({ minLength: 1, maxLength: 60 })
      .map((bytes) => bytes.map((byte) => (byte === 0 || byte === 47 ? 97 : byte)))
      .filter((bytes) => !['.', '..'].includes(Buffer.from(bytes).toString('latin1')));
    const texts = fc.oneof(
      name.map((bytes) => Buffer.from(bytes).toString('utf8')),
      fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'ab -*?[]!$`\'"\\;&|<>(){}#~=%\n\t.') }),
    );
    const names = [...new Set(fc.sample(texts, 200))].filter(
      (one) => !/[/\0]/.test(one) && one !== '.' && one !== '..',
    );
    const folder = path.join(work, 'names');
    mkdirSync(folder);
    const contents = new Map(names.map((one, index) => [`${folder}/${one}`, `${index} ${NONCE}\n${one}`]));
    for (const [file, text] of contents) writeFileSync(file, text);
    const remote = openRemote({ program: 'sh', args: [], label: 'here', sudo: false, interactive: false });
    remote.list(folder);
    for (const file of contents.keys()) remote.readFile(file);
    while (await remote.fetch());
    for (const [file, text] of contents) {
      const outcome = remote.readFile(file);
      expect([file, outcome.kind === 'read' ? Buffer.from(outcome.bytes).toString('utf8') : outcome]).toEqual([
        file,
        text,
      ]);
    }
    const listed = remote.list(folder);
    await remote.close();
    expect(listed.kind === 'read' && [...listed.value].sort()).toEqual([...names].sort());
  });
});

describe('what is cut afar', () => {
  const lines = (unit: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .array(
        fc.array(unit, { maxLength: 8 }).map((words) => words.join('')),
        { maxLength: 60 },
      )
      .map((all) => `${all.join('\n')}\n`);
  const field = fc.constantFrom(
    ...[
      'root',
      'x',
      '',
      '*',
      '!',
      '!!',
      ':',
      ':',
      ':',
      ' ',
      '#',
      '0:99999:7:::',
      '$y$j9T$salt$CANARY',
      '$6$salt$CANARY/x.',
    ],
    ...[
      '$2a$05$CANARY',
      '$2b$05$C',
      '$2$x',
      '$1$C',
      '$md5,rounds=5$C',
      '$sha1$C',
      '$gy$C',
      '$7$C',
      '$3$$C',
      '$x$C',
      '$C',
      '_CANARY78901234567890',
      'CANARYabcdefg',
      'ab./CANARY0123456',
      'LK',
    ],
  );
  const programs = ['/usr/sbin:/usr/bin:/sbin:/bin'];

  it.each(programs)('of password files leaves the same to be told (%s)', (found) => {
    fc.assert(
      fc.property(lines(field), (text) => {
        const raw = Buffer.from(text);
        const remote = redactRemotely('password_field', raw, found);
        const [whole, cut] = [raw, remote].map((bytes) => Buffer.from(redactPasswordFields(bytes)).toString('latin1'));
        expect(cut).toBe(whole);
        // What a field that is no password holds is told as it is.
        const kept = (whole?.match(/CANARY/g) ?? []).length;
        expect(
          (
            Buffer.from(remote)
              .toString('latin1')
              .match(/CANARY/g) ?? []
          ).length,
        ).toBeLessThanOrEqual(kept);
      }),
      { numRuns: 60 },
    );
  });

  const keyWord = fc.constantFrom(
    ...[
      'ssh-rsa',
      'ssh-ed25519',
      'ssh-dss',
      'ecdsa-sha2-nistp256',
      ' ',
      ' ',
      ' ',
      '\t',
      '"',
      '\\"',
      '#',
      'CANARY',
      'command="',
      'no-pty',
      ',',
    ],
    ...['AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7', 'AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7vbqajDRf0CANARYCANARY+/=='],
  );
  it('of keys leaves their type and size', () => {
    fc.assert(
      fc.property(lines(keyWord), (text) => {
        const raw = Buffer.from(text);
        const remote = redactRemotely('authorized_keys', raw);
        const [whole, cut] = [raw, remote].map((bytes) => Buffer.from(redactAuthorizedKeys(bytes)).toString('latin1'));
        expect(cut).toBe(whole);
        expect(Buffer.from(remote).toString('latin1')).not.toContain('CANARY');
      }),
      { numRuns: 60 },
    );
  });

  it('of an RSA key of any size leaves its size', () => {
    for (const bits of ['1024', '2048', '3072']) {
      const file = path.join(work, `rsa-${bits}`);
      spawnSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', bits, '-N', '', '-C', 'CANARY', '-f', file]);
      const { stdout } = spawnSync('ssh-keygen', ['-y', '-f', file]);
      if (stdout.length === 0) return;
      const kept = redactAuthorizedKeys(redactRemotely('authorized_keys', stdout));
      expect(Buffer.from(kept).toString('latin1').trim()).toBe(`ssh-rsa ${bits}`);
    }
  });
});
