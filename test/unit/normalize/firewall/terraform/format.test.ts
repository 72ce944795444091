import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../../src/core/capture.ts';
import type { FirewallRule, FirewallRuleset, FirewallRulesetBefore } from '../../../../../src/model/generated/model.ts';
import { readSnapshot } from '../../../../../src/model/read-snapshot.ts';
import { terraformFormat } from '../../../../../src/normalize/firewall/terraform/format.ts';
import type { Contribution } from '../../../../../src/normalize/format.ts';
import { recognize } from '../../../../../src/normalize/recognize.ts';
import { FORMATS } from '../../../../../src/normalize/registry.ts';
import { given, sourcesOf, textIn } from '../../terraform/given.ts';

function normalize(capture: Capture, documents: readonly Capture[] = []): Contribution {
  const [contribution] = terraformFormat.normalize([capture], { claimed: [], documents });
  if (contribution === undefined) throw new Error('nothing contributed');
  return contribution;
}

/** `group in | text @ file:line`, of the rules that let in. */
function rules(ruleset: FirewallRuleset | undefined): readonly string[] {
  const placed = ({ at }: FirewallRule) => `${at.file}:${at.line ?? at.pointer}`;
  return (ruleset?.filters ?? []).flatMap(({ chains }) =>
    chains
      .filter(({ hook }) => hook === 'input')
      .flatMap((chain) => chain.rules.map((rule) => `${chain.name} | ${rule.text} @ ${placed(rule)}`)),
  );
}

const ruleset = (one: Contribution) => one.sections['ruleset']?.data as FirewallRuleset | undefined;
const before = (one: Contribution) =>
  (one.sections['ruleset_before']?.data as FirewallRulesetBefore | undefined)?.ruleset;

describe('a pull request that opens a port', () => {
  const plan = given('infra/plan.json', textIn('opened-port'));
  const contribution = normalize(plan, sourcesOf('opened-port'));

  it('is a target of the plan', () => {
    expect([contribution.target, contribution.domain]).toEqual([
      { kind: 'firewall', name: 'infra/plan.json' },
      'firewall',
    ]);
  });

  it('has the rules after it, with what was made by hand, and without what it deletes', () => {
    expect(rules(ruleset(contribution))).toEqual([
      'aws_security_group.web in | allow tcp/443 from 0.0.0.0/0 @ infra/main.tf:14',
      'aws_security_group.web in | allow tcp/22 from 203.0.113.0/24 @ infra/main.tf:24',
      'aws_security_group.web in | allow tcp/22 from 0.0.0.0/0 @ infra/main.tf:24',
      'aws_security_group.web in | allow tcp/8443 from 198.51.100.7/32 @ infra/main.tf:9',
    ]);
  });

  it('has the rules before it, each once', () => {
    expect(rules(before(contribution)).map((line) => line.replace(/ @.*/, ''))).toEqual([
      'aws_security_group.old in | allow tcp/23 from 0.0.0.0/0',
      'aws_security_group.web in | allow tcp/21 from 0.0.0.0/0',
      'aws_security_group.web in | allow tcp/443 from 0.0.0.0/0',
      'aws_security_group.web in | allow tcp/22 from 203.0.113.0/24',
      'aws_security_group.web in | allow tcp/8443 from 198.51.100.7/32',
    ]);
  });

  it.each([
    ['UTF-16, little endian', [0xff, 0xfe], 'le'],
    ['UTF-16, big endian', [0xfe, 0xff], 'be'],
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf], 'utf8'],
  ])('is read from %s', (_, mark, order) => {
    const text = textIn('opened-port');
    const body = Buffer.from(text, order === 'utf8' ? 'utf8' : 'utf16le');
    const bytes = Buffer.concat([Buffer.from(mark), order === 'be' ? body.swap16() : body]);
    const capture = given('infra/plan.json', bytes);
    expect(recognize([capture], FORMATS).claimed.map(({ format }) => format)).toEqual(['terraform']);
    expect(normalize(capture, sourcesOf('opened-port'))).toEqual(contribution);
  });
});

