import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { loadPolicy } from '@open-policy-agent/opa-wasm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Compiler } from '../../../src/policy/shim.ts';
import { loadCompiler } from '../../../src/policy/shim.ts';

const LIB = `package policies.lib.verdict

proof(message, facts) := {"message": message, "at": [fact.at | some fact in facts]}

decide(subjects, passed, failed) := {{"subject": id, "status": status(id in object.keys(passed), id in object.keys(failed))} |
	some id, _ in subjects
}

status(true, false) := "pass"

status(false, true) := "fail"

status(false, false) := "unknown"

status(true, true) := "error"
`;

const RULE = `# METADATA
# title: The door is shut
# description: An open door lets in the rain.
# schemas:
#   - input: schema.snapshot
# related_resources:
#   - ref: https://example.com/doors
# custom:
#   severity: high
#   subject: door
#   remediation: Shut it.
package policies.host.door

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[door.id] := door if some door in input.host.doors.data.list

passed[id] := verdict.proof("it is shut", [fact]) if {
	some id, fact in _state
	fact.value == "shut"
}

failed[id] := verdict.proof($"it is «{fact.value}»", [fact]) if {
	some id, fact in _state
	fact.value != "shut"
}

_state[id] := subjects[id].state
`;

const RULE_TEST = `package policies.host.door_test

import data.policies.host.door as rule

cases := {
	"shut": {"fact": {"value": "shut", "at": "a"}, "want": "pass"},
	"ajar": {"fact": {"value": "ajar", "at": "a"}, "want": "pass"},
	"unseen": {"fact": {"unknown": "denied"}, "want": "unknown"},
}

test_status[note] if {
	some note, case in cases
	print("case", note)
	observations := rule.observations with input.host.doors.data.list as [{"id": "d", "state": case.fact}]
	{o.status | some o in observations} == {case.want}
}
`;

const FACT = {
  anyOf: [
    {
      type: 'object',
      additionalProperties: false,
      properties: { value: { type: 'string' }, at: { type: 'string' } },
    },
    { type: 'object', additionalProperties: false, properties: { unknown: { type: 'string' } } },
  ],
};
const object = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  additionalProperties: false,
  properties,
});
const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $defs: { fact: FACT },
  ...object({
    host: object({
      doors: object({
        data: object({
          list: { type: 'array', items: object({ id: { type: 'string' }, state: { $ref: '#/$defs/fact' } }) },
        }),
      }),
    }),
  }),
};

const schemas = { 'schema.snapshot': SCHEMA };
const rulePath = 'policies/host/door.rego';
const files = {
  'policies/lib/verdict.rego': LIB,
  [rulePath]: RULE,
  'policies/host/door_test.rego': RULE_TEST,
};
const entrypoint = 'policies/host/door/observations';
const observationsRef = 'data.policies.host.door.observations';

let compiler: Compiler;
beforeAll(async () => {
  compiler = await loadCompiler();
}, 60_000);

function withRule(change: (text: string) => string) {
  return { ...files, [rulePath]: change(RULE) };
}

describe('check', () => {
  it('accepts a good rule and its test', async () => {
    expect(await compiler.check({ files, schemas, strict: true })).toEqual({ errors: [] });
  });

  it.each([
    [
      'a field that the schema does not know',
      'input.host.doors.data',
      'input.host.dors.data',
      'undefined ref: input.host.dors',
    ],
    ['sprintf', '$"it is «{fact.value}»"', 'sprintf("%s", [fact.value])', 'builtin sprintf is not available'],
    ['the clock', 'fact.value == "shut"', 'time.now_ns() > 1', 'a scan must be reproducible'],
    ['print outside of a test', 'fact.value == "shut"', 'print(fact)', 'print() is for debugging'],
    ['another dialect', 'import data.policies.lib.verdict', 'import rego.v2', 'rego.v2'],
  ])('refuses %s and says where', async (_, from, to, message) => {
    const { errors } = await compiler.check({ files: withRule((text) => text.replace(from, to)), schemas });
    const line = RULE.split('\n').findIndex((text) => text.includes(from)) + 1;
    expect(errors).toContainEqual(
      expect.objectContaining({ file: rulePath, row: line, message: expect.stringContaining(message) }),
    );
  });

  it('gives the errors of every file, whatever is wrong with the first', async () => {
    const { errors } = await compiler.check({
      files: {
        'a.rego': 'package a\n\nf(x) if {\n',
        'b.rego': 'package b\n\nx if y\n',
        'c.rego': 'package c\n\nx if 1 == "a"\n',
        'd.rego': 'package d\n\nx if data.a.f(1)\n',
      },
    });
    expect(errors.map((error) => `${error.file} ${error.code}`)).toEqual([
      'a.rego rego_parse_error',
      'b.rego rego_unsafe_var_error',
      'c.rego rego_type_error',
    ]);
  });
});

