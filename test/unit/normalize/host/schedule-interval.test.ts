import { describe, expect, it } from 'vitest';
import { intervalHours } from '../../../../src/normalize/host/schedule-interval.ts';

describe('the distance of two runs', () => {
  it.each([
    ['folder daily', 24],
    ['folder hourly', 1],
    ['@daily', 24],
    ['@reboot', undefined],
    ['0 3 * * *', 24],
    ['*/5 * * * *', 1],
    ['0 */6 * * *', 6],
    ['0 2,14 * * *', 12],
    ['0 8-17 * * *', 15],
    ['0 3 * * 0', 168],
    ['0 3 * * mon-fri', 72],
    ['0 3 * * 1,4', 96],
    ['0 3 1 * *', 744],
    ['0 3 1 * 0', 168],
    ['0 3 1 1 *', 8784],
    ['0 3 * *', undefined],
    ['x y z a b', undefined],
    ['0 */0 * * *', undefined],
    ['OnCalendar=daily', 24],
    ['OnCalendar=*-*-* 01:50:00', 24],
    ['OnCalendar=*-*-* 00/6:00:00', 6],
    ['OnCalendar=03:00', 24],
    ['OnCalendar=Mon *-*-* 03:00:00', 168],
    ['OnCalendar=Mon..Fri 03:00', 72],
    ['OnCalendar=*-*-01 00:00:00', 744],
    ['OnCalendar=Sun *-*-* 03:00; OnCalendar=daily', 24],
    ['OnBootSec=15min; OnUnitActiveSec=1d', 24],
    ['OnUnitActiveSec=1h 30min', 2],
    ['OnBootSec=15min', undefined],
    ['', undefined],
  ])('%s', (when, hours) => expect(intervalHours(when)).toBe(hours));
});