describe('a plan of new things', () => {
  const contribution = normalize(given('infra/plan.json', textIn('network')), sourcesOf('network'));

  it('tells that there was nothing before', () => {
    expect(contribution.sections['ruleset_before']).toEqual({
      flag: 'complete',
      data: { ruleset: { filters: [], points: [] } },
    });
  });

  it('holds self beside everybody, both halves of the internet, and nothing of a group that is empty', () => {
    const found = rules(ruleset(contribution));
    expect(found).toContain('aws_security_group.bastion in | allow tcp/22 from 0.0.0.0/0 @ infra/main.tf:54');
    expect(found).toContain('aws_security_group.bastion in | allow tcp/22 from its own members @ infra/main.tf:54');
    expect(found).toContain(
      'module.net["prod"].aws_security_group.web in | allow tcp/3389 from 0.0.0.0/1 @ infra/main.tf:72',
    );
    expect(found).toContain(
      'module.net["prod"].aws_security_group.web in | allow tcp/3389 from 128.0.0.0/1 @ infra/main.tf:72',
    );
    expect(found.filter((line) => /emptied|managed_elsewhere|default/.test(line))).toEqual([]);
  });

  it('keeps a rule whose addresses are known only after apply, and says so at its line', () => {
    const all = (ruleset(contribution)?.filters ?? []).flatMap(({ chains }) => chains.flatMap((chain) => chain.rules));
    const rule = all.find(({ text }) => text === 'allow tcp/25 from addresses not told');
    expect(rule?.conditions.map(({ on }) => on)).toEqual(['protocol', 'dport']);
    expect(rule?.uncertain).toEqual([
      'ingress.cidr_blocks of aws_security_group.generated is known only after apply, or kept secret (it comes from aws_eip.bastion.public_ip)',
    ]);
    expect(contribution.diagnostics.map(({ code, at }) => `${code} ${at?.line}`)).toEqual(['uncertain-rule 166']);
  });

  it('names the module calls that led to a rule', () => {
    const group = ruleset(contribution)?.filters.find(
      ({ id }) => id === 'aws-sg:module.net["test"].aws_security_group.web',
    );
    expect(group?.chains[0]?.rules[0]?.at).toEqual({
      file: 'infra/modules/net/main.tf',
      line: 32,
      called_from: [{ file: 'infra/main.tf', line: 31 }],
    });
  });

  it('is a snapshot that holds no secret', () => {
    const snapshot = {
      schemaVersion: '1',
      target: { id: 'firewall:plan', kind: 'firewall', name: 'plan' },
      collectedAt: '2026-01-01T00:00:00Z',
      captures: [],
      diagnostics: contribution.diagnostics,
      firewall: contribution.sections,
    };
    expect(readSnapshot(snapshot, 'plan').firewall?.ruleset?.flag).toBe('complete');
    expect(JSON.stringify(snapshot)).not.toContain('PLANTED');
  });

  it('says of a rule whose group only a local names what to give', () => {
    const alone = normalize(given('plan.json', textIn('network')));
    expect(rules(ruleset(alone))).toContain(
      'aws_security_group_rule.halves in | allow tcp/3389 from 0.0.0.0/1 @ plan.json:/planned_values/root_module/resources/9',
    );
    const groups = alone.sections['groups']?.data as { groups: { id: string; is_default: { unknown?: string } }[] };
    expect(groups.groups.find(({ id }) => id === 'aws_security_group_rule.halves')?.is_default.unknown).toMatch(
      /^Which group it extends is not told: .*Give the \.tf files beside the plan\.$/,
    );
    expect(alone.diagnostics.map(({ code }) => code)).toContain('no-source-lines');
  });
});

describe('what is not whole', () => {
  const base = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: [],
  };

  it.each([
    ['errored: true', { ...base, errored: true }, 'incomplete', /ended with an error/],
    ['complete: false', { ...base, complete: false }, 'incomplete', /not complete/],
    ['a newer version', { ...base, format_version: '2.0' }, 'incomplete', /newer/],
    ['nothing to judge', base, 'does-not-exist', /no firewall/],
  ])('says so: %s', (_, plan, flag, reason) => {
    const { sections } = normalize(given('plan.json', JSON.stringify(plan)));
    expect(sections['ruleset']?.flag).toBe(flag);
    expect(sections['ruleset']?.reason).toMatch(reason);
  });

  it('says what was before when the changes are missing', () => {
    const values = { address: 'aws_vpc.a', mode: 'managed', type: 'aws_vpc', name: 'a', values: {} };
    const plan = { format_version: '1.2', planned_values: { root_module: { resources: [values] } } };
    expect(normalize(given('plan.json', JSON.stringify(plan))).sections['ruleset_before']?.flag).toBe('not-collected');
  });

  it.each([
    ['cut off', textIn('network').slice(0, 5000), /not complete JSON/],
    [
      'messages',
      '{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info"}\n',
      /messages of terraform plan -json/,
    ],
    ['binary', 'PK\u0003\u0004\u0014\u0000\u0008\u0000\u0008\u0000\u0000\u0000tfplan', /binary plan/],
  ])('is claimed and refused with what to do: %s', (_, text, why) => {
    const capture = given('plan.json', text);
    expect(recognize([capture], FORMATS).claimed.map(({ format }) => format)).toEqual(['terraform']);
    const { sections, diagnostics } = normalize(capture);
    expect([sections['ruleset']?.flag, sections['ruleset']?.hint]).toEqual([
      'error',
      expect.stringContaining('terraform show -json'),
    ]);
    expect(diagnostics[0]?.message).toMatch(why);
  });
});
