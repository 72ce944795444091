import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAuthLog } from '../../../../../src/collect/host/auth-log.ts';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { authLogFormat } from '../../../../../src/normalize/host/auth-log/format.ts';
import { eachLine, firstYear, parseFrame } from '../../../../../src/normalize/host/auth-log/line-frame.ts';
import { scanLogs } from '../../../../../src/normalize/host/auth-log/scan-logs.ts';
import { parseSshdMessage } from '../../../../../src/normalize/host/auth-log/sshd-event.ts';

const FIXTURES = path.join(import.meta.dirname, '../../../../../fixtures/sources/auth-log');
const WRITTEN = '2026-11-21T00:00:00Z';

function capture(text: string, origin = 'auth.log', modifiedAt = WRITTEN): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: modifiedAt,
    modifiedAt,
    outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
  };
}

describe('the format auth-log', () => {
  it.each(readdirSync(FIXTURES))('normalizes %s', async (name) => {
    const text = readFileSync(path.join(FIXTURES, name, 'auth.log'), 'utf8');
    expect(authLogFormat.recognizes({ origin: 'x', head: text, json: undefined })).toBe(name !== 'hostile-names-only');
    const result = authLogFormat.normalize([capture(text)], { claimed: [], documents: [] });
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(
      path.join(FIXTURES, name, 'expected.json'),
    );
  });

  it.each([
    ['prose', 'Dear all,\nthe log is attached.\n'],
    ['a log without sshd', 'Nov 20 10:00:00 web01 CRON[1]: pam_unix(cron:session): session opened\n'],
    ['a ruleset', '*filter\n:INPUT DROP [0:0]\nCOMMIT\n'],
  ])('does not claim %s', (_name, head) => {
    expect(authLogFormat.recognizes({ origin: 'x', head, json: undefined })).toBe(false);
  });

  it('says what it cannot read of a file that is not there', () => {
    const absent: Capture = { id: captureId('a'), origin: 'a', collectedAt: WRITTEN, outcome: { kind: 'absent' } };
    const [result] = authLogFormat.normalize([absent], { claimed: [], documents: [] });
    expect(result?.sections['auth_log']?.flag).toBe('error');
  });
});

describe('messages of sshd', () => {
  it.each([
    [
      'a name with " from " in it',
      'Failed password for invalid user a from 1.1.1.1 port 1 ssh2 from 9.9.9.9 port 5 ssh2',
      { source: '9.9.9.9', user: 'a from 1.1.1.1 port 1 ssh2', outcome: 'failed' },
    ],
    [
      'a name that looks like a success',
      'Failed password for invalid user Accepted password for root from 9.9.9.9 port 5 ssh2',
      { source: '9.9.9.9', outcome: 'failed' },
    ],
    ['an empty name', 'Failed password for invalid user  from 9.9.9.9 port 5 ssh2', { source: '9.9.9.9', user: '' }],
    [
      'a repeated line',
      'message repeated 4 times: [ Failed password for bob from 9.9.9.9 port 5 ssh2]',
      { times: 4, user: 'bob' },
    ],
    [
      'a key',
      'Accepted publickey for bob from 2001:db8::1 port 5 ssh2: ED25519 SHA256:x',
      { outcome: 'accepted', method: 'publickey', source: '2001:db8::1' },
    ],
  ])('%s', (_name, message, wanted) => {
    expect(parseSshdMessage(message)).toMatchObject(wanted);
  });

  it.each([
    'Invalid user Accepted password for root from 1.2.3.4 port 1 ssh2',
    'Connection closed by 1.2.3.4 port 1',
    '',
  ])('%j tells of no attempt of its own', (message) => {
    expect(parseSshdMessage(message)).toBeUndefined();
  });
});

describe('the year of a stamp without one', () => {
  it.each([
    ['the year of writing', 'Nov 20 10:00:00 h sshd[1]: x', '2026-11-21T00:00:00Z', 2026],
    ['the year before, where the stamp would lie ahead', 'Dec 30 10:00:00 h sshd[1]: x', '2026-01-02T00:00:00Z', 2025],
    [
      'a wrap inside of the file',
      'Dec 31 10:00:00 h sshd[1]: x\nJan  2 10:00:00 h sshd[1]: x',
      '2026-01-02T11:00:00Z',
      2025,
    ],
    [
      'two wraps',
      'Jun  1 10:00:00 h a: x\nJan  2 10:00:00 h a: x\nDec  2 10:00:00 h a: x\nJan  2 10:00:00 h a: x',
      '2026-01-03T00:00:00Z',
      2024,
    ],
    ['a zone ahead of UTC on new year', 'Jan  1 00:30:00 h a: x', '2025-12-31T23:30:00Z', 2025],
  ])('%s', (_name, text, written, year) => {
    expect(firstYear(text, Date.parse(written))).toBe(year);
  });
});

