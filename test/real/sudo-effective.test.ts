import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sudoNormalizer } from '../../src/normalize/host/sudo/sudo.ts';
import { capturesOf } from '../unit/normalize/host/host-tree.ts';

const usable = existsSync('/usr/bin/sudo') && existsSync('/usr/bin/unshare') && process.getuid?.() === 0;
if (!usable) console.log('sudo-effective: skipped; needs root and the Debian packages sudo and util-linux');

const name = fc.constantFrom('anna', 'ben', '#1000', '%ops', '%#27', '+net', 'OPS');
const negatable = <T extends string>(item: fc.Arbitrary<T>) =>
  fc.tuple(fc.constantFrom('', '', '', '!'), item).map(([mark, one]) => `${mark}${one}`);
const listOf = (item: fc.Arbitrary<string>, comma = fc.constantFrom(',', ', ', ' , ', ',\\\n ')) =>
  fc.tuple(fc.array(item, { minLength: 1, maxLength: 3 }), comma).map(([items, between]) => items.join(between));
const command = fc.oneof(
  fc.constantFrom(
    'ALL',
    '/bin/ls',
    '/bin/ls ""',
    '/bin/e a\\,b',
    '/bin/x -c \\:y',
    '/usr/bin/',
    'CMDS',
    'sudoedit /etc/motd',
    '/bin/t *',
  ),
  fc.constantFrom(
    '/bin/[a-z]* --x\\=1 "two words"',
    'list',
    'sha224:0000000000000000000000000000000000000000000000000000000d /bin/d',
  ),
);
const tag = fc.constantFrom(
  '',
  '',
  'NOPASSWD:',
  'PASSWD:',
  'NOEXEC: ',
  'NOPASSWD: SETENV: ',
  'LOG_OUTPUT:',
  'NOEXEC:NOPASSWD:',
);
const runAs = fc.constantFrom(
  '',
  '',
  '(ALL) ',
  '(root)',
  '(ALL : ALL) ',
  '(:adm) ',
  '(anna, !root) ',
  '(RUN)',
  '(#33:#4)',
  '(ALL, !root) ',
);
const spec = fc.tuple(runAs, tag, negatable(command)).map((parts) => parts.join(''));
const rule = fc
  .tuple(
    listOf(negatable(fc.oneof(name, fc.constant('ALL')))),
    fc.constantFrom('ALL', 'web01, !db', 'HOSTS', '10.0.0.0/8'),
    fc.array(spec, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('=', ' = ', '= '),
  )
  .map(([users, hosts, specs, sign]) => `${users} ${hosts}${sign}${specs.join(', ')}`);
const setting = fc.constantFrom(
  'use_pty',
  '!use_pty',
  'timestamp_timeout=5',
  '!timestamp_timeout',
  'timestamp_timeout = -1',
  'logfile="/var/log/s u"',
  'logfile=/var/log/sudo.log',
  '!logfile',
  'umask=0077',
  '!umask',
  'env_keep += "A B"',
  '!env_reset',
  'noexec',
  'requiretty',
  '!requiretty',
  'ignore_dot',
  'log_output',
  '!syslog',
  'syslog=local2',
);
const defaults = fc
  .tuple(
    fc.constantFrom(
      'Defaults ',
      'Defaults ',
      'Defaults:anna ',
      'Defaults@db ',
      'Defaults>root ',
      'Defaults!/bin/ls ',
      'Defaults:ALL ',
    ),
    listOf(setting, fc.constant(', ')),
  )
  .map(([scope, settings]) => `${scope}${settings}`);
const ALIASES =
  'User_Alias OPS = anna, !ben : UNUSED = carl\nRunas_Alias RUN = www, !root\nHost_Alias HOSTS = web01\nCmnd_Alias CMDS = /a, !/b x, NEST : NEST = /c\n';
const sudoers = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: rule },
      { weight: 2, arbitrary: defaults },
      { weight: 1, arbitrary: fc.constantFrom('# a comment', '', '#1000 ALL=ALL # end') },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((lines) => `${lines.join('\n')}\n${ALIASES}`);

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const records = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Names as sudoers writes them. */
function written(item: Json): string {
  const [key = '', value] = Object.entries(item).find(([one]) => one !== 'negated') ?? [];
  const marks: Readonly<Record<string, string>> = { usergroup: '%', userid: '#', usergid: '%#', netgroup: '+' };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return `${item['negated'] === true ? '!' : ''}${marks[key] ?? ''}${text}`;
}

