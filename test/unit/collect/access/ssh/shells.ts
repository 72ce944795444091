import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { REMOTE_PATH } from '../../../../../src/collect/access/ssh/probe.ts';

/** A shell that may wait on a remote machine, with the programs it finds. */
export interface Shell {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly path: string;
}

/** The shells of this machine; with busybox, also a machine that has nothing else. `folder` gets its links. */
export function shellsHere(folder: string): readonly Shell[] {
  const found = (
    [
      ['dash', []],
      ['bash', ['--posix']],
      ['ksh93', []],
      ['busybox', ['sh']],
    ] as const
  ).flatMap(([name, args]): readonly Shell[] => {
    const program = ['/usr/bin', '/bin'].map((place) => `${place}/${name}`).find((file) => existsSync(file));
    return program === undefined ? [] : [{ name, program, args, path: REMOTE_PATH }];
  });
  const busybox = found.find(({ name }) => name === 'busybox');
  if (busybox === undefined) return found;
  const applets = path.join(folder, 'applets');
  mkdirSync(applets, { recursive: true });
  for (const applet of spawnSync(busybox.program, ['--list'], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean))
    symlinkSync(busybox.program, path.join(applets, applet));
  const bare = path.join(folder, 'bare');
  mkdirSync(bare);
  // As on small routers: no stat, no timeout.
  for (const applet of spawnSync('ls', [applets], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean))
    if (!['stat', 'timeout'].includes(applet)) symlinkSync(busybox.program, path.join(bare, applet));
  return [
    ...found,
    { name: 'busybox alone', program: `${applets}/sh`, args: [], path: applets },
    { name: 'busybox without stat', program: `${bare}/sh`, args: [], path: bare },
  ];
}
