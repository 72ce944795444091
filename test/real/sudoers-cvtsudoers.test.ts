import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostSudoRule } from '../../src/model/generated/model.ts';
import { sudoNormalizer } from '../../src/normalize/host/sudo/sudo.ts';
import { capturesOf } from '../unit/normalize/host/host-tree.ts';

const CVTSUDOERS = '/usr/bin/cvtsudoers';
const usable = existsSync(CVTSUDOERS);
if (!usable) console.log('sudoers-cvtsudoers: skipped; needs the Debian package sudo');

const CASES: readonly (readonly [string, string])[] = [
  ['plain rules', 'root ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\nanna ALL=/bin/ls\n'],
  ['tags carry over', 'anna ALL=(bob) NOPASSWD: /a, /b, PASSWD: /c, (root) /d\n'],
  ['tags in any order, with blanks', 'anna ALL=NOEXEC: NOPASSWD : /a, EXEC: /b, !/c\n'],
  ['several host parts', 'anna one=/a : two,three = (:adm) NOPASSWD:/b ""\n'],
  ['escapes and quotes in commands', 'anna ALL=/e a\\,b "q r" c\\:d x\\=y, /y\n'],
  ['lines that go on', 'anna,\\\n ben \\\n ALL = \\\n (root) /a,\\\n /b\n'],
  [
    'aliases',
    'User_Alias OPS = ANNAS, ben : ANNAS = anna\nRunas_Alias RUN = root, www\nCmnd_Alias CMDS = /a, /b x\nCmnd_Alias BAD = /c, !/d\nOPS ALL=(RUN) NOPASSWD: CMDS, !BAD\n',
  ],
  ['aliases that are defined later', 'OPS ALL=CMDS\nUser_Alias OPS = anna\nCmd_Alias CMDS = /a\n'],
  ['ids, groups, netgroups', '#1000, %#27, "%domain admins", +ops, !carl ALL = ALL # end\n'],
  ['comments', '# anna ALL=ALL \\\nben ALL=ALL # c \\\ncarl ALL=ALL\n'],
  ['digests', 'anna ALL=sha256:abababababababababababababababababababababababababababababababab /a, NOPASSWD: /b\n'],
  ['wildcards', 'anna ALL=/usr/bin/tail -f /var/log/*, /bin/[a-z]*, sudoedit /etc/motd\n'],
  ['an included folder', '@includedir {DIR}\nz ALL=ALL\n'],
];
const MEMBERS = { b: 'b ALL=ALL\n', a: 'a ALL=NOPASSWD:ALL\n', 'c.bak': 'c ALL=ALL\n', 'd~': 'd ALL=ALL\n' };

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Names as sudoers writes them. */
function written(item: Json): string {
  const name =
    typeof item['usergroup'] === 'string'
      ? `%${item['usergroup']}`
      : item['userid'] !== undefined
        ? `#${item['userid']}`
        : item['usergid'] !== undefined
          ? `%#${item['usergid']}`
          : item['netgroup'] !== undefined
            ? `+${item['netgroup']}`
            : `${item['username'] ?? item['hostname'] ?? item['command']}`;
  return item['negated'] === true ? `!${name}` : name;
}

/** One line for each command, as cvtsudoers reads the file. */
function expected(file: string): readonly string[] {
  const value: unknown = JSON.parse(execFileSync(CVTSUDOERS, ['-e', '-f', 'json', file], { encoding: 'utf8' }));
  return listOf(isRecord(value) ? value['User_Specs'] : []).flatMap((spec) =>
    listOf(spec['Cmnd_Specs']).flatMap((commands) => {
      const users = listOf(commands['runasusers']).map(written);
      const groups = listOf(commands['runasgroups']).map((group) => written(group).replace('%', ''));
      const open = listOf(commands['Options']).some((option) => option['authenticate'] === false);
      const runAs = users.length + groups.length === 0 ? ['root'] : users;
      return listOf(commands['Commands']).map((command) =>
        line(
          listOf(spec['User_List']).map(written),
          listOf(spec['Host_List']).map(written),
          runAs,
          groups,
          open,
          written(command),
        ),
      );
    }),
  );
}

function line(
  users: readonly string[],
  hosts: readonly string[],
  runAs: readonly string[],
  groups: readonly string[],
  open: boolean,
  command: string,
): string {
  return `${users.join(',')} ${hosts.join(',')}=(${runAs.join(',')}:${groups.join(',')}) ${open ? 'NOPASSWD:' : ''}${command}`;
}

function ours(rule: HostSudoRule): string {
  return line(
    rule.users,
    rule.hosts,
    rule.run_as_users,
    rule.run_as_groups,
    rule.nopasswd,
    `${rule.negated ? '!' : ''}${rule.command}`,
  );
}

describe.skipIf(!usable)('rules equal those that cvtsudoers reads', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sudoers-'));
    mkdirSync(path.join(folder, 'd'));
    for (const [name, text] of Object.entries(MEMBERS))
      writeFileSync(path.join(folder, 'd', name), text, { mode: 0o440 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // cvtsudoers passes over included files that do not belong to root.
  it.each(CASES.filter(([, text]) => process.getuid?.() === 0 || !text.includes('{DIR}')))('%s', (_, text) => {
    const file = path.join(folder, 'sudoers');
    const include = path.join(folder, 'd');
    writeFileSync(file, text.replace('{DIR}', include));
    const members = Object.fromEntries(Object.entries(MEMBERS).map(([name, member]) => [`${include}/${name}`, member]));
    const captures = capturesOf({ '/etc/sudoers': text.replace('{DIR}', include), '/etc/hostname': 'h\n', ...members });
    const { section } = sudoNormalizer.normalize(captures);
    expect(section.flag).toBe('complete');
    expect((section.data?.rules ?? []).map(ours)).toEqual(expected(file));
  });
});
