import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather } from '../../src/app/gather.ts';
import { makeSnapshots } from '../../src/app/make-snapshots.ts';
import { type ScanRequest, scan } from '../../src/app/scan.ts';
import { openSsh, type SshAccess } from '../../src/collect/access/ssh/open-ssh.ts';
import { openRemote } from '../../src/collect/access/ssh/remote-access.ts';
import { accountsSource } from '../../src/collect/host/accounts.ts';
import { detectionToolsSource } from '../../src/collect/host/detection-tools.ts';
import { osSource } from '../../src/collect/host/os.ts';
import type { HostSource } from '../../src/collect/host/source.ts';
import { sshdSource } from '../../src/collect/host/sshd.ts';
import type { Capture } from '../../src/core/capture.ts';
import type { Assessment, Observation } from '../../src/model/generated/model.ts';
import { canServeSsh, HOW_TO_SERVE_SSH, type LoopbackSshd, openLoopbackSshd } from './loopback-sshd.ts';

if (!canServeSsh) console.warn(`ssh-access: skipped; ${HOW_TO_SERVE_SSH}`);

const NOW = '2026-11-22T18:00:00Z';
/** After which part of all bytes the connection `cut` dies. */
const CUT_AFTER = [0.02, 0.5] as const;
const RELAY = `
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
const socket = connect(Number(process.argv[2]), '127.0.0.1');
let left = Number(readFileSync(process.argv[3], 'utf8'));
process.stdin.pipe(socket);
socket.on('data', (chunk) => {
  left -= chunk.length;
  if (left < 0) process.exit(0);
  process.stdout.write(chunk);
});
socket.on('close', () => process.exit(0));
`;
/** Origins whose content is another one each time. */
const VOLATILE =
  /^\/proc\/|^socket owners|^walk over|^owners of|^stat \/(tmp|var\/tmp|dev\/shm|var\/log|run)\b|^(systemctl|timedatectl) show|^\/var\/log\//;

/** Reads a few families until nothing is pending. */
async function read(access: SshAccess, ...sources: readonly HostSource[]): Promise<ReadonlyMap<string, Capture>> {
  try {
    for (;;) {
      const captures = sources.flatMap((source) => source.collect(access, { collectedAt: NOW }));
      if (!(await access.fetch())) return new Map(captures.map((capture) => [capture.origin, capture]));
    }
  } finally {
    await access.close();
  }
}

function textOf(capture: Capture | undefined): string {
  return capture?.outcome.kind === 'read' ? Buffer.from(capture.outcome.bytes).toString('utf8') : '';
}

