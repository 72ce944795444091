// Writes src/normalize/host/sshd/defaults.json from the servers themselves: what `sshd -T -f /dev/null` of each tells.
// Usage, as root: node scripts/ssh-defaults.mjs ROOT…   (ROOT: a tree that holds sshd with its libraries, of debootstrap or unpacked packages)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const OUT = path.resolve(import.meta.dirname, '../src/normalize/host/sshd/defaults.json');
const roots = process.argv.slice(2);
if (roots.length === 0) throw new Error('usage: node scripts/ssh-defaults.mjs ROOT…');

// Of these -T tells what the machine has, not the default.
const OF_THE_MACHINE = new Set(['hostkey', 'listenaddress']);
const RECORD = path.resolve(import.meta.dirname, '../src/normalize/host/sshd/sshd.ts');
const WANTED = new Set(
  [...readFileSync(RECORD, 'utf8').matchAll(/(?:word|words|flag|integer|seconds)\('(\w+)'\)/g)].map(
    ([, keyword]) => keyword,
  ),
);
// Names and words that older servers use for the same.
const RENAMED = {
  challengeresponseauthentication: 'kbdinteractiveauthentication',
  pubkeyacceptedkeytypes: 'pubkeyacceptedalgorithms',
};
const RESPELLED = { 'without-password': 'prohibit-password' };
const key = mkdtempSync(path.join(tmpdir(), 'vauban-key-'));
spawnSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', '3072', '-N', '', '-m', 'PEM', '-f', path.join(key, 'key')]);

const versions = roots.map(defaultsOf).sort((a, b) => compare(a.version, b.version));
rmSync(key, { recursive: true });

// One row where the value changed: the versions at which it was seen, and the words.
const keywords = [...new Set(versions.flatMap(({ words }) => [...words.keys()]))].sort();
const table = Object.fromEntries(
  keywords.map((keyword) => {
    const rows = [];
    for (const { version, words } of versions) {
      const value = words.get(keyword);
      const last = rows.at(-1);
      if (last !== undefined && JSON.stringify(last.words ?? null) === JSON.stringify(value ?? null)) last.to = version;
      else rows.push({ from: version, to: version, ...(value === undefined ? {} : { words: value }) });
    }
    return [keyword, rows];
  }),
);
writeFileSync(
  OUT,
  `${JSON.stringify({ source: '`sshd -T -f /dev/null` of the packages of Debian and Ubuntu, by scripts/ssh-defaults.mjs', versions: versions.map(({ version }) => version), defaults: table }, null, 1)}\n`,
);
console.log(
  `${versions.length} versions (${versions.map(({ version }) => version).join(', ')}), ${keywords.length} keywords`,
);

function defaultsOf(root) {
  for (const folder of ['run/sshd', 'var/run/sshd', 'etc/ssh', 'dev', 'var/empty'])
    mkdirSync(path.join(root, folder), { recursive: true });
  for (const [name, minor] of [
    ['null', '3'],
    ['urandom', '9'],
  ])
    if (!existsSync(path.join(root, 'dev', name)))
      spawnSync('mknod', ['-m', '666', path.join(root, 'dev', name), 'c', '1', minor]);
  if (!existsSync(path.join(root, 'etc/passwd')))
    writeFileSync(
      path.join(root, 'etc/passwd'),
      'root:x:0:0:root:/root:/bin/sh\nsshd:x:100:65534::/run/sshd:/usr/sbin/nologin\n',
    );
  writeFileSync(path.join(root, 'etc/ssh/defaults_key'), readFileSync(path.join(key, 'key')), { mode: 0o600 });
  const told = spawnSync('chroot', [root, '/usr/sbin/sshd', '-V'], { encoding: 'utf8' });
  const version = /OpenSSH_(\d+\.\d+)/.exec(`${told.stdout}${told.stderr}`)?.[1];
  const result = spawnSync('chroot', [root, '/usr/sbin/sshd', '-T', '-f', '/dev/null', '-h', '/etc/ssh/defaults_key'], {
    encoding: 'utf8',
  });
  rmSync(path.join(root, 'etc/ssh/defaults_key'));
  if (version === undefined || result.status !== 0) throw new Error(`${root}: ${told.stderr}${result.stderr}`);
  const words = new Map();
  for (const line of result.stdout.split('\n').filter((text) => text !== '')) {
    const [told, ...rest] = line.split(' ');
    // From 10.6 on keywords are told in mixed case.
    const name = told.toLowerCase();
    const keyword = RENAMED[name] ?? name;
    if (!WANTED.has(keyword) || OF_THE_MACHINE.has(keyword)) continue;
    // An old and a new name of one keyword may both be told.
    words.set(keyword, words.get(keyword) ?? rest.map((word) => RESPELLED[word] ?? word));
  }
  return { version, words };
}

function compare(a, b) {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
