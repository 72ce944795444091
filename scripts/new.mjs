// `npm run new rule|format|collector|reporter NAME`: writes the files of a new room, with tests that fail until it is furnished.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const [kind, name] = process.argv.slice(2);
const camel = (text) => text.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const KINDS = {
  rule: {
    form: /^(host|firewall|iam|organization|detection|maintenance|joins)(\.[a-z][a-z0-9_]*)+$/,
    example: 'host.ssh.banner_shown',
    files: ruleFiles,
    next: (id) =>
      `Write the test first, then the rule. \`node bin/vauban.js policy test policies --run ${id.split('.').at(-1)}\` runs it.`,
  },
  format: {
    form: /^(host|firewall|iam|organization)\/[a-z][a-z0-9-]*$/,
    example: 'firewall/nft-json',
    files: formatFiles,
    next: (id) =>
      `Add ${camel(id.split('/')[1])}Format to src/normalize/registry.ts, and its sections to schemas/${id.split('/')[0]}/.`,
  },
  collector: {
    form: /^[a-z][a-z0-9-]*$/,
    example: 'cron-jobs',
    files: collectorFiles,
    next: (id) =>
      `Add ${camel(id)}Source to src/collect/host/registry.ts and a normalizer to src/normalize/host/registry.ts.`,
  },
  reporter: {
    form: /^[a-z][a-z0-9-]*$/,
    example: 'junit',
    files: reporterFiles,
    next: (id) => `Add ${camel(id)}Reporter to src/report/registry.ts.`,
  },
};

const chosen = KINDS[kind];
if (chosen === undefined || name === undefined || !chosen.form.test(name)) {
  console.error(
    `usage: npm run new rule|format|collector|reporter NAME\n${Object.entries(KINDS)
      .map(([one, { example }]) => `  npm run new ${one} ${example}`)
      .join('\n')}`,
  );
  process.exit(2);
}
for (const [file, text] of Object.entries(chosen.files(name))) {
  const target = path.join(ROOT, file);
  if (existsSync(target)) {
    console.error(`${file} exists already; nothing was written over`);
    process.exit(2);
  }
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(`wrote ${file}`);
}
console.log(chosen.next(name));

function ruleFiles(id) {
  const base = `policies/${id.replaceAll('.', '/')}`;
  const last = id.split('.').at(-1);
  return {
    [`${base}.rego`]: `# METADATA
# title: Write a sentence that is true when the rule passes
# description: |
#   Why it matters, what does not count, and the traps.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://example.org/the-page-that-says-so
# custom:
#   severity: medium
#   subject: what-one-observation-is-about
#   remediation: What to do, with the command.
package policies.${id}

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[server.id] := server.permit_root_login if some server in input.host.sshd.data.servers

passed[id] := verdict.proof("why it passes", [fact]) if {
	some id, fact in subjects
	fact.value == "the good value"
}

failed[id] := verdict.proof($"it is {fact.value}", [fact]) if {
	some id, fact in subjects
	fact.value == "the bad value"
}
`,
    [`${base}_test.rego`]: `package policies.${id}_test

import data.policies.${id} as rule

_at := {"file": "/etc/ssh/sshd_config", "line": 1}

cases := {
	"good": {"fact": {"value": "yes", "at": _at}, "want": "pass"},
	"bad": {"fact": {"value": "no", "at": _at}, "want": "fail"},
	"not readable": {"fact": {"unknown": "permission denied", "at": _at}, "want": "unknown"},
}

# ${last}: fails until the rule and the table are written.
test_status[note] if {
	some note, case in cases
	observations := rule.observations with input as _snapshot(case.fact)
	{o.status | some o in observations} == {case.want}
}

_snapshot(fact) := {"host": {"sshd": {"flag": "complete", "data": {"servers": [{"id": "sshd", "permit_root_login": fact}]}}}}
`,
  };
}

function formatFiles(id) {
  const [domain, format] = id.split('/');
  const name = `${camel(format)}Format`;
  return {
    [`src/normalize/${domain}/${format}/format.ts`]: `import type { Format } from '../../format.ts';

/** What the format is, and where it is specified. */
export const ${name}: Format = {
  id: '${format}',
  title: '${format}',
  domain: '${domain}',
  recognizes: (sample) => sample.head.includes('write what only this format says'),
  normalize: () => [],
};
`,
    [`test/unit/normalize/${domain}/${format}.test.ts`]: `import { expect, it } from 'vitest';
import { ${name} } from '../../../../src/normalize/${domain}/${format}/format.ts';

it('recognizes a real file', () => {
  const head = 'put the beginning of a real file here';
  expect(${name}.recognizes({ origin: 'file', head, json: undefined })).toBe(true);
});
`,
    [`fixtures/sources/${format}/README.md`]: `One folder a case: input.* in its true form, expected.json with the sections that come of it.\n`,
  };
}

function collectorFiles(id) {
  const name = `${camel(id)}Source`;
  return {
    [`src/collect/host/${id}.ts`]: `import type { HostSource } from './source.ts';

/** What is read, and what only root can read. */
export const ${name}: HostSource = {
  id: '${id}',
  title: '${id}',
  collect: () => [],
};
`,
    [`test/unit/collect/host/${id}.test.ts`]: `import { expect, it } from 'vitest';
import { openLocal } from '../../../../src/collect/access/local.ts';
import { ${name} } from '../../../../src/collect/host/${id}.ts';

it('reads something from a tree', () => {
  const captures = ${name}.collect(openLocal('fixtures/hosts/web01'), { collectedAt: '2026-01-01T00:00:00Z' });
  expect(captures).not.toHaveLength(0);
});
`,
  };
}

function reporterFiles(id) {
  const name = `${camel(id)}Reporter`;
  return {
    [`src/report/${id}.ts`]: `import type { Reporter } from './reporter.ts';

/** Who reads it, and where the format is specified. */
export const ${name}: Reporter = {
  id: '${id}',
  title: '${id}',
  extension: '${id}',
  render: () => '',
};
`,
    [`test/golden/${id}.test.ts`]: `import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ${name} } from '../../src/report/${id}.ts';

it('tells every failure of the crafted assessment', () => {
  const assessment = JSON.parse(readFileSync('fixtures/assessment/full.json', 'utf8'));
  const text = ${name}.render(assessment, { color: false, width: 100, verbose: false });
  for (const observation of assessment.observations.filter((one: { status: string }) => one.status === 'fail')) {
    expect(text).toContain(observation.rule);
  }
});
`,
  };
}
