import { describe, expect, it } from 'vitest';
import type { Capture, CaptureOutcome } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { fail2banNormalizer } from '../../../../../src/normalize/host/fail2ban/fail2ban.ts';
import { secondsOf } from '../../../../../src/normalize/host/fail2ban/interpolate.ts';

function capture(origin: string, outcome: string | CaptureOutcome): Capture {
  const kept: CaptureOutcome =
    typeof outcome === 'string' ? { kind: 'read', bytes: new TextEncoder().encode(outcome) } : outcome;
  return { id: captureId(origin), origin, collectedAt: '2026-01-01T00:00:00Z', outcome: kept };
}

const PRESENT = capture(
  'stat /etc/fail2ban',
  '{"kind":"directory","mode":493,"uid":0,"gid":0,"size":0,"modifiedMs":0}',
);

function normalize(files: Readonly<Record<string, string | CaptureOutcome>>) {
  const captures = Object.entries(files).map(([name, text]) =>
    capture(name.startsWith('glob ') ? name : `/etc/fail2ban/${name}`, text),
  );
  return fail2banNormalizer.normalize(captureSet([PRESENT, ...captures]));
}

const BASE =
  '[DEFAULT]\nmaxretry = 5\nfindtime = 10m\nbantime = 10m\nbackend = auto\nfilter = %(__name__)s\naction = x\n';

describe('jails', () => {
  it.each([
    ['off without a line that enables it', { 'jail.conf': `${BASE}[sshd]\nport = ssh\n` }, []],
    [
      'on by jail.local',
      { 'jail.conf': `${BASE}[sshd]\nport = ssh\n`, 'jail.local': '[sshd]\nenabled = true\n' },
      ['sshd'],
    ],
    [
      'off again by jail.d/*.local',
      { 'jail.conf': BASE, 'jail.local': '[sshd]\nenabled = true\n', 'jail.d/z.local': '[sshd]\nenabled = no\n' },
      [],
    ],
    [
      'jail.local beats jail.d/*.conf',
      { 'jail.conf': BASE, 'jail.d/z.conf': '[sshd]\nenabled = true\n', 'jail.local': '[sshd]\nenabled = false\n' },
      [],
    ],
    ['all by [DEFAULT]', { 'jail.conf': `${BASE}enabled = on\n[a]\nport = 1\n[b]\nport = 2\n` }, ['a', 'b']],
  ])('%s', (_name, files, wanted) => {
    expect(normalize(files).section.data?.jails.map((jail) => jail.id)).toEqual(wanted);
  });

  it('whose enabling cannot be told are unknown, not off', () => {
    const { section } = normalize({ 'jail.conf': `${BASE}[sshd]\nenabled = %(nowhere)s\n` });
    expect(section.data?.jails[0]?.enabled).toMatchObject({ unknown: expect.stringContaining('%(nowhere)s') });
  });

  it('refer to what an earlier file said by %(known/…)s', () => {
    const { section } = normalize({
      'jail.conf': `${BASE}[sshd]\nenabled = true\nignoreip = 192.0.2.1\n`,
      'jail.local': '[sshd]\nignoreip = %(known/ignoreip)s\n  10.0.0.0/8\n',
    });
    expect(section.data?.jails[0]).toMatchObject({
      ignore_ips: { value: ['192.0.2.1', '10.0.0.0/8'] },
      widest_ignored_prefix_bits: { value: 24 },
    });
  });

  it('name a log that may or may not be there', () => {
    const jail = `${BASE}[sshd]\nenabled = true\nlogpath = /var/log/auth.log\n`;
    const source = (files: Readonly<Record<string, string>>) =>
      normalize(files).section.data?.jails[0]?.log_source_present;
    expect(source({ 'jail.conf': jail, 'glob /var/log/auth.log': '[]' })).toMatchObject({ value: false });
    expect(
      source({ 'jail.conf': jail, 'glob /var/log/auth.log': '[{"path":"/var/log/auth.log","size":1,"modifiedMs":0}]' }),
    ).toMatchObject({ value: true });
    expect(source({ 'jail.conf': jail })).toHaveProperty('unknown');
    expect(source({ 'jail.conf': `${jail}backend = systemd\n`.replace('backend = auto\n', '') })).toMatchObject({
      value: true,
    });
  });
});

describe('configuration as a whole', () => {
  it.each([
    ['a section twice', '[a]\nx = 1\n[a]\ny = 2\n'],
    ['an option twice', '[a]\nx = 1\nx = 2\n'],
    ['a line before the first section', 'x = 1\n[a]\n'],
  ])('that fail2ban refuses is an error: %s', (_name, text) => {
    const { section, diagnostics } = normalize({ 'jail.conf': text });
    expect(section.flag).toBe('error');
    expect(diagnostics[0]?.at?.line).toBeGreaterThan(0);
  });

  it('that may not be read is not collected', () => {
    expect(normalize({ 'jail.conf': BASE, 'jail.local': { kind: 'denied', reason: 'EACCES' } }).section.flag).toBe(
      'not-collected',
    );
  });

  it('that is absent is told as complete, with installed false', () => {
    const captures = [
      capture('stat /etc/fail2ban', { kind: 'absent' }),
      capture('stat /usr/bin/fail2ban-server', { kind: 'absent' }),
      capture('stat /usr/local/bin/fail2ban-server', { kind: 'absent' }),
    ];
    const { section } = fail2banNormalizer.normalize(captureSet(captures));
    expect(section.flag).toBe('complete');
    expect(section.data?.installed).toMatchObject({ value: false });
  });

  it('that nobody collected is not collected', () => {
    expect(fail2banNormalizer.normalize(captureSet([])).section.flag).toBe('not-collected');
  });
});

describe('times', () => {
  it.each([
    ['10m', 600],
    ['1h30m', 5400],
    ['1d 12h', 129_600],
    ['-1', -1],
    ['2 weeks', 1_209_600],
    ['600', 600],
    ['soon', undefined],
    ['10x', undefined],
  ])('%s', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });
});
