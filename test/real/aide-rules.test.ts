import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAide } from '../../src/normalize/host/integrity/aide-conf.ts';

const AIDE = ['/usr/bin/aide', '/usr/sbin/aide'].find((file) => existsSync(file)) ?? '';
const usable = AIDE !== '' && spawnSync(AIDE, ['--help'], { encoding: 'utf8' }).stdout.includes('--path-check');
if (!usable) console.log('aide-rules: skipped; needs the Debian package aide, 0.17 or later');

const work = mkdtempSync(path.join(tmpdir(), 'vauban-aide-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const CASES: readonly (readonly [string, string])[] = [
  ['nothing', '/other p'],
  ['a folder', '/usr p+sha512'],
  ['the root', '/ p+sha256'],
  ['expressions', '/usr/sbin/(auditctl|auditd)$ p+sha256\n/etc/(passwd|shadow)$ p'],
  ['groups', 'Mine = p+sha256\nMore = Mine+acl-p\n/usr More\n/etc X'],
  ['groups that come with it', '/usr R\n/etc L'],
  ['depth', '/ p\n/usr/sbin s\n/usr u\n/etc/passwd g'],
  ['order', '/usr/sbin/a p\n/usr/sbin/au s\n/etc/p.* u\n/etc/pass g'],
  ['left out', '/usr p\n/etc p\n!/usr/sbin/auditctl$\n!/etc/pass'],
  ['folders left out', '/usr p\n/etc p\n!/usr/sbin$\n!/etc$'],
  ['equal', '=/usr/sbin$ p\n=/etc/passwd$ s\n=/etc/shadow u'],
  ['kinds', '/usr d p\n/etc f s'],
  ['kinds left out', '/usr p\n!/usr/sbin d\n/etc p\n!/etc/passwd f'],
  ['variables', '@@define S /usr/sbin\n@@{S}/auditctl$ p\n@@undef S\n@@ifdef S\n/etc s\n@@else\n/etc u\n@@endif'],
  ['conditions', '@@if not defined X\n/usr p\n@@endif\n@@if defined X\n/etc p\n@@endif'],
  ['a folder of files', '@@include {D}/d ^[a-z]+$\n'],
];
const PATHS = ['/usr/sbin/auditctl', '/usr/sbin/auditd', '/etc/passwd', '/etc/shadow', '/usr/bin/passwd'];

describe.skipIf(!usable)('aide --path-check takes files in as we do', () => {
  it.each(CASES)('%s', (name, template) => {
    const folder = path.join(work, name.replaceAll(' ', '-'));
    mkdirSync(path.join(folder, 'd'), { recursive: true });
    const more = {
      [`${folder}/d/one`]: '/usr/sbin p\n',
      [`${folder}/d/two`]: '/etc s\n',
      [`${folder}/d/no.bak`]: '/ u\n',
    };
    for (const [file, text] of Object.entries(more)) writeFileSync(file, text);
    const file = path.join(folder, 'aide.conf');
    const text = `database_in=file:${folder}/db\n${template.replaceAll('{D}', folder)}\n`;
    writeFileSync(file, text);
    const conf = readAide([{ file, text }, ...Object.entries(more).map(([one, body]) => ({ file: one, text: body }))]);
    const theirs = PATHS.map((one) => {
      const said = spawnSync(AIDE, [`--config=${file}`, `--path-check=f:${one}`], { encoding: 'utf8' });
      const [, marks = '', attributes = ''] =
        /^\[(.)\] f '[^']*'(?:.*?rule: '(?:\S+ (?:\S+ )?)?(\S+)' \()?/m.exec(said.stdout) ?? [];
      return `${one} ${
        marks === 'X'
          ? attributes
              .split('+')
              .filter((part) => part !== '')
              .sort()
              .join('+')
          : ''
      }`;
    });
    // Which hashes there are depends on how it was built; what is not built in is not compared.
    const built = new Set(theirs.flatMap((line) => line.split(' ')[1]?.split('+') ?? []));
    const ours = PATHS.map(
      (one) =>
        `${one} ${conf
          .match(one)
          .attributes.filter((part) => built.has(part))
          .join('+')}`,
    );
    expect(ours).toEqual(theirs);
  });
});
