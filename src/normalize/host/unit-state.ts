import { type Fact, known, unknown } from '../../core/fact.ts';
import type { CaptureSet } from '../capture-set.ts';
import { unitTable } from './services/table.ts';

/** Whether a unit starts at boot: something pulls it in and it is not masked. Several names: any of them (Debian and RHEL differ). */
export function unitEnabled(captures: CaptureSet, units: readonly string[]): Fact<boolean> {
  const table = unitTable(captures);
  if ('unread' in table) return unknown(table.unread, { file: units[0] ?? 'systemd' });
  const facts = units.map((name) => table.unit(name));
  const starts = facts.map(({ startsAtBoot }) => startsAtBoot);
  const on = starts.find((fact) => 'value' in fact && fact.value);
  const blocked = starts.find((fact) => 'unknown' in fact);
  const there = facts.find(({ state }) => 'value' in state && state.value !== 'not-found')?.startsAtBoot;
  return on ?? blocked ?? there ?? starts[0] ?? unknown('no unit was looked up', { file: 'systemd' });
}

/** Whether a unit runs now; unknown for a tree that is not a running machine. */
export function unitRunning(captures: CaptureSet, units: readonly string[]): Fact<boolean> {
  const place = { file: 'systemctl show' };
  const table = unitTable(captures);
  const live = 'unread' in table ? table : table.live;
  if ('unread' in live) {
    return unknown(`${live.unread}: collect on the machine itself to tell whether ${units.join(' or ')} runs`, place);
  }
  return known(
    units.some((unit) => live.get(unit)?.active === 'active'),
    place,
  );
}
