import { expect, it } from 'vitest';
import { wirelessSource } from '../../../../../src/collect/host/wireless.ts';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { wirelessNormalizer } from '../../../../../src/normalize/host/wireless/wireless.ts';
import { collectFrom, type Files } from '../services/machine.ts';

function told(files: Files, ...more: readonly Capture[]) {
  return wirelessNormalizer.normalize(captureSet([...collectFrom(files, wirelessSource), ...more])).section.data;
}

function interfaces(value: unknown): Capture {
  const bytes = Buffer.from(JSON.stringify(value));
  return {
    id: captureId('w'),
    origin: 'wireless interfaces',
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: { kind: 'read', bytes },
  };
}

it.each<[string, Files, readonly string[]]>([
  ['no kernel', {}, []],
  ['a kernel for clouds', { 'usr/lib/modules/6.1-cloud/modules.builtin': 'kernel/fs/ext4.ko\n' }, []],
  ['a kernel with modules', { 'usr/lib/modules/6.1/kernel/net/wireless/cfg80211.ko': '' }, ['/usr/lib/modules/6.1']],
  ['built in', { 'lib/modules/6.1/modules.builtin': 'kernel/net/wireless/cfg80211.ko\n' }, ['/lib/modules/6.1']],
])('drivers: %s', (_name, files, kernels) => {
  expect(told(files)?.kernels_with_drivers).toMatchObject({ value: kernels });
  expect(told(files)?.interfaces).toHaveProperty('unknown');
});

it.each<[string, unknown, readonly string[]]>([
  ['none', { interfaces: [], rfkill: [] }, []],
  ['up', { interfaces: [{ name: 'wlan0', flags: '0x1003', module: 'iwlwifi' }], rfkill: [] }, ['wlan0 is up']],
  [
    'down',
    { interfaces: [{ name: 'wlan0', flags: '0x1002' }], rfkill: [{ name: 'rfkill0', soft: '0', hard: '0' }] },
    ['wlan0 is not blocked'],
  ],
  [
    'down and blocked',
    { interfaces: [{ name: 'wlan0', flags: '0x1002' }], rfkill: [{ name: 'rfkill0', soft: '1', hard: '0' }] },
    [],
  ],
])('interfaces: %s', (_name, value, want) => {
  expect(told({}, interfaces(value))?.interfaces).toMatchObject({ value: want });
});
