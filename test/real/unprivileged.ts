import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Outcome } from '../scenario/run-scenario.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const SETPRIV = '/usr/bin/setpriv';

/** True where a program can be run as another user, for whom permissions bind. */
export const canDropRights = process.getuid?.() === 0 && existsSync(SETPRIV);

/** How to get what `canDropRights` asks for. */
export const HOW_TO_DROP_RIGHTS = 'needs root, to become nobody, and setpriv (Debian package util-linux)';

/** The built program as nobody runs it. */
export interface Unprivileged {
  run(args: readonly string[], cwd: string): Outcome;
  close(): void;
}

/** Copies the program and its interpreter to where anybody may read them: either may lie in a closed home. */
export function openUnprivileged(): Unprivileged {
  const folder = mkdtempSync(path.join(tmpdir(), 'vauban-nobody-'));
  chmodSync(folder, 0o755);
  const node = path.join(folder, 'node');
  copyFileSync(process.execPath, node);
  chmodSync(node, 0o755);
  const product = path.join(folder, 'product');
  mkdirSync(product);
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(path.join(REPOSITORY, part), path.join(product, part), { recursive: true });
  return {
    run: (args, cwd) => {
      const argv = ['--reuid=65534', '--regid=65534', '--clear-groups', node, `${product}/bin/vauban.js`, ...args];
      const result = spawnSync(SETPRIV, argv, {
        cwd,
        encoding: 'utf8',
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/nonexistent', NO_COLOR: '1' },
        maxBuffer: 256 * 1024 * 1024,
        timeout: 60_000,
      });
      return { exit: result.status, stdout: result.stdout, stderr: result.stderr };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
