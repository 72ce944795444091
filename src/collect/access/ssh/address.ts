import { UsageError } from '../../../core/errors.ts';

/** Where `ssh://[user@]host[:port]` leads. */
export interface SshAddress {
  readonly user?: string;
  readonly host: string;
  readonly port?: number;
  /** The address as it is shown. */
  readonly label: string;
}

const HINT = 'Write ssh://[user@]host[:port]; the host may be a name of your ~/.ssh/config.';
/** A name that starts with a dash would be an option of ssh, and other signs mean something in ProxyCommand. */
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]*$/;
const HOST = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const IPV6 = /^[0-9A-Fa-f:]+(?:%[A-Za-z0-9_.-]+)?(?:\.\d+){0,3}$/;

/** True for what is meant as an address of a machine to be reached by ssh. */
export function isSshAddress(target: string): boolean {
  return /^ssh:\/\//i.test(target);
}

/** Reads an address; a password in it is refused, and never repeated. Throws a UsageError. */
export function parseSshAddress(target: string): SshAddress {
  const rest = target.slice('ssh://'.length);
  const at = rest.lastIndexOf('@');
  const user = at === -1 ? undefined : rest.slice(0, at);
  if (user?.includes(':') === true) {
    throw new UsageError(`the address ssh://…@${shown(rest.slice(at + 1))} holds a password`, {
      hint: 'A password on the command line can be read by everybody on this machine. Use a key, an agent, or log in when ssh asks.',
    });
  }
  const place = rest.slice(at + 1).replace(/\/$/, '');
  const found = /^(?:\[([^\]]*)\]|([^:[\]/]*))(?::(\d{1,5}))?$/.exec(place);
  const host = found?.[1] ?? found?.[2] ?? '';
  const port = found?.[3] === undefined ? undefined : Number(found[3]);
  const valid = found?.[1] === undefined ? HOST.test(host) : IPV6.test(host);
  if (!valid || (user !== undefined && !USER.test(user)) || port === 0 || (port ?? 0) > 65_535)
    throw new UsageError(`${shown(target)} is not the address of a machine`, { hint: HINT });
  return {
    ...(user === undefined ? {} : { user }),
    host,
    ...(port === undefined ? {} : { port }),
    label: `ssh://${user === undefined ? '' : `${user}@`}${place}`,
  };
}

function shown(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '\ufffd').slice(0, 100);
}