describe.skipIf(!canServeSsh)('a machine over ssh', () => {
  let sshd: LoopbackSshd;
  let stamp = '';
  beforeAll(async () => {
    sshd = await openLoopbackSshd({
      passwordHash: '$6$CANARYsalt$CANARYhashCANARYhash.',
      keyLines: ['command="deploy --token CANARY-option" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB000 CANARY-comment'],
      hosts: (port, folder) =>
        [
          `Host cut\n  ProxyCommand ${process.execPath} ${folder}/relay.mjs ${port} ${folder}/cut-after`,
          `Host changed\n  UserKnownHostsFile ${folder}/other_hosts`,
          `Host unknown\n  UserKnownHostsFile ${folder}/no_hosts`,
          'Host refused\n  Port 1',
          'Host nokey\n  PubkeyAuthentication no',
          'Host nowhere\n  HostName nowhere.invalid',
        ].join('\n'),
    });
    writeFileSync(path.join(sshd.folder, 'relay.mjs'), RELAY);
    writeFileSync(path.join(sshd.folder, 'home/.profile'), 'export API_TOKEN=CANARY-profile\n');
    stamp = path.join(sshd.folder, 'stamp');
    writeFileSync(stamp, '');
  });
  afterAll(() => sshd?.close());

  const open = (name: string, sudo: boolean): SshAccess =>
    openSsh(`ssh://${name}`, { sudo, interactive: false, configFile: sshd.clientConfig });
  const request = (targets: readonly string[], sudo: boolean): ScanRequest => ({
    targets,
    roots: [],
    policies: [],
    profile: 'default',
    frameworks: [],
    failOn: 'none',
    now: NOW,
    parameters: undefined,
    policyTimeoutSeconds: 60,
    cacheFolder: path.join(sshd.folder, 'cache'),
    clockMs: Date.parse(NOW),
    progress: () => undefined,
    ssh: { sudo, interactive: false, configFile: sshd.clientConfig },
  });

  it('is read as the account that logs in; what only root may read is denied, with the remedy', async () => {
    const captures = await read(open('web01', false), osSource, accountsSource, sshdSource);
    expect(textOf(captures.get('/etc/passwd'))).toContain(`${sshd.user}:x:`);
    expect(captures.get('/etc/shadow')?.outcome).toEqual({
      kind: 'denied',
      reason: 'permission denied reading /etc/shadow',
    });
    expect(textOf(captures.get('/proc/sys/kernel/hostname')).trim()).toBe(
      readFileSync('/proc/sys/kernel/hostname', 'utf8').trim(),
    );
  });

  it('says how to allow sudo when it would ask for a password', async () => {
    const gathered = await gather({ ...request(['ssh://web01'], true), collectedAt: NOW });
    const made = await makeSnapshots(gathered, NOW, () => undefined);
    expect(made.snapshots).toEqual([]);
    expect(made.diagnostics).toMatchObject([{ level: 'error', code: 'unreadable-target' }]);
    expect(made.diagnostics[0]?.message).toMatch(/^ssh:\/\/web01 could not be read: sudo: /);
    expect(made.diagnostics[0]?.hint).toContain('ALL=(root) NOPASSWD: /bin/sh');
  });

  it.each([
    ['refused', /Connection refused/, /sshd runs/],
    ['nowhere', /Could not resolve hostname/, /Check the name/],
    ['unknown', /Host key verification failed/, /compare the fingerprint/],
    ['changed', /Host key .* has changed/, /ssh-keygen -R/],
    ['nokey', /Permission denied/, /ssh-add/],
  ])('that cannot be reached (%s) is one error with a remedy, and the others are read', async (name, message, hint) => {
    const account = path.resolve(import.meta.dirname, '../../fixtures/accounts/brumaire-aws');
    const gathered = await gather({ ...request([`ssh://${name}`, account], false), collectedAt: NOW });
    const made = await makeSnapshots(gathered, NOW, () => undefined);
    expect(made.snapshots.map(({ target }) => target.kind)).toContain('account');
    const [error, ...others] = made.diagnostics.filter(({ level }) => level === 'error');
    expect(others).toEqual([]);
    expect(error?.message).toMatch(message);
    expect(error?.hint).toMatch(hint);
  });

  describe('as root, by sudo', () => {
    let remote: Assessment;
    let local: Assessment;
    const broken: Assessment[] = [];
    beforeAll(async () => {
      sshd.allowSudo(true);
      sshd.forgetWire();
      remote = await scan(request(['ssh://web01'], true));
      local = await scan(request([], false));
      const total = sshd.wire().length;
      for (const share of CUT_AFTER) {
        writeFileSync(path.join(sshd.folder, 'cut-after'), String(Math.floor(total * share)));
        broken.push(await scan(request(['ssh://cut'], true)));
      }
    }, 180_000);

    const captured = (assessment: Assessment): ReadonlyMap<string, string> =>
      new Map(
        (assessment.targets.find(({ kind }) => kind === 'host')?.captures ?? [])
          .filter(({ origin }) => !VOLATILE.test(origin))
          .map(({ origin, outcome, sha256 = '' }) => [origin, `${outcome} ${sha256}`]),
      );
    const named = ({ rule, subject }: Observation): string => `${rule} ${subject}`;

    it('gives what a scan on the machine itself gives', () => {
      expect(captured(remote).size).toBeGreaterThan(200);
      expect(captured(remote)).toEqual(captured(local));
      expect(remote.targets.map(({ id }) => id)).toEqual(local.targets.map(({ id }) => id));
    });

    it('sends no secret', () => {
      const wire = sshd.wire();
      // The account's line of shadow, and its keys, did travel.
      expect(wire.includes(`\n${sshd.user}:$6$:`)).toBe(true);
      expect(wire.includes('\nssh-ed25519\n')).toBe(true);
      const leak = wire.indexOf('CANARY');
      expect(leak === -1 ? '' : wire.subarray(leak - 60, leak + 30).toString('latin1')).toBe('');
    });

    describe.each(CUT_AFTER.map((share, index) => [share, index] as const))(
      'that goes away after %d of all',
      (_, index) => {
        const cut = (): Assessment => {
          const assessment = broken[index];
          if (assessment === undefined) throw new Error('not scanned');
          return assessment;
        };

        it('leaves what was not read unknown, and says so', () => {
          expect(cut().summary.gate).toBe('too-little-assessed');
          const errors = cut().diagnostics.filter(({ level }) => level === 'error');
          expect(errors.map(({ code }) => code)).toEqual(['connection-ended']);
          expect(errors[0]?.message).toMatch(/the connection to ssh:\/\/cut ended during the collection/);
          const captures = cut().targets.find(({ kind }) => kind === 'host')?.captures ?? [];
          const failed = captures.filter(({ outcome }) => outcome === 'failed');
          expect(failed.length).toBeGreaterThan(5);
          for (const { reason } of failed)
            expect(reason).toMatch(/ended during the collection|not a regular file|ended with code/);
          expect(captures.some(({ outcome }) => outcome === 'read')).toBe(true);
        });

        it('passes nothing that a whole reading does not', () => {
          const whole = new Map(remote.observations.map((one) => [named(one), one.status]));
          const good = (status: string | undefined): boolean => status === 'pass' || status === 'not-applicable';
          const open = new Set(remote.observations.filter(({ status }) => !good(status)).map(({ rule }) => rule));
          const wrong = cut().observations.filter((one) => {
            const seen = whole.get(named(one));
            // Where it is not known that /sbin is /usr/sbin, its files go by another name, and are as they are.
            const alias = seen === undefined && (!open.has(one.rule) || /^\/s?bin\//.test(one.subject));
            return one.status === 'pass' && !good(seen) && !alias;
          });
          expect(wrong.map((one) => `${named(one)}: ${one.message}`)).toEqual([]);
          expect(cut().observations.filter(({ status }) => status === 'unknown').length).toBeGreaterThan(
            remote.observations.filter(({ status }) => status === 'unknown').length,
          );
        });
      },
    );

    it('is left as it was', async () => {
      const left = execFileSync(
        'find',
        ['/', '-xdev', '-path', sshd.folder, '-prune', '-o', '-newer', stamp, '-user', sshd.user, '-print'],
        { encoding: 'utf8' },
      );
      expect(left).toBe('');
      for (let attempt = 0; attempt < 50 && sshd.processes().length > 0; attempt += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      expect(sshd.processes()).toEqual([]);
    });
  });

  it.skipIf(!existsSync('/usr/bin/strace'))('is only read: no program of the probe opens a file to write', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vauban-trace-'));
    const trace = path.join(folder, 'trace');
    const shell = { label: 'here', sudo: false, interactive: false };
    const remote = openRemote({
      ...shell,
      program: 'strace',
      args: ['-f', '-qq', '-e', 'trace=%file', '-o', trace, 'sh'],
    });
    const sources = [accountsSource, detectionToolsSource, sshdSource];
    do for (const source of sources) source.collect(remote, { collectedAt: NOW });
    while (await remote.fetch());
    await remote.close();
    const calls = readFileSync(trace, 'utf8').split('\n');
    rmSync(folder, { recursive: true, force: true });
    expect(calls.length).toBeGreaterThan(500);
    const writes = calls.filter(
      (call) =>
        /O_WRONLY|O_RDWR|O_CREAT|\b(mkdir|mknod|rename|link|symlink|unlink|chmod|chown|truncate|utime)\w*\(/.test(
          call,
        ) && !/"\/dev\/(null|tty)"|readlink/.test(call),
    );
    expect(writes).toEqual([]);
  });
});
