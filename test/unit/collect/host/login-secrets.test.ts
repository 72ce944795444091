import { describe, expect, it } from 'vitest';
import type { Access } from '../../../../src/collect/access/access.ts';
import { loginDefaultsSource } from '../../../../src/collect/host/login-defaults.ts';
import { shellStartFilesSource } from '../../../../src/collect/host/shell-start-files.ts';
import { sudoSource } from '../../../../src/collect/host/sudo.ts';

/** A target of one file; nothing else is there. */
function holding(path: string, text: string): Access {
  return {
    live: false,
    readFile: (asked) => (asked === path ? { kind: 'read', bytes: Buffer.from(text) } : { kind: 'absent' }),
    lstat: () => ({ kind: 'absent' }),
    stat: () => ({ kind: 'absent' }),
    readLink: () => ({ kind: 'absent' }),
    list: (folder) =>
      path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/')
        ? { kind: 'read', value: [path.slice(folder.length + 1)] }
        : { kind: 'absent' },
    run: () => ({ kind: 'absent' }),
    walk: () => ({ kind: 'absent' }),
  };
}

describe('what is kept of start files, aliases and doas.conf', () => {
  it.each([
    ['an exported token', '/etc/profile', 'export API_TOKEN=CANARY\n'],
    ['a comment', '/etc/profile', '# the password is CANARY\n'],
    ['a key over several lines', '/etc/profile.d/x.sh', 'KEY="-----BEGIN\nCANARY\n-----END"\n'],
    ['a here-document', '/root/.bashrc', 'cat <<X\nCANARY\nX\n'],
    ['a command', '/root/.bashrc', 'curl -H token:CANARY https://a:CANARY@example.org\n'],
    ['a compared text', '/root/.bashrc', '[ "$X" = "CANARY" ] && umask 077\n'],
    ['words of a loop', '/root/.bashrc', 'for t in CANARY; do x; done\n'],
    ['an alias', '/root/.bashrc', "alias db='mysql -pCANARY'\n"],
    ['another variable', '/etc/environment', 'PATH=/bin\nTOKEN=CANARY\n'],
    ['a pipe', '/etc/aliases', 'root: "|/bin/x --token CANARY, b"\n'],
    ['a pipe over lines', '/etc/aliases', 'root: "|/bin/x\n  --token CANARY"\n'],
    ['a pipe with the quote inside', '/root/.forward', '|"/bin/x CANARY"\n'],
    ['a pipe without quotes', '/root/.forward', '|/bin/x CANARY\n'],
    ['setenv of doas', '/etc/doas.conf', 'permit setenv { A=CANARY } anna\n'],
    ['setenv of doas over lines', '/etc/doas.conf', 'permit setenv { A=b \\\n B=CANARY } anna\n'],
    ['a motd script', '/etc/update-motd.d/10-x', 'uname # CANARY\ncurl CANARY\n'],
  ])('%s is cut', (_, path, text) => {
    const access = holding(path, text);
    const context = { collectedAt: '2026-01-01T00:00:00Z' };
    const kept = [loginDefaultsSource, shellStartFilesSource, sudoSource]
      .flatMap((source) => source.collect(access, context))
      .map(({ outcome }) => (outcome.kind === 'read' ? Buffer.from(outcome.bytes).toString('latin1') : ''));
    expect(kept.join('\n').length).toBeGreaterThan(0);
    expect(kept.join('\n')).not.toContain('CANARY');
  });
});
