// An AWS account of many users with a hundred managed policies each: Vauban beside cloudsplaining, whole processes, in one run.
// By hand:
//   python3 -m venv /tmp/cs && /tmp/cs/bin/pip install cloudsplaining
//   node bench/iam.mjs [/tmp/cs/bin/cloudsplaining] [100,1000,10000]
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CLI = path.resolve(import.meta.dirname, '../bin/vauban.js');
const cloudsplaining = process.argv[2] === '-' ? undefined : process.argv[2];
const SIZES = (process.argv[3] ?? '100,1000,10000').split(',').map(Number);
const POLICIES = 500;
const EACH = 100;
const work = mkdtempSync(path.join(tmpdir(), 'vauban-bench-'));
const ACCOUNT = '111122223333';
const SERVICES = ['s3', 'ec2', 'sqs', 'sns', 'dynamodb', 'logs', 'kms', 'lambda', 'iam', 'sts'];
const VERBS = ['Get*', 'List*', 'Describe*', 'PutObject', 'CreateTags', 'SendMessage', 'Publish', 'UpdateItem'];

function policyOf(i) {
  const service = SERVICES[i % SERVICES.length];
  const statement = {
    Sid: `S${i}`,
    Effect: i % 17 === 0 ? 'Deny' : 'Allow',
    Action: [`${service}:${VERBS[i % VERBS.length]}`, `${service}:${VERBS[(i + 3) % VERBS.length]}`],
    Resource: `arn:aws:${service}:*:${ACCOUNT}:app-${i}/*`,
    ...(i % 5 === 0 ? { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } } : {}),
  };
  return {
    PolicyName: `p${i}`,
    PolicyId: `ANPA${i}`,
    Arn: `arn:aws:iam::${ACCOUNT}:policy/p${i}`,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    IsAttachable: true,
    CreateDate: '2025-01-01T00:00:00+00:00',
    UpdateDate: '2025-01-01T00:00:00+00:00',
    PolicyVersionList: [
      {
        Document: { Version: '2012-10-17', Statement: [statement] },
        VersionId: 'v1',
        IsDefaultVersion: true,
        CreateDate: '2025-01-01T00:00:00+00:00',
      },
    ],
  };
}

/** Written piece by piece: ten thousand users are a file of some hundred megabytes. */
function writeAccount(file, users) {
  const out = openSync(file, 'w');
  writeSync(out, '{"UserDetailList":[\n');
  for (let user = 0; user < users; user++) {
    const attached = Array.from({ length: EACH }, (_, i) => (user * 7 + i * 5) % POLICIES).map((i) => ({
      PolicyName: `p${i}`,
      PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/p${i}`,
    }));
    const detail = {
      Path: '/',
      UserName: `u${user}`,
      UserId: `AIDA${user}`,
      Arn: `arn:aws:iam::${ACCOUNT}:user/u${user}`,
      CreateDate: '2025-01-01T00:00:00+00:00',
      GroupList: [],
      AttachedManagedPolicies: attached,
      Tags: [],
    };
    writeSync(out, `${user === 0 ? '' : ',\n'}${JSON.stringify(detail, null, 1)}`);
  }
  const policies = Array.from({ length: POLICIES }, (_, i) => policyOf(i));
  writeSync(out, `\n],"GroupDetailList":[],"RoleDetailList":[],"Policies":${JSON.stringify(policies, null, 1)}}\n`);
  closeSync(out);
}

/** Seconds, seconds of CPU and peak memory (MB) of one whole process, by GNU time. */
function measure(argv) {
  const started = process.hrtime.bigint();
  const run = spawnSync('/usr/bin/time', ['-f', '%M %U %S', ...argv], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    cwd: work,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const [memory = 0, user = 0, system = 0] = run.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { seconds, cpu: user + system, memory: memory / 1024, status: run.status };
}

const row = (what, { seconds, cpu, memory, status }, note = '') =>
  console.log(
    `${what.padEnd(44)} ${seconds.toFixed(1).padStart(7)} s ${cpu.toFixed(1).padStart(7)} s CPU ${memory.toFixed(0).padStart(6)} MB  exit ${status}  ${note}`,
  );

try {
  for (const count of SIZES) {
    const file = path.join(work, `account-${count}.json`);
    writeAccount(file, count);
    const size = (statSync(file).size / 1e6).toFixed(1);
    const own = measure([process.execPath, CLI, 'scan', file, '--format', 'json', '-o', path.join(work, 'out.json')]);
    row(`vauban scan, ${count} users (${size} MB)`, own);
    row(
      `vauban who-can, ${count} users`,
      measure([
        process.execPath,
        CLI,
        'who-can',
        's3:GetObject',
        '--in',
        file,
        '--format',
        'json',
        '-o',
        path.join(work, 'who.json'),
      ]),
    );
    if (cloudsplaining === undefined) continue;
    const theirs = measure([cloudsplaining, 'scan', '--input-file', file, '--output', work, '--skip-open-report']);
    row(`cloudsplaining, ${count} users`, theirs, `${(theirs.cpu / own.cpu).toFixed(1)} x the CPU of vauban scan`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
