import { type Fact, isKnown, known, mapFact } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type { HostAccounts, HostPasswordAge, HostUser } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';

const DAY_MS = 86_400_000;
/** From here on a maximum means never (shadow: isexpired). */
const NEVER_DAYS = 10_000;

/** host.password_ages: the ages of shadow(5) as the system acts on them. */
export const passwordAgesDerivation: Derivation = {
  id: 'password-ages',
  domain: 'host',
  derive: ({ host }, { nowMs }) => ({
    host: {
      password_ages: deriveSection([host?.accounts] as const, (accounts: HostAccounts) => ({
        users: accounts.users.map((user) => agingOf(user, Math.floor(nowMs / DAY_MS))),
      })),
    },
  }),
};

function agingOf(user: HostUser, today: number): HostPasswordAge {
  const { aging } = user;
  const { last_change_day: changed } = aging;
  return {
    id: user.id,
    name: user.name,
    uid: user.uid,
    usable: mapFact(user.password.state, (state) => state === 'set'),
    max_days: maxDays(aging.max_days, changed),
    min_days: mapFact(aging.min_days, (days) => Math.max(0, days)),
    warn_days: mapFact(aging.warn_days, (days) => Math.max(0, days)),
    inactive_days: mapFact(aging.inactive_days, (days) => Math.max(-1, days)),
    last_change_days_ago: mapFact(changed, (day) => (day <= 0 ? 0 : today - day)),
  };
}

/** Without the day of the last change aging is off, whatever the maximum says (shadow(5)). */
function maxDays(max: Fact<number>, changed: Fact<number>): Fact<number> {
  if (!isKnown(changed)) return changed;
  if (changed.value < 0) return known(-1, changed.at);
  return mapFact(max, (days) => (days < 0 || days >= NEVER_DAYS ? -1 : days));
}
