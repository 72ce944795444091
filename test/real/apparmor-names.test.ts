import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseProfiles } from '../../src/normalize/host/mac/apparmor-profiles.ts';
import { linesOf } from '../../src/normalize/host/source-text.ts';

const PARSER = '/sbin/apparmor_parser';
const usable = existsSync(PARSER);
if (!usable) console.log('apparmor-names: skipped; needs the Debian package apparmor');

const WRITTEN: Readonly<Record<string, string>> = {
  'a path': '/usr/bin/a {\n  /etc/x r,\n}\n',
  'a name and an attachment': 'profile b /usr/bin/b flags=(complain) {\n}\n',
  'flags in two forms': 'profile c1 /c1 flags=(attach_disconnected,complain) {\n}\n/c2 (complain) {\n}\n',
  'children and hats':
    'profile d /d {\n  profile child {\n    /x r,\n  }\n  ^hat {\n  }\n  hat other {\n  }\n  /d px -> child,\n}\n',
  'braces in paths': '/usr/{,local/}bin/e {\n  /var/{a,b}/** rw,\n  owner @{HOME}/{x,y} r,\n}\n',
  comments: '# profile no {\nprofile f { # yes\n  # {\n}\n',
  quotes: 'profile "g h" "/usr/bin/g h" {\n}\n',
  'two in one file': 'profile i {\n}\n\nprofile j {\n}\n',
};
const TUNABLES = '@{HOME}=/root /home/*\n';

/** Names as the parser compiles them. */
function names(file: string): readonly string[] | undefined {
  const run = spawnSync(PARSER, ['-N', file], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.split('\n').filter((line) => line !== '') : undefined;
}

describe.skipIf(!usable)('names of profiles as apparmor_parser tells them', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'apparmor-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(WRITTEN))('%s', (_, text) => {
    const file = path.join(folder, 'profile');
    writeFileSync(file, `${TUNABLES}${text}`);
    const told = parseProfiles(file, linesOf(text)).map(({ id }) => id);
    expect([...told].sort()).toEqual([...(names(file) ?? ['the parser refused it'])].sort());
  });

  const installed = ['/etc/apparmor.d', '/usr/share/apparmor/extra-profiles']
    .filter((one) => existsSync(one))
    .flatMap((one) => readdirSync(one).map((name) => path.join(one, name)))
    .filter((file) => statSync(file).isFile() && !file.endsWith('README'))
    .slice(0, 40);
  it.each(installed)('%s', (file) => {
    const expected = names(file);
    // Some extra profiles ask for files of packages that are not here.
    if (expected === undefined) return;
    const told = parseProfiles(file, linesOf(readFileSync(file, 'utf8'))).map(({ id }) => id);
    // The parser tells names with their variables replaced.
    if (told.some((id) => id.includes('@{'))) expect(told).toHaveLength(expected.length);
    else expect([...told].sort()).toEqual([...expected].sort());
  });
});
