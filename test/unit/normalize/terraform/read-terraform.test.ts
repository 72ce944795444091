import { describe, expect, it } from 'vitest';
import { looksLikeTerraform, readTerraform } from '../../../../src/normalize/terraform/read-terraform.ts';
import { readSources } from '../../../../src/normalize/terraform/source-folders.ts';
import type { TfResource, TfState } from '../../../../src/normalize/terraform/terraform-state.ts';
import { given, readPlan, textIn } from './given.ts';

function resource(state: TfState, address: string): TfResource {
  const found = state.get(address);
  if (found === undefined) throw new Error(`no ${address}`);
  return found;
}

const lineOf = (one: TfResource, ...path: (string | number)[]) => {
  const { file, line, called_from: calls } = one.placeOf(path);
  return [`${file}:${line}`, ...(calls ?? []).map((call) => `${call.file}:${call.line}`)].join(' < ');
};

describe('a plan with the .tf files beside it', () => {
  const { state, before } = readPlan('network');

  it('has all resources of all modules, and the data that planning read', () => {
    expect(state.resources).toHaveLength(47);
    expect(resource(state, 'module.net["test"].aws_subnet.public[1]').module).toBe('module.net["test"]');
    expect(resource(state, 'data.aws_security_group.monitoring').mode).toBe('data');
    expect(state.byId('sg-0123456789abcdef0')?.address).toBe('data.aws_security_group.monitoring');
    expect(before?.resources.map(({ address }) => address)).toEqual(['data.aws_security_group.monitoring']);
  });

  it.each([
    ['in the root', 'aws_security_group.bastion', 'vpc_id', ['module.net["prod"].aws_vpc.main']],
    [
      'through a local and an output',
      'aws_security_group_rule.halves',
      'security_group_id',
      ['module.net["prod"].aws_security_group.web'],
    ],
    [
      'through a module input',
      'module.net["test"].aws_vpc_security_group_ingress_rule.from_bastion',
      'referenced_security_group_id',
      ['aws_security_group.bastion'],
    ],
    [
      'of the same key',
      'module.net["prod"].aws_route_table_association.public[1]',
      'subnet_id',
      ['module.net["prod"].aws_subnet.public[1]'],
    ],
    [
      'of every instance',
      'module.net["prod"].aws_network_acl.public',
      'subnet_ids',
      ['module.net["prod"].aws_subnet.public[0]', 'module.net["prod"].aws_subnet.public[1]'],
    ],
    ['of an index of an output', 'aws_instance.bastion', 'subnet_id', ['module.net["prod"].aws_subnet.public[0]']],
    [
      'of all instances of a module',
      'aws_db_instance.main',
      'vpc_security_group_ids',
      ['module.net["prod"].aws_security_group.database', 'module.net["test"].aws_security_group.database'],
    ],
    [
      'in one of several blocks',
      'aws_security_group.generated',
      'ingress.3.security_groups',
      ['aws_security_group.bastion', 'module.net["prod"].aws_security_group.web'],
    ],
    [
      'to data',
      'aws_vpc_security_group_ingress_rule.from_monitoring',
      'referenced_security_group_id',
      ['data.aws_security_group.monitoring'],
    ],
  ])('follows references %s', (_, address, attribute, expected) => {
    expect(resource(state, address).referencesOf(attribute)).toEqual(expected);
  });

  it.each([
    ['a resource', 'aws_security_group.bastion', [], 'infra/main.tf:40'],
    ['a block whose place in the set is another', 'aws_security_group.bastion', ['ingress', 0], 'infra/main.tf:54'],
    ['an attribute in it', 'aws_security_group.bastion', ['ingress', 0, 'cidr_blocks', 0], 'infra/main.tf:60'],
    ['a dynamic block', 'aws_security_group.generated', ['ingress', 1], 'infra/main.tf:148'],
    ['the static block beside it', 'aws_security_group.generated', ['ingress', 3], 'infra/main.tf:159'],
    ['a resource after a heredoc with braces', 'aws_db_instance.main', ['password'], 'infra/main.tf:125'],
    [
      'a resource of a module',
      'module.net["prod"].aws_vpc.main',
      ['cidr_block'],
      'infra/modules/net/main.tf:6 < infra/main.tf:31',
    ],
  ])('finds the line of %s', (_, address, path, expected) => {
    expect(lineOf(resource(state, address), ...path)).toBe(expected);
  });

  it('tells what is known only after apply', () => {
    const group = resource(state, 'aws_security_group.generated');
    expect(group.isUnknown(['id'])).toBe(true);
    expect(group.isUnknown(['ingress'])).toBe(false);
    expect(group.isUnknown(['ingress', 0, 'cidr_blocks'])).toBe(true);
    expect(group.isUnknown(['ingress', 0, 'cidr_blocks', 0])).toBe(true);
    expect(group.isUnknown(['ingress', 1, 'cidr_blocks', 0])).toBe(false);
  });

  it('keeps no sensitive value, and takes none for nothing', () => {
    const database = resource(state, 'aws_db_instance.main');
    expect(database.isUnknown(['password'])).toBe(true);
    expect(JSON.stringify(state.resources.map(({ values }) => values))).not.toContain('PLANTED');
  });

  it('tells whether the configuration sets an attribute', () => {
    expect(resource(state, 'aws_security_group.bastion').isWritten?.('ingress')).toBe(true);
    expect(resource(state, 'aws_security_group.managed_elsewhere').isWritten?.('ingress')).toBe(false);
    expect(resource(readPlan('dynamic').state, 'aws_security_group.d').isWritten?.('ingress')).toBe(true);
  });
});

