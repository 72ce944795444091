import { describe, expect, it } from 'vitest';
import { readableMarks, STRANGE } from '../../../../src/normalize/terraform/marks.ts';
import { readTerraform } from '../../../../src/normalize/terraform/read-terraform.ts';
import { readSources } from '../../../../src/normalize/terraform/source-folders.ts';

type Json = Readonly<Record<string, unknown>>;

const GROUP = { address: 'aws_security_group.a', mode: 'managed', type: 'aws_security_group', name: 'a' };

function plan(parts: { readonly resource?: unknown; readonly change?: unknown; readonly rest?: Json } = {}) {
  const { resource = { ...GROUP, values: { ingress: null, name: 'a' } }, rest = {} } = parts;
  const change = parts.change ?? { actions: ['create'], before: null, after: {}, after_unknown: { id: true } };
  const json = {
    format_version: '1.2',
    planned_values: { root_module: { resources: [resource] } },
    resource_changes: [{ ...GROUP, change }],
    ...rest,
  };
  return readTerraform('plan.json', json, readSources([]));
}

describe('marks of what is unknown or sensitive', () => {
  it.each([
    ['no marks', undefined, {}, undefined],
    ['true and false', { a: true, b: false }, { b: 1 }, { a: true, b: false }],
    ['as the value', { a: [{ b: true }] }, { a: [{ c: 1 }] }, { a: [{ b: true }] }],
    ['of a value that is not set', { a: [], b: {} }, { a: null }, { a: [], b: {} }],
    ['of a part of a value that is not set', { a: { b: true } }, {}, { a: STRANGE }],
    ['of another kind', 'x', {}, STRANGE],
    ['null', { a: null }, { a: 1 }, { a: STRANGE }],
    ['a list for an object', { a: [true] }, { a: {} }, { a: STRANGE }],
    ['an object for a list', { a: {} }, { a: [1] }, { a: STRANGE }],
    ['an object for a text', { a: {} }, { a: 'x' }, { a: STRANGE }],
  ])('are read: %s', (_, marks, value, expected) => {
    expect(readableMarks(marks, value)).toEqual(expected);
  });
});

describe('a damaged plan', () => {
  it('leaves null as not set where the change tells what is unknown', () => {
    const { state, missing, diagnostics } = plan();
    expect(state.get(GROUP.address)?.isUnknown(['ingress'])).toBe(false);
    expect([missing, diagnostics]).toEqual([[], []]);
  });

  it.each([
    ['a change without after_unknown', { change: { actions: ['create'], after: {} } }],
    ['after_unknown of another kind', { change: { actions: ['create'], after: {}, after_unknown: 'x' } }],
    ['a change that is none', { change: 'x' }],
  ])('takes what is not set for unknown: %s', (_, parts) => {
    const { state, diagnostics } = plan(parts);
    expect(state.get(GROUP.address)?.isUnknown(['ingress'])).toBe(true);
    expect(state.get(GROUP.address)?.isUnknown(['name'])).toBe(false);
    expect(diagnostics[0]?.message).toContain('aws_security_group.a');
  });

  it('says that resource_changes is no list', () => {
    const { state, missing } = plan({ rest: { resource_changes: 'x' } });
    expect(state.get(GROUP.address)?.isUnknown(['ingress'])).toBe(true);
    expect(missing.join()).toMatch(/resource_changes is no list/);
  });

  it('says that marks do not fit their value', () => {
    const change = { actions: ['create'], after: {}, after_unknown: { ingress: {} } };
    const one = plan({ change, resource: { ...GROUP, values: { ingress: [] } } }).state.get(GROUP.address);
    expect([one?.isUnknown(['ingress']), one?.isStrange?.(['ingress'])]).toEqual([true, true]);
  });

  it('keeps nothing of a value whose sensitive marks cannot be read', () => {
    const resource = { ...GROUP, values: { name: 'PLANTED' }, sensitive_values: { name: 'x' } };
    expect(JSON.stringify(plan({ resource }).state.get(GROUP.address)?.values)).not.toContain('PLANTED');
  });

  it.each([
    ['no object', 'x', /a resource at/],
    ['no address', { ...GROUP, address: 7, values: {} }, /of type aws_security_group/],
    ['no type', { ...GROUP, type: null, values: {} }, /aws_security_group\.a/],
  ])('tells of a resource that cannot be read: %s', (_, resource, message) => {
    const { missing, diagnostics, state } = plan({ resource, rest: { resource_changes: [] } });
    expect(missing.join()).toMatch(message);
    expect(diagnostics.map(({ code }) => code)).toContain('unread-resource');
    expect(state.lost).toHaveLength(1);
  });

  it('reads from the change what the planned values lost', () => {
    const { state, missing } = plan({ resource: 'x' });
    expect(state.get(GROUP.address)).toBeDefined();
    expect(missing).toHaveLength(1);
  });

  it('does not take broken expressions for attributes that are not written', () => {
    const read = (expressions: unknown) =>
      plan({ rest: { configuration: { root_module: { resources: [{ ...GROUP, expressions }] } } } })
        .state.get(GROUP.address)
        ?.isWritten?.('ingress');
    expect([read({}), read(undefined), read('x'), read(null)]).toEqual([false, false, undefined, undefined]);
  });
});

describe('a damaged state file', () => {
  const read = (resources: unknown) =>
    readTerraform('a.tfstate', { version: 4, terraform_version: '1.9.0', resources }, readSources([]));
  const one = { mode: 'managed', type: 'aws_security_group', name: 'a' };

  it.each([
    ['a resource', ['x']],
    ['a type', [{ ...one, type: 7, instances: [] }]],
    ['the instances', [{ ...one, instances: 'x' }]],
    ['an instance', [{ ...one, instances: ['x'] }]],
    ['a key', [{ ...one, instances: [{ index_key: {}, attributes: {} }] }]],
  ])('says what is lost: %s', (_, resources) => {
    expect(read(resources).missing).toHaveLength(1);
  });

  it.each([
    ['attributes of another kind', { attributes: 'x' }],
    ['secrets that cannot be told', { attributes: { name: 'PLANTED' }, sensitive_attributes: 'x' }],
    ['a secret that cannot be told', { attributes: { name: 'PLANTED' }, sensitive_attributes: [[{}]] }],
  ])('takes the whole for unknown: %s', (_, instance) => {
    const group = read([{ ...one, instances: [instance] }]).state.get(GROUP.address);
    expect(group?.isUnknown(['name'])).toBe(true);
    expect(JSON.stringify(group?.values)).not.toContain('PLANTED');
  });
});
