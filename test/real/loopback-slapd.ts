import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SLAPD = '/usr/sbin/slapd';
const SLAPADD = '/usr/sbin/slapadd';

/** A server of LDAP can be started here. */
export const canServeLdap = [SLAPD, '/usr/bin/ldapsearch', '/usr/bin/openssl', '/usr/lib/ldap/back_mdb.so'].every(
  (file) => existsSync(file),
);
/** How to have one. */
export const HOW_TO_SERVE_LDAP = 'needs the Debian packages slapd, ldap-utils and openssl';

/** A server on loopback with a tree of its own. */
export interface LoopbackSlapd {
  readonly port: number;
  readonly tlsPort: number;
  readonly folder: string;
  /** PEM of the authority of its certificate. */
  readonly authority: string;
  close(): Promise<void>;
}

/** Starts slapd with `lines` of slapd.conf(5) in its database, holding `ldif`. */
export async function openLoopbackSlapd(lines: readonly string[], ldif: string): Promise<LoopbackSlapd> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vauban-slapd-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  mkdirSync(path.join(folder, 'data'));
  const file = (name: string): string => path.join(folder, name);
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', file('key.pem'), '-out', file('cert.pem')],
    ],
    { stdio: 'ignore' },
  );
  const config = [
    ...['core', 'cosine', 'nis', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`),
    `pidfile ${file('slapd.pid')}`,
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    'moduleload ppolicy',
    `TLSCertificateFile ${file('cert.pem')}`,
    `TLSCertificateKeyFile ${file('key.pem')}`,
    'database mdb',
    `directory ${file('data')}`,
    ...lines,
    '',
  ];
  writeFileSync(file('slapd.conf'), config.join('\n'));
  writeFileSync(file('tree.ldif'), ldif);
  const added = spawnSync(SLAPADD, ['-q', '-f', file('slapd.conf'), '-l', file('tree.ldif')], { encoding: 'utf8' });
  if (added.status !== 0) throw new Error(`slapadd: ${added.stderr}`);
  const server = spawn(
    SLAPD,
    ['-h', `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${tlsPort}`, '-f', file('slapd.conf'), '-d', '0'],
    { stdio: 'ignore' },
  );
  try {
    await listening(port);
  } catch (error) {
    await end(server, folder);
    throw error;
  }
  return { port, tlsPort, folder, authority: readFileSync(file('cert.pem'), 'utf8'), close: () => end(server, folder) };
}

async function end(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    const over = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await over;
  }
  rmSync(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Waits until the port is answered, a hundred tries. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('slapd does not answer');
}