describe('compile', () => {
  it('gives a policy that proves a pass, a failure and neither, the same bytes each time', async () => {
    const { wasm, errors } = await compiler.compile({ files, schemas, entrypoints: [entrypoint] });
    expect(errors).toEqual([]);
    const again = await compiler.compile({ files, schemas, entrypoints: [entrypoint] });
    expect(again.wasm).toEqual(wasm);
    const policy = await loadPolicy(new Uint8Array(wasm ?? []));
    const doors = [
      { id: 'a', state: { value: 'shut', at: '1' } },
      { id: 'b', state: { value: 'ajar', at: '2' } },
      { id: 'c', state: { unknown: 'denied' } },
    ];
    const [{ result }] = policy.evaluate({ host: { doors: { data: { list: doors } } } }, entrypoint);
    // A set comes out of opa-wasm in no order.
    expect(new Set(result)).toEqual(
      new Set([
        { subject: 'a', status: 'pass' },
        { subject: 'b', status: 'fail' },
        { subject: 'c', status: 'unknown' },
      ]),
    );
  });

  it('gives no policy when a file or an entrypoint is wrong', async () => {
    const missing = await compiler.compile({ files, entrypoints: ['policies/host/window/observations'] });
    expect(missing.wasm).toBeUndefined();
    expect(missing.errors[0]?.message).toContain('policies/host/window/observations');
    const broken = await compiler.compile({
      files: withRule(() => 'package x\n\ny if z\n'),
      entrypoints: [entrypoint],
    });
    expect(broken.wasm).toBeUndefined();
    expect(broken.errors[0]).toMatchObject({ file: rulePath, row: 3 });
  });

  it('renders template strings as OPA does, beyond ASCII too', async () => {
    const { wasm } = await compiler.compile({
      files: { 't.rego': 'package t\n\nx := $"«{input.v}» 日本 𝔘 {input.n} {input.list}"\n' },
      entrypoints: ['t/x'],
    });
    const policy = await loadPolicy(new Uint8Array(wasm ?? []));
    const [{ result }] = policy.evaluate({ v: 'é', n: 1.5, list: ['ü', { a: null }] }, 't/x');
    expect(result).toBe('«é» 日本 𝔘 1.5 ["ü", {"a": null}]');
  });
});

describe('test', () => {
  it('names the case that fails and the lines that no test ran', async () => {
    const { errors, tests, coverage } = await compiler.test({ files, schemas, coverage: true });
    expect(errors).toEqual([]);
    expect(tests).toHaveLength(1);
    expect(tests[0]).toMatchObject({
      package: 'policies.host.door_test',
      name: 'test_status',
      file: 'policies/host/door_test.rego',
      pass: false,
      fail: true,
      cases: [
        { name: 'ajar', pass: false },
        { name: 'shut', pass: true },
        { name: 'unseen', pass: true },
      ],
    });
    expect(tests[0]?.output).toContain('case unseen');
    expect(coverage?.files[rulePath]?.notCovered).toEqual([]);
    const row = LIB.split('\n').indexOf('status(true, true) := "error"') + 1;
    expect(coverage?.files['policies/lib/verdict.rego']?.notCovered).toEqual([{ start: row, end: row }]);
    expect(Object.keys(coverage?.files ?? {})).not.toContain('policies/host/door_test.rego');
  });

  it('runs what is asked for, over data', async () => {
    const { tests } = await compiler.test({
      files: { 'x_test.rego': 'package x_test\n\ntest_a if data.p.q == 1\n\ntest_b if false\n' },
      data: { p: { q: 1 } },
      run: 'test_a$',
    });
    expect(tests.map(({ name, pass }) => ({ name, pass }))).toEqual([{ name: 'test_a', pass: true }]);
  });
});

