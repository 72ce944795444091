import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { accountsSource } from '../../src/collect/host/accounts.ts';
import { shellStartFilesSource } from '../../src/collect/host/shell-start-files.ts';
import type { HostShellSession } from '../../src/model/generated/model.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { rootPathNormalizer } from '../../src/normalize/host/root-path/root-path.ts';
import { shellInitNormalizer } from '../../src/normalize/host/shell-init/shell-init.ts';
import { canMakeDebian, copyDebian, HOW_TO_MAKE_DEBIAN } from './debian-tree.ts';

if (!canMakeDebian) console.log(`shell-start-files: skipped; ${HOW_TO_MAKE_DEBIAN}`);

/** Texts by file; `+` before a name appends to what Debian ships. */
type Case = Readonly<Record<string, string>>;

const CASES: Readonly<Record<string, Case>> = {
  'as installed': {},
  'a line in profile': { '+etc/profile': 'umask 027\n' },
  'a file in profile.d, which profile sources': { 'etc/profile.d/umask.sh': 'umask 0077\n' },
  'a later file of profile.d': { 'etc/profile.d/a.sh': 'umask 077\n', 'etc/profile.d/b.sh': 'umask 002\n' },
  'a file of profile.d without .sh': { 'etc/profile.d/umask': 'umask 077\n' },
  symbols: { 'etc/profile.d/umask.sh': 'umask u=rwx,g=rx,o=\n' },
  'symbols that change': { '+etc/profile': 'umask 077\numask g+rx\n' },
  'by user id': { '+etc/profile': 'if [ $(id -u) -gt 199 ]; then\n umask 002\nelse\n  umask 027\nfi\n' },
  'by user id, in backticks, with else if': {
    '+etc/profile':
      'if [ `id -u` -eq 5 ]; then umask 0; elif [ "`id -u`" -eq 0 ]; then umask 077; else umask 007; fi\n',
  },
  'bash.bashrc comes before the rest of profile': { '+etc/bash.bashrc': 'umask 077\n', '+etc/profile': 'umask 022\n' },
  'bash.bashrc only': { '+etc/bash.bashrc': 'umask 077\n' },
  'after a return': { 'etc/profile.d/umask.sh': '[ -n "$PS1" ] && return\numask 077\n' },
  'in a function that is called': { 'etc/profile.d/umask.sh': 'f() {\n umask 077\n}\nf\n' },
  'in a subshell and a pipeline': { 'etc/profile.d/umask.sh': '( umask 077 )\numask 077 | cat\n' },
  'in a here-document': { 'etc/profile.d/umask.sh': 'cat > /dev/null <<EOF\numask 077\nEOF\n' },
  'in a quoted text of several lines': { 'etc/profile.d/umask.sh': 'X="\numask 077\n"\n' },
  'in eval': { 'etc/profile.d/umask.sh': 'eval "umask 077"\n' },
  'only printed': { 'etc/profile.d/umask.sh': 'umask >/dev/null\numask -S >/dev/null\n' },
  'case of $-': { '+etc/bash.bashrc': 'case $- in\n *i*) umask 077 ;;\n *) umask 0 ;;\nesac\n' },
  'TMOUT as benchmarks write it': { 'etc/profile.d/tmout.sh': 'TMOUT=900\nreadonly TMOUT\nexport TMOUT\n' },
  'TMOUT in one line': { 'etc/profile.d/tmout.sh': 'readonly TMOUT=600 ; export TMOUT\n' },
  'TMOUT by typeset': { 'etc/profile.d/tmout.sh': '[ -n "$BASH_VERSION" ] && typeset -xr TMOUT=300\n' },
  'TMOUT set again': { 'etc/profile.d/a.sh': 'TMOUT=900\n', 'etc/profile.d/b.sh': 'TMOUT=0\nexport TMOUT\n' },
  'TMOUT read-only, then set': { 'etc/profile.d/a.sh': 'readonly TMOUT=900\n', 'root/.bashrc': 'TMOUT=0\n' },
  'TMOUT for people only': { 'etc/profile.d/a.sh': 'if [ "$(id -u)" -ne 0 ]; then export TMOUT=900; fi\n' },
  'TMOUT unset by root': { 'etc/profile.d/a.sh': 'export TMOUT=900\n', 'root/.profile': 'unset TMOUT\n' },
  "root's own files": { 'root/.profile': 'umask 077\n. ~/.bashrc\n', 'root/.bashrc': 'umask 002\nPATH=$PATH:~/bin\n' },
  "root's .bash_profile hides .profile": { 'root/.bash_profile': 'umask 007\n', 'root/.profile': 'umask 0\n' },
  'a path with an empty part': { 'root/.bashrc': 'export PATH="/opt/tool/bin:$PATH:"\n' },
  'a path of the home': { 'root/.bashrc': 'if [ -n "$HOME" ]; then PATH="$HOME/bin:${PATH}"; fi\nPATH+=:tools\n' },
};

