import { isSshAddress } from '../collect/access/ssh/address.ts';
import type { SshOptions } from '../collect/access/ssh/ssh-arguments.ts';
import { UsageError } from '../core/errors.ts';

/** What a door was told about machines to be reached by ssh. */
export interface SshRequest {
  /** Asked for on the command line. */
  readonly sudo?: boolean;
  readonly configFile?: string;
  /** A person is there whom ssh may ask. */
  readonly interactive: boolean;
  /** What vauban.yaml says. */
  readonly configuration?: { readonly sudo?: boolean; readonly ssh_config?: string };
}

/** How ssh targets are reached. `--sudo` without one is a mistake that should not go by unseen: a UsageError. */
export function sshOptions(targets: readonly string[], request: SshRequest): SshOptions {
  if (request.sudo === true && !targets.some(isSshAddress))
    throw new UsageError('--sudo is for machines named ssh://[user@]host', {
      hint: 'To read this machine as root, run `sudo vauban …`.',
    });
  const configFile = request.configFile ?? request.configuration?.ssh_config;
  return {
    sudo: request.sudo ?? request.configuration?.sudo ?? false,
    interactive: request.interactive,
    ...(configFile === undefined ? {} : { configFile }),
  };
}
