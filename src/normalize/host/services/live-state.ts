import type { CaptureSet } from '../../capture-set.ts';
import { textOf } from '../../capture-set.ts';
import { whyUnread } from '../look-ups.ts';

/** What a unit does now. */
export interface LiveState {
  readonly active: string;
  readonly sub: string;
}

/** By every name of each loaded unit, its state; or why there is none. A unit that is not loaded is not active. */
export type LiveStates = ReadonlyMap<string, LiveState> | { readonly unread: string };

/** Reads the capture `systemctl show`. */
export function readLiveStates(captures: CaptureSet): LiveStates {
  const capture = captures.get('systemctl show');
  const text = capture === undefined ? undefined : textOf(capture);
  if (text === undefined) {
    const why =
      capture === undefined ? 'the target was not read as a running machine' : whyUnread(capture, 'systemctl');
    return { unread: why ?? 'systemctl told nothing' };
  }
  const states = new Map<string, LiveState>();
  for (const block of text.split(/\n\s*\n/)) {
    const fields = new Map(
      block.split('\n').map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
    );
    const active = fields.get('ActiveState');
    if (active === undefined) continue;
    const state: LiveState = { active, sub: fields.get('SubState') ?? '' };
    const names = [fields.get('Id') ?? '', ...(fields.get('Names') ?? '').split(' ')];
    for (const name of names) if (name !== '') states.set(name, state);
  }
  return states;
}
