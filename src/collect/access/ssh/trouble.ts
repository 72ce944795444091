import type { SshAddress } from './address.ts';
import type { Answer } from './channel.ts';

/** What went wrong, and what to do about it. */
export interface Trouble {
  readonly message: string;
  readonly hint: string;
}

/** What ssh or sudo say, and what helps; the first that fits counts. `HOST` and `LOGIN` are filled in. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED|host key for .* has changed|Offending .* key in/i,
    'The machine answers with another key than before. If it was installed anew, compare the new fingerprint on its console, then remove the old key: ssh-keygen -R HOST. Otherwise somebody may stand in between.',
  ],
  [
    /Host key verification failed|No .* host key is known|authenticity of host/i,
    'The key of this machine is not known yet. Connect once by hand (ssh LOGIN), compare the fingerprint with the one on its console, and accept it.',
  ],
  [
    /Permission denied|Too many authentication failures|No supported authentication methods|no such identity/i,
    'See that `ssh -o BatchMode=yes LOGIN true` works: load the key into your agent (ssh-add), or name it as IdentityFile in ~/.ssh/config.',
  ],
  [
    /Could not resolve hostname|Name or service not known|Temporary failure in name resolution/i,
    'Check the name: it must be known to DNS, /etc/hosts or your ~/.ssh/config.',
  ],
  [/Connection refused/i, 'Nothing listens there: check that sshd runs, and the port.'],
  [
    /timed out|No route to host|Network is unreachable|Operation timed out/i,
    'The machine does not answer: check address, port, firewalls and jump hosts.',
  ],
  [
    /Bad configuration option|terminating, .* bad configuration|Can't open user config file|Bad owner or permissions/i,
    'Mend the configuration of ssh that the message names.',
  ],
  [
    /kex_exchange_identification|Connection (closed|reset) by|banner exchange/i,
    'The machine ended the connection before the log-in: look at its sshd log, and at fail2ban or a limit of sessions.',
  ],
];

const SUDO: readonly (readonly [RegExp, string])[] = [
  [
    /a password is required|a terminal is required|no tty present|must have a tty/i,
    'sudo would ask for a password, and nobody is there to type it. Allow it for this account: `visudo -f /etc/sudoers.d/vauban` with the line `USER ALL=(root) NOPASSWD: /bin/sh` (this makes the account root), or scan without --sudo, or as root.',
  ],
  [
    /is not in the sudoers file|is not allowed to execute|may not run sudo/i,
    'The account may not use sudo. Allow it with `visudo -f /etc/sudoers.d/vauban` and the line `USER ALL=(root) NOPASSWD: /bin/sh` (this makes the account root), or scan without --sudo.',
  ],
  [
    /sudo: (command )?not found|sudo: No such file|not found.*sudo|unknown command.*sudo/i,
    'There is no sudo on the machine: log in as root, or scan without --sudo.',
  ],
];

/** Why a connection did not come about, from what ssh wrote last. */
export function connectTrouble(address: SshAddress, sudo: boolean, answer: Answer, said: string): Trouble {
  const { label, host, user, port } = address;
  const login = `${port === undefined ? '' : `-p ${port} `}${user === undefined ? '' : `${user}@`}${host}`;
  if (answer.ended === 'no-program') {
    return {
      message: `${label} could not be reached: there is no program ssh here`,
      hint: 'Install the OpenSSH client (Debian package openssh-client).',
    };
  }
  const lines = said
    .split('\n')
    .map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, '').trim())
    .filter((line) => line !== '' && !line.startsWith('@'));
  for (const [pattern, hint] of sudo ? [...SUDO, ...KNOWN] : KNOWN) {
    const line = lines.findLast((one) => pattern.test(one)) ?? (pattern.test(said) ? lines.at(-1) : undefined);
    if (line === undefined) continue;
    const filled = hint
      .replaceAll('HOST', port === undefined ? host : `'[${host}]:${port}'`)
      .replaceAll('LOGIN', login)
      .replaceAll('USER', user ?? 'the-account');
    return { message: `${label} could not be read: ${line.slice(0, 300)}`, hint: filled };
  }
  const last = lines.at(-1);
  if (answer.ended === 'silent')
    return {
      message: `${label} gave no answer`,
      hint: `See what \`ssh ${login} true\` does.`,
    };
  return {
    message: `${label} could not be read: ${last === undefined ? 'the account runs no shell for us' : last.slice(0, 300)}`,
    hint: `See that \`ssh ${login} 'exec sh -c id'\` works: the account needs a login shell, not one for file transfer only.`,
  };
}

/** What is said of a connection that ended during the collection. */
export function endedTrouble(label: string, answer: Answer, said: string): Trouble {
  const last = said
    .split('\n')
    .map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, '').trim())
    .findLast((line) => line !== '');
  const why =
    answer.ended === 'silent'
      ? ': nothing came for too long'
      : answer.ended === 'too-much'
        ? ': more came than any machine should have to say'
        : last === undefined
          ? ''
          : `: ${last.slice(0, 300)}`;
  return {
    message: `the connection to ${label} ended during the collection${why}`,
    hint: 'What was read is judged, all the rest is unknown. Scan again.',
  };
}
