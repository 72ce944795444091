import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactShell } from '../../src/collect/host/shell-redaction.ts';
import { shellTokens } from '../../src/core/shell-tokens.ts';
import { validateSnapshot } from '../../src/model/generated/validators.js';
import { bannersNormalizer } from '../../src/normalize/host/banners/banners.ts';
import { consoleLoginNormalizer } from '../../src/normalize/host/console-login/console-login.ts';
import { doasNormalizer } from '../../src/normalize/host/doas/doas.ts';
import { homesNormalizer } from '../../src/normalize/host/homes/homes.ts';
import { loginShellsNormalizer } from '../../src/normalize/host/login-shells/login-shells.ts';
import { logindNormalizer } from '../../src/normalize/host/logind/logind.ts';
import { mailAliasesNormalizer } from '../../src/normalize/host/mail-aliases/mail-aliases.ts';
import { rootPathNormalizer } from '../../src/normalize/host/root-path/root-path.ts';
import { parseShell } from '../../src/normalize/host/shell-init/parse-shell.ts';
import { shellInitNormalizer } from '../../src/normalize/host/shell-init/shell-init.ts';
import { sudoNormalizer } from '../../src/normalize/host/sudo/sudo.ts';
import { useraddNormalizer } from '../../src/normalize/host/useradd/useradd.ts';
import { capturesOf } from '../unit/normalize/host/host-tree.ts';

const NORMALIZERS = [
  bannersNormalizer,
  consoleLoginNormalizer,
  doasNormalizer,
  homesNormalizer,
  loginShellsNormalizer,
  logindNormalizer,
  mailAliasesNormalizer,
  rootPathNormalizer,
  shellInitNormalizer,
  sudoNormalizer,
  useraddNormalizer,
] as const;

const FILES = [
  '/etc/passwd',
  '/etc/group',
  '/etc/hostname',
  '/etc/login.defs',
  '/etc/profile',
  '/etc/profile.d/x.sh',
  '/etc/bash.bashrc',
  '/root/.profile',
  '/root/.bashrc',
  '/etc/environment',
  '/etc/default/useradd',
  '/etc/default/login',
  '/etc/shells',
  '/etc/securetty',
  '/etc/motd',
  '/etc/issue',
  '/etc/issue.net',
  '/etc/aliases',
  '/root/.forward',
  '/etc/systemd/logind.conf',
  '/etc/systemd/logind.conf.d/x.conf',
  '/var/lib/dpkg/status',
  '/etc/sudoers',
  '/etc/sudoers.d/x',
  '/etc/doas.conf',
  'umask and securetty lines of /etc/pam.d',
  'stat(2) of the search path of root',
  'stat(2) of sudo and its files',
  'modes in the homes',
  'scripts of /etc/update-motd.d',
  'programs that send mail',
] as const;

const PIECES = [
  'root:x:0:0:root:/root:/bin/bash',
  'anna:x:1000:1000::/home/anna:/bin/sh',
  'umask 027',
  'umask u=rwx,g-w,o',
  'if [ "$PS1" ]; then',
  'else',
  'fi',
  'for i in /etc/profile.d/*.sh; do',
  'done',
  'case $- in *i*) ;; *) return;; esac',
  '. "$i"',
  '. /etc/profile',
  'readonly TMOUT=900 ; export TMOUT',
  'export PATH="$HOME/bin:$PATH:"',
  'f() {',
  '}',
  'a && b || c | d &',
  "x='",
  '$(',
  '<<EOF',
  'EOF',
  'UMASK 077',
  'ENV_SUPATH PATH=/bin:/x',
  'INACTIVE=30',
  'root: anna, "|/bin/x", :include:/y',
  '[Login]',
  'StopIdleSessionSec=5min 3s',
  'Defaults use_pty, timestamp_timeout += 3',
  '@includedir /etc/sudoers.d',
  'anna ALL=(ALL) /bin/, !/bin/su',
  'permit nopass setenv { A=',
  '{"lines":[{"file":"/etc/pam.d/login","line":1,"text":"session optional pam_umask.so umask=7"}],"unread":[]}',
  '[{"path":"/","outcome":"read","kind":"directory","mode":493,"uid":0,"gid":0},{"path":"/bin","outcome":"read","kind":"x","mode":-1,"uid":0.5,"gid":0}]',
  '{"root":{"path":"/"},"homes":[{"home":{"path":"/root","outcome":"read","kind":"directory","mode":448,"uid":0,"gid":0},"entries":[{"path":"/root/.x"}],"closed":[],"cut":false}]}',
  '{"outcome":"read","scripts":[{"path":"/x","executable":true,"tells":"uname","line":2,"outcome":"read"}]}',
  '\\',
  '',
];
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 15 })), {
    maxLength: 10,
  })
  .map((lines) => lines.join('\n'));
const content = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 1, arbitrary: fc.constant({ kind: 'absent' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'denied' } as const) },
);

describe('login defaults, whatever the files hold', () => {
  it('give sections that meet their schemas', () => {
    fc.assert(
      fc.property(fc.tuple(...FILES.map(() => fc.option(content))), (contents) => {
        const files = Object.fromEntries(
          FILES.flatMap((file, index) => {
            const one = contents[index];
            return one === null || one === undefined ? [] : [[file, one] as const];
          }),
        );
        const captures = capturesOf(files);
        const host = Object.fromEntries(
          NORMALIZERS.map(({ section, normalize }) => [section, normalize(captures).section]),
        );
        const snapshot = {
          schemaVersion: '1',
          target: { id: 'host:x', kind: 'host', name: 'x' },
          collectedAt: '2026-01-01T00:00:00Z',
          captures: [],
          diagnostics: [],
          host,
        };
        expect(validateSnapshot(snapshot) ? [] : validateSnapshot.errors).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a shell script', () => {
  it('is split into tokens that hold all of it', () => {
    fc.assert(
      fc.property(text, (script) => {
        const kept = shellTokens(script)
          .map(({ raw }) => raw)
          .join('')
          .replaceAll(/[ \t\r]/g, '');
        expect(kept).toBe(script.replaceAll(/[ \t\r]/g, ''));
      }),
    );
  });

  it('is parsed or refused, never worse, however deep it is', () => {
    fc.assert(
      fc.property(text, (script) => {
        parseShell(script);
      }),
    );
    for (const piece of ['( ', 'if a; then ', 'a && ', 'a | ', 'f() ', '{ ', '$( ', '"$( ', 'case x in y) ', '! ']) {
      expect(() => parseShell(piece.repeat(50_000))).not.toThrow();
    }
  });

  it('keeps its line numbers and loses its secrets when it is cut', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...PIECES.filter((piece) => !piece.includes('{"'))),
        text,
        (before, piece, after) => {
          const script = `${before}\n${piece} TOKEN=CANARY "CANARY" $(x CANARY) # CANARY\nX='CANARY\nCANARY'\n${after}`;
          const cut = Buffer.from(redactShell(Buffer.from(script))).toString('latin1');
          expect(cut).not.toContain('CANARY');
          expect(cut.split('\n').length).toBe(Buffer.from(script).toString('latin1').split('\n').length);
          expect(
            Buffer.from(redactShell(Buffer.from(cut)))
              .toString('latin1')
              .split('\n').length,
          ).toBe(cut.split('\n').length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
