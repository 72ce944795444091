import { describe, expect, it } from 'vitest';
import { parseSshAddress } from '../../../../../src/collect/access/ssh/address.ts';
import type { Answer } from '../../../../../src/collect/access/ssh/channel.ts';
import { connectTrouble, endedTrouble } from '../../../../../src/collect/access/ssh/trouble.ts';

const address = parseSshAddress('ssh://ann@web01:2222');
const answer = (ended: Answer['ended']): Answer => ({
  bytes: new Uint8Array(),
  ...(ended === undefined ? {} : { ended }),
});

describe('a connection that does not come about', () => {
  it.each([
    ['ssh: connect to host web01 port 2222: Connection refused\r\n', /Connection refused/, /sshd runs/],
    ['ssh: Could not resolve hostname web01: Name or service not known\r\n', /resolve/, /Check the name/],
    ['ssh: connect to host web01 port 2222: Connection timed out\n', /timed out/, /jump hosts/],
    [
      'Welcome\nann@web01: Permission denied (publickey).\r\n',
      /Permission denied/,
      /ssh -o BatchMode=yes -p 2222 ann@web01 true/,
    ],
    [
      '@@@@@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n@@@@@@@\nOffending ED25519 key in /x:1\nHost key verification failed.\n',
      /Offending/,
      /ssh-keygen -R '\[web01\]:2222'/,
    ],
    [
      'No ED25519 host key is known for web01 and you have requested strict checking.\nHost key verification failed.\n',
      /Host key/,
      /compare the fingerprint/,
    ],
    ['kex_exchange_identification: Connection closed by remote host\n', /Connection closed/, /fail2ban/],
    ['sudo: a password is required\n', /a password is required/, /ann ALL=\(root\) NOPASSWD: \/bin\/sh/],
    ['Sorry, user ann is not allowed to execute "/bin/sh" as root on web01.\n', /not allowed/, /ann ALL=\(root\)/],
    ['sh: 1: sudo: not found\n', /sudo: not found/, /no sudo/],
    ['This account is currently not available.\n', /not available/, /login shell/],
    ['', /runs no shell/, /login shell/],
  ])('%j is told with a remedy', (said, message, hint) => {
    const trouble = connectTrouble(address, true, answer('closed'), said);
    expect(trouble.message).toMatch(/^ssh:\/\/ann@web01:2222 /);
    expect(trouble.message).toMatch(message);
    expect(trouble.hint).toMatch(hint);
  });

  it('for want of a program says what to install', () => {
    expect(connectTrouble(address, false, answer('no-program'), '').hint).toMatch(/openssh-client/);
  });

  it('does not pass on signs that a terminal obeys', () => {
    expect(connectTrouble(address, false, answer('closed'), '\u001b[2Jgone\u0007\n').message).toBe(
      'ssh://ann@web01:2222 could not be read: [2Jgone',
    );
  });
});

describe('a connection that ends early', () => {
  it.each([
    [
      'closed',
      'Connection to web01 closed by remote host.\n',
      /ended during the collection: Connection to web01 closed/,
    ],
    ['silent', '', /nothing came for too long/],
    ['too-much', '', /more came/],
    ['closed', '', /ended during the collection$/],
  ] as const)('%s is told', (ended, said, message) => {
    expect(endedTrouble('ssh://web01', answer(ended), said).message).toMatch(message);
  });
});
