import { describe, expect, it } from 'vitest';
import { candidatePaths, parseCrontab } from '../../../src/core/crontab.ts';

describe('a system crontab', () => {
  const text = [
    '# m h dom mon dow user command',
    'SHELL=/bin/sh',
    'PATH=/opt/bin:/bin',
    '17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly',
    '@reboot backup /srv/x%line one%line two',
    '*/5 1-4,7 * jan-mar MON root date +\\%F',
    'nonsense',
    '',
  ];
  const { jobs, refused } = parseCrontab(text, undefined);

  it('names the user of each line', () => {
    expect(jobs.map(({ line, user, command }) => [line, user, command])).toEqual([
      [4, 'root', 'cd / && run-parts --report /etc/cron.hourly'],
      [5, 'backup', '/srv/x'],
      [6, 'root', 'date +%F'],
    ]);
    expect(refused).toEqual([7]);
  });
  it('remembers the PATH in force', () => {
    expect(jobs.map(({ path }) => path)).toEqual(['/opt/bin:/bin', '/opt/bin:/bin', '/opt/bin:/bin']);
    expect(candidatePaths('x', '/opt/bin:rel:/bin/')).toEqual(['/opt/bin/x', '/bin/x']);
    expect(candidatePaths('./x', '/bin')).toEqual([]);
  });
});

it('a crontab of the spool has no user on its lines', () => {
  expect(parseCrontab(['0 3 * * * /opt/job now'], 'alice').jobs).toEqual([
    { line: 1, user: 'alice', command: '/opt/job now', path: undefined },
  ]);
});
