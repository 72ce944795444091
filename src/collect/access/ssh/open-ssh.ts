import type { Diagnostic } from '../../../core/diagnostic.ts';
import { SourceError } from '../../../core/errors.ts';
import type { PendingAccess } from '../access.ts';
import { parseSshAddress } from './address.ts';
import type { Traffic } from './conversation.ts';
import { openRemote } from './remote-access.ts';
import { type SshOptions, sshArguments } from './ssh-arguments.ts';
import { connectTrouble, endedTrouble } from './trouble.ts';

/** A machine that is read over ssh. */
export interface SshAccess extends PendingAccess {
  readonly label: string;
  /** The name it was asked for by. */
  readonly host: string;
  /** What a person should know when the connection ended early. */
  trouble(): Diagnostic | undefined;
  traffic(): Traffic;
  /** True when the machine is read as root; told once connected. */
  asRoot(): boolean;
}

/** Prepares to read a machine over ssh; the connection is made by the first `fetch`, which throws a SourceError when there is none. */
export function openSsh(target: string, options: SshOptions): SshAccess {
  const address = parseSshAddress(target);
  const { label } = address;
  const remote = openRemote({
    program: 'ssh',
    args: sshArguments(address, options),
    label,
    sudo: options.sudo,
    interactive: options.interactive,
  });
  return {
    ...remote,
    label,
    host: address.host,
    fetch: async () => {
      const more = await remote.fetch();
      const end = remote.ended();
      if (end === undefined || remote.connected()) return more;
      const { message, hint } = connectTrouble(address, options.sudo, end.answer, end.said);
      throw new SourceError(message, { hint });
    },
    trouble: () => {
      const end = remote.ended();
      if (end === undefined || !remote.connected()) return undefined;
      const { message, hint } = endedTrouble(label, end.answer, end.said);
      return { level: 'error', code: 'connection-ended', message, at: { file: label }, hint };
    },
  };
}
