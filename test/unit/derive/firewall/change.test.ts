import { describe, expect, it } from 'vitest';
import { complete, notCollected } from '../../../../src/core/section.ts';
import { change } from '../../../../src/derive/firewall/change.ts';
import type { FirewallChange, FirewallDeclared, FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { readDump, rulesetSection } from '../../../../src/normalize/firewall/iptables-save/reading.ts';

const at = { file: 'exposure.yaml' };

function rules(file: string, ...lines: readonly string[]): FirewallRuleset {
  const text = [
    '*filter',
    ':INPUT DROP [0:0]',
    ':FORWARD DROP [0:0]',
    ':OUTPUT ACCEPT [0:0]',
    ...lines,
    'COMMIT',
    '',
  ].join('\n');
  const bytes = new TextEncoder().encode(text);
  const capture = {
    id: file,
    origin: file,
    collectedAt: '2026-11-22T18:00:00Z',
    outcome: { kind: 'read', bytes },
  } as never;
  const { data } = rulesetSection([readDump(capture, 'live', 'ipv4')]);
  if (data === undefined) throw new Error('no rules');
  return data;
}

function changeOf(
  before: FirewallRuleset | undefined,
  after: FirewallRuleset,
  declared?: FirewallDeclared,
): FirewallChange {
  const { firewall } = change.derive(
    {
      firewall: {
        ruleset: complete(after),
        ruleset_before: complete(before === undefined ? {} : { ruleset: before }),
        ...(declared === undefined ? {} : { declared: complete(declared) }),
      },
    },
    { nowMs: Date.parse('2026-11-22T18:00:00Z') },
  );
  if (firewall?.change?.data === undefined) throw new Error('no change was derived');
  return firewall.change.data;
}

const web = '-A INPUT -p tcp -m tcp --dport 443 -j ACCEPT';
const database = '-A INPUT -s 203.0.113.0/24 -p tcp -m tcp --dport 5432 -j ACCEPT';

describe('what a change opens', () => {
  it('is the region that only the later rules let in, at the line that lets it in', () => {
    const { opened, closed } = changeOf(rules('old', web), rules('new', web, database));
    expect(closed).toEqual([]);
    expect(opened).toMatchObject([
      {
        id: 'ipv4:tcp/5432',
        point: '',
        sources: ['203.0.113.0/24'],
        certain: true,
        declared_by: [],
        at: { file: 'new', line: 6 },
      },
    ]);
  });

  it('is nothing when rules are moved or written otherwise', () => {
    const { opened, closed } = changeOf(rules('old', web, database), rules('new', database, web));
    expect([...opened, ...closed]).toEqual([]);
  });

  it('is all that is let in where there was nothing before', () => {
    expect(changeOf(undefined, rules('new', web)).opened).toMatchObject([{ id: 'ipv4:tcp/443' }]);
  });

  it('is closed where the earlier rules alone let it in', () => {
    const { opened, closed } = changeOf(rules('old', web, database), rules('new', web));
    expect(opened).toEqual([]);
    expect(closed).toMatchObject([{ id: 'ipv4:tcp/5432', at: { file: 'old', line: 6 } }]);
  });

  it('is not certain where a match cannot be told', () => {
    const guarded = '-A INPUT -p tcp -m tcp --dport 22 -m set --match-set office src -j ACCEPT';
    expect(changeOf(rules('old', web), rules('new', web, guarded)).opened).toMatchObject([{ certain: false }]);
  });

  it.each([
    [['203.0.113.0/24'], ['203.0.113.0/25'], ['partner', 'office']],
    [['203.0.113.0/25'], ['203.0.113.128/25'], ['partner', 'office']],
    [['203.0.113.0/25'], ['198.51.100.0/24'], []],
  ])('names the services of exposure.yaml that together cover all of it: %s and %s', (partner, office, want) => {
    const service = (name: string, from: readonly string[]) => ({
      id: name,
      name,
      on: [],
      ports: [{ protocol: 'tcp' as const, from_port: 5432, to_port: 5432 }],
      from,
      owner: '',
      ticket: '',
      reason: '',
      until: '',
      at,
    });
    const services = [service('partner', partner), service('office', office)];
    const declared = {
      target: 'db',
      services,
      zones: [],
      matrix: false,
      flows: [],
      bastions: [],
      routers: [],
      egress: [],
      at,
    };
    const { opened } = changeOf(rules('old', web), rules('new', web, database), declared);
    expect(opened[0]?.declared_by).toEqual(want);
  });

  it('is not derived where one state alone was given, and unknown where the other could not be read', () => {
    const ruleset = complete(rules('new', web));
    expect(change.derive({ firewall: { ruleset } }, { nowMs: 0 })).toEqual({});
    const lost = change.derive(
      { firewall: { ruleset, ruleset_before: notCollected('it was not read') } },
      { nowMs: 0 },
    );
    expect(lost.firewall?.change).toEqual({ flag: 'not-collected', reason: 'it was not read' });
  });
});
