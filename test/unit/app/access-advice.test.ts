import { describe, expect, it } from 'vitest';
import { adviceFor, type Reading, withAdvice } from '../../../src/app/access-advice.ts';

const DENIED = 'permission denied reading /etc/shadow. Run the scan as root.';

describe('what to do about what was not read', () => {
  it.each<[Reading['kind'], boolean, string, string]>([
    ['live', false, DENIED, 'permission denied reading /etc/shadow. Run the scan as root.'],
    ['tree', false, DENIED, 'permission denied reading /etc/shadow. Run the scan as root.'],
    ['ssh', false, DENIED, 'permission denied reading /etc/shadow. Add --sudo.'],
    ['archive', false, DENIED, 'permission denied reading /etc/shadow. Pack the archive again as root.'],
    ['ssh', false, 'it may not be read: run the collection as root', 'it may not be read: add --sudo'],
    ['ssh', false, 'Run the scan as root, on the whole tree.', 'Add --sudo.'],
    ['ssh', false, 'Run the scan as root, and check them.', 'Add --sudo, and check them.'],
    ['ssh', false, 'Collect the host again as root.', 'Add --sudo.'],
    ['ssh', false, 'Scan the running machine as root, so that it runs.', 'Add --sudo, so that it runs.'],
    ['tree', true, 'Scan the machine itself as root.', 'Scan the machine itself as root.'],
    ['archive', false, 'Scan the machine itself.', 'Scan the machine itself.'],
    ['live', true, 'collect on the machine itself to tell', 'mend that on the machine and scan again to tell'],
  ])('%s, as root %s: %s', (kind, asRoot, text, want) => {
    expect(adviceFor({ kind, asRoot })(text)).toBe(want);
  });

  it.each<Reading['kind']>(['live', 'ssh', 'tree'])('never tells root to become root (%s)', (kind) => {
    expect(adviceFor({ kind, asRoot: true })(DENIED)).toContain('even root may not read it');
  });

  it('rewords reasons and hints only, and leaves alone what says nothing', () => {
    const same = { data: [{ text: DENIED }] };
    const advice = adviceFor({ kind: 'ssh', asRoot: false });
    expect(withAdvice(same, advice)).toBe(same);
    expect(
      withAdvice({ flag: 'incomplete', hint: DENIED, data: { a: [{ unknown: DENIED, text: DENIED }] } }, advice),
    ).toEqual({
      flag: 'incomplete',
      hint: 'permission denied reading /etc/shadow. Add --sudo.',
      data: { a: [{ unknown: 'permission denied reading /etc/shadow. Add --sudo.', text: DENIED }] },
    });
  });
});
