import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SSHD = '/usr/sbin/sshd';
const NEEDED = [SSHD, '/usr/bin/ssh', '/usr/bin/ssh-keygen', '/usr/sbin/useradd', '/usr/bin/sudo'];

/** True where a server can be started and an account made. */
export const canServeSsh = process.getuid?.() === 0 && NEEDED.every((program) => existsSync(program));

/** How to get what `canServeSsh` asks for. */
export const HOW_TO_SERVE_SSH = 'needs root, and the Debian packages openssh-server, openssh-client, passwd and sudo';

/** A server of OpenSSH on the loopback, with an account of its own. */
export interface LoopbackSshd {
  readonly folder: string;
  readonly user: string;
  readonly port: number;
  /** The client's configuration: hosts `web01` (well), and those of `hosts`. */
  readonly clientConfig: string;
  /** What the probe wrote, as it went into the connection. */
  wire(): Buffer;
  forgetWire(): void;
  /** Lets the account become root without a password, or not. */
  allowSudo(allowed: boolean): void;
  /** Ids of processes of the account. */
  processes(): readonly string[];
  close(): Promise<void>;
}

/** What a test wants of the account and the client. */
export interface SshdRequest {
  readonly passwordHash: string;
  /** Further lines of the account's authorized_keys. */
  readonly keyLines?: readonly string[];
  /** Further lines of the client's configuration, given port and folder. */
  readonly hosts?: (port: number, folder: string) => string;
}

/** Starts the server; whatever it made is gone after `close`. */
export async function openLoopbackSshd(request: SshdRequest): Promise<LoopbackSshd> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vauban-sshd-'));
  chmodSync(folder, 0o755);
  const at = (name: string): string => path.join(folder, name);
  const user = `vauban-t${process.pid}`;
  const home = at('home');
  const sudoers = `/etc/sudoers.d/${user}`;
  const port = await freePort();
  for (const name of ['host_key', 'other_key', 'user_key'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', at(name)]);
  execFileSync('useradd', ['-M', '-d', home, '-s', '/bin/sh', '-p', request.passwordHash, user]);
  mkdirSync(path.join(home, '.ssh'), { recursive: true });
  const keys = [readFileSync(at('user_key.pub'), 'utf8').trim(), ...(request.keyLines ?? [])];
  writeFileSync(path.join(home, '.ssh/authorized_keys'), `${keys.join('\n')}\n`);
  execFileSync('chown', ['-R', user, home]);

  writeFileSync(at('wire'), '');
  chmodSync(at('wire'), 0o666);
  writeFileSync(at('tee.sh'), `#!/bin/sh\nsh -c "$SSH_ORIGINAL_COMMAND" | tee -a ${at('wire')}\n`, { mode: 0o755 });
  writeFileSync(
    at('sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host_key')}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      `AllowUsers ${user}`,
      `ForceCommand ${at('tee.sh')}`,
      '',
    ].join('\n'),
  );
  const hostKey = (name: string): string =>
    readFileSync(at(`${name}.pub`), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
  writeFileSync(at('known_hosts'), `[127.0.0.1]:${port} ${hostKey('host_key')}\n`);
  writeFileSync(at('other_hosts'), `[127.0.0.1]:${port} ${hostKey('other_key')}\n`);
  writeFileSync(at('no_hosts'), '');
  const clientConfig = at('ssh_config');
  writeFileSync(
    clientConfig,
    [
      ...(request.hosts?.(port, folder) ?? '').split('\n'),
      'Host *',
      '  HostName 127.0.0.1',
      `  Port ${port}`,
      `  User ${user}`,
      `  IdentityFile ${at('user_key')}`,
      '  IdentitiesOnly yes',
      '  IdentityAgent none',
      '  StrictHostKeyChecking yes',
      `  UserKnownHostsFile ${at('known_hosts')}`,
      '  GlobalKnownHostsFile /dev/null',
      '',
    ].join('\n'),
  );
  mkdirSync('/run/sshd', { recursive: true });
  const server = spawn(SSHD, ['-D', '-f', at('sshd_config'), '-E', at('sshd.log')], { stdio: 'ignore' });
  await listening(port);
  const processes = (): readonly string[] =>
    spawnSync('pgrep', ['-u', user], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line !== '');
  return {
    folder,
    user,
    port,
    clientConfig,
    wire: () => readFileSync(at('wire')),
    forgetWire: () => writeFileSync(at('wire'), ''),
    allowSudo: (allowed) => {
      if (!allowed) rmSync(sudoers, { force: true });
      // As hardening guides want it: sudo then stands between the shell and its pipes.
      else writeFileSync(sudoers, `Defaults:${user} use_pty\n${user} ALL=(root) NOPASSWD: /bin/sh\n`, { mode: 0o440 });
    },
    processes,
    close: async () => {
      await ended(server);
      for (const pid of processes()) process.kill(Number(pid), 'SIGKILL');
      rmSync(sudoers, { force: true });
      spawnSync('userdel', ['-f', user]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
