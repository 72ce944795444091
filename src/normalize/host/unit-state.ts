import { type Fact, known, unknown } from '../../core/fact.ts';
import { isRecord } from '../../core/record.ts';
import { type CaptureSet, textOf } from '../capture-set.ts';
import { jsonOf, whyUnread } from './look-ups.ts';

/** Whether a unit starts at boot: a link pulls it in and it is not masked. Several names: any of them (Debian and RHEL differ). */
export function unitEnabled(captures: CaptureSet, units: readonly string[]): Fact<boolean> {
  let blocked: Fact<boolean> | undefined;
  let off: Fact<boolean> | undefined;
  for (const unit of units) {
    const capture = captures.get(`unit ${unit}`);
    const value = jsonOf(capture);
    if (!isRecord(value)) {
      blocked ??= unknown(whyUnread(capture, unit) ?? `the unit ${unit} could not be looked up`, { file: unit });
      continue;
    }
    const { file, masked, wanted_by, denied } = value;
    const place = { file: typeof file === 'string' ? file : unit };
    if (masked === true) off ??= known(false, place);
    else if (typeof wanted_by === 'string') return known(true, { file: wanted_by });
    else if (Array.isArray(denied) && denied.length > 0) {
      blocked ??= unknown(`${denied.join(', ')} may not be listed: run the collection as root`, place);
    } else if (typeof file === 'string') off = known(false, place);
    else off ??= known(false, place);
  }
  return blocked ?? off ?? unknown('no unit was looked up', { file: 'systemd' });
}

/** Whether a unit runs now; unknown for a tree that is not a running machine. */
export function unitRunning(captures: CaptureSet, units: readonly string[]): Fact<boolean> {
  const capture = captures.get('systemctl show');
  const place = { file: 'systemctl show' };
  const text = capture === undefined ? undefined : textOf(capture);
  if (text === undefined) {
    const why =
      capture === undefined ? 'the target was not read as a running machine' : whyUnread(capture, 'systemctl');
    return unknown(`${why}: collect on the machine itself to tell whether ${units.join(' or ')} runs`, place);
  }
  const states = new Map<string, string>();
  for (const block of text.split(/\n\s*\n/)) {
    const id = /^Id=(.*)$/m.exec(block)?.[1];
    const state = /^ActiveState=(.*)$/m.exec(block)?.[1];
    if (id !== undefined && state !== undefined) states.set(id, state);
  }
  return known(
    units.some((unit) => states.get(unit) === 'active'),
    place,
  );
}
