import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Access, FileInfo, Outcome } from '../../../../../src/collect/access/access.ts';
import { openLocal } from '../../../../../src/collect/access/local.ts';
import { openRemote, type RemoteAccess } from '../../../../../src/collect/access/ssh/remote-access.ts';
import { shellsHere } from './shells.ts';

const work = mkdtempSync(path.join(tmpdir(), 'vauban-probe-'));
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+rwX', work]);
  rmSync(work, { recursive: true, force: true });
});
const at = (name: string): string => `${work}/tree/${name}`;

/** Names that would do harm, or be taken for another, if a shell ever read them as code, a pattern or several words. */
const NAMES = [
  'plain',
  'two words',
  ' ',
  '-n',
  '-rf',
  '*',
  '[a-z]*',
  '?',
  '.hidden',
  '..two',
  '...',
  "it's",
  '"quoted"',
  '$(touch vauban-was-here)',
  '`touch vauban-was-here`',
  'x;touch vauban-was-here',
  '$HOME',
  'back\\slash',
  '\\0101',
  'line\nbreak',
  'end\n',
  "'\n'",
  'tab\there',
  'é',
  '%s%d',
  'a -> b',
  '~root',
  '!x',
  '#x',
  '&',
  '|',
  '<',
];
mkdirSync(at('odd'), { recursive: true });
for (const [index, name] of NAMES.entries()) writeFileSync(at(`odd/${name}`), `content ${index}`);
mkdirSync(at('empty'));
mkdirSync(at('closed'));
writeFileSync(at('closed/file'), 'x');
writeFileSync(at('secret'), 'x', { mode: 0o4750 });
writeFileSync(
  at('binary'),
  Uint8Array.from({ length: 4096 }, (_, index) => index % 256),
);
writeFileSync(at('no-end'), 'line\n\n\nlast');
writeFileSync(at('nothing'), '');
writeFileSync(at('large'), 'x'.repeat(5000));
utimesSync(at('large'), 1_700_000_000.25, 1_700_000_000.25);
symlinkSync('odd/plain', at('link'));
symlinkSync('nowhere', at('dangling'));
symlinkSync('loop', at('loop'));
symlinkSync('odd/two words', at('spaced link'));
symlinkSync("it's -> strange", at("link 'q'"));
symlinkSync('empty', at('folder-link'));
spawnSync('mkfifo', [at('fifo')]);
chmodSync(at('closed'), 0o000);

async function all<T>(access: RemoteAccess, ask: (access: Access) => T): Promise<T> {
  for (;;) {
    const answer = ask(access);
    if (!(await access.fetch())) return answer;
  }
}

/** Without the words of a reason, which are each access's own. */
function told(outcome: { readonly kind: string }): unknown {
  if (outcome.kind === 'failed' || outcome.kind === 'denied') return outcome.kind;
  if ('bytes' in outcome && outcome.bytes instanceof Uint8Array)
    return { kind: outcome.kind, text: Buffer.from(outcome.bytes).toString('latin1') };
  return outcome;
}

/** ls(1) and date(1) tell whole seconds, and not those of a link itself. */
function rounded(outcome: Outcome<FileInfo>, whole: boolean): unknown {
  if (outcome.kind !== 'read' || !whole) return told(outcome);
  return {
    ...outcome.value,
    modifiedMs: outcome.value.kind === 'link' ? 0 : Math.floor(outcome.value.modifiedMs / 1000),
  };
}

const PATHS = [
  ...['empty', 'closed', 'closed/file', 'secret', 'binary', 'no-end', 'nothing', 'large', 'link', 'dangling', 'loop'],
  ...[
    'spaced link',
    "link 'q'",
    'folder-link',
    'folder-link/../secret',
    'fifo',
    'absent',
    'absent/below',
    'secret/below',
  ],
  ...NAMES.map((name) => `odd/${name}`),
].map(at);

