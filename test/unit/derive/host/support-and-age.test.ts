import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../../src/core/fact.ts';
import { osSupportDerivation } from '../../../../src/derive/host/os-support/os-support.ts';
import { since } from '../../../../src/derive/host/update-age.ts';

const AT = { file: '/etc/os-release', line: 1 };
const NOW = Date.parse('2026-11-22T12:00:00Z');

function tiers(id: string, version: string | undefined, nowMs = NOW) {
  const version_id = version === undefined ? unknown('no VERSION_ID', AT) : known(version, AT);
  const os = { id: known(id, AT), version_id, name: known(id, AT) };
  const { host } = osSupportDerivation.derive({ host: { os: { flag: 'complete', data: os } } }, { nowMs });
  return Object.fromEntries((host?.os_support?.data?.tiers ?? []).map((tier) => [tier.id, tier]));
}

describe('support of a release', () => {
  it('Debian 12 is past its standard support, not past LTS', () => {
    expect(tiers('debian', '12')).toMatchObject({
      standard: { ends_on: { value: '2026-07-11' }, days_left: { value: -134 } },
      lts: { ends_on: { value: '2028-06-30' }, days_left: { value: 586 } },
      paid: { ends_on: { value: '2033-06-30' } },
    });
  });

  it.each([
    ['Ubuntu has no free tier beyond the standard one', 'ubuntu', '22.04', 'lts', '2027-06-01'],
    ['Ubuntu Pro is paid', 'ubuntu', '22.04', 'paid', '2032-04-21'],
    ['a minor release of Rocky', 'rocky', '9.6', 'lts', '2032-05-31'],
    ['a point release of Alpine', 'alpine', '3.22.1', 'standard', '2027-05-01'],
  ])('%s', (_name, id, version, tier, date) => {
    expect(tiers(id, version)[tier]?.ends_on).toMatchObject({ value: date });
  });

  it.each([
    ['on its last day', '2028-06-30T23:59:00Z', 0],
    ['on the day after', '2028-07-01T00:00:01Z', -1],
  ])('%s', (_name, now, days) => {
    expect(tiers('debian', '12', Date.parse(now))['lts']?.days_left).toMatchObject({ value: days });
  });

  it.each([
    ['a release that the table does not know', 'debian', '99'],
    ['a system that it does not know', 'plan9', '4'],
    ['a rolling release', 'debian', undefined],
    ['a release whose end is not set', 'debian', '14'],
  ])('%s is unknown', (_name, id, version) => {
    expect(tiers(id, version)['lts']?.days_left).toHaveProperty('unknown');
  });

  it('is not collected without the release', () => {
    const { host } = osSupportDerivation.derive({ host: {} }, { nowMs: NOW });
    expect(host?.os_support?.flag).toBe('not-collected');
  });
});

describe('ages', () => {
  it.each([
    ['of an instant', known('2026-11-20T12:00:00Z', AT), { value: 172_800_000 }],
    ['of what lies ahead', known('2027-01-01T00:00:00Z', AT), { unknown: expect.stringContaining('--now') }],
    ['of what is no instant', known('yesterday', AT), { unknown: expect.stringContaining('yesterday') }],
    ['of what is unknown', unknown('why', AT), { unknown: 'why' }],
  ])('%s', (_name, fact, wanted) => {
    expect(since(fact, (ms) => NOW - ms)).toMatchObject(wanted);
  });
});