describe('limits', () => {
  it('reads 200 000 lines of as many sources and says what it had to forget', () => {
    const lines: string[] = [];
    for (let i = 0; i < 200_000; i++) {
      const second = String(i % 60).padStart(2, '0');
      const minute = String(Math.floor(i / 60) % 60).padStart(2, '0');
      const hour = String(Math.floor(i / 3600) % 24).padStart(2, '0');
      const day = String(1 + Math.floor(i / 86_400)).padStart(2, ' ');
      lines.push(
        `Nov ${day} ${hour}:${minute}:${second} h sshd[1]: Failed password for u${i % 7} from 10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255} port 1 ssh2`,
      );
    }
    const text = `${lines.join('\n')}\n`;
    const calm = scanLogs([capture(text)]);
    expect(calm.data.events).toBe(200_000);
    // One line a second: what the limit of 50 000 sources pushes out is long past.
    expect(calm.limits).toBeUndefined();
    const cramped = scanLogs([capture(text)], 100);
    expect(cramped.limits).toMatch(/sources were forgotten at the limit of 100/);
    expect(cramped.data.anomalies.length).toBeLessThanOrEqual(1000);
  });

  it('never throws, and accounts for every line', () => {
    const fragment = fc.constantFrom(
      'Nov 20 10:00:00 h sshd[1]: ',
      'Failed password for ',
      'invalid user ',
      ' from 1.2.3.4 port 1 ssh2',
      '<38>1 2026-01-01T00:00:00Z ',
      '\n',
      'message repeated 3 times: [ ',
      ']',
      'é\u0000',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fragment, fc.string({ maxLength: 8 })), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const { data } = scanLogs([capture(text)]);
        let lines = 0;
        eachLine(text, (line) => {
          if (line !== '') lines++;
        });
        expect(data.files[0]?.lines).toBe(lines);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what the collection keeps of the log', () => {
  const cut = (text: string): string => new TextDecoder().decode(cutAuthLog()(new TextEncoder().encode(text)));

  it.each([
    [
      'a password typed as a name',
      'Nov 20 10:00:00 h sshd[1]: Failed password for invalid user Canary1 from 1.2.3.4 port 1 ssh2',
    ],
    ['the same in other words', 'Nov 20 10:00:00 h sshd[1]: Invalid user Canary1 from 1.2.3.4 port 1'],
    ['a name with " from "', 'Nov 20 10:00:00 h sshd[1]: Invalid user Canary1 from 5.6.7.8 port 2 from 1.2.3.4 port 1'],
    [
      'a closed connection',
      'Nov 20 10:00:00 h sshd[1]: Connection closed by invalid user Canary1 1.2.3.4 port 1 [preauth]',
    ],
    ['a command', 'Nov 20 10:00:00 h sudo: a : TTY=x ; COMMAND=/usr/bin/mysql -pCanary1'],
    [
      'a line of RFC 3339',
      '2026-11-20T10:00:00Z h sshd[1]: Failed password for invalid user Canary1 from 1.2.3.4 port 1 ssh2',
    ],
    [
      'a line of RFC 5424',
      '<38>1 2026-11-20T10:00:00Z h sshd 7 - - Failed password for invalid user Canary1 from 1.2.3.4 port 1 ssh2',
    ],
    [
      'a repeated line',
      'Nov 20 10:00:00 h sshd[1]: message repeated 2 times: [ Failed password for invalid user Canary1 from 1.2.3.4 port 1 ssh2]',
    ],
  ])('%s is cut', (_name, line) => {
    expect(cut(line)).not.toContain('Canary1');
  });

  it('keeps frames, sources and the sameness of names', () => {
    const lines = cut(
      'Nov 20 10:00:00 h sshd[1]: Failed password for invalid user a from 1.2.3.4 port 1 ssh2\nNov 20 10:00:00 h sshd[1]: Failed password for invalid user b from 1.2.3.4 port 1 ssh2\nNov 20 10:00:00 h sshd[1]: Failed password for invalid user a from 1.2.3.4 port 1 ssh2',
    ).split('\n');
    const events = lines.map((line) => parseSshdMessage(parseFrame(line, 2026)?.message ?? ''));
    expect(events.map((event) => event?.source)).toEqual(['1.2.3.4', '1.2.3.4', '1.2.3.4']);
    expect(events[0]?.user).toBe(events[2]?.user);
    expect(events[0]?.user).not.toBe(events[1]?.user);
  });
});