describe.skipIf(!usable)('random sudoers', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sudoers-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const normalize = (text: string) =>
    sudoNormalizer.normalize(
      capturesOf({
        '/etc/sudoers': text,
        '/etc/hostname': 'web01\n',
        '/var/lib/dpkg/status': 'Package: sudo\nStatus: install ok installed\nVersion: 1.9.13p3-1+deb12u1\n',
      }),
    ).section;

  it('gives the rules that cvtsudoers reads, and is complete where visudo takes the file', () => {
    const file = path.join(folder, 'sudoers');
    fc.assert(
      fc.property(sudoers, (text) => {
        writeFileSync(file, text, { mode: 0o440 });
        const section = normalize(text);
        const valid = spawnSync('/usr/sbin/visudo', ['-c', '-q', '-f', file]).status === 0;
        if (!valid) return; // What sudo takes of a broken file is its own business; it is told as incomplete.
        expect(section.flag).toBe('complete');
        const json = execFileSync('/usr/bin/cvtsudoers', ['-e', '-f', 'json', file], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        const read: unknown = json === '' ? {} : JSON.parse(json);
        const theirs = records(isRecord(read) ? read['User_Specs'] : []).flatMap((one) =>
          records(one['Cmnd_Specs']).flatMap((commands) => {
            const users = records(commands['runasusers']).map(written);
            const groups = records(commands['runasgroups']).map((group) => written(group).replace('%', ''));
            const options = Object.assign({}, ...records(commands['Options'])) as Json; // a list of one-key objects
            return records(commands['Commands']).map((item) =>
              [
                records(one['User_List']).map(written),
                records(one['Host_List']).map(written),
                users.length + groups.length === 0 ? ['root'] : users,
                groups,
                options['authenticate'] === false,
                options['noexec'] === true,
                written(item),
              ].join('|'),
            );
          }),
        );
        const ours = (section.data?.rules ?? []).map((one) =>
          [
            one.users,
            one.hosts,
            one.run_as_users,
            one.run_as_groups,
            one.nopasswd,
            one.tags.includes('NOEXEC'),
            `${one.negated ? '!' : ''}${one.command}`,
          ].join('|'),
        );
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('gives the options that sudo -V tells', () => {
    const file = path.join(folder, 'options');
    const LINES = {
      use_pty: /^Always run commands in a pseudo-tty$/m,
      requiretty: /^Only allow the user to run sudo if they have a tty$/m,
      ignore_dot: /^Ignore '\.' in \$PATH$/m,
      env_reset: /^Reset the environment to a default set of variables$/m,
      noexec: /^Preload the sudo_noexec library/m,
      log_output: /^Log the output of the command being run$/m,
    } as const;
    fc.assert(
      fc.property(fc.array(defaults, { maxLength: 6 }), (lines) => {
        const text = `${lines.join('\n')}\nroot ALL=ALL\n`;
        writeFileSync(file, text, { mode: 0o440 });
        const script = `mount --bind '${file}' /etc/sudoers && exec /usr/bin/sudo -V`;
        const told = spawnSync('/usr/bin/unshare', ['-m', '/bin/sh', '-c', script], { encoding: 'utf8' }).stdout;
        const options = new Map(
          (normalize(text).data?.options ?? []).map(({ id, value }) => [
            id,
            'value' in value ? value.value : 'unknown',
          ]),
        );
        // sudo -V tells what holds for root as the user and the target.
        if (lines.some((line) => /^Defaults(?::ALL|>root)/.test(line))) return;
        for (const [id, line] of Object.entries(LINES))
          expect(`${id} ${options.get(id)}`).toBe(`${id} ${line.test(told)}`);
        const minutes = /timestamp timeout: (-?[\d.]+) minutes/.exec(told)?.[1];
        expect(Number(options.get('timestamp_timeout'))).toBe(Number(minutes));
        expect(Number.parseInt(options.get('umask') ?? '', 8)).toBe(
          Number.parseInt(/^Umask to use.*: (\d+)$/m.exec(told)?.[1] ?? '', 8),
        );
        expect(options.get('logfile')).toBe(/^Path to log file: (.*)$/m.exec(told)?.[1] ?? 'false');
        expect(options.get('syslog')).toBe(
          /^Syslog facility if syslog is being used for logging: (.*)$/m.exec(told)?.[1] ?? 'false',
        );
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