/** What only running the script could tell. */
const UNTOLD = new Set(['in a function that is called', 'in eval']);

const PRINT = 'umask; echo "TMOUT=${TMOUT-unset}"; readonly -p; echo "PATH=$PATH"';

interface Told {
  readonly umask: string;
  readonly tmout: number;
  readonly readonly: boolean;
  readonly path: string;
}

describe.skipIf(!canMakeDebian)('start files leave what the shells themselves say', () => {
  let tree = '';
  const shipped = new Map<string, string>();
  const MUTABLE = ['etc/profile', 'etc/bash.bashrc', 'root/.profile', 'root/.bashrc'] as const;
  beforeAll(() => {
    tree = copyDebian();
    for (const file of MUTABLE) shipped.set(file, readFileSync(path.join(tree, file), 'utf8'));
    appendFileSync(path.join(tree, 'etc/passwd'), 'anna:x:1000:1000::/home/anna:/bin/bash\n');
    appendFileSync(path.join(tree, 'etc/group'), 'anna:x:1000:\n');
    mkdirSync(path.join(tree, 'home/anna'), { recursive: true });
    chownSync(path.join(tree, 'home/anna'), 1000, 1000);
  }, 60_000);
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  const shell = (root: boolean, argv: readonly string[], env: readonly string[] = []): Told => {
    const user = root ? ['--userspec=0:0'] : ['--userspec=1000:1000'];
    const variables = [`HOME=${root ? '/root' : '/home/anna'}`, 'PATH=/usr/bin:/bin', 'TERM=dumb', ...env];
    const out = execFileSync('/usr/sbin/chroot', [...user, tree, '/usr/bin/env', '-i', ...variables, ...argv, PRINT], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const lines = out.split('\n');
    const tmout = lines.find((line) => line.startsWith('TMOUT='))?.slice(6) ?? '';
    return {
      umask: lines.find((line) => /^\d{4}$/.test(line)) ?? '',
      tmout: tmout === 'unset' ? 0 : Number(tmout),
      readonly: lines.some((line) => /^(?:declare -\w*r\w*|readonly) TMOUT\b/.test(line)),
      path: lines.findLast((line) => line.startsWith('PATH='))?.slice(5) ?? '',
    };
  };

  it.each(Object.entries(CASES))('%s', (name, files) => {
    rmSync(path.join(tree, 'etc/profile.d'), { recursive: true });
    mkdirSync(path.join(tree, 'etc/profile.d'));
    rmSync(path.join(tree, 'root/.bash_profile'), { force: true });
    for (const [file, text] of shipped) writeFileSync(path.join(tree, file), text);
    for (const [file, text] of Object.entries(files)) {
      if (file.startsWith('+')) appendFileSync(path.join(tree, file.slice(1)), text);
      else writeFileSync(path.join(tree, file), text);
    }
    const access = openLocal(tree);
    const context = { collectedAt: '2026-01-01T00:00:00Z' };
    const captures = captureSet([
      ...accountsSource.collect(access, context),
      ...shellStartFilesSource.collect(access, context),
    ]);
    const sessions = shellInitNormalizer.normalize(captures).section.data?.sessions ?? [];
    const ours = (id: string): HostShellSession | undefined => sessions.find((session) => session.id === id);
    const untold = sessions.flatMap(({ umask, tmout, tmout_readonly }) =>
      [umask, tmout, tmout_readonly].filter((fact) => 'unknown' in fact),
    );
    expect(untold.length > 0).toBe(UNTOLD.has(name));
    for (const root of [false, true]) {
      const prefix = root ? 'root ' : '';
      agree(ours(`${prefix}login bash`), shell(root, ['/bin/bash', '-lic']));
      agree(ours(`${prefix}login sh`), shell(root, ['/bin/sh', '-lic']), 'umask');
    }
    const real = [shell(true, ['/bin/bash', '-lic']), shell(true, ['/bin/bash', '-ic'])];
    const entries = new Set(rootPathNormalizer.normalize(captures).section.data?.entries.map(({ id }) => id));
    // A further shell began here with another PATH than login gives, so only what was added is compared.
    const given = new Set(['/usr/bin', '/bin']);
    for (const folder of real.flatMap((one) => one.path.split(':')))
      if (!given.has(folder)) expect(entries).toContain(folder === '' ? '(empty)' : folder);
  });

  /** A value that is told must be the real one; one that is not told must have the real one among its possible ones. */
  function agree(session: HostShellSession | undefined, real: Told, only?: 'umask'): void {
    expect(session).toBeDefined();
    if (session === undefined) return;
    if ('value' in session.umask) expect(session.umask.value).toBe(real.umask);
    else if (session.umask_certain) expect(session.umask_possible.map((one) => one.octal)).toContain(real.umask);
    if (only === 'umask') return;
    if ('value' in session.tmout) expect(session.tmout.value).toBe(real.tmout);
    if ('value' in session.tmout_readonly) expect(session.tmout_readonly.value).toBe(real.readonly);
  }
});