describe('format, inspect, dependencies, lint', () => {
  it('formats what parses and names what does not', async () => {
    const result = await compiler.format({ files: { 'a.rego': 'package a\nx=1', 'b.rego': 'package b\nx if {' } });
    expect(result.files).toEqual({ 'a.rego': 'package a\n\nx := 1\n' });
    expect(result.errors.map((error) => error.file)).toEqual(['b.rego']);
  });

  it('reads METADATA and the names of rules', async () => {
    const { annotations, modules } = await compiler.inspect({ files });
    expect(annotations.filter((annotation) => annotation.file === rulePath)).toMatchObject([
      {
        path: 'policies.host.door',
        scope: 'package',
        title: 'The door is shut',
        schemas: [{ path: 'input', schema: 'schema.snapshot' }],
        relatedResources: [{ ref: 'https://example.com/doors' }],
        custom: { severity: 'high', subject: 'door', remediation: 'Shut it.' },
      },
      { path: 'policies.host.door.observations', entrypoint: true },
    ]);
    expect(modules.find((module) => module.file === rulePath)?.rules).toEqual([
      'observations',
      'subjects',
      'passed',
      'failed',
      '_state',
    ]);
  });

  it('follows what a rule reads through the library', async () => {
    const { dependencies } = await compiler.dependencies({ files, refs: [observationsRef] });
    expect(dependencies).toEqual([{ ref: observationsRef, inputs: [['host', 'doors', 'data', 'list']], data: [] }]);
  });

  it('refuses a negation over input', async () => {
    expect((await compiler.lint({ files })).errors).toEqual([]);
    const negated = withRule((text) => text.replace('fact.value != "shut"', 'not fact.value == "shut"'));
    expect((await compiler.lint({ files: negated })).errors).toMatchObject([
      { code: 'vauban/negated-input', file: rulePath, row: RULE.split('\n').indexOf('\tfact.value != "shut"') + 1 },
    ]);
  });
});

describe('the process', () => {
  it('gives a clear error when Rego nests too deep, and starts anew', async () => {
    const deep = { 'x.rego': `package x\n\ny := ${'['.repeat(200_000)}` };
    await expect(compiler.check({ files: deep })).rejects.toThrow('the Rego compiler stopped');
    compiler = await loadCompiler();
    expect(await compiler.check({ files, schemas })).toEqual({ errors: [] });
  }, 60_000);

  it('ends by itself and has no new globals', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vauban-'));
    const root = new URL('../../../', import.meta.url);
    try {
      const outfile = join(folder, 'script.mjs');
      const script = `
        import { loadCompiler } from ${JSON.stringify(fileURLToPath(new URL('src/policy/shim.ts', root)))};
        const before = Object.getOwnPropertyNames(globalThis).length;
        const compiler = await loadCompiler(new URL(${JSON.stringify(new URL('compiler/dist/', root).href)}));
        const { tests } = await compiler.test({ files: { 'x_test.rego': 'package x_test\\n\\ntest_a if true\\n' } });
        console.log(tests.length, Object.getOwnPropertyNames(globalThis).length - before);`;
      const stdin = { contents: script, resolveDir: folder };
      await build({ stdin, bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' });
      const run = await promisify(execFile)(process.execPath, [outfile], { timeout: 60_000 });
      expect(run.stdout).toBe('1 0\n');
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 90_000);

  it('says what is missing when the assets are', async () => {
    await expect(loadCompiler(pathToFileURL('/nowhere/'))).rejects.toThrow('the Rego compiler cannot be read');
  });
});
