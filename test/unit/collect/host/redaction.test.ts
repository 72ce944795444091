import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { redactAuthorizedKeys } from '../../../../src/collect/host/authorized-keys.ts';
import { classifyPasswordField, redactPasswordFields } from '../../../../src/collect/host/password-field.ts';

const DES = 'abJnggxhB/yWI';

describe('a password field', () => {
  it.each([
    ['', ''],
    ['x', 'x'],
    ['*', '<never-set>'],
    ['!', '<never-set>'],
    ['!!', '<never-set>'],
    ['!*', '<never-set>'],
    ['*LK*', '<never-set>'],
    ['NP', '<never-set>'],
    ['$y$j9T$salt$hash', '<set yescrypt>'],
    ['!$y$j9T$salt$hash', '<locked yescrypt>'],
    ['!!$6$salt$hash', '<locked sha512>'],
    ['$gy$j9T$salt$hash', '<set gost-yescrypt>'],
    ['$7$DU..../....x', '<set scrypt>'],
    ['$6$salt$hash', '<set sha512>'],
    ['$5$salt$hash', '<set sha256>'],
    ['$2a$10$x', '<set bcrypt-2a>'],
    ['$2b$10$x', '<set bcrypt>'],
    ['$2y$10$x', '<set bcrypt>'],
    ['$2x$10$x', '<set bcrypt-2x>'],
    ['$1$salt$hash', '<set md5>'],
    ['$md5,rounds=5000$x$$y', '<set sunmd5>'],
    ['$3$$hash', '<set nt>'],
    ['$sha1$1$x$y', '<set sha1>'],
    ['_J9..CCCCXBrJUJV154M', '<set bsdi-des>'],
    [DES, '<set des>'],
    [`!${DES}`, '<locked des>'],
    ['$zz$what', '<set unrecognized>'],
  ])('%j becomes %j', (field, want) => {
    expect(classifyPasswordField(field)).toBe(want);
  });

  it.each([
    'root:$y$j9T$CANARY$CANARY:1::::::',
    '#root:$y$j9T$CANARY$CANARY:1',
    '# was $6$CANARY$CANARY',
    'root $y$j9T$CANARY',
    '$6$CANARY$x:x:0',
    'a:x:0:0:$1$CANARY$CANARY:/:/bin/sh',
  ])('no hash is left of %j', (line) => {
    expect(Buffer.from(redactPasswordFields(Buffer.from(`${line}\n`))).toString()).not.toContain('CANARY');
  });

  it('keeps line numbers and bytes that are no UTF-8', () => {
    const bytes = Buffer.from('a:x:1:1:Zo\xeb:/:/bin/sh\n\nb:!:2\n', 'latin1');
    expect(Buffer.from(redactPasswordFields(bytes)).toString('latin1')).toBe(
      'a:x:1:1:Zo\xeb:/:/bin/sh\n\nb:<never-set>:2\n',
    );
  });
});

describe('authorized keys', () => {
  const made = (bits: string, type: string) => {
    const folder = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
    execFileSync('ssh-keygen', ['-q', '-t', type, '-b', bits, '-N', '', '-C', 'CANARY', '-f', `${folder}/key`]);
    const key = execFileSync('cat', [`${folder}/key.pub`], { encoding: 'utf8' }).trim();
    execFileSync('rm', ['-r', folder]);
    return key;
  };
  const kept = (text: string) => Buffer.from(redactAuthorizedKeys(Buffer.from(text))).toString();

  it.each([
    ['1024', 'rsa', 'ssh-rsa 1024'],
    ['2048', 'rsa', 'ssh-rsa 2048'],
    ['256', 'ed25519', 'ssh-ed25519'],
    ['384', 'ecdsa', 'ecdsa-sha2-nistp384'],
  ])('%s bits of %s', (bits, type, want) => {
    expect(kept(made(bits, type))).toBe(want);
  });

  it.each([
    ['', ''],
    ['# CANARY', ''],
    ['command="echo CANARY ssh-rsa AAAA \\"x y\\"",no-pty ssh-ed25519 AAAA CANARY', 'ssh-ed25519'],
    ['CANARY', 'unrecognized'],
    ['ssh-rsa not-base64 CANARY', 'ssh-rsa'],
    ['sk-ssh-ed25519@openssh.com AAAA c', 'sk-ssh-ed25519@openssh.com'],
    ['ssh-dss AAAA', 'ssh-dss'],
  ])('%j leaves %j', (line, want) => {
    expect(kept(line)).toBe(want);
  });
});
