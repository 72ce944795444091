import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveSnapshot } from '../../../../src/app/derive-inputs.ts';
import { gather } from '../../../../src/app/gather.ts';
import { makeSnapshots } from '../../../../src/app/make-snapshots.ts';
import { type Fact, isKnown } from '../../../../src/core/fact.ts';
import { deriveEstate } from '../../../../src/derive/estate/estate.ts';
import { NOW } from './made.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../fixtures');
const ORGANIZATION = path.join(FIXTURES, 'organizations/brumaire/organization');

async function estateOf(...targets: readonly string[]) {
  const collectedAt = '2026-11-22T18:00:00Z';
  const { snapshots } = await makeSnapshots(
    await gather({ targets, roots: [], collectedAt }),
    collectedAt,
    () => undefined,
  );
  return deriveEstate(
    snapshots.map((snapshot) => deriveSnapshot(snapshot, { nowMs: NOW })),
    { nowMs: NOW },
  );
}

const told = (fact: Fact<boolean>) => (isKnown(fact) ? fact.value : 'unknown');

describe('the organization alone', async () => {
  const estate = await estateOf(ORGANIZATION);

  it.each<[string, boolean | 'unknown']>([
    ['data:crm-db', true],
    ['data:shop-orders', true],
    ['data:erp-db', true],
    ['data:hr-files', false],
    ['data:quotes-archive', false],
    ['data:source-code', true],
    ['data:support-tickets', 'unknown'],
  ])('every copy of %s is encrypted: %s', (id, want) => {
    const store = estate.data_stores?.data?.stores.find((one) => one.id === id);
    expect(store && told(store.backups_encrypted)).toBe(want);
  });

  it('owners who left', () => {
    const gone = estate.owners?.data?.owners.filter(({ departed }) => told(departed) === true).map(({ id }) => id);
    expect(gone).toEqual(['policy:vulnerability-patching', 'data:quotes-archive', 'risk:R-02']);
  });

  it('assets whose backup is too old', () => {
    const late = estate.backups?.data?.assets.filter((one) => told(one.late) === true).map(({ id }) => id);
    expect(late).toEqual(['asset:fw-edge-01', 'asset:srv-erp-01']);
  });

  it('outages, and what may hide one', () => {
    const outages = estate.outages?.data?.assets ?? [];
    expect(outages.map(({ id, recorded }) => [id, told(recorded)])).toEqual([
      ['asset:saas-helpdesk', 'unknown'],
      ['asset:srv-erp-01', false],
      ['asset:web-shop', 'unknown'],
    ]);
    expect(outages[2]?.detail).toContain('CHG-2026-117 began 20 min before: probable cause');
    expect(outages[1]?.detail).toBe(
      '2 h of claimed maintenance outside every approved window from 2026-11-12T09:00:00Z without an incident',
    );
  });

  it('nothing of systems that were not scanned', () => {
    for (const section of [estate.accounts, estate.hosts, estate.logins]) expect(section?.flag).toBe('not-collected');
  });
});

describe('the organization with a host and a cloud account', async () => {
  const estate = await estateOf(
    ORGANIZATION,
    path.join(FIXTURES, 'hosts/bastion01'),
    path.join(FIXTURES, 'accounts/brumaire-aws'),
  );
  const accounts = estate.accounts?.data?.accounts ?? [];

  it.each<[string, string]>([
    ['host:bastion01/tgirard', 'thomas.girard@brumaire.example'],
    ['host:bastion01/silic', 'stefan.ilic@brumaire.example'],
    ['host:bastion01/lfontaine', 'lea.fontaine@brumaire.example'],
    ['host:bastion01/mnovak', 'mila.novak@brumaire.example'],
    ['host:bastion01/deploy', ''],
    ['account:aws:111122223333/thomas.girard', 'thomas.girard@brumaire.example'],
  ])('%s belongs to %s', (id, who) => {
    expect(accounts.find((one) => one.id === id)?.person).toMatchObject({ value: who });
  });

  it('every link of the way from outside to root is proved with its place', () => {
    const account = accounts.find(({ id }) => id === 'host:bastion01/tgirard');
    const host = estate.hosts?.data?.hosts[0];
    const places = [
      host?.ssh_from_internet,
      account?.ssh_password_login,
      account?.password_usable,
      account?.privileged,
    ];
    expect(places).toMatchObject([
      { value: true, at: { file: 'bastion01:/etc/iptables/rules.v4', line: 8 } },
      { value: true, at: { file: 'bastion01:/etc/ssh/sshd_config', line: 4 } },
      { value: true, at: { file: 'bastion01:/etc/shadow', line: 5 } },
      { value: true, at: { file: 'bastion01:/etc/sudoers', line: 6 } },
    ]);
  });

  it('no hash of a password is kept', () => {
    expect(JSON.stringify(estate)).not.toContain('fixturefixture');
  });
});
