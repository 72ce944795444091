import type { SshAddress } from './address.ts';
import { REMOTE_SHELL } from './probe.ts';

/** How a machine is reached and read. */
export interface SshOptions {
  /** Read as root, through `sudo -n`. */
  readonly sudo: boolean;
  /** In place of ~/.ssh/config, as `ssh -F`. */
  readonly configFile?: string;
  /** A person is there whom ssh may ask for a password, a passphrase or about a host key. */
  readonly interactive: boolean;
}

/** How long a connection may take where the user's configuration says nothing; a dead one is noticed within a minute. */
const CONNECT_SECONDS = 20;

/**
 * The command line of ssh(1). Everything about keys, jumps and known hosts is the user's own configuration; what is set
 * here only takes away what a scan has no use for: forwardings, local commands, a terminal.
 */
export function sshArguments(address: SshAddress, options: SshOptions): readonly string[] {
  return [
    ...(options.configFile === undefined ? [] : ['-F', options.configFile]),
    ...(options.interactive ? [] : ['-o', 'BatchMode=yes']),
    ...(address.port === undefined ? [] : ['-p', String(address.port)]),
    ...(address.user === undefined ? [] : ['-l', address.user]),
    '-T',
    '-a',
    '-x',
    '-o',
    'ClearAllForwardings=yes',
    '-o',
    'PermitLocalCommand=no',
    '-o',
    'RemoteCommand=none',
    '-o',
    `ConnectTimeout=${CONNECT_SECONDS}`,
    '-o',
    'ServerAliveInterval=15',
    '-o',
    'ServerAliveCountMax=4',
    '--',
    address.host,
    options.sudo ? REMOTE_SHELL.sudo : REMOTE_SHELL.plain,
  ];
}