describe('a plan alone', () => {
  const { state } = readPlan('network', 'plan.json', []);

  it('has places in the plan', () => {
    const { at, placeOf } = resource(state, 'aws_security_group.bastion');
    expect(at).toEqual({ file: 'infra/plan.json', pointer: '/planned_values/root_module/resources/5' });
    expect(placeOf(['ingress', 0]).pointer).toBe('/planned_values/root_module/resources/5/values/ingress/0');
  });

  it('follows what the plan tells, and nothing through locals', () => {
    expect(
      resource(state, 'module.net["prod"].aws_route_table_association.public[1]').referencesOf('subnet_id'),
    ).toEqual(['module.net["prod"].aws_subnet.public[1]']);
    expect(resource(state, 'aws_security_group_rule.halves').referencesOf('security_group_id')).toEqual([]);
  });

  it('matches keys that hold dots, brackets and quotes', () => {
    const one = resource(readPlan('dynamic', 'plan.json', []).state, 'aws_network_interface.m["y.z[0]\\"q"]');
    expect(one.referencesOf('security_groups')).toEqual(['aws_security_group.e["y.z[0]\\"q"]']);
  });
});

describe('what was before', () => {
  it('is the prior state, with what is deleted', () => {
    const { state, before } = readPlan('opened-port');
    expect(state.get('aws_security_group.old')).toBeUndefined();
    expect(before?.get('aws_security_group.old')?.values['name']).toBe('old');
    expect(state.before).toBe(before);
  });

  it('is known from the changes where the prior state is left out', () => {
    const { prior_state: _, ...plan } = JSON.parse(textIn('opened-port')) as Record<string, unknown>;
    const { before } = readTerraform('plan.json', plan, readSources([]));
    expect(before?.resources.map(({ address }) => address).sort()).toEqual([
      'aws_security_group.old',
      'aws_security_group.web',
      'aws_security_group_rule.ftp',
      'aws_security_group_rule.https',
      'aws_security_group_rule.ssh',
    ]);
  });

  it('is not told by a plan without either', () => {
    const plan = { format_version: '1.2', planned_values: { root_module: {} } };
    expect(readTerraform('plan.json', plan, readSources([])).before).toBeUndefined();
  });
});

describe('the state', () => {
  it.each(['state.json', 'state-file.json'])('is read from %s', (file) => {
    const { kind, state, before } = readPlan('opened-port', file);
    expect([kind, state.resources.length, before]).toEqual(['state', 5, undefined]);
    expect(state.get('aws_security_group_rule.ftp')?.values['from_port']).toBe(21);
  });
});

describe('the root module', () => {
  const plan = JSON.parse(textIn('opened-port')) as unknown;
  const text = textIn('opened-port', 'main.tf');
  const other = 'resource "aws_security_group" "web" {\n}\n';

  it.each([
    ['holds most of the resources', 'a/plan.json', { 'a/main.tf': other, 'b/main.tf': text }, 'b/main.tf'],
    [
      'is the nearest of equals',
      'env/prod/plan.json',
      { 'env/dev/main.tf': text, 'env/prod/main.tf': text },
      'env/prod/main.tf',
    ],
    ['is none that holds nothing of it', 'plan.json', { 'main.tf': 'variable "x" {}' }, 'plan.json'],
  ])('%s', (_, file, files, expected) => {
    const captures = Object.entries(files).map(([name, content]) => given(name, content));
    const { state } = readTerraform(file, plan, readSources(captures));
    expect(state.get('aws_security_group.web')?.at.file).toBe(expected);
  });

  it('leads to modules of a registry by the list of installed ones', () => {
    const call = 'module "net" {\n  source  = "terraform-aws-modules/vpc/aws"\n}\n';
    const manifest = {
      Modules: [
        { Key: '', Dir: '.' },
        { Key: 'net', Dir: '.terraform/modules/net' },
      ],
    };
    const values = { address: 'module.net.aws_vpc.this', mode: 'managed', type: 'aws_vpc', name: 'this', values: {} };
    const made = {
      format_version: '1.2',
      planned_values: { root_module: { child_modules: [{ address: 'module.net', resources: [values] }] } },
      configuration: {
        root_module: { module_calls: { net: { source: 'terraform-aws-modules/vpc/aws', module: {} } } },
      },
    };
    const captures = [
      given('infra/main.tf', call),
      given('infra/.terraform/modules/modules.json', JSON.stringify(manifest)),
      given('infra/.terraform/modules/net/main.tf', '\n\nresource "aws_vpc" "this" {\n}\n'),
    ];
    const { state } = readTerraform('infra/plan.json', made, readSources(captures));
    expect(state.resources[0]?.at).toEqual({
      file: 'infra/.terraform/modules/net/main.tf',
      line: 3,
      called_from: [{ file: 'infra/main.tf', line: 1 }],
    });
  });
});

describe('looksLikeTerraform', () => {
  it.each([
    ['a plan', { format_version: '1.2', resource_changes: [] }, true],
    ['an old plan', { format_version: '0.1', planned_values: {} }, true],
    ['a state', { format_version: '1.0', terraform_version: '1.5.0', values: {} }, true],
    ['an empty state', { format_version: '1.0', terraform_version: '1.5.0' }, true],
    ['a state file', { version: 4, terraform_version: '1.5.0', resources: [] }, true],
    ['something else', { format_version: '1.0' }, false],
    ['a list', [], false],
  ])('knows %s', (_, json, expected) => {
    expect(looksLikeTerraform(json)).toBe(expected);
  });
});
