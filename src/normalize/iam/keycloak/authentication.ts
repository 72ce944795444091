import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, known, mapFact } from '../../../core/fact.ts';
import type { AuthPolicy } from '../../../model/generated/model.ts';
import { booleanFact, countFact, type ExportRecord, own } from '../export-record.ts';
import type { BrowserFlow } from './browser-flow.ts';
import { readPasswordPolicy } from './password-policy.ts';

/** Reads what a realm demands of passwords and how it slows down guessing. */
export function readAuthPolicy(
  realm: ExportRecord,
  flow: BrowserFlow,
): { readonly policy: AuthPolicy; readonly diagnostics: readonly Diagnostic[] } {
  const { at } = realm;
  const demands = readPasswordPolicy(own(realm.value, 'passwordPolicy'), at);
  // The values of a realm that does not say otherwise (RealmRepresentation of the Admin REST API).
  const guarded = booleanFact(realm, 'bruteForceProtected', { means: false });
  const attempts = when(guarded, countFact(realm, 'failureFactor', { means: 30 }));
  const permanent = booleanFact(realm, 'permanentLockout', { means: false });
  const seconds = countFact(realm, 'maxFailureWaitSeconds', { means: 900 });
  const minutes =
    isKnown(permanent) && permanent.value
      ? known(0, at)
      : !isKnown(permanent)
        ? permanent
        : mapFact(seconds, (s) => Math.ceil(s / 60));
  return {
    policy: {
      id: 'realm',
      at,
      applies_to: known(['all'], at),
      min_length: demands.minLength,
      history: demands.history,
      lower: demands.lower,
      upper: demands.upper,
      number: demands.number,
      symbol: demands.symbol,
      max_age_days: demands.maxAgeDays,
      banned_list: demands.bannedList,
      lockout_attempts: attempts,
      lockout_minutes: minutes,
      second_factors: flow.factors,
      local_recovery: booleanFact(realm, 'resetPasswordAllowed', { means: false }),
    },
    diagnostics: demands.diagnostics,
  };
}

/** 0 attempts: nothing is ever locked. */
function when(guarded: Fact<boolean>, attempts: Fact<number>): Fact<number> {
  if (!isKnown(guarded)) return guarded;
  return guarded.value ? attempts : known(0, guarded.at);
}
