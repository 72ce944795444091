import { spawnSync } from 'node:child_process';
import { type RedactionName, redactionFunctions } from '../src/collect/access/ssh/redaction-programs.ts';

const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/** What the remote machine would send of these bytes, as its shell cuts them. */
export function redactRemotely(name: RedactionName, bytes: Uint8Array, path: string = PATH): Uint8Array {
  const program = `N=n; K1=1234567; K2=2345671; exec 4>&1\n${redactionFunctions()}\nr_${name}`;
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', program], {
    input: bytes,
    env: { LC_ALL: 'C', PATH: path },
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0 || stderr.length > 0) throw new Error(`${name} ended with ${status}: ${stderr.toString('utf8')}`);
  return stdout;
}
