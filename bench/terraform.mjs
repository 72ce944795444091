// A Terraform plan with many security groups: Vauban beside checkov, whole processes, in one run. By hand:
//   python3 -m venv /tmp/checkov && /tmp/checkov/bin/pip install checkov
//   node bench/terraform.mjs [/tmp/checkov/bin/checkov]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CLI = path.resolve(import.meta.dirname, '../bin/vauban.js');
const checkov = process.argv[2];
const work = mkdtempSync(path.join(tmpdir(), 'vauban-bench-'));
const RULES_OF_GROUP = 10;
const SIZES = (process.argv[3] ?? '1000,10000,50000').split(',').map(Number);

/** A plan that makes `count` rules in groups of ten: mostly private, some public, one group in a hundred with SSH open. */
function planOf(count) {
  const resources = [];
  const changes = [];
  const add = (type, name, values) => {
    const address = `${type}.${name}`;
    resources.push({
      address,
      mode: 'managed',
      type,
      name,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      schema_version: 1,
      values,
    });
    changes.push({
      address,
      mode: 'managed',
      type,
      name,
      change: {
        actions: ['create'],
        before: null,
        after: values,
        after_unknown: type === 'aws_security_group' ? { id: true } : { id: true, security_group_id: true },
      },
    });
  };
  for (let group = 0; group < count / RULES_OF_GROUP; group++) {
    add('aws_security_group', `g${group}`, { name: `g${group}`, description: `group ${group}`, tags: null });
    for (let rule = 0; rule < RULES_OF_GROUP; rule++) {
      const open = rule === 0 && group % 100 === 0;
      const port = open ? 22 : rule === 1 ? 443 : 1024 + ((group * 37 + rule * 101) % 60000);
      const source = open || rule === 1 ? '0.0.0.0/0' : `10.${group % 256}.${rule}.0/24`;
      add('aws_security_group_rule', `g${group}r${rule}`, {
        type: 'ingress',
        protocol: 'tcp',
        from_port: port,
        to_port: port,
        cidr_blocks: [source],
        ipv6_cidr_blocks: null,
        prefix_list_ids: null,
        self: false,
        source_security_group_id: null,
        description: `rule ${rule}`,
      });
    }
  }
  const configuration = {
    root_module: {
      resources: resources.map(({ address, type, name }) => ({
        address,
        mode: 'managed',
        type,
        name,
        expressions:
          type === 'aws_security_group_rule'
            ? {
                security_group_id: {
                  references: [
                    `aws_security_group.${name.split('r')[0]}.id`,
                    `aws_security_group.${name.split('r')[0]}`,
                  ],
                },
              }
            : {},
      })),
    },
  };
  return {
    format_version: '1.2',
    terraform_version: '1.9.8',
    planned_values: { root_module: { resources } },
    resource_changes: changes,
    configuration,
  };
}

/** Seconds and peak memory (MB) of one whole process, by GNU time where it is there. */
function measure(argv) {
  const started = process.hrtime.bigint();
  const run = spawnSync('/usr/bin/time', ['-f', '%M', ...argv], { encoding: 'utf8', maxBuffer: 2 ** 30, cwd: work });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const memory = Number(run.stderr.trim().split('\n').at(-1)) / 1024;
  return { seconds, memory, status: run.status };
}

const row = (what, { seconds, memory }, note = '') =>
  console.log(`${what.padEnd(52)} ${seconds.toFixed(2).padStart(8)} s ${memory.toFixed(0).padStart(6)} MB  ${note}`);

try {
  for (const count of SIZES) {
    const file = path.join(work, `plan-${count}.json`);
    writeFileSync(file, JSON.stringify(planOf(count)));
    const size = (statSync(file).size / 1e6).toFixed(1);
    const own = measure([process.execPath, CLI, 'scan', file, '--format', 'json', '-o', path.join(work, 'out.json')]);
    row(`vauban scan, ${count} rules (${size} MB)`, own);
    row(
      `vauban exposure, ${count} rules`,
      measure([process.execPath, CLI, 'exposure', file, '--format', 'json', '-o', path.join(work, 'out.json')]),
    );
    if (checkov === undefined || count > 10_000) continue;
    const theirs = measure([
      checkov,
      '-f',
      file,
      '--framework',
      'terraform_plan',
      '-o',
      'json',
      '--quiet',
      '--compact',
    ]);
    row(`checkov, ${count} rules`, theirs, `${(theirs.seconds / own.seconds).toFixed(1)} x vauban scan`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