describe.each(shellsHere(work))('a machine with $name', ({ name, program, args, path: programs }) => {
  const open = (): RemoteAccess =>
    openRemote({ program, args, path: programs, label: 'ssh://test', sudo: false, interactive: false });
  const local = openLocal('/');
  const whole = name.includes('without stat');

  it('gives the answers that the machine itself gives', async () => {
    const remote = open();
    const ask = (access: Access): unknown =>
      PATHS.map((one) => ({
        one,
        lstat: rounded(access.lstat(one), whole),
        stat: rounded(access.stat(one), whole),
        readLink: told(access.readLink(one)),
        list: told(access.list(one)),
        readFile: told(access.readFile(one, 4999)),
      }));
    const remotely = await all(remote, ask);
    await remote.close();
    expect(remotely).toEqual(ask(local));
    expect(remote.ended()).toBeUndefined();
    expect(existsSync('/vauban-was-here')).toBe(false);
  });

  it('lists folders with all that is in them', async () => {
    const remote = open();
    const folders = [at('odd'), at('empty'), at('folder-link'), `${work}/tree/`, `${work}//tree/./odd`, '/'];
    const ask = (access: Access): unknown => folders.map((folder) => access.list(folder));
    expect(await all(remote, ask)).toEqual(ask(local));
    // What a listing brings need not be asked again.
    const { exchanges } = remote.traffic();
    if (!whole) expect(rounded(remote.lstat(at('odd/plain')), false)).toEqual(local.lstat(at('odd/plain')));
    expect(remote.traffic().exchanges).toBe(exchanges);
    await remote.close();
  });

  it('runs programs without a shell', async () => {
    const remote = open();
    const commands = [
      ['/bin/echo', '', '$HOME', 'a b', "it's", '*', '-n'],
      ['/bin/sh', '-c', 'echo out; echo err >&2; printf "no end" >&2; exit 3'],
      ['/bin/sh', '-c', 'echo $LC_ALL-$PATH; pwd; read x || echo no input'],
      ['/bin/cat', at('no-end')],
      ['/no/such/program'],
      [at('plain')],
    ] as const;
    const ask = (access: Access): unknown =>
      commands.map((argv) => {
        const outcome = access.run([...argv]);
        if (outcome.kind !== 'read') return outcome.kind;
        return { ...outcome.value, stdout: Buffer.from(outcome.value.stdout).toString('utf8') };
      });
    expect(await all(remote, ask)).toEqual(ask(local));
    await remote.close();
  });

  it('never opens a pipe, and never a private key', async () => {
    const remote = open();
    const outcome = await all(remote, (access) => [
      access.readFile(at('fifo')),
      access.readFile('/etc/ssh/ssh_host_rsa_key'),
    ]);
    await remote.close();
    expect(outcome.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
    expect(remote.traffic().exchanges).toBeLessThan(5);
  });

  it('whose shell goes away leaves the rest failed, never absent', async () => {
    const remote = open();
    expect((await all(remote, (access) => access.lstat(at('odd/plain')))).kind).toBe('read');
    await remote.close();
    const after = await all(remote, (access) => [
      access.lstat(at('absent')),
      access.list(at('empty')),
      access.readFile(at('large')),
    ]);
    for (const outcome of after) {
      expect(outcome.kind).toBe('failed');
      expect('reason' in outcome && outcome.reason).toMatch(
        /the connection to ssh:\/\/test ended during the collection/,
      );
    }
    expect(remote.lstat(at('odd/plain')).kind).toBe('read');
  });
});

describe('what is no shell', () => {
  it.each([
    ['a missing program', '/no/such/program', [], 'no-program'],
    ['one that ends', '/bin/true', [], 'closed'],
    ['one that answers rubbish and ends', '/bin/echo', ['welcome'], 'closed'],
  ])('%s gives no answer and no exception', async (_, program, args, ended) => {
    const remote = openRemote({ program, args, label: 'ssh://test', sudo: false, interactive: false });
    expect((await all(remote, (access) => access.lstat('/etc/passwd'))).kind).toBe('failed');
    expect(remote.connected()).toBe(false);
    expect(remote.ended()?.answer.ended).toBe(ended);
    await remote.close();
  });
});
