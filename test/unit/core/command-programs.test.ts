import { describe, expect, it } from 'vitest';
import { programsOf } from '../../../src/core/command-programs.ts';

describe('programs of a command', () => {
  it.each<[string, readonly string[]]>([
    ['/usr/bin/backup --all > /var/log/backup.log 2>&1', ['/usr/bin/backup']],
    ['cd / && run-parts --report /etc/cron.hourly', ['run-parts']],
    ['test -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )', ['run-parts']],
    [
      '[ -x /usr/lib/php/sessionclean ] && if [ ! -d /run/systemd/system ]; then /usr/lib/php/sessionclean; fi',
      ['/usr/lib/php/sessionclean'],
    ],
    ['nice -n 19 ionice -c3 /opt/job', ['nice', 'ionice', '/opt/job']],
    ['FOO=bar BAZ="a b" /opt/job', ['/opt/job']],
    ['/bin/sh /srv/script.sh -x', ['/bin/sh', '/srv/script.sh']],
    ['bash -c "cd /srv && ./run; /opt/two"', ['bash', './run', '/opt/two']],
    ['flock -n /run/lock/x /opt/job', ['flock', '/opt/job']],
    ['flock -n /run/lock/x -c "/opt/job; /opt/two"', ['flock', '/opt/job', '/opt/two']],
    ['timeout 30 python3 /opt/x.py', ['timeout', 'python3', '/opt/x.py']],
    ['sudo -u www-data /opt/job', ['sudo', '/opt/job']],
    ['/opt/one | /opt/two & /opt/three', ['/opt/one', '/opt/two', '/opt/three']],
    ['$HOME/bin/x; /opt/job # a comment; /opt/not', ['/opt/job']],
    ['/opt/with\\ blank', ['/opt/with blank']],
    ['', []],
  ])('%s', (command, want) => {
    expect(programsOf(command)).toEqual(want);
  });
});
