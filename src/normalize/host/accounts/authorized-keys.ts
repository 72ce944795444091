import { known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { HostAuthorizedKeys } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { sourceText, unknownReason } from '../source-text.ts';

/** Below this size RSA is weak (NIST SP 800-131A). */
const MIN_RSA_BITS = 2048;

/** How many keys open an account, of which types, by the two files that sshd reads unless told otherwise. */
export function authorizedKeysOf(home: string, captures: CaptureSet): HostAuthorizedKeys {
  const folder = `${home === '/' ? '' : home}/.ssh`;
  const at: Place = { file: `${folder}/authorized_keys` };
  if (!home.startsWith('/')) {
    return { count: known(0, at), types: known([], at), weak: known(0, at) };
  }
  const sources = ['authorized_keys', 'authorized_keys2'].map((name) => sourceText(captures, `${folder}/${name}`));
  const unreadable = sources.find((source) => source.kind === 'unreadable');
  if (unreadable !== undefined) {
    const fact = unknown(unknownReason(unreadable), { file: unreadable.origin });
    return { count: fact, types: fact, weak: fact };
  }
  const keys = sources.flatMap((source) => (source.kind === 'text' ? source.lines.filter((line) => line !== '') : []));
  const types = new Set(keys.map((key) => key.split(' ')[0] ?? ''));
  return {
    count: known(keys.length, at),
    types: known(
      sortedBy(types, (type) => type),
      at,
    ),
    weak: known(keys.filter(isWeak).length, at),
  };
}

function isWeak(key: string): boolean {
  const [type = '', bits] = key.split(' ');
  return type.startsWith('ssh-dss') || (type === 'ssh-rsa' && bits !== undefined && Number(bits) < MIN_RSA_BITS);
}
